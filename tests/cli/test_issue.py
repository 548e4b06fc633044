"""A month handed in stays as it was: the reprint, what has changed since, and how the next month goes on from it."""

import json
from typing import TYPE_CHECKING, Any

import pytest

from hazardctl.domain.codec import packed
from hazardctl.ledger.queries import issues
from hazardctl.reports import frozen

if TYPE_CHECKING:
    from tests.cli.conftest import Office

SEPTEMBER = "2023-09-02"


@pytest.fixture
def august(office: "Office") -> "Office":
    """A town with three hazards of August, one major and overdue, handed in on 2 September."""
    office.registers(title="配电箱未接地", found_on="2023-08-01", village="双龙村", today="2023-08-02")
    office.registers(
        title="燃气管道泄漏",
        found_on="2023-08-05",
        level="major",
        criterion="判定标准第三条",
        deadline="2023-08-20",
        today="2023-08-05",
    )
    office.registers(title="通道堵塞", found_on="2023-08-06", deadline="2023-10-01", today="2023-08-06")
    office.does("hazard", "rectify", "BY-2023-0001", "--on", "2023-08-09", "--by", "李四", today="2023-08-09")
    office.does(
        "inspect",
        "add",
        "--enterprise",
        "测试食品厂",
        "--unit",
        "经发办",
        "--on",
        "2023-08-10",
        today="2023-08-10",
    )
    return office


def issued(office: "Office", *words: str, today: str = SEPTEMBER) -> Any:
    """Hand August in."""
    return office.asks("report", "monthly", "2023-08", "--issue", *words, today=today)


def closes_late_and_amends(office: "Office", today: str = "2023-09-10") -> None:
    """Close an August hazard late, and amend another."""
    office.closes("BY-2023-0001", on="2023-08-30", today=today)
    words = (
        "hazard",
        "amend",
        "BY-2023-0003",
        "--title",
        "二楼通道堵塞",
        "--reason",
        "写错",
        "--level",
        "general",
    )
    office.does(*words[:-2], "--deadline", "2023-10-15", today=today)


def test_the_reprint_is_the_same_byte_for_byte_whatever_is_entered_later(august: "Office") -> None:
    first = august.run("report", "monthly", "2023-08", "--issue", "--format", "json", today=SEPTEMBER)
    closes_late_and_amends(august)
    august.does("enterprise", "amend", "测试食品厂", "--name", "改名后的厂", today="2023-09-10")
    again = august.run("report", "monthly", "2023-08", "--format", "json", today="2023-09-20")
    told, reprint = json.loads(first.out), json.loads(again.out)
    assert json.dumps(told["data"], sort_keys=True) == json.dumps(reprint["data"], sort_keys=True)
    assert told["journal_head"] == reprint["journal_head"] == told["data"]["issue"]["head"]
    assert reprint["data"]["overdue"]["items"][0]["enterprise"] == "测试食品厂"
    now = august.asks("report", "monthly", "2023-08", "--live", today="2023-09-20")
    assert (reprint["data"]["month"]["closed"], now["month"]["closed"], now["issue"]) == (0, 1, None)


def test_the_difference_names_both_changes_old_and_new(august: "Office") -> None:
    issued(august)
    assert august.asks("report", "diff", "2023-08", today="2023-09-05")["hazards"] == []
    closes_late_and_amends(august)
    diff = august.asks("report", "diff", "2023-08", today="2023-09-20")
    told = {(h["no"], c["label"]): (c["old"], c["new"]) for h in diff["hazards"] for c in h["changes"]}
    assert told["BY-2023-0001", "状态"] == ("已整改待复查", "已销号")
    assert told["BY-2023-0001", "销号日期"] == (None, "2023-08-30")
    assert told["BY-2023-0003", "隐患描述"] == ("通道堵塞", "二楼通道堵塞")
    assert told["BY-2023-0003", "整改时限"] == ("2023-10-01", "2023-10-15")
    figures = {f["key"]: (f["issued"], f["now"]) for f in diff["figures"]}
    assert figures["month.closed"] == (0, 1)
    assert figures["balance.closing"] == (3, 2)
    screen = august.does("report", "diff", "2023-08", today="2023-09-20").out
    assert all(word in screen for word in ("通道堵塞", "二楼通道堵塞", "已销号", "本月 销号数"))


