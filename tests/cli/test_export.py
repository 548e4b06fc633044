"""Exporting: the printed forms as OFFICE.md gives them, and what happens to an edited one that comes back."""

import os
import subprocess
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from hazardctl.exchange import book

if TYPE_CHECKING:
    from tests.cli.conftest import Office

FULL = [
    "序号",
    "隐患编号",
    "行业领域",
    "单位（场所）名称",
    "属地村（社区）",
    "具体部位",
    "排查日期",
    "排查单位及人员",
    "隐患来源",
    "隐患描述",
    "隐患类别",
    "隐患等级",
    "判定依据",
    "五落实",
    "整改措施",
    "整改责任单位及责任人",
    "整改资金（万元）",
    "整改时限",
    "应急预案",
    "监管责任单位及责任人",
    "包保领导",
    "挂牌督办（级别）",
    "双报告（发现/整改日期）",
    "整改情况及完成日期",
    "实际投入（万元）",
    "复查单位、人员、日期",
    "销号日期",
    "状态",
    "备注（延期、移送、轮次、关联编号）",
]
SHORT = [
    "序号",
    "单位",
    "属地",
    "隐患描述",
    "等级",
    "整改措施",
    "整改责任单位及责任人",
    "时限",
    "监管责任单位",
    "完成情况",
    "销号日期",
    "状态",
    "备注",
]


def exports(office: "Office", tmp_path: Path, *words: str, today: str = "2023-07-10") -> Any:
    """Export and return the workbook."""
    office.does("export", str(tmp_path / "台账.xlsx"), *words, today=today)
    return load_workbook(tmp_path / "台账.xlsx")


def edits(tmp_path: Path, no: str, changes: dict[str, Any], sheet: str = "问题隐患台账") -> Path:
    """Change cells of a hazard's row, by heading, and save under another name."""
    workbook = load_workbook(tmp_path / "台账.xlsx")
    worksheet: Any = workbook[sheet]
    heads = {cell.value: cell.column for row in worksheet["3:4"] for cell in row if cell.value}
    row = next(r for r in range(5, worksheet.max_row + 1) if worksheet.cell(r, 2).value == no)
    for heading, value in changes.items():
        worksheet.cell(row, heads[heading]).value = value
    workbook.save(tmp_path / "改过.xlsx")
    return tmp_path / "改过.xlsx"


def takes(office: "Office", path: Path, *words: str) -> Any:
    """Import a file and return what became of it."""
    return office.run("import", str(path), *words, "--format", "json").data


def test_the_full_form_has_the_columns_of_the_printed_ledger_in_their_order(
    office: "Office", tmp_path: Path
) -> None:
    office.registers()
    worksheet = exports(office, tmp_path)["问题隐患台账"]
    told = [cell.value for column in worksheet["A3:AB4"] for cell in column]
    upper, lower = told[:28], told[28:]
    heads = [v for a, b in zip(upper, lower, strict=True) for v in (a, b) if v]
    assert heads == FULL
    assert worksheet["A1"].value == "问题隐患台账"
    assert [c.value for c in worksheet[2] if c.value] == [
        "填报单位（盖章）：重庆市铜梁区白羊镇人民政府", "统计截至：2023年7月10日", "单位：项、万元",
    ]  # fmt: skip
    assert (worksheet.page_setup.paperSize, worksheet.page_setup.orientation) == (8, "landscape")
    assert (worksheet.print_title_rows, worksheet.freeze_panes) == ("$1:$4", "E5")
    assert "第 &P 页" in worksheet.oddFooter.center.text
    assert worksheet.column_dimensions["AC"].hidden


def test_the_short_form_has_the_columns_for_the_meeting(office: "Office", tmp_path: Path) -> None:
    office.registers()
    worksheet = exports(office, tmp_path)["会议简表"]
    assert [c.value for c in worksheet[3] if c.value] == SHORT
    assert (worksheet.page_setup.paperSize, worksheet.page_setup.orientation) == (9, "landscape")


