"""`check` as the office uses it: each rule finds its own, and nothing is said where nothing is wrong."""

from typing import TYPE_CHECKING, Any

import pytest

from hazardctl.domain.check_rules import RULES
from hazardctl.messages.labels import LABELS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Office

POSTS = ("党委主要负责人", "行政主要负责人", "分管负责人", "领导小组组长")
NAMED = {"sector": "工贸", "category": "用电", "village": "双龙村", "funds_source": "企业自筹"}
CODES = ("91330100799655058B", "91350100M000100Y43")


def finds(office: "Office", rule: str, *words: str, today: str = "2023-07-10") -> list[dict[str, Any]]:
    result = office.run("check", "--only", rule, *words, "--format", "json", today=today)
    assert result.code == int(bool(result.data)), result.err
    assert all(one["rule"] == rule for one in result.data)
    found: list[dict[str, Any]] = result.data
    return found


def where(office: "Office", rule: str, *words: str, today: str = "2023-07-10") -> list[str]:
    return [one["where"] for one in finds(office, rule, *words, today=today)]


def tampers(office: "Office", sql: str, *values: str) -> None:
    """Change the ledger past the program, as no command would."""
    assert len(office.sql(f"{sql} returning 1", *values)) == 1


@pytest.fixture
def tidy(office: "Office") -> "Office":
    """An office in which everything is filled in."""
    office.does("unit", "join", "相关办所（中心）", "经发办", today="2023-06-01")
    for post in POSTS:
        office.does("post", "set", post, f"{post}甲", today="2023-06-01")
    office.does("enterprise", "add", "测试食品厂", "--sector", "工贸", "--regulator", "经发办", "--headcount", "12",
                today="2023-06-01")  # fmt: skip
    office.registers(**NAMED)
    return office


def test_all_is_well_and_nothing_at_all_is_said(tidy: "Office") -> None:
    result = tidy.run("check")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert tidy.asks("check") == []
    assert tidy.run("check", "--format", "csv").code == 0


def test_what_is_found_says_what_where_and_what_to_type(tidy: "Office") -> None:
    no = tidy.registers(**{key: value for key, value in NAMED.items() if key != "funds_source"})
    (found,) = finds(tidy, "funds-source")
    assert found == {
        "rule": "funds-source",
        "level": "notice",
        "message": "整改资金没有写明来源",
        "where": no,
        "unit": "经发办",
        "command": f"hazardctl hazard amend {no} --funds-source 资金来源",
    }
    said = tidy.run("check")
    assert said.code == 1
    assert "提示 · 资金缺来源（1）" in said.out
    assert f"怎么办：hazardctl hazard amend {no}" in said.out


def test_a_hazard_without_sector_category_village_or_place_is_named(tidy: "Office") -> None:
    bare = tidy.registers(enterprise=None, responsible_unit="某队", funds_source="企业自筹")
    road = tidy.registers(
        title="路面塌陷", enterprise=None, responsible_unit="道班", place="白羊路口", **NAMED
    )
    assert where(tidy, "hazard-fields") == [bare]
    (found,) = finds(tidy, "hazard-fields")
    assert found["message"] == "缺行业领域、隐患类别、属地村（社区）、单位（场所）名称"
    assert road not in str(found)


def test_an_enterprise_without_facts_is_named_until_it_closes(tidy: "Office") -> None:
    tidy.does("enterprise", "add", "甲 店")
    (found,) = finds(tidy, "enterprise-fields")
    assert found["message"] == "缺行业领域、监管单位、从业人员（人）"
    assert found["command"].startswith('hazardctl enterprise amend "甲 店" --sector')
    tidy.does("enterprise", "amend", "甲店", "--closed-on", "2023-07-01")
    assert where(tidy, "enterprise-fields") == []


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("幸福超市", "幸福超市有限公司", True),
        ("永兴机械加工厂", "永兴机械加工場", True),
        ("永兴机械加工厂", "永兴机械工厂", True),
        ("第一加油站", "第二加油站", False),
        ("永兴机械加工1厂", "永兴机械加工2厂", False),
        ("李四面馆", "张三酒馆", False),
    ],
)
def test_enterprises_that_may_be_one_are_named_together(
    tidy: "Office", first: str, second: str, *, alike: bool
) -> None:
    tidy.does("enterprise", "add", first)
    tidy.does("enterprise", "add", second)
    assert where(tidy, "duplicate-enterprise") == ([second] if alike else [])