def test_a_hazard_entered_late_is_named_and_one_of_the_next_month_is_not(august: "Office") -> None:
    issued(august)
    late = august.registers(
        title="补录的隐患", found_on="2023-08-15", deadline="2023-09-30", today="2023-09-10"
    )
    august.registers(title="九月的隐患", found_on="2023-09-09", deadline="2023-09-30", today="2023-09-10")
    diff = august.asks("report", "diff", "2023-08", today="2023-09-20")
    assert [(h["no"], h["entered_late"]) for h in diff["hazards"]] == [(late, True)]
    assert {f["key"]: (f["issued"], f["now"]) for f in diff["figures"]}["month.found"] == (3, 4)


def test_the_next_month_goes_on_from_the_paper_and_its_balance_says_what_was_corrected(
    august: "Office",
) -> None:
    issued(august)
    closes_late_and_amends(august)
    september = august.asks("report", "monthly", "2023-09", today="2023-09-20")
    assert september["previous"]["closed"] == 0, "what the paper said, not what the ledger says now"
    assert september["previous_issue"] == 1
    balance = september["balance"]
    assert (balance["opening"], balance["corrections"], balance["closing"]) == (3, -1, 2)
    assert september["balance_agrees"]
    assert all(line["agrees"] for line in september["balance_by_unit"])
    assert "取自上月印发的第 1 号" in august.does("report", "monthly", "2023-09", today="2023-09-20").out


def test_issuing_again_makes_the_second_and_the_first_stays(august: "Office") -> None:
    assert issued(august, "--doc-no", "白羊安办〔2023〕9号")["issue"]["doc_no"] == "白羊安办〔2023〕9号"
    closes_late_and_amends(august)
    second = issued(august, today="2023-09-12")
    assert (second["issue"]["number"], second["month"]["closed"]) == (2, 1)
    assert august.asks("report", "monthly", "2023-08", today="2023-09-20") == second
    assert august.asks("report", "diff", "2023-08", today="2023-09-20")["hazards"] == []


def test_every_paper_says_whether_it_was_handed_in(august: "Office") -> None:
    words = ("report", "monthly", "2023-08")
    assert "送审稿" in august.does(*words, today=SEPTEMBER).out
    told = august.does(*words, "--issue", "--doc-no", "白羊安办〔2023〕9号", today=SEPTEMBER)
    assert "已印发 2023-08 第 1 号" in told.err
    page = august.does(*words, today="2023-09-20").out
    assert "送审稿" not in page
    assert "第 1 号，白羊安办〔2023〕9号，2023-09-02 印发" in page
    assert "按今天的台账重算，不是印发的第 1 号" in august.does(*words, "--live", today="2023-09-20").out


def test_a_month_handed_in_before_its_end_is_no_ground_for_the_next(august: "Office") -> None:
    told = august.does("report", "monthly", "2023-08", "--issue", today="2023-08-25")
    assert "还没有结束" in told.err
    assert august.asks("report", "monthly", "2023-08", today="2023-08-25")["period"]["to"] == "2023-08-25"
    september = august.asks("report", "monthly", "2023-09", today=SEPTEMBER)
    assert (september["previous_issue"], september["balance"]["corrections"]) == (None, 0)


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("2023-08", "--issue", "--live"), 2, "issue_or_live"),
        (("2023-08", "--doc-no", "9号"), 2, "doc_no_alone"),
        (("--from", "2023-08-01", "--to", "2023-08-20", "--issue"), 4, "issue_of_month_only"),
        (("2023-12", "--issue"), 4, "future_month"),
    ],
)
def test_what_cannot_be_handed_in_is_refused_and_nothing_is_kept(
    august: "Office", words: tuple[str, ...], code: int, reason: str
) -> None:
    before = august.contents()
    told = august.run("report", "monthly", *words, "--format", "json", today=SEPTEMBER)
    assert (told.code, told.codes) == (code, [reason])
    assert august.contents() == before