def test_major_first_then_overdue_then_deadline_and_a_totals_row(office: "Office", tmp_path: Path) -> None:
    late = office.registers(title="逾期的", deadline="2023-07-01", funds="1.5万", found_on="2023-06-20")
    soon = office.registers(title="快到期的", deadline="2023-07-20")
    major = office.registers(
        title="重大的", level="major", criterion="标准第三条", deadline="2023-08-10", funds="0"
    )
    worksheet = exports(office, tmp_path)["问题隐患台账"]
    assert [worksheet.cell(row, 2).value for row in (5, 6, 7)] == [major, late, soon]
    assert worksheet["AA6"].value == "逾期未整改9日"
    assert worksheet["AA6"].fill.fgColor.rgb == "FFFFC7CE"
    total = [c.value for c in worksheet[8]]
    assert (total[0], total[9], total[15]) == ("合计", "共3项", 3.5)
    foot = [c.value for c in worksheet[10] if c.value]
    assert [text.split("：")[0] for text in foot] == [
        "单位负责人",
        "审核人",
        "填表人",
        "联系电话",
        "填报日期",
    ]


def test_each_office_has_its_database_of_major_hazards_and_each_village_its_sheet(
    office: "Office", tmp_path: Path
) -> None:
    major = office.registers(level="major", criterion="标准第三条", village="双龙村")
    general = office.registers(title="灭火器过期", village="双龙村")
    workbook = exports(office, tmp_path)
    assert workbook["经发办"]["A1"].value == "经发办本行业领域重大事故隐患数据库"
    assert [workbook["经发办"].cell(row, 2).value for row in (5, 6)] == [major, None]
    assert [workbook["双龙村"].cell(row, 2).value for row in (5, 6)] == [major, general]
    assert {"应急办", "党政办", "白羊社区"} <= set(workbook.sheetnames)


def test_one_form_alone_and_a_filter_and_a_past_day(office: "Office", tmp_path: Path) -> None:
    office.registers(found_on="2023-06-01")
    office.registers(title="灭火器过期", unit="应急办", found_on="2023-07-01")
    workbook = exports(office, tmp_path, "--form", "full", "--unit", "应急办")
    assert [s for s in workbook.sheetnames if not s.startswith("_")] == ["问题隐患台账"]
    assert workbook.worksheets[0]["J5"].value == "灭火器过期"
    workbook = exports(office, tmp_path, "--form", "full", "--as-of", "2023-06-15")
    assert (workbook.worksheets[0]["J5"].value, workbook.worksheets[0]["A6"].value) == (
        "配电箱未接地",
        "合计",
    )


def test_numbers_are_numbers_and_days_are_days(office: "Office", tmp_path: Path) -> None:
    office.registers(funds="12345.67", found_on="2023-06-30", deadline="2023-08-31")
    worksheet = exports(office, tmp_path)["问题隐患台账"]
    assert worksheet["P5"].value == 1.234567
    assert (worksheet["G5"].is_date, worksheet["G5"].value.isoformat()[:10]) == (True, "2023-06-30")


def test_no_cell_is_a_formula(office: "Office", tmp_path: Path) -> None:
    office.registers(title="=HYPERLINK(1)", measures="+86", enterprise="@甲", place="-1")
    for worksheet in exports(office, tmp_path).worksheets:
        assert not [c.coordinate for row in worksheet.iter_rows() for c in row if c.data_type == "f"]


