"""The form that a village fills: what it asks, what its cells offer, how it prints, and what it never destroys."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from hazardctl.exchange import meta, table
from hazardctl.exchange.book import Book, Sheet
from hazardctl.exchange.columns import CellKind, SheetKind, on_form
from hazardctl.messages import templates as messages
from hazardctl.services import templates

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet
    from tests.cli.conftest import Office

KINDS = tuple(SheetKind)
OTHER_TOWN = Path(__file__).parents[2] / "examples" / "yunxi-town"
HEAD, FIRST = 4, 5
NAMELESS = "名称很长很长很长很长的一个办公室名称超过三十一个字的综合行政执法和应急管理岗位（平安法治办公室）"


def form(office: "Office", *words: str, name: str = "表样.xlsx") -> Workbook:
    """Have a form made and open it."""
    office.does("template", name, *words)
    return load_workbook(name)


def sheet(book: Workbook) -> "Worksheet":
    found: Worksheet = book.worksheets[0]
    return found


def headings(book: Workbook) -> list[str]:
    return [str(cell.value).replace("\n", "") for cell in sheet(book)[HEAD]]


def rule(book: Workbook, heading: str) -> "DataValidation":
    """Return the validation of the column under a heading, which is of all its empty rows."""
    column = [said.rstrip("*") for said in headings(book)].index(heading)
    letter = sheet(book).cell(FIRST, column + 1).column_letter
    (found,) = [one for one in sheet(book).data_validations.dataValidation if f"{letter}{FIRST}" in one.sqref]
    return found


def offered(book: Workbook, heading: str) -> list[object]:
    """Return what a column's drop-down offers, by following its reference."""
    said = str(rule(book, heading).formula1)
    name, _, place = said.partition("!")
    assert name == "_lists"
    return [row[0].value for row in book["_lists"][place.replace("$", "")]]


def as_read(path: str) -> Book:
    """Read a workbook as the import does, as far as these tests need it."""
    book = load_workbook(path)
    sheets = [
        Sheet(
            one.title,
            [list(row) for row in one.iter_rows(values_only=True)],
            hidden=one.sheet_state != "visible",
        )
        for one in book.worksheets
    ]
    return Book(Path(path).name, "", 0, tuple(sheets))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_form_asks_the_registry_s_columns_in_their_order(
    office: "Office", kind: SheetKind
) -> None:
    book = form(office, "--kind", kind)
    wanted = [column.heading + "*" * column.needed for column in on_form(kind)]
    assert headings(book) == wanted
    assert sheet(book).title == messages.NAMES[kind].tab


@pytest.mark.parametrize("kind", KINDS)
def test_the_import_finds_its_own_form_again_and_every_heading_in_it(
    office: "Office", kind: SheetKind
) -> None:
    form(office, "--kind", kind, "--unit", "双龙村")
    read = as_read("表样.xlsx")
    found = table.find(read.sheets[0], KINDS)
    assert found
    assert (found.header.kind, found.header.first, found.header.last) == (kind, HEAD - 1, HEAD - 1)
    assert list(found.header.fields) == [column.field for column in on_form(kind)]
    assert (found.header.unknown, [row.foot in {"sign_off", "note"} for row in found.rows()]) == ((), [True])


def test_the_title_is_the_town_s_and_the_unit_stands_in_its_place(office: "Office") -> None:
    book = form(office, "--kind", "enterprises", "--unit", "双龙村")
    top = sheet(book)
    assert top["A1"].value == "白羊镇重大事故隐患专项排查整治2023行动生产经营单位（场所）清单"
    assert {"A1:O1", "A2:O2"} <= {str(one) for one in top.merged_cells.ranges}
    assert top["A3"].value == "填报单位（盖章）：双龙村"
    assert "填报日期" in str(top["K3"].value)
    foot = str(top["A205"].value)
    assert [
        foot.index(word) for word in ("单位负责人：", "审核人：", "填表人：", "联系电话：", "填报日期：")
    ] == sorted(
        foot.index(word) for word in ("单位负责人：", "审核人：", "填表人：", "联系电话：", "填报日期：")
    )


def test_the_filling_notes_say_what_is_needed_and_how_days_and_money_are_written(office: "Office") -> None:
    notes = " ".join(str(cell.value) for cell in sheet(form(office))[2] if cell.value)
    for word in (
        "标*的必填",
        "2023年8月31日",
        "不改表头",
        "一行一条",
        "没有查出隐患的不用填行",
        "金额",
        "不需要资金写 0",
    ):
        assert word in notes