def test_two_credit_codes_are_two_enterprises(tidy: "Office") -> None:
    for name, code in zip(("幸福超市", "幸福超市有限公司"), CODES, strict=True):
        tidy.does("enterprise", "add", name, "--credit-code", code)
    assert where(tidy, "duplicate-enterprise") == []


def test_a_group_without_members_and_a_post_without_a_holder_are_named(office: "Office") -> None:
    assert where(office, "empty-group") == ["相关办所（中心）"]
    assert where(office, "empty-post") == list(POSTS)
    office.does("post", "set", "分管负责人", "周镇长")
    assert "分管负责人" not in where(office, "empty-post")


def test_an_entry_typed_more_than_a_week_after_its_day_is_pointed_out(tidy: "Office") -> None:
    tidy.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "应急办", "--on", "2023-07-03")
    assert where(tidy, "late-entry") == []
    tidy.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "应急办", "--on", "2023-07-02")
    (found,) = finds(tidy, "late-entry")
    assert (found["where"], found["message"]) == (
        "JC-2023-0002",
        "补录：2023-07-02 的事 2023-07-10 才录入，晚 8 天",
    )
    assert where(tidy, "late-entry", "--as-of", "2023-07-01") == []


def test_the_five_that_did_not_come_by_their_day_are_named(tidy: "Office") -> None:
    no = tidy.registers("--pending", "2023-07-15", "--interim", "断电", measures=None, deadline=None)
    assert where(tidy, "pending-overdue", today="2023-07-15") == []
    assert where(tidy, "pending-overdue", today="2023-07-16") == [no]
    assert where(tidy, "pending-overdue", "--as-of", "2023-07-15", today="2023-07-16") == []


def test_a_major_hazard_closed_without_both_reports_is_an_error(tidy: "Office") -> None:
    no = tidy.registers(level="major", criterion="判定标准第三条", **NAMED)
    tidy.does("hazard", "report", no, "--kind", "discovered", "--to", "经发办")
    tidy.does("hazard", "rectify", no)
    tidy.does("hazard", "report", no, "--kind", "rectified", "--to", "经发办")
    tidy.closes(no, on="2023-07-10")
    assert where(tidy, "double-report") == []
    tidy_up = "delete from act where kind = 'report' and on_day = ? and seq = 1"
    tampers(tidy, tidy_up, "2023-07-10")
    (found,) = finds(tidy, "double-report")
    assert (found["level"], found["where"]) == ("error", no)
    assert "发现报告" in found["message"]


def test_kept_figures_that_are_not_what_the_acts_say_are_an_error(tidy: "Office") -> None:
    assert where(tidy, "kept-figures") == []
    tampers(tidy, "update span set status = ?", "closed")
    assert where(tidy, "kept-figures") == ["BY-2023-0001"]


@pytest.mark.file  # a server lets no such text in
def test_what_cannot_be_read_is_a_damaged_ledger_and_no_wrong_figure(tidy: "Office") -> None:
    tampers(tidy, "update span set sector = cast(x'ff41' as text)")
    for words in (("--only", "kept-figures"), ("--level", "error"), ()):
        said = tidy.run("check", *words)
        assert said.code == 6
        assert "hazardctl restore" in said.err


@pytest.mark.file  # what a server's rows are damaged by is looked for by `verify` alone
def test_a_day_that_there_is_not_is_a_damaged_ledger(tidy: "Office") -> None:
    tampers(tidy, "update span set since = ?", "2023-07-09")
    assert where(tidy, "kept-figures") == ["BY-2023-0001"]
    tidy.does("hazard", "rectify", "BY-2023-0001")
    tidy.sql("update act set on_day = ?", "2023-99-99")
    assert tidy.run("check", "--only", "kept-figures").code == 6