def test_an_edited_cell_comes_back_and_changes_only_what_was_changed(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers(place="一号车间")
    office.registers(title="灭火器过期")
    before = office.asks("hazard", "show", no)
    exports(office, tmp_path)
    path = edits(tmp_path, no, {"具体部位": "二号车间", "整改资金（万元）": 3})
    assert takes(office, path)["skipped"] > 0
    assert office.asks("hazard", "show", no) == before
    done = takes(office, path, "--update")
    assert (done["updated"], done["refused"]) == (1, 0)
    after = office.asks("hazard", "show", no)
    assert (after["place"], after["five"]["funds_fen"]) == ("二号车间", 3_000_000)
    assert {k: v for k, v in after.items() if k not in {"place", "five"}} == {
        k: v for k, v in before.items() if k not in {"place", "five"}
    }
    assert takes(office, path, "--update")["updated"] == 0


def test_a_cell_changed_on_both_sides_is_shown_three_ways_and_not_overwritten(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers()
    exports(office, tmp_path)
    office.does("hazard", "amend", no, "--measures", "台账里改的")
    path = edits(tmp_path, no, {"整改措施": "表里改的"})
    done = takes(office, path, "--update")
    (note,) = done["errors"]
    assert (note["code"], note["heading"], done["saved"]) == ("conflict", "整改措施", False)
    for said in ("加装接地", "表里改的", "台账里改的"):
        assert said in note["message"]
    assert office.asks("hazard", "show", no)["five"]["measures"] == "台账里改的"


def test_a_cell_changed_alike_on_both_sides_is_no_conflict(office: "Office", tmp_path: Path) -> None:
    no = office.registers()
    exports(office, tmp_path)
    office.does("hazard", "amend", no, "--measures", "更换")
    done = takes(office, edits(tmp_path, no, {"整改措施": "更换"}), "--update")
    assert (done["refused"], done["updated"]) == (0, 0)


def test_other_cells_of_the_ledger_may_have_moved_on(office: "Office", tmp_path: Path) -> None:
    no = office.registers()
    exports(office, tmp_path)
    office.does("hazard", "amend", no, "--place", "三号车间")
    assert takes(office, edits(tmp_path, no, {"应急预案": "疏散预案"}), "--update")["updated"] == 1
    after = office.asks("hazard", "show", no)
    assert (after["place"], after["five"]["contingency"]) == ("三号车间", "疏散预案")


def test_an_emptied_cell_empties_and_a_needed_one_cannot_be(office: "Office", tmp_path: Path) -> None:
    no = office.registers(place="一号车间")
    exports(office, tmp_path)
    assert takes(office, edits(tmp_path, no, {"具体部位": None}), "--update")["updated"] == 1
    assert office.asks("hazard", "show", no)["place"] is None
    (note,) = takes(office, edits(tmp_path, no, {"隐患描述": None}), "--update")["errors"]
    assert note["code"] == "cannot_clear"
    codes = {
        note["code"] for note in takes(office, edits(tmp_path, no, {"整改措施": None}), "--update")["errors"]
    }
    assert codes == {"missing"}


def test_a_cell_that_follows_from_other_entries_is_not_edited(office: "Office", tmp_path: Path) -> None:
    no = office.registers()
    exports(office, tmp_path)
    (note,) = takes(office, edits(tmp_path, no, {"状态": "已销号"}), "--update")["errors"]
    assert note["code"] == "fixed"
    assert "hazardctl hazard" in note["message"]


def test_a_finished_rectification_is_typed_into_the_form(office: "Office", tmp_path: Path) -> None:
    no = office.registers(found_on="2023-07-01")
    exports(office, tmp_path)
    path = edits(tmp_path, no, {"整改情况及完成日期": "已加装 2023.7.5"})
    assert takes(office, path, "--update")["updated"] == 1
    after = office.asks("hazard", "show", no)
    assert (after["status"], after["rectified_on"]) == ("rectified", "2023-07-05")


def test_a_line_added_below_is_a_new_hazard(office: "Office", tmp_path: Path) -> None:
    office.registers()
    workbook = exports(office, tmp_path, "--form", "full")
    worksheet = workbook.worksheets[0]
    heads = {cell.value: cell.column for row in worksheet["3:4"] for cell in row if cell.value}
    worksheet.insert_rows(6)
    new = {
        "单位（场所）名称": "新厂", "排查日期": "2023.7.2", "隐患来源": "部门检查", "隐患描述": "新查出的", "隐患等级": "一般隐患",
        "整改措施": "更换", "整改责任单位及责任人": "新厂\n张三", "整改资金（万元）": 0, "整改时限": "2023.8.1", "应急预案": "有",
        "监管责任单位及责任人": "经发办\n—",
    }  # fmt: skip
    for heading, value in new.items():
        worksheet.cell(6, heads[heading]).value = value
    workbook.save(tmp_path / "加了一行.xlsx")
    done = takes(office, tmp_path / "加了一行.xlsx", "--update")
    assert (done["added"], done["unchanged"], done["refused"]) == (1, 1, 0), done["errors"]


def test_sorted_in_the_spreadsheet_it_still_comes_back_unchanged(office: "Office", tmp_path: Path) -> None:
    for n in range(3):
        office.registers(title=f"隐患{n}")
    workbook = exports(office, tmp_path, "--form", "full")
    worksheet = workbook.worksheets[0]
    rows = [[c.value for c in row] for row in worksheet["A5:AD7"]]
    for at, values in zip((7, 5, 6), rows, strict=True):
        for column, value in enumerate(values, start=1):
            worksheet.cell(at, column).value = value
    workbook.save(tmp_path / "排过序.xlsx")
    done = takes(office, tmp_path / "排过序.xlsx", "--update")
    assert (done["unchanged"], done["updated"], done["refused"]) == (3, 0, 0)


def test_a_lost_ledger_of_the_same_town_takes_the_numbers_over(office: "Office", tmp_path: Path) -> None:
    numbers = [office.registers(title=f"隐患{n}", found_on="2023-06-01") for n in range(3)]
    office.does("hazard", "void", numbers[1], "--reason", "误录")
    exports(office, tmp_path, "--form", "full")
    office.loses_its_ledger()
    office.does("init")
    done = takes(office, tmp_path / "台账.xlsx")
    assert done["added"] == 2
    assert sorted(h["no"] for h in office.asks("hazard", "list")) == [numbers[0], numbers[2]]
    assert office.registers(title="新的", found_on="2023-06-02") == "BY-2023-0004"


@pytest.mark.parametrize("kind", ["enterprises", "records", "submissions"])
def test_the_registers_go_out_and_come_back_unchanged(office: "Office", tmp_path: Path, kind: str) -> None:
    office.does(
        "enterprise", "add", "测试食品厂", "--phone", "013800000000", "--headcount", "20", "--sole-trader"
    )
    office.does("task", "log", "1-9", "--enterprise", "测试食品厂", "--unit", "应急办", "--on", "2023-07-01")
    office.does("submit", "--unit", "双龙村", "--month", "2023-06", "--progress", "=已排查")
    before = office.contents()
    exports(office, tmp_path, "--kind", kind)
    done = takes(office, tmp_path / "台账.xlsx", "--update")
    assert (done["added"], done["updated"], done["refused"]) == (0, 0, 0), done["errors"]
    assert done["read"] == done["unchanged"]
    assert office.contents() == before


def test_an_edited_register_changes_what_was_edited(office: "Office", tmp_path: Path) -> None:
    office.does("enterprise", "add", "测试食品厂", "--headcount", "20")
    workbook = exports(office, tmp_path, "--kind", "enterprises")
    worksheet = workbook.worksheets[0]
    heads = {cell.value: cell.column for cell in worksheet[2]}
    worksheet.cell(3, heads["从业人员（人）"]).value = 35
    workbook.save(tmp_path / "改过.xlsx")
    assert takes(office, tmp_path / "改过.xlsx", "--update")["updated"] == 1
    assert [firm["headcount"] for firm in office.asks("enterprise", "list")] == [35]


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_recalculates_and_saves_it_and_it_comes_back_unchanged(
    office: "Office", tmp_path: Path
) -> None:
    office.registers(title="=1+1", place="第一行", funds="1.5万", supervisor="孙七", found_on="2023-07-01")
    office.registers(
        title="_x0041_ <b>&", level="major", criterion="标准", village="双龙村", found_on="2023-06-30"
    )
    office.does(
        "hazard", "rectify", "BY-2023-0001", "--on", "2023-07-05", "--note", "已接地", today="2023-07-10"
    )
    exports(office, tmp_path)
    folder = tmp_path / "另存"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder), str(tmp_path / "台账.xlsx")],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path / "profile")},
    )  # fmt: skip
    ours, theirs = (
        {sheet.name: sheet.rows for sheet in book.read(path).sheets}
        for path in (tmp_path / "台账.xlsx", folder / "台账.xlsx")
    )
    trimmed = {name: [[v for v in row if v is not None] for row in rows] for name, rows in theirs.items()}
    for name, rows in ours.items():
        assert [r for r in ([v for v in row if v is not None] for row in rows) if r] == [
            r for r in trimmed[name] if r
        ]
    done = takes(office, folder / "台账.xlsx", "--update")
    assert (done["added"], done["updated"], done["refused"]) == (0, 0, 0), done["errors"]
    assert done["unchanged"] == 2