@pytest.mark.parametrize("kind", KINDS)
def test_the_header_stays_in_sight_and_is_printed_on_every_page(office: "Office", kind: SheetKind) -> None:
    page = sheet(form(office, "--kind", kind))
    assert page.freeze_panes in {"C5", "D5"}
    assert page.print_title_rows == "$1:$4"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (2 if kind == "hazards" else 1, 0)
    assert page.oddFooter.center.text == "第 &P 页  共 &N 页"
    assert page.print_title_cols == ("$A:$C" if kind == "hazards" else None)


def test_no_text_lies_across_the_columns_that_both_pages_of_a_wide_form_print(office: "Office") -> None:
    torn = [one for one in sheet(form(office)).merged_cells.ranges if one.min_col <= 3 < one.max_col]
    assert torn == []


def test_rows_grow_with_what_is_written_into_them(office: "Office") -> None:
    rows = sheet(form(office))
    assert (rows.sheet_format.defaultRowHeight, rows.sheet_format.customHeight) == (24, None)
    assert [n for n in range(FIRST, FIRST + templates.ROWS) if rows.row_dimensions[n].height] == []


def test_drop_downs_refer_to_a_hidden_sheet_and_offer_what_the_ledger_knows(office: "Office") -> None:
    office.does("enterprise", "add", "测试食品厂")
    book = form(office)
    assert offered(book, "隐患等级") == ["重大事故隐患", "一般隐患"]
    assert offered(book, "隐患来源")[:3] == ["企业自查", "部门检查", "村（社区）排查"]
    assert offered(book, "属地村（社区）") == ["双龙村", "白羊社区"]
    assert offered(book, "监管责任单位") == ["党政办", "应急办", "经发办", "规划建设管理环保办"]
    assert offered(book, "单位（场所）名称") == ["测试食品厂"]
    assert "燃气" in offered(book, "行业领域")
    assert [one.sheet_state for one in book.worksheets] == ["visible", "hidden", "veryHidden"]


def test_records_offer_tasks_by_number_and_name_and_posts(office: "Office") -> None:
    book = form(office, "--kind", "records")
    tasks = [str(one) for one in offered(book, "任务")]
    assert len(tasks) == 42
    assert {one.split()[0] for one in tasks} >= {"1-1", "6-5", "7-1", "monthly-dispatch"}
    assert "党委主要负责人" in offered(book, "岗位")
    assert offered(book, "落实单位")[-2:] == ["双龙村", "白羊社区"]


def test_a_form_is_made_before_there_is_a_ledger_and_says_which_list_is_empty(desk: "Office") -> None:
    result = desk.run("template", "表样.xlsx", "--format", "json")
    assert (result.code, result.data["lists"]["village"], result.data["lists"]["office"]) == (0, 0, 4)
    book = load_workbook("表样.xlsx")
    assert rule(book, "隐患描述").type is None
    letters = {str(one.sqref)[0:2] for one in sheet(book).data_validations.dataValidation}
    assert "H5" not in letters
    said = desk.run("template", "表样.xlsx").err
    assert "还没有登记村（社区）" in said
    assert "hazardctl unit add" in said
    assert not desk.store.exists()