def test_a_month_that_was_not_handed_in_has_nothing_to_compare_with(august: "Office") -> None:
    told = august.run("report", "diff", "2023-08", today=SEPTEMBER)
    assert told.code == 3
    assert "--issue" in told.err


def test_an_issue_cannot_be_changed_or_deleted_even_by_hand(august: "Office") -> None:
    issued(august)
    for statement in ("update issue set figures = '{}'", "delete from issue"):
        with pytest.raises(Exception, match="issue"):
            august.sql(statement)


def test_every_part_of_a_report_comes_back_from_its_text(august: "Office") -> None:
    """Packing what was unpacked gives the same text: no part is lost, whatever its type."""
    issued(august)
    with august.store.reading() as reads:
        row = issues.newest(reads, "monthly", "2023-08")
        assert row
        report = frozen.report_of(reads, row)
    assert frozen.text_of(report, frozen.lists_of(row)) == row["figures"]
    assert packed(report.period.to, lambda value: value) == "2023-08-31"
    assert type(report.overdue.items[0].level).__name__ == "Level"


def test_the_paragraph_for_the_chat_names_units_and_no_person(august: "Office") -> None:
    text = august.does("report", "monthly", "2023-08", "--brief", today=SEPTEMBER).out.strip()
    assert text == (
        "【白羊镇8月专项行动】检查1家次，排查隐患3项，已整改1项，整改率33.3%；本月销号0项。"
        "行动以来累计排查3项，整改率33.3%，未销号3项，逾期未整改1项（经发办1项）；"
        "重大事故隐患1项，销号0项。全年死亡事故0起、死亡0人。（统计截至8月31日）"
    )


def test_the_district_is_told_what_the_paper_says(august: "Office") -> None:
    august.does("report", "monthly", "2023-08", "--issue", today=SEPTEMBER)
    before = august.asks("report", "upward", "2023-08", today=SEPTEMBER)
    august.registers(title="补录", found_on="2023-08-07", today="2023-09-03")
    after = august.asks("report", "upward", "2023-08", today="2023-09-03")
    assert after == before
    assert after["issue"]["number"] == 1
    assert "印发的第 1 号" in august.does("report", "upward", "2023-08", today="2023-09-03").out
    live = august.asks("report", "upward", "2023-08", "--live", today="2023-09-03")
    assert live["issue"] is None
    assert live["figures"]["departments"]["found"] == before["figures"]["departments"]["found"] + 1


def figures_of(diff: Any) -> dict[str, tuple[Any, Any]]:
    return {f["key"]: (f["issued"], f["now"]) for f in diff["figures"]}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("accident", "add", "--on", "2023-08-20", "--deaths", "1", "--summary", "坠落", "--enterprise", "工地"), "accidents.deaths"),
        (("action", "add", "--kind", "interview", "--unit", "经发办", "--on", "2023-08-21"), "upward.interviews"),
        (("submit", "--unit", "双龙村", "--month", "2023-08", "--nil"), "returns.nil"),
        (("inspect", "add", "--enterprise", "新店", "--unit", "应急办", "--on", "2023-08-21"), "inspections.firms"),
    ],
    ids=["accident", "interview", "return", "visit"],
)  # fmt: skip
def test_the_difference_names_every_figure_that_moved_not_only_those_of_hazards(
    august: "Office", words: tuple[str, ...], key: str
) -> None:
    issued(august)
    august.does(*words, today="2023-09-10")
    diff = august.asks("report", "diff", "2023-08", today="2023-09-20")
    assert key in figures_of(diff)
    assert "没有变化" not in august.does("report", "diff", "2023-08", today="2023-09-20").out