@pytest.mark.file  # a server shows each town its own rows
@pytest.mark.parametrize("town", ["AA", "ZZ"])
def test_a_figure_that_is_anothers_is_wrong_once(tidy: "Office", town: str) -> None:
    cells = tidy.sql("select count(*) as n from movement where part = 'unit'")[0]["n"]
    tidy.sql("update movement set town = ? where part = 'unit'", town)
    (found,) = finds(tidy, "kept-figures")
    assert f"有 {cells} 处" in found["message"]
    tidy.sql("update movement set town = 'BY' where part = 'unit'")
    assert where(tidy, "kept-figures") == []
    columns = ", ".join(name for name in tidy.sql("select * from movement limit 1")[0] if name != "town")
    tidy.sql(
        f"insert into movement (town, {columns}) select ?, {columns} from movement where part = 'unit'", town
    )
    (found,) = finds(tidy, "kept-figures")
    assert f"有 {cells} 处" in found["message"]


def test_days_out_of_order_are_an_error(tidy: "Office") -> None:
    tidy.does("hazard", "rectify", "BY-2023-0001")
    assert where(tidy, "day-order") == []
    tampers(tidy, "update act set on_day = ?", "2023-07-01")
    tidy.registers(title="另一条", **NAMED)
    tampers(tidy, "update hazard set deadline = ? where no = 'BY-2023-0002'", "2023-07-09")
    found = {one["where"]: one["message"] for one in finds(tidy, "day-order")}
    assert found == {
        "BY-2023-0001": "有 2023-07-01 的办理，早于排查日期 2023-07-10",
        "BY-2023-0002": "整改时限 2023-07-09 早于排查日期 2023-07-10",
    }


def test_a_step_before_its_matter_and_a_closing_before_the_opening_are_out_of_order(tidy: "Office") -> None:
    tidy.does("enforce", "open", "--enterprise", "测试食品厂", "--unit", "经发办", "--findings", "未接地")
    tidy.does("enforce", "penalise", "ZF-2023-0001", "--no-penalty", "首违")
    tampers(tidy, "update step set on_day = ?", "2023-07-01")
    tampers(tidy, "update enterprise set opened_on = '2023-06-01', closed_on = ?", "2023-05-01")
    assert where(tidy, "day-order") == ["ZF-2023-0001", "测试食品厂"]


@pytest.mark.file  # a server lets no row in that refers to none
def test_a_unit_that_nobody_registered_and_one_that_left_the_plan_are_named(tidy: "Office") -> None:
    tampers(tidy, "update enterprise set regulator = ?", "老办公室")
    tampers(tidy, "update unit set key = ?, name = '旧办' where key = '双龙村'", "旧办")
    tampers(tidy, "update unit set origin = 'plan' where key = ?", "旧办")
    found = {one["where"]: one["message"] for one in finds(tidy, "unknown-unit")}
    assert found == {
        "双龙村": "没有登记，却用在 BY-2023-0001",
        "老办公室": "没有登记，却用在 测试食品厂",
        "旧办": "现在的行动方案里已没有这个单位",
    }


@pytest.mark.file  # as above
def test_of_many_that_name_an_unknown_unit_the_first_stand_for_all(tidy: "Office") -> None:
    for n in range(4):
        tidy.does("enterprise", "add", f"第{n}店", "--regulator", "应急办")
    tidy.sql("update enterprise set regulator = '老办公室' where regulator = '应急办'")
    (found,) = finds(tidy, "unknown-unit")
    assert found["message"] == "没有登记，却用在 第0店、第1店、第2店等 4 条"


def test_evidence_that_is_gone_or_changed_is_an_error(tidy: "Office", tmp_path: "Path") -> None:
    (tmp_path / "照片.txt").write_text("已接地", encoding="utf-8")
    tidy.does(
        "accident", "add", "--summary", "触电", "--place", "车间", "--attach", str(tmp_path / "照片.txt")
    )
    assert where(tidy, "evidence") == []
    (kept,) = (path for path in (tidy.home / "evidence").rglob("*") if path.is_file())
    tidy.spoils(kept)
    (found,) = finds(tidy, "evidence")
    assert (found["where"], found["level"]) == ("SG-2023-0001", "error")
    tidy.loses(kept)
    assert where(tidy, "evidence") == ["SG-2023-0001"]


