"""Reports of more than a month, and one office's own: goals, ranking, deliverables, and the paper of each."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook
from tests.cli.conftest import PROVEN, options
from tests.cli.office_programs import pdf_text

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-09-10"


@pytest.fixture
def town(office: "Office") -> "Office":
    """Three offices: one put all of its two right, one none of two, one found nothing; a village delivered its list."""
    for title, found in (("甲", "2023-06-05"), ("乙", "2023-07-05")):
        no = office.registers(title=title, found_on=found, unit="经发办", village="双龙村", today=found)
        office.does("hazard", "rectify", no, "--on", "2023-07-20", "--by", "钱七", today="2023-07-20")
        office.does("hazard", "close", no, "--reviewer", "赵六", *options(PROVEN), today="2023-07-21")
    for title, found in (("丙", "2023-07-06"), ("丁", "2023-08-06")):
        office.registers(title=title, found_on=found, unit="应急办", deadline="2023-08-31", today=found)
    office.does("phase", "deliver", "task-list", "--unit", "双龙村", today="2023-07-01")
    return office


def text_of(path: Path) -> str:
    document: Any = Document(str(path))
    cells = ["|".join(c.text for c in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def ranks(rows: list[dict[str, Any]]) -> dict[str, tuple[Any, ...]]:
    return {
        row["unit"]: (row["place"], row["found"], row["rectified"], row["rectified_rate"]) for row in rows
    }


def test_the_half_year_ranks_by_what_was_found_in_it_and_who_found_nothing_has_no_place(
    town: "Office",
) -> None:
    second = town.asks("report", "half-year", "2023-H2", today=TODAY)
    offices = ranks(second["offices"])
    assert offices["经发办"] == (1, 1, 1, 100.0)
    assert offices["应急办"] == (2, 2, 0, 0.0)
    assert offices["党政办"] == (None, 0, 0, None)
    assert ranks(second["villages"])["双龙村"] == (1, 3, 1, 33.3), "the enterprise lies in it"
    assert (second["start"], second["until"], second["complete"]) == ("2023-07-01", TODAY, False)
    first = town.asks("report", "half-year", "2023年上半年", today=TODAY)
    assert (first["until"], first["complete"], first["report"]["month"]["found"]) == ("2023-06-30", True, 1)
    assert ranks(first["offices"])["应急办"][0] is None
    assert town.asks("report", "half-year", today=TODAY) == second
    assert town.asks("report", "half-year", "2023-08", today=TODAY) == second


def test_a_phase_shows_its_own_deliverables_and_days(town: "Office") -> None:
    found = town.asks("report", "phase", "2", today=TODAY)
    assert [one["phase"] for one in found["phases"]] == [2]
    handed = {item["key"]: item["done"] for item in found["phases"][0]["deliverables"]}
    assert handed["task-list"] == 1
    assert (found["start"], found["until"], found["complete"]) == ("2023-06-01", "2023-08-31", True)
    assert found["report"]["month"]["found"] == 4
    assert town.asks("report", "phase", "集中排查", today=TODAY) == found


def test_the_whole_campaign_is_held_against_its_goals(town: "Office") -> None:
    goals = {
        g["key"]: (g["target"], g["actual"], g["met"])
        for g in town.asks("report", "final", today=TODAY)["goals"]
    }
    assert goals["deaths"] == (0, 0, True)
    assert goals["five_complete"] == (4, 4, True)
    assert goals["overdue"] == (0, 2, False)
    assert goals["major_closed"] == (0, 0, None), "nothing to be closed is neither met nor missed"
    assert goals["deliverables"][1] == 1
    town.does(
        "accident",
        "add",
        "--summary",
        "坠落",
        "--deaths",
        "1",
        "--village",
        "双龙村",
        "--on",
        "2023-09-01",
        today=TODAY,
    )
    after = {g["key"]: g["met"] for g in town.asks("report", "final", today=TODAY)["goals"]}
    assert after["deaths"] is False


@pytest.mark.parametrize("words", [("half-year", "2023-H2"), ("phase", "2"), ("final",)], ids=" ".join)
def test_each_comes_as_a_paper_with_the_figures_of_its_answer(
    town: "Office", tmp_path: Path, words: tuple[str, ...]
) -> None:
    found = town.asks("report", *words, today=TODAY)
    path = tmp_path / "通报.docx"
    town.does("report", *words, "-o", str(path), "-o", str(tmp_path / "a.xlsx"), today=TODAY)
    told = text_of(path)
    assert f"排查隐患{found['report']['month']['found']}项" in told
    for row in found["offices"]:
        rate = "—" if row["rectified_rate"] is None else f"{row['rectified_rate']:.1f}%"
        assert f"{row['place'] or '—'}|{row['name']}|{row['found']}|{row['rectified']}|{rate}|" in told
    assert "{" not in told
    screen = town.does("report", *words, today=TODAY).out
    assert "本月" not in screen, "it is no month"
    assert "对照目标" in told


def test_one_office_s_own_page_has_its_hazards_and_duties(town: "Office", tmp_path: Path) -> None:
    found = town.asks("report", "unit", "应急办", today=TODAY)
    assert found["hazards"]["found"] == 2
    path = tmp_path / "应急办.docx"
    town.does("report", "unit", "应急办", "-o", str(path), today=TODAY)
    told = text_of(path)
    assert "应急办行动以来排查隐患2项，已整改0项，整改率0.0%" in told
    assert "BY-2023-0003|测试食品厂|丙|2023.8.31|逾期10日" in told
    assert "甲" not in [line.split("|")[2] for line in told.splitlines() if line.count("|") == 4]
    text = pdf_text(path)
    assert "BY-2023-0003" in text


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("half-year", "去年下半"), 4, "bad_half_year"),
        (("half-year", "2024-H1"), 4, "not_begun"),
        (("phase", "4"), 4, "not_begun"),
        (("phase", "9"), 3, "no_such_phase"),
        (("unit", "没有的办"), 3, "unknown_unit"),
    ],
)
def test_what_cannot_be_reported_is_refused(
    town: "Office", words: tuple[str, ...], code: int, reason: str
) -> None:
    told = town.run("report", *words, "--format", "json", today=TODAY)
    assert (told.code, told.codes) == (code, [reason])


def test_an_empty_ledger_has_papers_too(office: "Office", tmp_path: Path) -> None:
    for n, words in enumerate((("half-year",), ("phase", "1"), ("final",), ("unit", "双龙村"))):
        office.does("report", *words, "-o", str(tmp_path / f"{n}.docx"))
        assert "{" not in text_of(tmp_path / f"{n}.docx")


def test_what_stands_late_is_ranked_whenever_it_was_found(town: "Office") -> None:
    last = {
        row["unit"]: row["overdue"]
        for row in town.asks("report", "half-year", "2023-H2", today=TODAY)["offices"]
    }
    assert last["应急办"] == 2
    town.registers(
        title="戊", found_on="2023-06-06", unit="经发办", deadline="2023-06-30", today="2023-06-06"
    )
    found = town.asks("report", "half-year", "2023-H2", today=TODAY)
    late = {row["unit"]: row["overdue"] for row in found["offices"]}
    assert late["经发办"] == 1, "found in June, late in September"
    assert sum(late.values()) == found["report"]["overdue"]["count"]


def test_tasks_of_a_half_year_are_those_of_its_days(town: "Office") -> None:
    halves = [
        {
            row["unit"]: row["tasks_expected"]
            for row in town.asks("report", "half-year", half, today="2024-01-05")["offices"]
        }
        for half in ("2023-H1", "2023-H2")
    ]
    whole = {
        row["unit"]: row["tasks_expected"]
        for row in town.asks("report", "final", today="2024-01-05")["offices"]
    }
    assert 0 < halves[1]["应急办"] < whole["应急办"]
    assert 0 < halves[0]["应急办"] < halves[1]["应急办"]


def test_the_goal_of_what_phases_leave_is_that_of_the_table_and_nothing_is_missed_before_its_day(
    town: "Office",
) -> None:
    for words, day in (
        (("half-year", "2023-H1"), TODAY),
        (("phase", "2"), TODAY),
        (("phase", "2"), "2023-08-10"),
    ):
        found = town.asks("report", *words, today=day)
        items = [item for one in found["phases"] for item in one["deliverables"]]
        goal = next(g for g in found["goals"] if g["key"] == "deliverables")
        assert (goal["target"], goal["actual"]) == (
            sum(i["owed"] for i in items),
            sum(i["done"] for i in items),
        )
        missed = any(one["due"] <= found["until"] for one in found["phases"])
        assert goal["met"] is (False if missed else None), (words, day)


def test_a_closing_that_was_taken_back_is_none_in_text_and_table(town: "Office", tmp_path: Path) -> None:
    town.does(
        "hazard", "reopen", "BY-2023-0001", "--reason", "mistaken", "--approver", "镇长", "--on", "2023-08-01",
        today="2023-08-01",
    )  # fmt: skip
    closed = town.asks("report", "final", today=TODAY)["report"]["cumulative"]["closed"]
    assert closed == 1
    town.does("report", "final", "-o", str(tmp_path / "总结.docx"), today=TODAY)
    told = text_of(tmp_path / "总结.docx")
    assert "其中已销号1项" in told
    assert "销号2项" not in told


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("half-year", "2023-H2"), "白羊镇2023年下半年专项行动情况"),
        (("phase", "2"), "白羊镇第2阶段（集中排查）专项行动情况"),
        (("final",), "白羊镇全程专项行动情况"),
        (("unit", "应急办"), "应急办专项行动情况"),
    ],
)
def test_each_workbook_has_its_title_its_standing_and_numbers(
    town: "Office", tmp_path: Path, words: tuple[str, ...], title: str
) -> None:
    town.does("report", *words, "-o", str(tmp_path / "a.xlsx"), today=TODAY)
    book = load_workbook(tmp_path / "a.xlsx")
    first = book.worksheets[0]
    assert first["A1"].value == title
    assert "台账校验码" in first["A2"].value
    if words[0] != "unit":
        assert "送审稿" in first["A2"].value
        ranking = {row[1].value: row for row in book["各办所（中心）排名"].iter_rows(min_row=4)}
        assert (ranking["应急办"][2].value, ranking["应急办"][4].number_format) == (2, "0.0%")
    assert all(w.page_setup.fitToWidth == 1 for w in book.worksheets)
    assert isinstance(first["B4"].value, int)


def test_a_referred_hazard_stands_apart_from_an_office_s_open_ones(town: "Office", tmp_path: Path) -> None:
    town.does(
        "hazard", "transfer", "BY-2023-0003", "--to", "区应急局", "--kind", "refer", "--reason", "权限", "--on",
        "2023-08-01", today="2023-08-01",
    )  # fmt: skip
    town.does("report", "unit", "应急办", "-o", str(tmp_path / "a.docx"), today=TODAY)
    document: Any = Document(str(tmp_path / "a.docx"))
    assert "未销号1项" in text_of(tmp_path / "a.docx")
    open_, referred = document.tables[:2]
    assert [row.cells[0].text for row in open_.rows[1:]] == ["BY-2023-0004"]
    assert [row.cells[0].text for row in referred.rows[1:]] == ["BY-2023-0003"]
    assert "已移送（跟踪中）1 项，不计入未销号" in re.sub(
        r"  +", "", town.does("report", "unit", "应急办", today=TODAY).out
    )


def test_the_same_units_are_not_named_again_and_again(town: "Office", tmp_path: Path) -> None:
    town.does("report", "phase", "2", "-o", str(tmp_path / "a.docx"), today=TODAY)
    told = text_of(tmp_path / "a.docx")
    assert "个单位都未交" in told


@pytest.mark.parametrize("words", [("half-year", "2023-H1"), ("phase", "2"), ("final",)], ids=" ".join)
def test_what_was_handed_in_is_told_as_it_was_whatever_is_entered_later(
    town: "Office", tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = "2024-01-05"
    issued = town.asks("report", *words, "--issue", "--doc-no", "安办〔2024〕1号", today=ended)
    assert (issued["report"]["issue"]["number"], issued["report"]["issue"]["doc_no"]) == (
        1,
        "安办〔2024〕1号",
    )
    town.does("report", *words, "-o", str(tmp_path / "a.docx"), "-o", str(tmp_path / "a.xlsx"), today=ended)
    town.does("hazard", "rectify", "BY-2023-0003", "--on", "2023-08-30", today="2024-01-06")
    town.registers(title="补录", found_on="2023-06-08", unit="党政办", today="2024-01-06")
    town.does("phase", "deliver", "own-plan", "--unit", "双龙村", "--on", "2023-06-01", today="2024-01-06")
    again = town.asks("report", *words, today="2024-02-01")
    assert again == issued
    town.does(
        "report", *words, "-o", str(tmp_path / "b.docx"), "-o", str(tmp_path / "b.xlsx"), today="2024-02-01"
    )
    assert text_of(tmp_path / "a.docx") == text_of(tmp_path / "b.docx")
    assert "安办〔2024〕1号" in text_of(tmp_path / "a.docx")
    books = [load_workbook(tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    cells = [[[c.value for c in row] for w in book.worksheets for row in w.iter_rows()] for book in books]
    assert cells[0] == cells[1]
    assert "印发第 1 号" in books[0].worksheets[0]["A2"].value
    live = town.asks("report", *words, "--live", today="2024-02-01")
    assert live["report"]["issue"] is None
    assert live["report"]["cumulative"]["found"] == issued["report"]["cumulative"]["found"] + 1
    second = town.asks("report", *words, "--issue", today="2024-02-01")["report"]["issue"]
    assert (second["number"], second["doc_no"]) == (2, None)


def test_one_that_was_handed_in_before_its_end_is_not_its_report_any_more(town: "Office") -> None:
    told = town.does("report", "half-year", "2023-H2", "--issue", today=TODAY)
    assert "第 1 号只算到 2023-09-10" in told.err
    assert "第 1 号" in town.does("report", "half-year", "2023-H2", today="2023-09-12").out
    assert "送审稿" in town.does("report", "half-year", "2023-H2", today="2024-01-05").out


@pytest.mark.parametrize(
    ("more", "code", "reason"),
    [
        (("--issue", "--live"), 2, "issue_or_live"),
        (("--doc-no", "9号"), 2, "doc_no_alone"),
        (("--issue", "--doc-no", "字" * 61), 4, "too_long"),
    ],
)
def test_options_that_contradict_each_other_hand_nothing_in(
    town: "Office", more: tuple[str, ...], code: int, reason: str
) -> None:
    before = town.contents()
    told = town.run("report", "final", *more, "--format", "json", today=TODAY)
    assert (told.code, told.codes) == (code, [reason])
    assert town.contents() == before


def test_days_before_the_campaign_are_not_handed_in(town: "Office") -> None:
    assert town.is_refused("report", "half-year", "2022-H2", "--issue", today=TODAY) == ["before_campaign"]