def test_every_figure_of_the_report_has_a_chinese_name(august: "Office") -> None:
    (august.home / "tip.txt").write_text("有人动火", encoding="utf-8")
    tip = ("tipoff", "add", "--text-file", str(august.home / "tip.txt"), "--on", "2023-08-20")
    august.does(*tip, today="2023-08-20")
    issued(august)
    closes_late_and_amends(august)
    august.does("hazard", "void", "BY-2023-0002", "--reason", "误登", today="2023-09-10")
    august.does(
        "accident",
        "add",
        "--on",
        "2023-08-20",
        "--deaths",
        "1",
        "--summary",
        "坠落",
        "--enterprise",
        "工地",
        today="2023-09-10",
    )
    labels = [f["label"] for f in august.asks("report", "diff", "2023-08", today="2023-09-20")["figures"]]
    assert len(labels) > 40
    assert [label for label in labels if any("a" <= c <= "z" for c in label)] == []


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (("transfer", "--to", "规划建设管理环保办", "--kind", "reassign", "--reason", "业务相近"),
         ("transfer", "--to", "经发办", "--kind", "reassign", "--reason", "退回")),
        (("list-up", "--authority", "district"), ("delist",)),
        (("regrade", "--level", "major", "--basis", "第三条", "--approver", "镇长"),
         ("regrade", "--level", "general", "--basis", "第三条", "--approver", "镇长")),
    ],
    ids=["transfer", "listing", "regrade"],
)  # fmt: skip
def test_what_was_undone_again_by_today_still_changed_the_paper(
    august: "Office", there: tuple[str, ...], back: tuple[str, ...]
) -> None:
    issued(august)
    for (verb, *words), on in ((there, "2023-08-20"), (back, "2023-09-05")):
        august.does("hazard", verb, "BY-2023-0003", *words, "--on", on, today="2023-09-10")
    (hazard,) = august.asks("report", "diff", "2023-08", today="2023-09-20")["hazards"]
    assert (hazard["no"], hazard["of_period"], len(hazard["acts"])) == ("BY-2023-0003", True, 2)
    assert hazard["acts"][0].startswith("2023-08-20")
    assert hazard["changes"]


def test_a_criterion_corrected_without_moving_a_figure_is_named(august: "Office") -> None:
    issued(august)
    august.does("hazard", "amend", "BY-2023-0002", "--criterion", "判定标准第九条", today="2023-09-10")
    (hazard,) = august.asks("report", "diff", "2023-08", today="2023-09-20")["hazards"]
    assert [(c["label"], c["old"], c["new"]) for c in hazard["changes"]] == [
        ("判定依据", "判定标准第三条", "判定标准第九条")
    ]


def test_what_merely_went_on_after_the_month_does_not_change_the_paper(august: "Office") -> None:
    issued(august)
    august.does("hazard", "rectify", "BY-2023-0003", "--on", "2023-09-08", "--by", "李四", today="2023-09-10")
    diff = august.asks("report", "diff", "2023-08", today="2023-09-20")
    assert diff["figures"] == []
    assert [(h["no"], h["of_period"]) for h in diff["hazards"]] == [("BY-2023-0003", False)]
    assert "此后的办理（不改变这份报表）" in august.does("report", "diff", "2023-08", today="2023-09-20").out


def test_an_issue_of_a_running_month_is_compared_by_its_own_days_and_ends_with_the_month(
    office: "Office",
) -> None:
    office.registers(title="月初的", found_on="2023-08-01", today="2023-08-02")
    issued(office, today="2023-08-10")
    office.registers(title="月底的", found_on="2023-08-28", deadline="2023-09-30", today="2023-08-28")
    diff = office.asks("report", "diff", "2023-08", today="2023-09-02")
    assert (diff["until"], diff["figures"], diff["hazards"]) == ("2023-08-10", [], [])
    whole = office.asks("report", "monthly", "2023-08", today="2023-09-02")
    assert (whole["issue"], whole["month"]["found"], whole["period"]["to"]) == (None, 2, "2023-08-31")
    assert office.asks("report", "upward", "2023-08", today="2023-09-02")["month"]["found"] == 2
    assert issued(office)["issue"]["number"] == 2


