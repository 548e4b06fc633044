"""The report for the level above: the period's figures, and what the units said, as one text to copy."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from tests.kept import add_up

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def test_the_text_holds_the_figures_and_each_unit_s_words(office: "Office") -> None:
    office.registers(found_on="2023-06-20", level="major", criterion="第三条")
    office.does(
        "submit", "--unit", "双龙村", "--month", "6月", "--progress", "检查20家。", "--counts", "12/10"
    )
    office.does("submit", "--unit", "双龙村", "--month", "7月", "--progress", "七月的")
    told = office.does("report", "upward", "2023-06")
    text = told.out
    for words in (
        "区安委办：",
        "2023年6月1日至2023年6月30日，检查企业（场所）0家次，排查隐患1项，已整改0项。",
        "累计排查重大事故隐患1项，销号0项。",
        "发现12项，整改10项（不计入以上数字）",
        "1. 检查20家。（双龙村）",
        "各单位没有报送。",
        "应报2个单位，已报1个（其中零报告0个），未报：白羊社区。",
    ):
        assert words in text
    assert "相关办所（中心）" in told.err, "said beside the text, which is copied as it is"
    assert "相关办所（中心）" not in text + office.does("report", "upward", "2023-06", "--format", "csv").out
    assert "七月的" not in text


def test_the_answer_has_the_same_as_values(office: "Office") -> None:
    office.does(
        "submit", "--unit", "双龙村", "--month", "6月", "--difficulties", "缺资金", "--practice", "夜查"
    )
    found = office.asks("report", "upward", "6月")
    assert found["difficulties"] == [{"unit": "双龙村", "text": "缺资金"}]
    assert found["practice"] == [{"unit": "双龙村", "text": "夜查"}]
    assert (found["progress"], found["to"], found["complete"]) == ([], "区安委办", True)
    assert found["returns"]["not_sent"] == 1
    assert "缺资金" in found["text"]


def test_a_month_that_still_runs_says_so(office: "Office") -> None:
    assert office.asks("report", "upward")["complete"] is False
    assert "统计截至 2023-07-10" in office.does("report", "upward").out


@pytest.mark.parametrize(("month", "code"), [("2023-08", "future_month"), ("甲月", "bad_month")])
def test_a_month_that_cannot_be_reported_is_refused(office: "Office", month: str, code: str) -> None:
    assert office.is_refused("report", "upward", month) == [code]


def test_what_was_done_and_spent_is_said_and_what_is_nought_is_left_out(office: "Office") -> None:
    no = office.registers(found_on="2023-06-20", source="self", today="2023-06-20")
    office.registers(title="另一处", found_on="2023-06-21", source="tipoff", today="2023-06-21")
    office.does(
        "inspect", "add", "--enterprise", "超市", "--unit", "应急办", "--source", "expert", "--on", "2023-06-22",
        today="2023-06-22",
    )  # fmt: skip
    office.does(
        "action", "add", "--kind", "interview", "--unit", "经发办", "--on", "2023-06-23", today="2023-06-23"
    )
    office.does(
        "hazard", "regrade", no, "--level", "major", "--basis", "第三条", "--approver", "镇长", "--on", "2023-06-24",
        today="2023-06-24",
    )  # fmt: skip
    found = office.asks("report", "upward", "2023-06")
    assert found["figures"]["self_checks"] == {"found": 1, "rectified": 0}
    assert found["figures"]["departments"] == {"found": 1, "rectified": 0}
    assert "其中部门检查发现1项、整改0项，企业自查发现1项、整改0项。" in found["text"]
    assert "本期专家帮扶企业1家，约谈1次，调整等级1项。" in found["text"]
    assert "累计落实整改资金4万元。" in found["text"]
    assert "挂牌督办" not in found["text"]


def test_its_workbook_has_the_figures_as_numbers_and_the_text_beside_them(
    office: "Office", tmp_path: Path
) -> None:
    office.registers(found_on="2023-06-20", funds="15000", today="2023-06-20")
    found = office.asks("report", "upward", "2023-06")
    office.does("report", "upward", "2023-06", "-o", str(tmp_path / "上报.xlsx"))
    book = load_workbook(tmp_path / "上报.xlsx")
    figures = {(row[0].value, row[1].value): row[2].value for row in book["上报数字"].iter_rows(min_row=4)}
    assert figures["行动以来", "排查隐患"] == 1
    assert figures["行动以来", "落实整改资金"] == 1.5, "in 万元"
    assert figures["行动以来", "整改率"] == 0.0
    title, *lines = found["text"].split("\n")
    assert book["上报数字"]["A1"].value == title
    assert [row[0].value for row in book["上报文字"].iter_rows(min_row=4)] == lines
    assert "送审稿" in book["上报数字"]["A2"].value


@pytest.mark.file  # 191,200 rows put into it by hand
def test_the_national_figures_of_september_2023_come_out_as_the_bulletin_gave_them(
    office: "Office", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Departments found 113,800 and had 88,400 rectified, enterprises 77,400 and 64,500, listed 31,600 and 21,200."""
    import sqlite3
    from itertools import cycle, islice

    no = office.registers(
        found_on="2023-06-20", level="major", criterion="第三条", deadline="2023-12-20", today="2023-06-20"
    )
    with sqlite3.connect(office.ledger) as ledger:
        ledger.row_factory = sqlite3.Row
        hazard = dict(ledger.execute("select * from hazard where no = ?", (no,)).fetchone())
        span = dict(ledger.execute("select * from span").fetchone())
        ledger.execute("delete from span")
        ledger.execute("delete from hazard")
        hazards, spans = [], []
        groups = (("department", 113_800, 88_400, 31_600, 21_200), ("self", 77_400, 64_500, 0, 0))
        units = cycle(("经发办", "应急办", "规划建设管理环保办"))
        n = 0
        for source, found, rectified, listed, listed_rectified in groups:
            for at, unit in enumerate(islice(units, found)):
                n += 1
                done = at < listed_rectified or listed <= at < listed + rectified - listed_rectified
                uid = f"{n:032x}"
                hazards.append(
                    {**hazard, "uid": uid, "no": f"BY-2023-{n:06d}", "seq": n, "source": source, "unit": unit}
                )
                spans.append({
                    **span, "hazard": uid, "unit": unit, "source": source, "status": "rectified" if done else "open",
                    "rectified_on": "2023-08-01" if done else None,
                    "listing": "district" if at < listed else None, "listed": int(at < listed),
                })  # fmt: skip
        for table, rows in (("hazard", hazards), ("span", spans)):
            names = ", ".join(f":{name}" for name in rows[0])
            ledger.executemany(f"insert into {table} values ({names})", rows)
        add_up(ledger)
    monkeypatch.chdir(office.home)
    text = office.asks("report", "upward", "2023-09", today="2023-09-30")["text"]
    assert "累计排查隐患19.12万项，整改15.29万项" in text
    assert "部门检查发现11.38万项、整改8.84万项，企业自查发现7.74万项、整改6.45万项" in text
    assert "挂牌督办3.16万项，其中已整改2.12万项" in text

    office.does("report", "monthly", "2023-09", "-o", "大.docx", "-o", "大.html", today="2024-01-10")
    assert (office.home / "大.docx").stat().st_size < 300_000, (
        "the first 50 are named, and the workbook referred to"
    )