# ---- what a cell means, however it is written

REWORDED = {
    "整改时限": "2023.10.20",
    "监管责任单位及责任人": "赵六/经济发展办",
    "整改资金（万元）": "0.5万元",
    "排查单位及人员": "应急办：张三、李四",
    "整改情况及完成日期": "7月5日已整改到位",
}


def test_an_edited_form_that_comes_a_second_time_says_nothing_new(office: "Office", tmp_path: Path) -> None:
    no = office.registers(found_on="2023-07-01")
    exports(office, tmp_path, "--form", "full")
    path = edits(tmp_path, no, REWORDED)
    assert takes(office, path, "--update")["updated"] == 1
    before = office.asks("hazard", "show", no)
    assert (before["unit"], before["supervisor"], before["five"]["funds_fen"]) == ("经发办", "赵六", 500_000)
    again = takes(office, path, "--update")
    assert (again["unchanged"], again["errors"]) == (1, [])
    assert office.asks("hazard", "show", no) == before


def test_a_cell_that_is_only_written_otherwise_is_not_edited(office: "Office", tmp_path: Path) -> None:
    no = office.registers(deadline="2023-10-20", supervisor="赵六", funds="5000")
    exports(office, tmp_path, "--form", "full")
    office.does("hazard", "amend", no, "--deadline", "2023-11-20", "--funds", "6000", "--reason", "改期")
    office.does("hazard", "amend", no, "--supervisor", "孙七")
    words = {
        "整改时限": "2023年10月20日",
        "整改资金（万元）": "5000元",
        "监管责任单位及责任人": "经发办 赵六",
    }
    done = takes(office, edits(tmp_path, no, words), "--update")
    assert (done["unchanged"], done["errors"]) == (1, [])
    assert office.asks("hazard", "show", no)["five"]["deadline"] == "2023-11-20"


def test_what_was_registered_before_an_extension_is_still_a_conflict(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers(deadline="2023-08-10")
    extend = ("hazard", "extend", no, "--reason", "等配件", "--approver", "王镇长", "--interim", "停用")
    office.does(*extend, "--to", "2023-08-20")
    exports(office, tmp_path, "--form", "full")
    office.does(*extend, "--to", "2023-08-30")
    (note,) = takes(office, edits(tmp_path, no, {"整改时限": "2023.8.10"}), "--update")["errors"]
    assert note["code"] == "conflict"


def test_a_name_alone_changes_the_person_and_leaves_the_unit(office: "Office", tmp_path: Path) -> None:
    no = office.registers(found_unit="应急办", found_by="张三")
    exports(office, tmp_path, "--form", "full")
    assert takes(office, edits(tmp_path, no, {"排查单位及人员": "赵六"}), "--update")["updated"] == 1
    after = office.asks("hazard", "show", no)
    assert (after["found_unit"], after["found_by"]) == ("应急办", "赵六")
