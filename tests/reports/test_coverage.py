"""Who owes what, and what counts as done: records, visits and supervision actions against the plan of 2023."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from msgspec.structs import replace
from tests.reports.bookkeeping import SIGNED

from hazardctl.domain.cadence import Obligation
from hazardctl.domain.campaign import Plan
from hazardctl.domain.period import Month
from hazardctl.domain.register import RegisteredUnit
from hazardctl.ledger import connect
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import posts, records, units
from hazardctl.ledger.queries.records import DutyRecord
from hazardctl.ledger.writing import Writer, setting_row, writing
from hazardctl.reports import coverage, lateness

YEAR_END = date(2023, 12, 31)
DUTY_GROUP = "负有安全生产监管职责办所（中心）"


@dataclass
class Town:
    """A ledger being written, and what its duties come to."""

    path: Path
    plan: Plan
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def writes(self, make: Callable[[Writer], None]) -> None:
        """Write in one transaction."""
        with writing(self.path, SIGNED) as writer:
            make(writer)

    def adds(self, entity: str, *rows: dict[str, Any]) -> None:
        """Store rows as they are."""
        self.writes(lambda w: w.record(*(Change(entity, {"town": w.town, **row}) for row in rows)))

    def registers(self, *names: str, **known: Any) -> None:
        """Register enterprises whose uid is their name."""
        empty = dict.fromkeys(("village", "sector"))
        day = "2023-05-29"
        self.adds("enterprise", *({**empty, "uid": n, "name": n, "name_key": n, "registered_on": day, **known}
                                  for n in names))  # fmt: skip

    def joins(self, *keys: str) -> None:
        """Fill the group of offices with supervision duties."""
        self.writes(lambda w: w.record(*(units.join(w, DUTY_GROUP, k, date(2023, 5, 29)) for k in keys)))

    def logs(self, duty: str, *days: str, **more: Any) -> DutyRecord:
        """Record that a duty was done on some days; the last one is returned."""
        saved: list[DutyRecord] = []

        def make(writer: Writer) -> None:
            for day in days:
                on = date.fromisoformat(day)
                blank = dict.fromkeys(DutyRecord._fields)
                values = {**blank, "duty": duty, "unit": "应急办", "on": on, "to": on, **more}
                saved.append(records.add(writer, DutyRecord(**values)))

        self.writes(make)
        return saved[-1]

    def visits(self, on: str, *, source: str = "department", unit: str = "应急办", **more: Any) -> None:
        """Record an inspection."""
        n = next(self.numbers)
        blank = dict.fromkeys(("enterprise", "village", "inspectors", "sector", "place", "note"))
        self.adds("inspection", {**blank, "uid": new_uid(), "no": f"JC-2023-{n:04d}", "year": 2023, "seq": n,
                                 "on_day": on, "unit": unit, "source": source, **more})  # fmt: skip

    def acts(self, on: str, kind: str, *, from_unit: str = "应急办", by: str = "") -> None:
        """Record a supervision action."""
        n = next(self.numbers)
        detail = json.dumps({"from_unit": from_unit, "by": by}, ensure_ascii=False)
        blank = dict.fromkeys(("unit", "enterprise", "village", "void_on", "void_reason"))
        self.adds("matter", {**blank, "uid": new_uid(), "kind": "action", "no": f"DD-2023-{n:04d}",
                             "prefix": "DD", "year": 2023, "seq": n, "on_day": on, "topic": kind,
                             "detail": detail})  # fmt: skip

    def owes(self, duty: str, part: str | None = None, *, day: date = YEAR_END) -> list[Obligation]:
        """Return the obligations of one duty as at a day."""
        with connect.reading(self.path) as reader:
            found = coverage.obligations(reader, self.plan, day)
        return [o for o in found if o.duty == duty and part in {None, o.part}]

    def tally(
        self, duty: str, part: str | None = None, *, day: date = YEAR_END
    ) -> dict[str, tuple[Any, int]]:
        """Return expected and done of one duty by subject, and by item where there are some."""
        return {
            f"{o.subject.name}{'·' + o.item if o.item else ''}": (o.expected, o.done)
            for o in self.owes(duty, part, day=day)
        }


@pytest.fixture
def town(tmp_path: Path, empty: Path, plan: Plan) -> Town:
    """A ledger with three offices, two villages and an unfilled group of the plan; no enterprise but two plain ones."""
    path = tmp_path / "ledger.db"
    shutil.copyfile(empty, path)
    made = Town(path, plan)
    groups = [
        RegisteredUnit(g.key, g.name, "group", g.aliases, g.kind if g.everyone else None) for g in plan.groups
    ]
    made.writes(lambda w: w.record(*(units.add(w, g, origin="plan", on=date(2023, 5, 29)) for g in groups)))
    return made


def test_a_post_without_a_holder_is_one_obligation_of_the_post(town: Town) -> None:
    assert town.tally("1-5") == {"党委主要负责人": (7, 0), "行政主要负责人": (7, 0), "分管负责人": (7, 0)}


def test_every_holder_of_a_post_owes_the_monthly_inspection(town: Town) -> None:
    town.writes(lambda w: posts.hand_over(w, "分管负责人", ("张三", "李四"), date(2023, 5, 29)))
    town.logs("1-5", "2023-06-20", post="分管负责人", person="张三")
    found = town.tally("1-5", day=date(2023, 6, 30))
    assert found["分管负责人（张三）"] == (1, 1)
    assert found["分管负责人（李四）"] == (1, 0)


def test_an_inspection_that_a_leader_was_on_counts_without_being_typed_twice(town: Town) -> None:
    town.writes(lambda w: posts.hand_over(w, "党委主要负责人", ("周 一",), date(2023, 5, 29)))
    town.visits("2023-06-08", inspectors="周一、王五")
    town.visits("2023-07-08", inspectors="王五")
    town.acts("2023-08-08", "dispatch", by="周一")
    town.acts("2023-09-08", "circular", by="周一")
    (leader,) = [o for o in town.owes("1-5", day=date(2023, 9, 30)) if o.subject.name.startswith("党委")]
    assert (leader.expected, leader.done) == (4, 2)
    assert [w.due for w in leader.missing] == [date(2023, 7, 31), date(2023, 9, 30)]


def test_hearing_reports_is_asked_of_the_party_secretary_alone(town: Town) -> None:
    assert [o.subject.name for o in town.owes("1-4", "hearing")] == ["党委主要负责人"]
    assert [o.subject.name for o in town.owes("1-4", "kickoff")] == ["行政主要负责人"]
    assert [o.subject.kind for o in town.owes("1-4", "plan")] == ["town"]


def test_an_interval_of_the_office_makes_hearing_reports_come_round(town: Town) -> None:
    town.logs("1-4", "2023-06-20", part="hearing", post="党委主要负责人")
    assert town.tally("1-4", "hearing") == {"党委主要负责人": (None, 1)}
    town.writes(lambda w: w.record(setting_row(w, "rule.interval.1-4/hearing", "60")))
    assert town.tally("1-4", "hearing") == {"党委主要负责人": (3, 1)}


def test_the_half_yearly_circular_counts_the_actions_of_that_kind(town: Town) -> None:
    assert town.tally("1-14") == {"白羊镇": (1, 0)}
    town.acts("2023-10-10", "circular")
    assert town.tally("1-14") == {"白羊镇": (1, 1)}


def test_the_monthly_dispatch_is_a_duty_like_any_other(town: Town) -> None:
    town.acts("2023-06-10", "dispatch")
    town.logs("monthly-dispatch", "2023-07-10")
    (office,) = town.owes("monthly-dispatch", day=date(2023, 8, 31))
    assert (office.subject.name, office.expected, office.done) == ("应急办", 3, 2)
    assert office.since == date(2023, 8, 31)


def test_members_of_a_group_owe_one_each_and_nobody_twice(town: Town) -> None:
    town.joins("经发办", "规划建设管理环保办", "应急办")
    town.logs("1-6", "2023-06-10", unit="经发办")
    assert town.tally("1-6") == {"应急办": (1, 0), "经发办": (1, 1), "规划建设管理环保办": (1, 0)}


def test_an_unfilled_group_stays_one_obligation_and_says_so(town: Town) -> None:
    group, office = sorted(town.owes("1-6"), key=lambda o: o.subject.name == "应急办")
    assert (group.subject.name, group.subject.unfilled, group.expected) == (DUTY_GROUP, True, 1)
    assert any("unit join" in note for note in group.notes)
    assert (office.subject.unfilled, office.notes) == (False, ())


def test_what_another_owner_did_is_not_the_unfilled_groups(town: Town) -> None:
    town.logs("1-6", "2023-06-10", unit="应急办")
    assert town.tally("1-6") == {"应急办": (1, 1), DUTY_GROUP: (1, 0)}
    town.logs("1-6", "2023-06-11", unit="经发办")
    assert town.tally("1-6") == {"应急办": (1, 1), DUTY_GROUP: (1, 1)}


def test_a_change_of_hands_loses_nothing_that_the_one_before_did(town: Town) -> None:
    post = "党委主要负责人"
    town.writes(lambda w: posts.hand_over(w, post, ("张三",), date(2023, 5, 29)))
    town.writes(lambda w: posts.hand_over(w, post, ("李四",), date(2023, 9, 15)))
    town.logs("1-5", "2023-06-10", post=post, person="张三")
    town.visits("2023-07-10", inspectors="张三")
    town.visits("2023-08-10", inspectors="李四")
    town.visits("2023-10-10", inspectors="张三")
    town.visits("2023-11-10", inspectors="李四")
    leader = town.owes("1-5")[0]
    assert leader.subject.name == f"{post}（李四）"
    assert (leader.expected, leader.done) == (7, 3)
    assert [w.due.month for w in leader.missing] == [8, 9, 10, 12]
    assert town.owes("1-5", day=date(2023, 8, 1))[0].subject.name == f"{post}（张三）"


def test_one_more_deputy_owes_the_months_from_then_on(town: Town) -> None:
    town.writes(lambda w: posts.hand_over(w, "分管负责人", ("张三",), date(2023, 5, 29)))
    town.writes(lambda w: posts.hand_over(w, "分管负责人", ("张三", "李四"), date(2023, 9, 15)))
    found = town.tally("1-5")
    assert (found["分管负责人（张三）"], found["分管负责人（李四）"]) == ((7, 0), (3, 0))


def test_a_holder_named_in_the_plan_needs_no_entry(town: Town) -> None:
    head, *others = town.plan.posts
    town.plan = replace(town.plan, posts=(replace(head, holder="张三"), *others))
    town.visits("2023-06-10", inspectors="张三")
    assert town.tally("1-5", day=date(2023, 6, 30))[f"{head.key}（张三）"] == (1, 1)


def test_self_checks_by_day_week_and_month(town: Town) -> None:
    town.logs("2-1", "2023-06-01", part="daily", enterprise_uid="测试食品厂", to=date(2023, 6, 10))
    town.logs("2-1", "2023-06-06", part="weekly", enterprise_uid="测试食品厂")
    town.visits("2023-06-20", source="self", enterprise="测试食品厂")
    town.visits("2023-06-21", source="department", enterprise="测试木器厂")
    end = date(2023, 6, 30)
    assert town.tally("2-1", "daily", day=end) == {"测试食品厂": (33, 10), "测试木器厂": (33, 0)}
    assert town.tally("2-1", "weekly", day=end) == {"测试食品厂": (4, 1), "测试木器厂": (4, 0)}
    assert town.tally("2-1", "monthly", day=end) == {"测试食品厂": (1, 1), "测试木器厂": (1, 0)}


def test_a_record_of_several_days_reaches_no_further_than_the_day_asked_about(town: Town) -> None:
    town.logs("2-1", "2023-06-01", part="daily", enterprise_uid="测试食品厂", to=date(2023, 6, 10))
    assert town.tally("2-1", "daily", day=date(2023, 6, 4))["测试食品厂"] == (7, 4)


def test_each_of_the_two_lists_and_two_cards_is_owed(town: Town) -> None:
    town.logs("2-9", "2023-06-05", part="cards", item="岗位操作卡", enterprise_uid="测试食品厂")
    mine = {k: v for k, v in town.tally("2-9", "cards").items() if k.startswith("测试食品厂")}
    assert mine == {
        "测试食品厂·岗位风险清单": (1, 0),
        "测试食品厂·岗位职责清单": (1, 0),
        "测试食品厂·岗位操作卡": (1, 1),
        "测试食品厂·岗位应急处置卡": (1, 0),
    }


def test_one_training_is_owed_for_every_contingency_plan(town: Town) -> None:
    town.logs("2-11", "2023-06-05", part="plan", item="火灾应急预案", enterprise_uid="测试食品厂")
    town.logs("2-11", "2023-06-06", part="plan", item="停电应急预案", enterprise_uid="测试食品厂")
    town.logs("2-11", "2023-07-01", part="training", item="停电应急预案", enterprise_uid="测试食品厂")
    assert town.tally("2-11", "plan") == {"测试食品厂": (1, 1), "测试木器厂": (1, 0)}
    assert town.tally("2-11", "training") == {
        "测试食品厂·火灾应急预案": (1, 0),
        "测试食品厂·停电应急预案": (1, 1),
        "测试木器厂": (1, 0),
    }


@pytest.mark.parametrize(
    ("days", "done"), [(("2023-03-10", "2023-11-10"), 2), (("2023-03-10", "2023-03-20"), 1)]
)
def test_a_high_risk_enterprise_drills_in_both_halves_of_the_year(
    town: Town, days: tuple[str, ...], done: int
) -> None:
    town.registers("测试化工厂", high_risk=1)
    town.logs("2-12", *days, part="drill", enterprise_uid="测试化工厂")
    town.logs("2-12", *days, part="drill", enterprise_uid="测试食品厂")
    found = {o.subject.name: o for o in town.owes("2-12")}
    assert (found["测试化工厂"].expected, found["测试化工厂"].done) == (2, done)
    assert found["测试化工厂"].complete is (done == 2)
    assert (found["测试食品厂"].every, found["测试食品厂"].expected) == ("yearly", 1)
    assert all("公历年" in "".join(o.notes) for o in found.values())


def test_who_needs_a_risk_card(town: Town) -> None:
    town.registers("三十人", headcount=30)
    town.registers("三十一人", headcount=31)
    town.registers("个体户", headcount=31, sole_trader=1)
    town.registers("一人也没登记", headcount=0)
    assert set(town.tally("3-1")) == {"三十人", "个体户", "一人也没登记"}
    assert set(town.tally("3-2")) == {"三十人", "一人也没登记"}


def test_third_party_help_counts_from_the_inspections_of_experts(town: Town) -> None:
    town.registers("小店", headcount=3)
    town.visits("2023-07-01", source="expert", enterprise="小店")
    town.visits("2023-07-02", source="self", enterprise="小店")
    assert town.tally("3-2") == {"小店": (None, 1)}


@pytest.mark.parametrize(
    ("sector", "asked"),
    [
        ("危险化学品", True),
        ("建设施工", True),
        ("交通运输", True),
        ("燃气", False),
        ("工贸", False),
        (None, False),
    ],
)
def test_the_chief_engineer_is_asked_of_the_sectors_that_the_task_names(
    town: Town, sector: str | None, *, asked: bool
) -> None:
    town.registers("某公司", sector=sector)
    assert ("某公司" in town.tally("2-6")) is asked


def test_an_enterprise_answers_to_its_regulator_or_else_the_emergency_office(town: Town) -> None:
    town.registers("燃气站", regulator="经发办", village="双龙村")
    subjects = {o.subject.name: o.subject for o in town.owes("2-12")}
    assert (subjects["燃气站"].unit, subjects["燃气站"].village) == ("经发办", "双龙村")
    assert (subjects["测试食品厂"].unit, subjects["测试食品厂"].village) == ("应急办", None)


def test_what_a_unit_answers_for(town: Town) -> None:
    town.registers("燃气站", regulator="经发办", village="双龙村")
    town.joins("经发办")
    with connect.reading(town.path) as reader:
        found = coverage.obligations(reader, town.plan, YEAR_END)
    economy, village = coverage.of_unit(found, "经发办"), coverage.of_unit(found, "双龙村")
    assert {o.subject.name for o in economy} == {"经发办", "燃气站"}
    assert {o.subject.name for o in village} == {"燃气站"}
    assert {"1-14", "1-5", "monthly-dispatch"} <= {o.duty for o in coverage.of_unit(found, "应急办")}


def test_what_every_unit_answers_for_is_what_each_does(town: Town) -> None:
    town.registers("燃气站", regulator="经发办", village="双龙村")
    town.registers("村办厂", regulator="双龙村", village="双龙村")
    town.joins("经发办")
    with connect.reading(town.path) as reader:
        found = coverage.obligations(reader, town.plan, YEAR_END)
    parted = coverage.by_unit(found)
    asked = {"经发办", "双龙村", "应急办"}
    assert asked <= parted.keys()
    assert {unit: parted[unit] for unit in asked} == {unit: coverage.of_unit(found, unit) for unit in asked}


def test_an_enterprise_that_opened_late_owes_whole_months_only(town: Town) -> None:
    town.registers("新厂", opened_on="2023-09-15")
    town.registers("关了的厂", closed_on="2023-08-10")
    found = town.tally("2-1", "monthly")
    assert (found["新厂"], found["关了的厂"]) == ((3, 0), (2, 0))


def test_a_void_record_counts_on_no_day(town: Town) -> None:
    saved = town.logs("2-12", "2023-06-10", part="drill", enterprise_uid="测试食品厂")
    assert town.tally("2-12")["测试食品厂"] == (1, 1)
    town.writes(lambda w: void(w, saved))
    assert town.tally("2-12")["测试食品厂"] == (1, 0)
    assert town.tally("2-12", day=date(2023, 6, 15))["测试食品厂"] == (0, 0)


def void(writer: Writer, saved: DutyRecord) -> None:
    """Declare a record void."""
    records.void(writer, saved, date(2023, 12, 1), "重复")


def test_any_past_day_can_be_asked_for(town: Town) -> None:
    town.logs("2-12", "2023-10-10", part="drill", enterprise_uid="测试食品厂")
    assert town.tally("2-12", day=date(2023, 10, 9))["测试食品厂"] == (0, 0)
    assert town.tally("2-12", day=date(2023, 10, 10))["测试食品厂"] == (1, 1)


def alone(*found: Obligation) -> list[coverage.Alike]:
    """Each with nobody like it."""
    return [coverage.Alike(one, [one.subject]) for one in found]


def test_figures_name_who_is_longest_late_first_and_leave_out_what_has_no_frequency(town: Town) -> None:
    town.logs("2-12", "2023-10-10", part="drill", enterprise_uid="测试食品厂")
    town.logs("1-1", "2023-10-10")
    drills = lateness.counted(alone(*town.owes("2-12"), *town.owes("1-1")), Month(2023, 12).period)
    assert (drills.expected, drills.done, drills.rate, drills.missing) == (2, 1, 50.0, 1)
    assert drills.missing_in_period == 1
    assert [(late.subject, late.since, late.missing) for late in drills.late] == [("测试木器厂", YEAR_END, 1)]
    months = lateness.counted(alone(*town.owes("2-1")), Month(2023, 12).period)
    assert [late.since for late in months.late] == sorted(late.since for late in months.late)


def test_nothing_counted_is_no_rate(town: Town) -> None:
    nothing = lateness.figures(town.owes("1-1"))
    assert (nothing.expected, nothing.done, nothing.rate, nothing.late) == (0, 0, None, ())


def test_the_number_of_questions_does_not_grow(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    opened = sqlite3.connect

    def counted(*where: Any, **how: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = opened(*where, **how)
        connection.set_trace_callback(told.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", counted)
    counts = []
    for n in range(3):
        town.registers(*(f"厂{n}-{m}" for m in range(10)))
        town.visits("2023-07-01", source="self", enterprise=f"厂{n}-0")
        told.clear()
        town.owes("2-1")
        counts.append(len(told))
    assert len(set(counts)) == 1


def test_five_hundred_enterprises_over_a_year_are_counted_in_seconds(town: Town) -> None:
    town.registers(*(f"厂{n}" for n in range(500)), headcount=20)
    for n in range(500):
        town.logs("2-1", "2023-06-01", part="daily", enterprise_uid=f"厂{n}", to=YEAR_END)
    began = process_time()
    found = town.owes("2-1", "daily")
    assert process_time() - began < 10
    assert sum(o.done for o in found) == 500 * 214