def test_a_plan_other_than_the_ledger_s_is_pointed_out(tidy: "Office") -> None:
    tampers(tidy, "update setting set value = ? where key = 'plan_hash'", "0")
    (found,) = finds(tidy, "plan-changed")
    assert (found["where"], found["command"]) == (None, "hazardctl init")


def test_a_penalty_without_a_passed_reinspection_is_named(tidy: "Office") -> None:
    tidy.does("enforce", "open", "--enterprise", "测试食品厂", "--unit", "经发办", "--findings", "未接地")
    assert where(tidy, "penalty-only") == []
    tidy.does("enforce", "penalise", "ZF-2023-0001", "--penalty", "warning", "--authority", "区应急局")
    assert where(tidy, "penalty-only") == ["ZF-2023-0001"]
    tidy.does("enforce", "recheck", "ZF-2023-0001", "--result", "passed", "--by", "赵六")
    assert where(tidy, "penalty-only") == []


def test_a_reply_that_did_not_come_is_named(tidy: "Office") -> None:
    tidy.does(
        "action",
        "add",
        "--kind",
        "supervise",
        "--unit",
        "经发办",
        "--text",
        "限期",
        "--reply-due",
        "2023-07-15",
    )
    assert where(tidy, "reply-overdue", today="2023-07-15") == []
    assert where(tidy, "reply-overdue", today="2023-07-16") == ["DB-2023-0001"]
    tidy.does("action", "reply", "DB-2023-0001", "--text", "已办", today="2023-07-16")
    assert where(tidy, "reply-overdue", today="2023-07-16") == []


def test_a_return_that_did_not_come_by_the_day_that_the_office_settled_is_named(tidy: "Office") -> None:
    assert where(tidy, "return-overdue", today="2023-08-06") == []
    tidy.does("setting", "set", "submission_days", "5")
    assert "双龙村" in where(tidy, "return-overdue", today="2023-08-06")
    assert where(tidy, "return-overdue", "--as-of", "2023-07-05", today="2023-08-06") == []
    tidy.does("submit", "--unit", "双龙村", "--month", "2023-07", "--nil", today="2023-08-06")
    assert "双龙村" not in where(tidy, "return-overdue", today="2023-08-06")


def test_levels_narrow_what_is_checked(office: "Office") -> None:
    levels = [
        {
            one["level"]
            for one in office.run("check", "--level", level, "--format", "json", today="2023-07-10").data
        }
        for level in ("error", "提醒", "notice")
    ]
    assert levels == [set(), {"warning"}, {"warning", "notice"}]
    assert office.is_refused("check", "--level", "severe") == ["not_a_choice"]


def test_a_rule_is_asked_for_by_either_name_and_an_unknown_one_is_refused_with_all(office: "Office") -> None:
    assert office.run("check", "--only", "岗位没有人").code == 1
    refused = office.run("check", "--only", "乱写")
    assert refused.code == 4
    assert all(rule.name in refused.err for rule in RULES)


def test_the_list_of_rules_names_each_in_chinese(office: "Office") -> None:
    assert [rule["rule"] for rule in office.asks("check", "--list")] == [rule.name for rule in RULES]
    assert all(f"check.{rule.name}" in LABELS for rule in RULES)


def test_many_findings_of_one_rule_are_cut_on_the_screen_and_whole_when_it_is_asked_for(
    tidy: "Office",
) -> None:
    for n in range(12):
        tidy.does("enterprise", "add", f"第{n}号店")
    said = tidy.run("check").out
    assert "还有 2 条：hazardctl check --only enterprise-fields" in said
    assert "还有" not in tidy.run("check", "--only", "enterprise-fields").out


def test_without_a_ledger_there_is_nothing_to_check(desk: "Office") -> None:
    assert desk.run("check").code == 3
    assert desk.run("check", "--list").code == 0