def test_another_town_s_form_knows_nothing_of_this_one(
    desk: "Office", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAZARDCTL_PLAN", str(OTHER_TOWN))
    desk.does("init", today="2024-01-26")
    for kind in KINDS:
        book = form(desk, "--kind", kind)
        text = " ".join(
            str(c.value) for one in book.worksheets for row in one.iter_rows() for c in row if c.value
        )
        assert "云溪镇治本攻坚三年行动" in text
        assert not any(word in text for word in ("白羊", "铜梁", "经发办"))


def test_forty_offices_with_long_and_hostile_names_are_all_offered_as_text(office: "Office") -> None:
    names = [f"第{n}办公室（综合行政执法和应急管理岗位）" for n in range(1, 41)]
    office.does("unit", "add", "--kind", "office", "=1+1", "+5", "＝SUM(A1)", "@办", NAMELESS, *names)
    book = form(office)
    found = offered(book, "监管责任单位")
    assert len(found) == 49
    assert set(found) >= {"=1+1", "+5", NAMELESS, *names}
    for one in book.worksheets:
        assert not [cell.coordinate for row in one.iter_rows() for cell in row if cell.data_type == "f"]
    form(office, "--unit", "=1+1")
    assert sheet(load_workbook("表样.xlsx"))["A3"].value == "填报单位（盖章）：=1+1"


def test_what_the_import_would_refuse_is_stopped_and_what_it_may_know_is_asked_about(
    office: "Office",
) -> None:
    book = form(office)
    styles = {heading: rule(book, heading).errorStyle or "stop" for heading in
              ("隐患等级", "隐患来源", "行业领域", "监管责任单位", "属地村（社区）", "隐患类别", "排查日期", "整改资金（元）")}  # fmt: skip
    assert styles == {
        "隐患等级": "stop", "隐患来源": "stop", "行业领域": "warning", "监管责任单位": "warning",
        "属地村（社区）": "warning", "隐患类别": "warning", "排查日期": "warning", "整改资金（元）": "warning",
    }  # fmt: skip
    enterprises = form(office, "--kind", "enterprises")
    assert {rule(enterprises, "个体经营者").errorStyle, rule(enterprises, "停业方式").errorStyle} <= {
        None,
        "stop",
    }
    assert rule(enterprises, "从业人员（人）").type == "whole"


def test_days_lie_between_1990_and_2100_and_are_shown_as_days(office: "Office") -> None:
    book = form(office)
    days = rule(book, "排查日期")
    start = date(1899, 12, 30).toordinal()
    assert (days.type, date.fromordinal(start + int(days.formula1)), date.fromordinal(start + int(days.formula2))) == (
        "date", date(1990, 1, 1), date(2100, 12, 31),
    )  # fmt: skip
    formats = {h: sheet(book).cell(FIRST, n).number_format for n, h in enumerate(headings(book), 1)}
    assert (formats["排查日期*"], formats["隐患编号"], formats["隐患描述*"]) == ("yyyy-mm-dd", "@", "@")
    phones = form(office, "--kind", "enterprises")
    formats = {h: sheet(phones).cell(FIRST + 199, n).number_format for n, h in enumerate(headings(phones), 1)}
    assert (formats["联系电话"], formats["统一社会信用代码"]) == ("@", "@")


@pytest.mark.parametrize("kind", KINDS)
def test_every_prompt_is_chinese_and_as_long_as_a_workbook_takes(office: "Office", kind: SheetKind) -> None:
    book = form(office, "--kind", kind)
    rules = sheet(book).data_validations.dataValidation
    for one in rules:
        assert (one.showInputMessage, one.allow_blank) == (True, True)
        assert 0 < len(one.prompt) <= 255
        assert 0 < len(one.promptTitle) <= 32
        assert len(one.error or "") <= 225
        assert (one.type is None or one.promptTitle == "报送月份") or (one.showErrorMessage and one.error)
        assert any("\u4e00" <= char <= "\u9fff" for char in one.prompt)
    kinds = {CellKind.DAY, CellKind.MONEY, CellKind.NUMBER, CellKind.FLAG}
    asked = {one.promptTitle for one in rules}
    assert {column.heading for column in on_form(kind) if column.kind in kinds or column.needed} <= asked


def test_the_hidden_sheet_says_whose_form_it_is(office: "Office") -> None:
    form(office, "--kind", "records")
    said = meta.read(as_read("表样.xlsx"))
    assert said
    assert said == meta.Meta("template", "records", "BY", said.ledger, day="2023-07-10", version=said.version)
    assert said.format == "hazardctl-sheet/1"
    assert len(said.ledger) > 10
    assert meta.objection(said, SheetKind.RECORDS, "BY") is None


def test_a_form_of_another_town_a_newer_format_or_another_kind_is_objected_to_in_one_sentence() -> None:
    ours = meta.Meta("template", "hazards", "BY")
    cases: list[tuple[meta.Meta, SheetKind | None, str, str]] = [
        (ours._replace(town="YX"), None, "other_town", "别的镇"),
        (ours._replace(format="hazardctl-sheet/2", town="YX", version="9.0"), None, "newer_sheet", "升级"),
        (ours._replace(format="hazardctl-sheet/x"), None, "newer_sheet", "升级"),
        (ours, SheetKind.RECORDS, "other_kind", "问题隐患清单"),
    ]
    for said, kind, code, word in cases:
        problem = meta.objection(said, kind, "BY")
        assert problem
        assert (problem.code, word in problem.message) == (code, True)
    assert meta.objection(ours, None, "BY") is None
    assert meta.read(Book("x", "", 0, (Sheet("Sheet1", [["format"]]),))) is None
    assert meta.read(Book("x", "", 0, (Sheet(meta.SHEET, [["format", "else"], ["x"], []]),))) is None
    rows: list[list[Any]] = [list(row) for row in ours.rows()]
    assert meta.read(Book("x", "", 0, (Sheet(meta.SHEET, [*rows, ["more", "of a later version"]]),))) == ours


def test_a_filled_form_is_never_replaced_and_an_empty_one_is(office: "Office") -> None:
    book = form(office, name="收回.xlsx")
    office.does("template", "收回.xlsx", "--kind", "records")
    book = load_workbook("收回.xlsx")
    sheet(book)["C7"] = "1-1"
    book.save("收回.xlsx")
    before = Path("收回.xlsx").read_bytes()
    result = office.run("template", "收回.xlsx", "--format", "json")
    assert (result.code, result.codes) == (4, ["filled"])
    assert "已经填了 1 行" in str(result.problems[0]["message"])
    assert Path("收回.xlsx").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 not a workbook", None])
def test_a_file_that_is_no_form_of_ours_is_never_replaced(office: "Office", content: bytes | None) -> None:
    if content is None:
        other = Workbook()
        other.worksheets[0]["A1"] = "别人的表"
        other.save("别的.xlsx")
    else:
        Path("别的.xlsx").write_bytes(content)
    before = Path("别的.xlsx").read_bytes()
    result = office.run("template", "别的.xlsx", "--format", "json")
    assert (result.code, result.codes) == (4, ["not_ours"])
    assert Path("别的.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("表样.xls",), 2, "bad_suffix"),
        (("表样",), 2, "bad_suffix"),
        (("没有这个文件夹/表样.xlsx",), 7, "file"),
        (("表样.xlsx", "--kind", "隐患"), 2, "bad_value"),
        (("表样.xlsx", "--rows", "0"), 2, "bad_value"),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    office: "Office", words: tuple[str, ...], code: int, reason: str
) -> None:
    result = office.run("template", *words, "--format", "json")
    assert (result.code, result.codes) == (code, [reason])
    assert not list(Path().glob("**/*.xlsx"))


def test_the_answer_says_what_was_made_and_what_to_type_when_it_comes_back(office: "Office") -> None:
    said = office.does("template", "表样.xlsx", "--rows", "20").out
    assert "28 列，留 20 行" in said
    assert "hazardctl import 表样.xlsx" in said
    data = office.asks("template", "表样.xlsx", "--kind", "submissions", "--unit", "双龙")
    assert data["kind"] == "submissions"
    assert data["file"] == "表样.xlsx"
    assert data["columns"][:3] == ["序号", "报送单位", "报送月份"]
    assert data["needed"] == ["报送单位", "报送月份", "报送日期"]
    assert data["lists"] == {"unit": 6, "flag": 2}
    assert data["rows"] == templates.ROWS
    assert "没有登记「双龙」这个单位，表头照写" in office.run("template", "表样.xlsx", "--unit", "双龙").err


@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_keeps_drop_downs_headings_on_every_page_and_hidden_sheets(
    office: "Office", kind: SheetKind, tmp_path: Path
) -> None:
    # Converting without a window, LibreOffice keeps no panes of any workbook: they belong to a view.
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed, so no other program can open the form")
    before = form(office, "--kind", kind)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir",
         str(tmp_path / "saved"), "表样.xlsx"],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    after = load_workbook(tmp_path / "saved" / "表样.xlsx")
    assert headings(after) == headings(before)
    assert [one.sheet_state == "visible" for one in after.worksheets] == [True, False, False]
    lists = [one for one in sheet(before).data_validations.dataValidation if one.type == "list"]
    kept = {one.promptTitle: one for one in sheet(after).data_validations.dataValidation}
    assert lists
    for one in lists:
        assert offered(after, one.promptTitle) == offered(before, one.promptTitle)
        assert (kept[one.promptTitle].prompt, kept[one.promptTitle].error) == (one.prompt, one.error)
        assert (kept[one.promptTitle].errorStyle or "stop") == (one.errorStyle or "stop")
    said = meta.read(as_read(str(tmp_path / "saved" / "表样.xlsx")))
    assert said == meta.read(as_read("表样.xlsx"))
    assert sheet(after).print_title_rows == "$1:$4"
