"""Sheets of enterprises, duty records and returns: the gate of the keyboard, each row with one fate, none half done."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from hazardctl.domain.enterprise import ALPHABET
from hazardctl.domain.submission import Submission
from hazardctl.exchange.columns import SheetKind, on_form
from hazardctl.ledger import connect
from hazardctl.ledger.queries import enterprises as queries
from hazardctl.messages.intake import for_sheet
from hazardctl.reports.coverage import duties_of, key_of
from hazardctl.services import enterprises, listing_rows, matters, records, setup, units
from hazardctl.services.desk import Desk
from hazardctl.services.intake.enterprises import EnterpriseIntake
from hazardctl.services.intake.outcome import Intake, Outcome, Taken
from hazardctl.services.intake.records import RecordIntake
from hazardctl.services.intake.submissions import SubmissionIntake
from hazardctl.settings import Settings

if TYPE_CHECKING:
    import sqlite3

ADDED, UPDATED, UNCHANGED, SKIPPED, REFUSED = Outcome
TODAY = date(2023, 7, 10)
Row = dict[str, str]
INTAKES: dict[str, Any] = {
    "enterprises": EnterpriseIntake,
    "records": RecordIntake,
    "submissions": SubmissionIntake,
}
RECORD = {"duty": "2-12 应急演练", "enterprise": "甲厂", "unit": "经发办", "on": "2023-06-20"}
RETURN = {"sender": "双龙村", "month": "2023-06", "progress": "检查20家", "on": "2023-07-01"}


class Hall:
    """An office whose ledger takes sheets, and whose journal tells whether anything was written."""

    def __init__(self, folder: Path) -> None:
        self.ledger = folder / "ledger.db"
        self.desk = self.on(TODAY)

    def on(self, day: date, *, interactive: bool = False) -> Desk:
        """Sit down on another day, or at a terminal."""
        settings = Settings(
            ledger=self.ledger, plan_folder=None, actor="王五", today=day, moved_today=day, interactive=interactive
        )  # fmt: skip
        return Desk(settings)

    def takes(self, kind: str, *rows: Row, update: bool = False, desk: Desk | None = None) -> list[Taken]:
        """Import rows of a kind and return what became of each; what was refused has written nothing."""
        desk = desk or self.desk
        with desk.writing("import") as writer:
            intake: Intake = INTAKES[kind](desk, writer, update=update)
            before, taken = self._entries(writer), []
            for row in rows:
                taken.append(intake.take(row))
                if taken[-1].outcome in {REFUSED, SKIPPED, UNCHANGED}:
                    assert self._entries(writer) == before
                before = self._entries(writer)
            intake.finish()
        return taken

    def fates(self, kind: str, *rows: Row, update: bool = False) -> list[Outcome]:
        """Import rows and return only their fates."""
        return [one.outcome for one in self.takes(kind, *rows, update=update)]

    def exported(self, kind: str) -> list[dict[str, Any]]:
        """Return the rows that go out."""
        with self.desk.reading() as reader:
            rows: list[dict[str, Any]] = getattr(listing_rows, kind)(self.desk, reader, TODAY)
        return rows

    @staticmethod
    def _entries(reads: connect.Reads) -> int:
        count: int = reads.rows("select count(*) as n from journal")[0]["n"]
        return count


def as_typed(row: dict[str, Any]) -> Row:
    """Return an exported row as the import hands it over."""
    words = {True: "yes", False: "no"}
    return {
        field: words[value] if isinstance(value, bool) else str(value)
        for field, value in row.items()
        if value is not None
    }


def fields(taken: Taken) -> set[str | None]:
    return {problem.where for problem in taken.problems}


def code(n: int) -> str:
    """Return the nth social credit code that passes its check digit."""
    body = f"91510000{n:09d}"
    total = sum(ALPHABET.index(c) * 3**place for place, c in enumerate(body))
    return body + ALPHABET[-total % len(ALPHABET)]


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    hall = Hall(tmp_path)
    setup.init(hall.desk, {})
    units.add(hall.desk, ("双龙村", "白羊社区"), kind=None, aliases=(), full=None)
    units.join(hall.desk, "负有安全生产监管职责办所（中心）", ("经发办",))
    return hall


# enterprises


def test_an_unknown_enterprise_is_registered_and_the_second_time_nothing_is_new(hall: Hall) -> None:
    rows: list[Row] = [
        {"name": "甲 厂", "credit_code": code(1).lower(), "sector": "燃气", "regulator": "自动", "headcount": "30",
         "high_risk": "yes", "sole_trader": "no", "opened_on": "2020年5月1日", "closed_how": ""},
        {"name": "乙店", "village": "双龙村"},
    ]  # fmt: skip
    first = hall.takes("enterprises", *rows)
    assert [(t.outcome, t.name) for t in first] == [(ADDED, "甲 厂"), (ADDED, "乙店")]
    firm = hall.exported("enterprises")[0]
    assert (firm["credit_code"], firm["headcount"], firm["opened_on"]) == (code(1), 30, date(2020, 5, 1))
    assert (firm["high_risk"], firm["sole_trader"], firm["regulator"]) == (True, False, "经发办")
    assert hall.fates("enterprises", *rows) == [UNCHANGED, UNCHANGED]
    assert hall.fates("enterprises", {"credit_code": code(1)}, {"credit_code": code(1), "phone": "1"}) == [
        UNCHANGED,
        REFUSED,
    ]
    assert hall.fates("enterprises", {"name": "（乙）店"}, {"name": "(乙)店"}) == [ADDED, UNCHANGED]


def test_what_differs_is_named_and_taken_over_only_on_request(hall: Hall) -> None:
    hall.takes("enterprises", {"name": "甲厂", "headcount": "8", "phone": "13812345678"})
    row = {"name": "甲厂", "headcount": "12", "contact": "张三", "phone": ""}
    (skipped,) = hall.takes("enterprises", row)
    assert skipped.outcome is SKIPPED
    for said in ("从业人员（人）：台账「8」，表中「12」", "联系人：台账（空），表中「张三」", "--update"):
        assert said in skipped.problems[0].message
    assert "联系电话" not in skipped.problems[0].message
    assert hall.fates("enterprises", row, update=True) == [UPDATED]
    (firm,) = hall.exported("enterprises")
    assert (firm["headcount"], firm["contact"], firm["phone"]) == (12, "张三", "13812345678")
    assert hall.fates("enterprises", row, update=True) == [UNCHANGED]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({}, {"name"}),
        ({"name": "丙厂", "headcount": "几个", "sector": "没有的行业", "high_risk": "也许"}, {"headcount", "sector", "high_risk"}),
        ({"name": "丙厂", "credit_code": "123"}, {"credit_code"}),
        ({"name": "丙厂", "regulator": "没有这个办", "village": "没有这个村"}, {"regulator", "village"}),
        ({"name": "丙厂", "opened_on": "2023-07-11"}, {"opened_on"}),
        ({"name": "丙厂", "closed_how": "关闭"}, {"closed_on"}),
        ({"name": "丙厂", "regulator": "自动"}, {"regulator"}),
        ({"name": "丙厂", "phone": "1" * 51}, {"phone"}),
        ({"name": "丙厂", "credit_code": code(1)}, {"credit_code"}),
        ({"name": "甲厂", "credit_code": code(2)}, {"credit_code"}),
        ({"name": "乙厂", "credit_code": code(1)}, {"credit_code"}),
        ({"credit_code": code(3)}, {"name"}),
    ],
    ids=lambda value: "、".join(sorted(map(str, value))) or "-",
)  # fmt: skip
def test_a_wrong_enterprise_is_refused_at_its_cell(hall: Hall, row: Row, wrong: set[str]) -> None:
    hall.takes("enterprises", {"name": "甲厂", "credit_code": code(1)}, {"name": "乙厂"})
    (taken,) = hall.takes("enterprises", row, update=True)
    assert (taken.outcome, fields(taken)) == (REFUSED, wrong)
    assert len(hall.exported("enterprises")) == 2


def test_one_code_and_two_names_are_refused_with_both_named(hall: Hall) -> None:
    hall.takes("enterprises", {"name": "甲厂", "credit_code": code(1)})
    (renamed,) = hall.takes("enterprises", {"name": "新厂", "credit_code": code(1)}, update=True)
    assert "甲厂" in renamed.problems[0].message
    assert "hazardctl enterprise amend 甲厂 --name" in renamed.problems[0].message
    (other,) = hall.takes("enterprises", {"name": "甲厂", "credit_code": code(2)}, update=True)
    assert code(1) in other.problems[0].message
    assert code(2) in other.problems[0].message


def test_the_same_enterprise_twice_in_a_sheet_is_taken_once_and_may_not_contradict_itself(hall: Hall) -> None:
    first, again, other = ({"name": "甲厂", "headcount": n} for n in ("8", "8", "9"))
    taken = hall.takes("enterprises", first, again, other, update=True)
    assert [t.outcome for t in taken] == [ADDED, UNCHANGED, REFUSED]
    assert fields(taken[2]) == {"headcount"}
    assert hall.exported("enterprises")[0]["headcount"] == 8


def test_an_exported_enterprise_may_be_renamed_by_its_hidden_key(hall: Hall) -> None:
    hall.takes("enterprises", {"name": "甲厂", "credit_code": code(1)})
    row = as_typed(hall.exported("enterprises")[0]) | {"name": "新厂"}
    assert hall.fates("enterprises", row) == [SKIPPED]
    assert hall.fates("enterprises", row, update=True) == [UPDATED]
    assert [firm["name"] for firm in hall.exported("enterprises")] == ["新厂"]


def test_a_renamed_enterprise_may_bear_its_own_code(hall: Hall) -> None:
    hall.takes("enterprises", {"name": "甲厂", "credit_code": code(1)})
    kept = enterprises.amend(hall.desk, "甲厂", {"new_name": "新厂", "credit_code": code(1), "phone": "1"})
    assert kept.firm.name == "新厂"


def test_rows_torn_from_their_hidden_keys_rename_nobody(hall: Hall) -> None:
    hall.takes("enterprises", {"name": "甲厂"}, {"name": "乙厂"})
    one, two = map(as_typed, hall.exported("enterprises"))
    one["uid"], two["uid"] = two["uid"], one["uid"]
    assert hall.fates("enterprises", one, two, update=True) == [UNCHANGED, UNCHANGED]


def test_a_copied_row_with_another_name_and_code_is_another_enterprise(hall: Hall) -> None:
    hall.takes("enterprises", {"name": "甲厂", "credit_code": code(1)})
    copied = as_typed(hall.exported("enterprises")[0]) | {"name": "乙厂", "credit_code": code(2)}
    assert hall.fates("enterprises", copied, update=True) == [ADDED]


def test_two_thousand_enterprises_need_a_handful_of_questions(hall: Hall) -> None:
    rows = [{"name": f"第{n}厂", "credit_code": code(n), "headcount": str(n)} for n in range(2000)]
    asked: list[str] = []
    with hall.desk.writing("import") as writer:
        raw = cast("sqlite3.Connection", writer._raw)
        raw.set_trace_callback(asked.append)
        intake = EnterpriseIntake(hall.desk, writer, update=False)
        assert {intake.take(row).outcome for row in rows} == {ADDED}
        intake.finish()
        raw.set_trace_callback(None)
        assert len(queries.firms(writer)) == 2000
    # The row, its journal entry, and the entry once more, which SQLite tells because a trigger watches it.
    writes = [sql for sql in asked if sql.lower().startswith("insert")]
    assert len(writes) == 3 * len(rows)
    assert len(asked) - len(writes) < 20


# duty records


def test_a_record_of_a_task_is_taken_once_and_its_enterprise_registered(hall: Hall) -> None:
    first = hall.takes("records", RECORD | {"people": "35", "note": "灭火"})
    assert [(t.outcome, t.name) for t in first] == [(ADDED, "JL-2023-0001")]
    assert {p.code for p in first[0].problems} == {"new_enterprise"}
    again = hall.takes(
        "records", RECORD | {"people": "35"}, RECORD | {"no": "jl-2023-0001"}, RECORD | {"no": "7"}
    )
    assert [(t.outcome, t.name) for t in again] == [(UNCHANGED, "JL-2023-0001")] * 3
    assert len(hall.exported("records")) == 1


@pytest.mark.parametrize("duty", ["1-1", "１－１", "1-1党委会", "1-1 党委会\n学习"])
def test_a_task_is_found_by_what_begins_the_cell(hall: Hall, duty: str) -> None:
    (taken,) = hall.takes("records", {"duty": duty, "on": "2023-06-20"})
    assert taken.outcome is ADDED
    assert hall.exported("records")[0]["duty"].startswith("1-1 ")


def test_every_duty_of_the_drop_down_is_found(hall: Hall) -> None:
    plan = hall.desk.plan
    words = listing_rows.DutyWords(plan)
    with hall.desk.writing("import") as writer:
        intake = RecordIntake(hall.desk, writer, update=False)
        for duty in duties_of(plan):
            taken = intake.take({"duty": words.duty(key_of(duty)), "on": "2023-07-12"})
            assert "duty" not in fields(taken), key_of(duty)


def test_a_duty_is_found_by_its_name(hall: Hall) -> None:
    assert hall.fates("records", {"duty": "monthly-dispatch", "on": "2023-06-28"}) == [ADDED]
    said = hall.exported("records")[0]["duty"].split(" ", 1)[1]
    assert hall.fates("records", {"duty": said, "on": "2023-06-28"}) == [UNCHANGED]


def test_what_differs_in_a_record_is_skipped_and_never_amended(hall: Hall) -> None:
    hall.takes("records", RECORD | {"people": "35"})
    for row in (RECORD | {"people": "40"}, {**RECORD, "no": "JL-2023-0001", "on": "2023-06-21"}):
        (skipped,) = hall.takes("records", row)
        assert (skipped.outcome, skipped.name) == (SKIPPED, "JL-2023-0001")
        (refused,) = hall.takes("records", row, update=True)
        assert refused.outcome is REFUSED
        assert "hazardctl task void JL-2023-0001" in refused.problems[0].message
    assert fields(refused) == {"on"}


def test_a_void_record_is_not_entered_again_by_its_number(hall: Hall) -> None:
    hall.takes("records", RECORD)
    (row,) = map(as_typed, hall.exported("records"))
    records.void(hall.desk, "JL-2023-0001", {"reason": "重复"})
    assert hall.fates("records", row) == [SKIPPED]
    assert hall.fates("records", RECORD) == [ADDED]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({}, {"duty", "on"}),
        ({"duty": "9-9", "on": "前几天", "people": "几个", "unit": "没有这个办"}, {"duty", "on", "people", "unit"}),
        ({"duty": "36", "on": "2023-06-20"}, {"duty"}),
        ({"duty": "2023-02-12", "on": "2023-06-20"}, {"duty"}),
        ({"duty": "2-12", "on": "2023-06-20"}, {"enterprise"}),
        ({"duty": "2-1", "enterprise": "新厂", "on": "2023-06-20", "part": "x", "people": "几个"}, {"part", "people"}),
        ({"duty": "1-6", "unit": "党政办", "on": "2023-06-20"}, {"unit"}),
        ({"duty": "1-5", "post": "书记", "on": "2023-06-20"}, {"post"}),
        (RECORD | {"enterprise": "新厂", "on": "2023-07-11"}, {"on"}),
        (RECORD | {"enterprise": "新厂", "to": "2023-06-19"}, {"to"}),
        (RECORD | {"enterprise": "新厂", "no": "JL-2023-0099"}, {"no"}),
        (RECORD | {"enterprise": "新厂", "village": "没有这个村"}, {"village"}),
    ],
    ids=lambda value: "、".join(sorted(map(str, value))) or "-",
)  # fmt: skip
def test_a_wrong_record_is_refused_at_its_cell_and_registers_nobody(
    hall: Hall, row: Row, wrong: set[str]
) -> None:
    (taken,) = hall.takes("records", row)
    assert (taken.outcome, fields(taken)) == (REFUSED, wrong)
    assert hall.exported("enterprises") == hall.exported("records") == []
    told = [p.message.partition("hazardctl ")[0] for p in taken.problems]
    assert not [said for said in told if "--" in said]


def test_a_number_that_became_a_day_says_how_to_keep_it(hall: Hall) -> None:
    (taken,) = hall.takes("records", {"duty": "2023-02-12", "on": "2023-06-20"})
    assert "设为文本" in taken.problems[0].message


def test_nobody_is_asked_about_an_enterprise_in_the_middle_of_a_sheet(hall: Hall) -> None:
    (taken,) = hall.takes("records", RECORD, desk=hall.on(TODAY, interactive=True))
    assert taken.outcome is ADDED


def test_a_record_needs_a_few_questions_however_many_there_are(hall: Hall) -> None:
    rows = [RECORD | {"enterprise": f"第{n}厂"} for n in range(100)]
    asked: list[str] = []
    with hall.desk.writing("import") as writer:
        raw = cast("sqlite3.Connection", writer._raw)
        raw.set_trace_callback(asked.append)
        intake = RecordIntake(hall.desk, writer, update=False)
        assert {intake.take(row).outcome for row in rows} == {ADDED}
        raw.set_trace_callback(None)
    assert len(asked) <= 12 * len(rows)


# what the units report


def test_a_return_is_taken_once_for_each_unit_and_month(hall: Hall) -> None:
    rows = [RETURN | {"found": "12", "fixed": "10", "by": "张三"},
            {"sender": "白羊社区", "month": "6月", "nil": "yes", "on": "2023-07-02"}]  # fmt: skip
    first = hall.takes("submissions", *rows)
    assert [(t.outcome, t.name) for t in first] == [(ADDED, "BS-2023-0001"), (ADDED, "BS-2023-0002")]
    sent, nil = hall.exported("submissions")
    assert (sent["found"], sent["fixed"], sent["by"], sent["nil"]) == (12, 10, "张三", False)
    assert (nil["month"], nil["nil"], nil["progress"]) == ("2023-06", True, None)
    assert hall.fates("submissions", *rows) == [UNCHANGED, UNCHANGED]


def test_another_content_is_a_revision_only_on_request_and_the_first_day_stays(hall: Hall) -> None:
    hall.takes("submissions", RETURN | {"practice": "晨会"})
    row = RETURN | {"progress": "检查25家"}
    (skipped,) = hall.takes("submissions", row)
    assert skipped.outcome is SKIPPED
    assert "「检查20家」" in skipped.problems[0].message
    assert hall.fates("submissions", row, update=True) == [UPDATED]
    (sent,) = hall.exported("submissions")
    assert (sent["progress"], sent["practice"], sent["on"]) == ("检查25家", "晨会", date(2023, 7, 1))
    assert hall.fates("submissions", row, update=True) == [UNCHANGED]
    (later,) = hall.takes("submissions", row | {"on": "2023-07-05", "by": "李四"})
    assert (later.outcome, later.problems[0].code) == (UNCHANGED, "first_sending_stays")


def test_a_nil_return_replaces_what_was_said_and_what_is_said_replaces_it(hall: Hall) -> None:
    nil = {"sender": "双龙村", "month": "2023-06", "nil": "yes", "on": "2023-07-01"}
    assert hall.fates("submissions", RETURN) == [ADDED]
    assert hall.fates("submissions", nil, update=True) == [UPDATED]
    assert hall.exported("submissions")[0]["progress"] is None
    assert hall.fates("submissions", {**nil, "nil": ""}, update=True) == [UNCHANGED]
    assert hall.fates("submissions", RETURN, update=True) == [UPDATED]
    assert hall.exported("submissions")[0]["nil"] is False


def test_one_unit_may_not_say_two_things_in_a_sheet(hall: Hall) -> None:
    taken = hall.takes("submissions", RETURN, RETURN | {"progress": "别的"}, update=True)
    assert [t.outcome for t in taken] == [ADDED, REFUSED]
    assert fields(taken[1]) == {"progress"}


def test_an_older_day_does_not_replace_what_was_sent_later(hall: Hall) -> None:
    hall.takes("submissions", RETURN)
    hall.takes("submissions", RETURN | {"progress": "定稿", "on": "2023-07-08"}, update=True)
    older = RETURN | {"progress": "旧稿", "on": "2023-07-05"}
    (taken,) = hall.takes("submissions", older, update=True)
    assert (taken.outcome, fields(taken)) == (REFUSED, {"on"})


def test_a_void_return_that_was_exported_is_not_entered_again(hall: Hall) -> None:
    hall.takes("submissions", RETURN)
    (row,) = map(as_typed, hall.exported("submissions"))
    matters.void(hall.desk, "void", matters.Target(Submission, "BS-2023-0001"), {"reason": "重复"})
    assert hall.fates("submissions", row) == [SKIPPED]
    assert hall.fates("submissions", RETURN) == [ADDED]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({}, {"sender", "month", "on", "progress"}),
        (
            {"sender": "没有这个办", "month": "十三月", "on": "前几天", "nil": "yes"},
            {"sender", "month", "on"},
        ),
        (RETURN | {"nil": "yes"}, {"nil"}),
        (RETURN | {"nil": "或许"}, {"nil"}),
        (RETURN | {"progress": ""}, {"progress"}),
        (RETURN | {"found": "3"}, {"fixed"}),
        (RETURN | {"found": "3", "fixed": "几个"}, {"fixed"}),
        (RETURN | {"found": "3", "fixed": "4"}, {"fixed"}),
        (RETURN | {"month": "2023-12"}, {"month"}),
        (RETURN | {"month": "2020-01"}, {"month"}),
        (RETURN | {"on": "2023-07-11"}, {"on"}),
        (RETURN | {"sender": "应急办"}, {"sender"}),
    ],
    ids=lambda value: "、".join(sorted(map(str, value))) or "-",
)
def test_a_wrong_return_is_refused_at_its_cell(hall: Hall, row: Row, wrong: set[str]) -> None:
    for update in (False, True):
        (taken,) = hall.takes("submissions", row, update=update)
        assert (taken.outcome, fields(taken)) == (REFUSED, wrong)
        told = [p.message.partition("hazardctl ")[0] for p in taken.problems]
        assert not [said for said in told if "--" in said]
    assert hall.exported("submissions") == []


# out and in again


def test_what_goes_out_comes_back_unchanged(hall: Hall) -> None:
    hall.takes("enterprises", {"name": "甲厂", "credit_code": code(1), "sector": "危化品", "high_risk": "yes",
                               "closed_on": "2023-06-30", "closed_how": "搬迁", "headcount": "0", "village": "双龙村"},
               {"name": "=1+1 厂", "sole_trader": "no", "phone": "+86 138", "address": "一\n二"})  # fmt: skip
    hall.takes("records", RECORD | {"note": "一\n二"}, {"duty": "2-1", "part": "monthly", "enterprise": "甲厂",
               "on": "2023-06-01", "to": "2023-06-05", "people": "0", "unit": "经发办"})  # fmt: skip
    hall.takes("submissions", RETURN | {"found": "0", "fixed": "0"})
    hall.takes("submissions", RETURN | {"difficulties": "缺钱\n缺人"}, update=True)
    for kind in INTAKES:
        rows = hall.exported(kind)
        named = [column.field for column in on_form(SheetKind(kind))]
        assert all(list(row) == [*named, "uid"] for row in rows)
        for update in (False, True):
            taken = hall.takes(kind, *map(as_typed, rows), update=update)
            assert {t.outcome for t in taken} == {UNCHANGED}
            assert not [p for t in taken for p in t.problems]
            bare = [{f: v for f, v in as_typed(row).items() if f not in {"uid", "no"}} for row in rows]
            assert set(hall.fates(kind, *bare, update=update)) == {UNCHANGED}
    assert {row["village"] for row in hall.exported("records")} == {"双龙村"}


def test_an_old_row_stays_unchanged_when_the_gate_would_refuse_it_today(hall: Hall) -> None:
    enterprises.add(hall.desk, {"name": "小店", "headcount": "5"})
    hall.takes("records", {"duty": "3-1", "enterprise": "小店", "unit": "经发办", "on": "2023-06-20"})
    enterprises.amend(hall.desk, "小店", {"headcount": "80"})
    (row,) = map(as_typed, hall.exported("records"))
    assert hall.fates("records", row) == [UNCHANGED]


def test_a_sentence_for_a_sheet_has_headings_and_keeps_commands() -> None:
    names = {"--unit": "落实单位", "--on": "落实日期"}
    assert for_sheet("缺单位：加 --unit 单位名称", names) == "缺单位：填写「落实单位」：单位名称"
    assert for_sheet("日期（--on）早了：改 --on 或 --unit", names) == "日期早了：改「落实日期」或「落实单位」"
    assert for_sheet("用 hazardctl unit join --unit X", names) == "用 hazardctl unit join --unit X"
    assert for_sheet("用 hazardctl x --on 1，再写 --on", names) == "用 hazardctl x --on 1，再写「落实日期」"
    assert for_sheet("加 --other 值", names) == "加 --other 值"