def test_months_cut_otherwise_after_an_issue_say_that_they_overlap(august: "Office") -> None:
    issued(august)
    folder = august.home / "plan"
    august.does("plan", "export", str(folder))
    plan = folder / "task_list.yaml"
    head, campaign, rest = plan.read_text(encoding="utf-8").partition("campaign:\n")
    plan.write_text(f"{head}{campaign}  month_ends_on: 25\n{rest}", encoding="utf-8")
    august.does("init", today="2023-09-10")
    figures = figures_of(august.asks("report", "diff", "2023-08", today="2023-09-20"))
    assert not {key for key in figures if key.split(".")[0] in {"month", "cumulative", "balance", "overdue"}}
    told = august.does("report", "monthly", "2023-09", today="2023-09-20").out
    assert "上月印发的一份算到 2023-08-31，本月从 2023-08-26 算起" in told


@pytest.mark.parametrize("name", ["folder.docx", "n" * 300 + ".docx", "missing/x.docx"])
def test_a_paper_that_cannot_be_written_keeps_the_month_from_being_handed_in(
    august: "Office", name: str
) -> None:
    (august.home / "folder.docx").mkdir()
    path = str(august.home / name)
    assert august.run("report", "monthly", "2023-08", "--issue", "-o", path, today=SEPTEMBER).code == 7
    assert august.asks("report", "monthly", "2023-08", today=SEPTEMBER)["issue"] is None


def test_a_month_before_the_campaign_is_not_handed_in(office: "Office") -> None:
    assert office.is_refused("report", "monthly", "2022-08", "--issue") == ["before_campaign"]


def test_a_document_number_is_one_line_of_a_number_s_length(office: "Office") -> None:
    assert office.is_refused("report", "monthly", "2023-06", "--issue", "--doc-no", "号" * 61) == ["too_long"]


def test_a_csv_says_which_paper_it_is(august: "Office") -> None:
    path = august.home / "8月.csv"
    august.does("report", "monthly", "2023-08", "-o", str(path), today=SEPTEMBER)
    assert "送审稿" in path.read_text(encoding="utf-8-sig").splitlines()[1]
    head = issued(august)["issue"]["head"]
    august.does("report", "monthly", "2023-08", "-o", str(path), today="2023-09-20")
    standing = path.read_text(encoding="utf-8-sig").splitlines()[1]
    assert head[:16] in standing
    assert "印发第 1 号" in standing


def test_a_reprint_bears_the_names_of_its_own_day(august: "Office") -> None:
    issued(august)
    august.does("plan", "export", str(august.home / "plan"))
    plan = august.home / "plan" / "task_list.yaml"
    words = plan.read_text(encoding="utf-8")
    plan.write_text(words.replace("short_title: ", "short_title: 改名后的"), encoding="utf-8")
    august.does("init", today="2023-09-10")
    page = august.home / "x.html"
    august.does("report", "monthly", "2023-08", "-o", str(page), today="2023-09-20")
    assert "改名后的" not in august.asks("report", "upward", "2023-08", today="2023-09-20")["text"]
    assert "改名后的" in august.asks("report", "upward", "2023-08", "--live", today="2023-09-20")["text"]


def test_of_a_row_that_is_new_the_numbers_changed_and_not_what_it_is_called(august: "Office") -> None:
    issued(august)
    august.registers(
        unit="规划建设管理环保办", found_on="2023-08-12", deadline="2023-10-01", today="2023-09-10"
    )
    told = august.asks("report", "diff", "2023-08", today="2023-09-20")["figures"]
    assert "by_unit.规划建设管理环保办.found" in {f["key"] for f in told}
    assert [f["key"] for f in told if isinstance(f["issued"] or f["now"], str)] == []
    said = august.does("report", "diff", "2023-08", today="2023-09-20").out
    assert f"数字变了 {len(told)} 个" in said
    assert "代号" not in said
