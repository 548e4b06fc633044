"""Enforcement as the office types it: 检查诊断、行政处罚、整改复查, and a penalty never closes anything (task 31)."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from hazardctl.domain.period import Period
from hazardctl.reports.enforcement import figures
from hazardctl.reports.work_values import EnforcementFigures

if TYPE_CHECKING:
    from tests.cli.conftest import Office

FIRM = "测试食品厂"
OPEN = ("enforce", "open", "--enterprise", FIRM, "--unit", "经发办", "--findings", "报警器失效仍在生产")
NO = "ZF-2023-0001"
FINE = ("--penalty", "fine", "--amount", "2万", "--authority", "区应急局")
WARN = ("--penalty", "警告", "--authority", "区应急局")
KEYS = """no on enterprise unit village hazards visit findings penalties no_penalty_reason referred_to rechecks
suspended_on resumed_on status open risk days_open uid void_reason problems fines_fen rounds closed_on suspensions
suspended risk_hazards alerts repeated"""


@pytest.fixture
def opened(office: "Office") -> "Office":
    """An office with one case, opened on 1 July."""
    office.does(*OPEN, "--on", "2023-07-01")
    return office


def penalises(office: "Office", *words: str, on: str = "2023-07-03", no: str = NO) -> object:
    return office.asks("enforce", "penalise", no, *words, "--on", on)


def rechecks(office: "Office", result: str, on: str = "2023-07-05") -> None:
    office.does("enforce", "recheck", NO, "--result", result, "--by", "赵六", "--on", on)


def test_the_three_steps_close_a_case(opened: "Office") -> None:
    penalises(opened, *FINE, "--doc-no", "铜应急罚〔2023〕1号")
    penalises(opened, *WARN)
    opened.does("enforce", "recheck", NO, "--result", "不合格", "--by", "赵六", "--on", "2023-07-05")
    done = opened.asks("enforce", "recheck", NO, "--result", "合格", "--by", "赵六", "--on", "2023-07-08")
    assert set(KEYS.split()) <= done.keys()
    assert done["penalties"] == [
        {"on": "2023-07-03", "penalty": "fine", "amount_fen": 2_000_000, "doc_no": "铜应急罚〔2023〕1号",
         "authority": "区应急局"},
        {"on": "2023-07-03", "penalty": "warning", "amount_fen": None, "doc_no": None, "authority": "区应急局"},
    ]  # fmt: skip
    assert [r["result"] for r in done["rechecks"]] == ["failed", "passed"]
    assert (done["status"], done["open"], done["rounds"], done["days_open"]) == ("closed", False, 1, None)


def test_any_past_day_can_be_asked_for(opened: "Office") -> None:
    penalises(opened, *FINE)
    rechecks(opened, "passed")
    days = {"2023-07-01": "diagnosed", "2023-07-03": "decided", "2023-07-05": "closed"}
    shown = {day: opened.asks("enforce", "show", NO, "--as-of", day)["status"] for day in days}
    assert shown == days
    assert opened.asks("enforce", "list", "--open") == []
    (listed,) = opened.asks("enforce", "list", "--open", "--as-of", "2023-07-04")
    assert (listed["risk"], listed["days_open"]) == (True, 3)
    assert opened.asks("enforce", "list", "--as-of", "2023-06-30") == []
    assert opened.run("enforce", "show", NO, "--as-of", "2023-06-30").code == 3


def test_a_penalty_without_a_passed_re_inspection_is_listed_with_its_hazards(office: "Office") -> None:
    hazard = office.registers(level="major", criterion="判定标准第三条")
    office.does("enforce", "open", "--hazard", hazard, "--findings", "报警器失效", "--on", "2023-07-10")
    assert office.run("enforce", "list", "--risk", "--fail").code == 0
    penalises(office, *FINE, on="2023-07-10")
    listed = office.run("enforce", "list", "--risk", "--fail")
    assert (listed.code, hazard in listed.out, "以罚代管风险" in listed.out) == (1, True, True)
    (case,) = office.asks("enforce", "list", "--risk")
    assert (case["risk_hazards"], case["unit"], case["enterprise"]) == ([hazard], "经发办", FIRM)
    closing = office.does("enforce", "recheck", NO, "--result", "passed", "--by", "赵六")
    assert hazard in closing.err
    assert office.asks("hazard", "show", hazard)["status"] == "open"
    assert [c["no"] for c in office.asks("enforce", "list", "--risk")] == [NO]
    office.does("hazard", "rectify", hazard)
    assert office.asks("enforce", "list", "--risk") == []


def test_three_penalties_in_180_days_are_pointed_out(opened: "Office") -> None:
    for day in ("2023-07-02", "2023-07-03"):
        assert opened.does("enforce", "penalise", NO, *WARN, "--on", day).err == ""
    assert opened.asks("enforce", "list", "--alerts") == []
    third = opened.does("enforce", "penalise", NO, *FINE, "--on", "2023-07-04").err
    assert "第一百一十三条" in third
    assert "目前没有" in third
    assert opened.run("enforce", "list", "--alerts", "--fail").code == 1
    (case,) = opened.asks("enforce", "list", "--alerts")
    assert case["alerts"] == ["repeated_penalties"]
    assert case["repeated"] == {"enterprise": FIRM, "in_180_days": 3, "in_year": 3, "major_hazards": []}
    assert opened.asks("enforce", "list", "--alerts", "--as-of", "2023-12-29") != []
    assert opened.asks("enforce", "list", "--alerts", "--as-of", "2023-12-30") == []
    major = opened.registers(level="major", criterion="判定标准第三条", found_on="2023-07-02")
    assert f"未销号的重大事故隐患 {major}" in opened.does("enforce", "show", NO).out


def test_penalties_of_other_cases_count_and_void_ones_do_not(opened: "Office") -> None:
    penalises(opened, *WARN, on="2023-07-02")
    for day in ("2023-07-03", "2023-07-04"):
        no = opened.asks(*OPEN, "--on", day)["no"]
        penalises(opened, *WARN, on=day, no=no)
    assert len(opened.asks("enforce", "list", "--alerts")) == 3
    voided = opened.asks("enforce", "void", "ZF-2023-0003", "--reason", "重复立案")
    assert (voided["void_reason"], voided["open"], voided["risk"]) == ("重复立案", False, False)
    assert opened.asks("enforce", "list", "--alerts") == []
    assert [c["no"] for c in opened.asks("enforce", "list", "--void")] == ["ZF-2023-0003"]
    assert [c["no"] for c in opened.asks("enforce", "list")] == ["ZF-2023-0002", NO]
    assert opened.is_refused("enforce", "penalise", "ZF-2023-0003", *WARN) == ["void"]


def test_what_cannot_be_decided_is_refused(opened: "Office") -> None:
    penalise = ("enforce", "penalise", NO)
    assert opened.is_refused(*penalise) == ["missing"]
    assert opened.is_refused(*penalise, *WARN, "--no-penalty", "首违") == ["only_one"]
    assert opened.is_refused(*penalise, "--penalty", "fine", "--authority", "区应急局") == ["missing"]
    assert opened.is_refused(*penalise, "--penalty", "警告") == ["missing"]
    assert opened.is_refused(*penalise, *WARN, "--amount", "2万") == ["no_amount_here"]
    assert opened.is_refused(*penalise, "--penalty", "打一顿", "--authority", "x", "--amount", "两万") == [
        "worded_funds",
        "not_a_choice",
    ]
    assert opened.is_refused(*penalise, "--refer-to", "区应急局") == ["missing"]
    assert opened.is_refused(*penalise, *FINE, "--on", "2023-06-30") == ["too_early"]
    assert opened.is_refused(*penalise, *FINE, "--on", "2023-07-11") == ["in_future"]
    assert opened.run("enforce", "penalise", "ZF-2023-0009", *FINE).code == 3


def test_the_third_step_does_not_come_before_the_second(opened: "Office") -> None:
    recheck = ("enforce", "recheck", NO, "--result", "passed", "--by", "赵六")
    assert opened.is_refused(*recheck) == ["not_decided"]
    assert opened.is_refused("enforce", "recheck", NO) == ["missing", "missing", "not_decided"]
    penalises(opened, *FINE)
    assert opened.is_refused(*recheck, "--on", "2023-07-02") == ["not_decided", "case_closed"]
    opened.does(*recheck)
    assert opened.is_refused("enforce", "penalise", NO, *WARN) == ["case_closed"]
    assert opened.is_refused(*recheck) == ["case_closed"]


def test_no_penalty_says_why_and_still_needs_the_third_step(opened: "Office") -> None:
    decided = opened.asks(
        "enforce", "penalise", NO, "--no-penalty", "首次轻微且及时改正", "--on", "2023-07-03"
    )
    assert (decided["no_penalty_reason"], decided["status"], decided["open"], decided["risk"]) == (
        "首次轻微且及时改正", "decided", True, False,
    )  # fmt: skip
    assert opened.is_refused("enforce", "penalise", NO, *FINE) == ["contradictory"]
    rechecks(opened, "passed")
    assert opened.asks("enforce", "show", NO)["status"] == "closed"


def test_a_town_refers_what_it_may_not_punish(opened: "Office") -> None:
    words = ("--refer-to", "区应急局", "--reason", "镇无处罚权", "--doc-no", "白羊移〔2023〕1号")
    assert opened.asks("enforce", "penalise", NO, *words)["referred_to"] == "区应急局"
    punished = opened.asks("enforce", "penalise", NO, *FINE)
    assert (punished["referred_to"], punished["fines_fen"]) == ("区应急局", 2_000_000)


def test_a_fined_firm_that_does_not_put_it_right_is_pointed_at_the_daily_penalty(opened: "Office") -> None:
    penalises(opened, *FINE)
    failed = opened.does("enforce", "recheck", NO, "--result", "failed", "--by", "赵六")
    assert "第一百一十二条" in failed.err
    assert "未办结" in failed.out


def test_work_is_stopped_and_let_go_on_after_examination(opened: "Office") -> None:
    resume = ("enforce", "resume", NO, "--approver", "李主任", "--basis", "审查意见书")
    assert opened.is_refused(*resume) == ["not_suspended"]
    assert "enforce suspend" in opened.does(
        "enforce", "penalise", NO, "--penalty", "停产停业", "--authority", "区应急局", "--on", "2023-07-03"
    ).err  # fmt: skip
    suspend = ("enforce", "suspend", NO, "--on", "2023-07-03")
    assert opened.is_refused(*suspend) == ["missing"]
    assert opened.is_refused(*suspend, "--scope", "全部", "--until", "2023-07-02") == ["bad_period"]
    opened.does(*suspend, "--scope", "局部", "--until", "2023-07-06", "--doc-no", "停〔2023〕1号")
    assert opened.is_refused(*suspend, "--scope", "全部") == ["suspended_already"]
    assert [c["alerts"] for c in opened.asks("enforce", "list", "--suspended")] == [["suspension_over"]]
    assert "2023-07-06 届满" in opened.does("enforce", "show", NO).out
    early = ("enforce", "resume", NO, "--on", "2023-07-02")
    assert opened.is_refused(*early) == ["missing", "missing", "not_suspended"]
    resumed = opened.asks(*resume, "--on", "2023-07-08")
    assert (resumed["suspended"], resumed["suspended_on"], resumed["resumed_on"]) == (
        False, "2023-07-03", "2023-07-08",
    )  # fmt: skip
    assert resumed["suspensions"] == [
        {"on": "2023-07-03", "scope": "partial", "until": "2023-07-06", "doc_no": "停〔2023〕1号",
         "resumed_on": "2023-07-08", "approver": "李主任", "basis": "审查意见书"}
    ]  # fmt: skip
    assert opened.asks("enforce", "list", "--suspended") == []
    assert len(opened.asks("enforce", "list", "--suspended", "--as-of", "2023-07-07")) == 1


def test_a_case_takes_over_what_its_visit_already_says(office: "Office") -> None:
    office.does("inspect", "add", "--enterprise", FIRM, "--unit", "经发办", "--village", "双龙村")
    case = office.asks("enforce", "open", "--visit", "JC-2023-0001", "--findings", "无台账")
    assert (case["enterprise"], case["unit"], case["village"], case["visit"]) == (
        FIRM, "经发办", "双龙村", "JC-2023-0001",
    )  # fmt: skip


def test_a_case_takes_over_the_hazards_of_the_problem_it_answers(office: "Office") -> None:
    hazard = office.registers()
    office.does("problem", "add", "--title", "报警器不校验", "--hazard", hazard, "--unit", "经发办")
    case = office.asks("enforce", "open", "--problem", "WT-2023-0001", "--findings", "报警器失效")
    assert (case["hazards"], case["problems"], case["enterprise"]) == ([hazard], ["WT-2023-0001"], FIRM)


def test_everything_wrong_with_a_case_is_said_at_once(office: "Office") -> None:
    hazard = office.registers()
    assert office.is_refused("enforce", "open") == ["missing", "missing", "missing"]
    assert office.is_refused(*OPEN, "--hazard", "BY-2023-0009", "--visit", "JC-2023-0009", "--problem", "WT-2023-0009",
                             "--on", "2023-07-11") == [
        "not_found", "not_found", "no_such_visit", "in_future"
    ]  # fmt: skip
    other = (
        "enforce",
        "open",
        "--enterprise",
        "别的厂",
        "--unit",
        "经发办",
        "--findings",
        "x",
        "--hazard",
        hazard,
    )
    assert office.is_refused(*other) == ["other_enterprise"]


def test_the_list_is_narrowed_and_reads_well(opened: "Office", monkeypatch: pytest.MonkeyPatch) -> None:
    opened.does(
        "enforce", "open", "--enterprise", "二厂", "--unit", "规划建设管理环保办", "--findings", "无证上岗"
    )
    assert len(opened.asks("enforce", "list", "--unit", "经发办")) == 1
    assert len(opened.asks("enforce", "list", "--from", "2023-07-02")) == 1
    assert [c["enterprise"] for c in opened.asks("enforce", "list", "--enterprise", "二厂")] == ["二厂"]
    assert "没有符合条件的执法案件" in opened.does("enforce", "list", "--risk").out
    monkeypatch.setenv("COLUMNS", "80")
    shown = opened.does("enforce", "show", NO).out
    assert "下一步：hazardctl enforce penalise" in shown
    header, *rows = opened.does("enforce", "list", "--format", "csv").out.splitlines()
    assert ("检查诊断情况" in header, len(rows)) == (True, 2)


def test_a_month_of_enforcement_is_counted(opened: "Office") -> None:
    penalises(opened, *FINE)
    penalises(opened, *WARN, on="2023-07-04")
    opened.does("enforce", "suspend", NO, "--scope", "全部", "--on", "2023-07-04")
    other = opened.asks(*OPEN, "--on", "2023-07-02")["no"]
    opened.does("enforce", "penalise", other, "--no-penalty", "首违", "--on", "2023-07-05")
    opened.does("enforce", "recheck", other, "--result", "failed", "--by", "赵六", "--on", "2023-07-06")
    opened.does(
        "enforce",
        "recheck",
        other,
        "--result",
        "passed",
        "--by",
        "赵六",
        "--on",
        "2023-08-01",
        today="2023-08-01",
    )
    third = opened.asks(*OPEN, "--on", "2023-07-07")["no"]
    opened.does(
        "enforce", "penalise", third, "--refer-to", "区应急局", "--reason", "无权", "--on", "2023-07-08"
    )
    opened.does("enforce", "penalise", third, *FINE, "--on", "2023-08-02", today="2023-08-02")
    with opened.store.reading() as reader:
        july = figures(reader, Period(date(2023, 7, 1), date(2023, 7, 31)))
        august = figures(reader, Period(date(2023, 8, 1), date(2023, 8, 31)))
    assert july == EnforcementFigures(
        opened=3, penalised=1, penalties=2, fines_fen=2_000_000, no_penalty=1, referred=1, rechecked=1, passed=0,
        open=3, risk=1, risk_hazards=(), suspended=1, suspensions=1, repeated=(), repeated_major=(),
    )  # fmt: skip
    assert august == replace(
        july,
        opened=0, penalised=1, penalties=1, no_penalty=0, referred=0, rechecked=1, passed=1, open=2, risk=2,
        suspensions=0, repeated=(FIRM,),
    )  # fmt: skip
