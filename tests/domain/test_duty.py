"""Who answers: annex 2, then the tasks by their words, then the principles. Never nobody, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hazardctl.domain.campaign import Plan, Task
from hazardctl.domain.duty import Ownership, owned_by, who_owns
from hazardctl.plan import load

PLAN = load()
OFFICES = "负有安全生产监管职责办所（中心）"
VILLAGES = "村（社区）"
GAS = ["经发办", OFFICES, VILLAGES]
HOUSING = ["规划建设管理环保办", OFFICES]


@pytest.mark.parametrize(
    ("query", "match", "duty", "owners"),
    [
        ("燃气执法", "exact", "gas-enforcement", GAS),
        ("gas-enforcement", "exact", "gas-enforcement", GAS),
        ("GAS-Enforcement", "exact", "gas-enforcement", GAS),
        (" 燃 气 执 法 ", "exact", "gas-enforcement", GAS),
        ("燃气监管", "alias", "gas-enforcement", GAS),
        ("燃气 安全", "alias", "gas-enforcement", GAS),
        ("燃气", "close", "gas-enforcement", GAS),
        ("谁管燃气？", "close", "gas-enforcement", GAS),
        ("餐馆燃气泄漏", "close", "gas-enforcement", GAS),
        ("液化气罐", "close", "gas-enforcement", GAS),
        ("安全 燃气", "close", "gas-enforcement", GAS),
        ("农村自建房等小型建设施工", "exact", "rural-housing", HOUSING),
        ("农村自建房", "alias", "rural-housing", HOUSING),
        ("自建房", "close", "rural-housing", HOUSING),
        ("村民的农村自建房垮塌", "close", "rural-housing", HOUSING),
    ],
)
def test_annex_2_answers_first(query: str, match: str, duty: str, owners: list[str]) -> None:
    answer = who_owns(PLAN, query)
    assert (answer.match, answer.duty, [o.unit for o in answer.owners]) == (match, duty, owners)
    assert answer.basis == {"gas-enforcement": "附件2 第1行", "rural-housing": "附件2 第2行"}[duty]


def test_each_owner_of_gas_has_its_own_part() -> None:
    lead, shared, village = who_owns(PLAN, "燃气").owners
    assert (lead.role, lead.text[:13]) == ("lead", "负责对燃气行业实施监管。对")
    assert (shared.role, shared.name) == ("shared", "其他负有安全生产监督管理职责的办所（中心）")
    assert (village.role, village.text[:14]) == ("territorial", "负责辖区内燃气领域属地监管，")


@pytest.mark.parametrize(
    ("query", "tasks", "owners", "basis"),
    [
        ("举报奖励", ("1-8",), ["应急办", OFFICES], "附件1 第8项（1-8）"),
        ("举报 奖励", ("1-8",), ["应急办", OFFICES], "附件1 第8项（1-8）"),
        ("明白卡", ("3-1",), ["应急办", OFFICES], "附件1 第27项（3-1）"),
        ("两单两卡", ("2-9", "2-10"), ["应急办", OFFICES], "附件1 第23项（2-9）、第24项（2-10）"),
        ("有限空间", ("6-4",), [OFFICES], "附件1 第35项（6-4）"),
        ("多跨疑难", ("4-1",), ["应急办"], "附件1 第30项（4-1）"),
        ("消防", ("7-1",), ["应急办", OFFICES], "附件1 第36项（7-1）"),
        ("总工程师", ("2-6",), ["应急办", "规划建设管理环保办"], "附件1 第20项（2-6）"),
    ],
)
def test_then_the_tasks_answer_by_their_words(
    query: str, tasks: tuple[str, ...], owners: list[str], basis: str
) -> None:
    answer = who_owns(PLAN, query)
    assert (answer.match, answer.tasks, answer.basis) == ("close", tasks, basis)
    assert [o.unit for o in answer.owners] == owners
    assert answer.duty == "、".join(tasks)
    assert any("对照原文" in h for h in answer.hints)


@pytest.mark.parametrize(
    ("query", "suggestions"),
    [
        ("施工", ["农村自建房等小型建设施工", "2-6"]),
        ("建筑施工", ["农村自建房等小型建设施工", "2-6"]),
        ("执法", ["燃气执法", "1-14", "5-1"]),
        ("燃气 农村自建房", ["燃气执法", "农村自建房等小型建设施工"]),
        ("36", ["6-5", "7-1"]),
        ("第36项", ["6-5", "7-1"]),
    ],
)
def test_where_several_rows_fit_and_owners_differ_nothing_is_decided(
    query: str, suggestions: list[str]
) -> None:
    answer = who_owns(PLAN, query)
    assert (answer.match, answer.duty, answer.owners, answer.ambiguous) == ("close", None, (), True)
    assert [s.split()[0] for s in answer.suggestions] == suggestions
    assert answer.convener == "应急办"


def test_every_suggestion_of_several_can_be_asked_in_turn() -> None:
    for suggestion in (s for q in ("施工", "执法", "36", "监管") for s in who_owns(PLAN, q).suggestions):
        assert who_owns(PLAN, suggestion).match == "exact"


@pytest.mark.parametrize(
    ("query", "task"), [("1-8", "1-8"), ("8", "1-8"), ("８", "1-8"), ("第37项", "8-1"), ("6-5", "6-5")]
)
def test_a_task_is_found_by_its_id_or_printed_number(query: str, task: str) -> None:
    answer = who_owns(PLAN, query)
    assert (answer.match, answer.tasks, answer.ambiguous) == ("exact", (task,), False)


@pytest.mark.parametrize(
    "query", ["安全", "企业", "隐患排查", "其他", "责任", "等", "a", "。", "", "  ", "安全 企业"]
)
def test_a_word_that_says_too_little_decides_nothing(query: str) -> None:
    answer = who_owns(PLAN, query)
    assert (answer.match, answer.owners, answer.duty) == ("none", (), None)
    assert "说得太宽" in answer.hints[0]


@pytest.mark.parametrize("query", ["低空无人机", "电动自行车", "剧本杀", "小型锅炉", "农村公路", "动火"])
def test_what_no_row_names_goes_to_the_principles_and_the_emergency_office_convenes(query: str) -> None:
    answer = who_owns(PLAN, query)
    assert (answer.match, answer.duty, answer.owners, answer.ambiguous) == ("none", None, (), False)
    assert [p.name for p in answer.principles] == [
        "三个必须",
        "谁主管谁负责、谁审批谁负责",
        "业务相近",
        "主动作为、不推诿",
    ]
    assert [p.paragraph for p in answer.principles] == ["二（一）", "二（四）", "二（四）", "二（四）"]
    assert (answer.convener, answer.basis) == ("应急办", "正文二（一）、二（四）")


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("燃汽执法", "燃气执法"),
        ("农村建房", "农村自建房等小型建设施工"),
        ("应急演练", "2-11 （五）开展事故应急救援演练"),
    ],
)
def test_a_near_miss_is_suggested_but_not_taken(query: str, nearest: str) -> None:
    answer = who_owns(PLAN, query)
    assert (answer.match, answer.suggestions[0]) == ("none", nearest)


def test_the_body_is_pointed_to_when_only_it_has_the_words() -> None:
    assert any("二（二）" in h for h in who_owns(PLAN, "动火").hints)
    assert any("四（二）" in h for h in who_owns(PLAN, "信息报送").hints)


def test_an_empty_group_is_named_with_the_way_to_fill_it() -> None:
    answer = who_owns(PLAN, "燃气")
    assert [o.members for o in answer.owners] == [(), (), ()]
    assert any(f"hazardctl unit join {OFFICES} 单位名…" in h for h in answer.hints)
    assert any(VILLAGES in h and "hazardctl unit add" in h for h in answer.hints)


def test_a_filled_group_names_its_members_and_the_others_do_not_include_the_lead() -> None:
    answer = who_owns(PLAN, "燃气", {OFFICES: ("经发办", "应急办", "规划建设管理环保办")})
    assert answer.owners[1].members == ("应急办", "规划建设管理环保办")
    assert not any(OFFICES in h for h in answer.hints)


def test_the_answer_has_the_keys_that_scripts_rely_on() -> None:
    keys = set(Ownership.__struct_fields__)
    assert keys >= {"query", "match", "duty", "owners", "basis", "principles", "suggestions"}
    assert {"unit", "name", "role", "text"} <= set(who_owns(PLAN, "燃气").owners[0]._fields)


words = st.sampled_from(
    [w for t in PLAN.tasks for w in (t.text[:4], t.text[4:7], t.subgroup)] + ["燃气", "自建房"]
)


@given(st.text(max_size=30) | st.lists(words, max_size=4).map(" ".join))
def test_no_question_is_left_without_a_way_on(query: str) -> None:
    answer = who_owns(PLAN, query)
    if answer.owners:
        assert answer.basis
        assert answer.duty
        assert not answer.ambiguous
    else:
        assert answer.convener == "应急办"
        assert answer.hints
        assert answer.suggestions if answer.ambiguous else answer.principles
    assert (answer.match == "none") == (not answer.owners and not answer.ambiguous)


@pytest.mark.parametrize(("key", "name"), [(d.key, n) for d in PLAN.duties for n in (d.name, *d.aliases)])
def test_any_whole_name_in_a_longer_phrase_finds_its_row(key: str, name: str) -> None:
    assert who_owns(PLAN, f"关于{name}的问题").duty == key


@pytest.mark.parametrize("task", PLAN.tasks, ids=[t.id for t in PLAN.tasks])
def test_the_owners_of_a_task_asked_by_id_are_those_of_its_row(task: Task) -> None:
    answer = who_owns(PLAN, task.id)
    assert tuple(o.unit for o in answer.owners) == task.owners
    assert {o.text for o in answer.owners} == {task.text}


@pytest.mark.parametrize(
    ("unit", "groups", "duties", "tasks"),
    [
        ("经发办", (), ["gas-enforcement"], ["1-9"]),
        ("党政办", (), [], ["1-1"]),
        ("规划建设管理环保办", (), ["rural-housing"], ["2-6"]),
        (VILLAGES, (), ["gas-enforcement"], []),
        ("黄桷村", (VILLAGES,), ["gas-enforcement"], []),
        ("文化站", (), [], []),
    ],
)
def test_a_unit_sees_what_it_answers_for(
    unit: str, groups: tuple[str, ...], duties: list[str], tasks: list[str]
) -> None:
    held = owned_by(PLAN, unit, groups)
    assert ([d.key for d in held.duties], [t.key for t in held.tasks]) == (duties, tasks)


def test_a_member_of_a_group_answers_for_the_groups_tasks_and_its_own_part_comes_first() -> None:
    held = owned_by(PLAN, "经发办", (OFFICES,))
    assert [(d.key, d.role, d.via) for d in held.duties] == [
        ("gas-enforcement", "lead", ""),
        ("rural-housing", "shared", OFFICES),
    ]
    assert sum(t.via == OFFICES for t in held.tasks) == 28
    assert sum(t.via == "" for t in held.tasks) == 1


def test_the_office_sees_its_monthly_dispatch_and_a_village_each_sentence_once() -> None:
    assert "每月调度" in [b.name for b in owned_by(PLAN, "应急办").body]
    texts = [b.text for b in owned_by(PLAN, VILLAGES).body]
    assert len(texts) == len(set(texts)) == 8


def test_a_plan_of_one_task_and_no_annex_2_still_answers(small: Plan) -> None:
    assert who_owns(small, "举报奖励").tasks == ("1-8",)
    assert who_owns(small, "安全").match in {"close", "none"}
    assert who_owns(small, "无人机").convener == "应急办"


@pytest.fixture
def small() -> Plan:
    return replace(PLAN, duties=(), tasks=PLAN.tasks[7:8], principles=())
