"""The packaged plan says what the document says, word for word, and leaves out no row."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hazardctl.domain.campaign import Plan

DOCUMENT = (Path(__file__).parents[1] / "data" / "plan-2023-37.txt").read_text(encoding="utf-8")


def folded(text: str) -> str:
    """Only white space is folded; every other character must be the document's."""
    return "".join(text.split())


SOURCE = folded(DOCUMENT)


def quoted(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every text that claims to be the document's, with its place."""
    c = plan.campaign
    yield from (
        ("标题", c.title),
        ("行动名称", c.short_title),
        ("文号", c.doc_no),
        ("发文机关", c.issuer),
        ("主送", c.addressees),
    )
    yield from (("目标", c.goal), ("领导小组办公室", c.leading_group_office), ("上报", c.upward))
    for a in plan.actions:
        yield from ((f"行动{a.no}", a.title), (f"行动{a.no}", a.text))
    for t in plan.tasks:
        yield from ((t.id, t.text), (t.id, t.owner_text), (t.id, t.subgroup))
        yield from ((t.id, x.words) for x in t.cadence)
    for p in plan.phases:
        yield from ((p.name, p.name), (p.name, p.words), (p.name, p.text))
        yield from ((d.key, d.words) for d in p.deliverables)
    for d in plan.duties:
        yield d.key, d.name
        yield from ((d.key, f"{o.printed}：{o.text}") for o in d.owners)
    yield from ((b.paragraph, b.text) for b in plan.body_duties)
    yield from ((s.key, s.text) for s in plan.standing)
    yield from ((p.key, p.text) for p in plan.principles)
    yield from (("行业", s.name) for s in plan.sectors if s.from_plan)
    yield from (("单位", u.key) for u in plan.units)


def test_every_quotation_stands_in_the_document(plan: Plan) -> None:
    missing = [(place, text) for place, text in quoted(plan) if folded(text) not in SOURCE]
    assert missing == []


def test_every_numbered_row_of_annex_1_is_a_task_in_the_same_order(plan: Plan) -> None:
    annex = DOCUMENT[DOCUMENT.index("附件1\n") : DOCUMENT.rindex("附件2\n")]
    rows = [(int(no), folded(text)) for no, text in re.findall(r"^\s*(\d+)\.(.+)$", annex, re.MULTILINE)]
    assert [(t.printed_no, folded(t.text)) for t in plan.tasks] == rows
    assert len(rows) == 38


def test_the_owner_printed_on_each_row_is_the_line_below_its_text(plan: Plan) -> None:
    wrong = [t.id for t in plan.tasks if folded(t.text + t.owner_text) not in SOURCE]
    assert wrong == []


def test_both_rows_of_annex_2_and_all_their_owners_are_there(plan: Plan) -> None:
    annex = DOCUMENT[DOCUMENT.rindex("附件2\n") :]
    printed = re.findall(r"^\s*([^\s：]+)：(.+)$", annex, re.MULTILINE)
    assert [(o.printed, o.text) for d in plan.duties for o in d.owners] == printed
    assert [(d.key, d.source) for d in plan.duties] == [
        ("gas-enforcement", "附件2 第1行"),
        ("rural-housing", "附件2 第2行"),
    ]


@pytest.mark.parametrize(("action", "rows"), list(zip(range(1, 9), (14, 12, 3, 1, 1, 5, 1, 1), strict=True)))
def test_each_action_has_as_many_tasks_as_printed(plan: Plan, action: int, rows: int) -> None:
    assert [t.id for t in plan.tasks if t.action == action] == [f"{action}-{n}" for n in range(1, rows + 1)]


def test_the_body_paragraph_of_each_action_follows_its_heading(plan: Plan) -> None:
    body = SOURCE.replace("[bookmark:_GoBack]", "")
    wrong = [a.no for a in plan.actions if folded(f"{a.title}{a.text}") not in body]
    assert wrong == []
    assert len(plan.actions) == 8


def test_the_number_36_is_printed_twice_and_both_rows_are_kept(plan: Plan) -> None:
    assert [t.id for t in plan.tasks_printed(36)] == ["6-5", "7-1"]
    assert [t.id for t in plan.tasks_printed(37)] == ["8-1"]


PHASES = [
    (1, date(2023, 5, 29), False, date(2023, 5, 31), "day"),
    (2, date(2023, 6, 1), True, date(2023, 8, 31), "month_end"),
    (3, date(2023, 9, 1), True, date(2023, 11, 30), "month_end"),
    (4, date(2023, 12, 1), False, date(2023, 12, 31), "month"),
]


def test_phases_are_dated_as_printed_and_what_was_inferred_is_marked(plan: Plan) -> None:
    assert [(p.no, p.start, p.start_inferred, p.due, p.precision) for p in plan.phases] == PHASES


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_phase_holds_its_first_and_its_last_day(plan: Plan, number: int) -> None:
    phase = plan.phases[number - 1]
    assert plan.phase_at(phase.start) == plan.phase_at(phase.due) == phase


@pytest.mark.parametrize("day", [date(2023, 5, 28), date(2024, 1, 1)])
def test_outside_the_campaign_there_is_no_phase(plan: Plan, day: date) -> None:
    assert plan.phase_at(day) is None


CADENCES = {
    "1-4": [("once", ()), ("unspecified", ()), ("once", ())],
    "1-5": [("monthly", ())],
    "1-14": [("half_yearly", ())],
    "2-1": [("daily", ()), ("weekly", ()), ("monthly", ())],
    "2-11": [("once", ()), ("once", ())],
    "2-12": [("yearly", ()), ("half_yearly", ("high_risk",))],
    "3-1": [("once", ())],
    "3-2": [("unspecified", ())],
    "6-5": [("unspecified", ())],
}


@pytest.mark.parametrize("task_id", CADENCES)
def test_cadences_are_those_of_the_words(plan: Plan, task_id: str) -> None:
    task = plan.task(task_id)
    assert task is not None
    assert [(c.every, c.applies_to) for c in task.cadence] == CADENCES[task_id]


@pytest.mark.parametrize("words", ["定期", "及时", "常态化"])
def test_words_without_a_date_are_never_given_one(plan: Plan, words: str) -> None:
    listed = [*(t.cadence for t in plan.tasks), *(s.cadence for s in plan.standing)]
    cadences = [c for row in listed for c in row if words in c.words]
    assert cadences
    assert {(c.every, c.interval_days) for c in cadences} == {("unspecified", None)}


def test_every_task_has_a_cadence_and_an_owner(plan: Plan) -> None:
    assert [t.id for t in plan.tasks if not t.cadence or not t.owners] == []


def test_the_office_dispatches_every_month(plan: Plan) -> None:
    duty = plan.standing_duty("monthly-dispatch")
    assert duty is not None
    assert (duty.unit, duty.paragraph, duty.cadence[0].every) == ("应急办", "四（三）", "monthly")


def test_posts_act_where_the_office_only_reports(plan: Plan) -> None:
    assert {t.id: len(t.actors) for t in plan.tasks if t.actors} == {"1-4": 3, "1-5": 3}


def test_no_village_is_invented_for_rural_housing(plan: Plan) -> None:
    roles = {d.key: [o.role for o in d.owners] for d in plan.duties}
    assert roles == {
        "gas-enforcement": ["lead", "shared", "territorial"],
        "rural-housing": ["lead", "shared"],
    }


def test_each_phase_is_owed_by_villages_offices_and_enterprises(plan: Plan) -> None:
    owed = {d.owed_by for p in plan.phases for d in p.deliverables}
    assert owed == {("村（社区）", "各办所（中心）", "企业")}


def test_the_target_is_no_death_in_the_year(plan: Plan) -> None:
    assert plan.campaign.deaths_target == 0
    assert "死亡人数实现零目标" in plan.campaign.goal


def test_collective_owners_have_no_members_that_the_document_does_not_name(plan: Plan) -> None:
    assert {g.members for g in plan.groups} == {()}


def test_all_28_oddities_are_listed_and_each_that_concerns_a_row_is_noted_there(plan: Plan) -> None:
    assert [o.no for o in plan.oddities] == list(range(1, 29))
    texts = [
        n
        for rows in (plan.phases, plan.actions, plan.tasks, plan.duties, plan.standing)
        for r in rows
        for n in r.notes
    ]
    texts += [*plan.campaign.notes, *(r.note for rows in (plan.units, plan.groups, plan.posts) for r in rows)]
    noted = {int(n) for text in texts for n in re.findall(r"疑点(\d+)", text)}
    assert noted == set(range(1, 29))


@pytest.mark.parametrize(
    ("called", "key"),
    [
        ("经发办", "经发办"),
        ("建管办", "规划建设管理环保办"),
        ("镇应急办", "应急办"),
        ("各负有安全监管职责办所（中心）", "负有安全生产监管职责办所（中心）"),
        ("其他负有安全生产监督管理职责的办所(中心)", "负有安全生产监管职责办所（中心）"),
        ("各村（居）民委员会", "村（社区）"),
        (" 村 (社区) ", "村（社区）"),
    ],
)
def test_units_and_groups_are_found_by_every_name_of_the_document(plan: Plan, called: str, key: str) -> None:
    owner = plan.owner(called)
    assert owner is not None
    assert owner.key == key


def test_sectors_are_found_by_their_everyday_names(plan: Plan) -> None:
    found = [
        s.name if (s := plan.sector(n)) else None for n in ("消防", "危化品", "建筑施工", "其他", "海运")
    ]
    assert found == ["消防安全", "危险化学品", "建设施工", "其他", None]


def test_every_category_has_phrases_for_its_measures(plan: Plan) -> None:
    assert [c.name for c in plan.categories if not c.phrases] == []
