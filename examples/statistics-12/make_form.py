"""Makes the empty form of this example anew (示例表样，非官方): `python examples/statistics-12/make_form.py`."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

GROUPS = (("A4:A6", "行业和领域"), ("B4:B6", "排查治理事故隐患的生产经营单位（家）"), ("C4:E4", "一般事故隐患"),
          ("F4:L4", "重大事故隐患"), ("M4:M6", "累计落实治理资金（万元）"))  # fmt: skip
HEADS = ("排查一般事故隐患（项）", "其中：已整改（项）", "整改率（%）", "排查重大事故隐患（项）", "其中：已整改销号（项）", "整改率（%）",
         "列入治理计划的重大隐患（项）", "其中：达到“五到位”要求的（项）", "挂牌督办的重大隐患（项）", "其中：省级挂牌督办（项）")  # fmt: skip
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
THIN = Side(style="thin")
FIRST, LAST = 8, 15


def main() -> None:
    """Write the form."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "统计表"
    sheet["A1"] = "安全生产事故隐患排查治理情况统计表"
    sheet["A1"].font = Font(name="方正小标宋简体", size=20)
    sheet["A2"], sheet["A3"] = "（示例表样，非官方）", "填报单位（章）："
    for merge, text in (("A1:M1", None), ("A2:M2", None), ("A3:G3", None), *GROUPS):
        sheet.merge_cells(merge)
        if text:
            sheet[merge.split(":")[0]] = text
    heads(sheet)
    sheet["A16"] = "注：统计数据为本年1月以来的累计数据；整改率保留一位小数，排查数或整改数为 0 的不填。"
    sheet.merge_cells("A16:M16")
    for cell, text in (
        ("A18", "审核人："),
        ("D18", "填表人："),
        ("F18", "联系电话："),
        ("H18", "填报日期："),
    ):
        sheet[cell] = text
    looks(sheet)
    workbook.save(Path(__file__).with_name("form.xlsx"))


def heads(sheet: Any) -> None:
    """Write the headings of the columns and their numbers."""
    for column, text in enumerate(HEADS, start=3):
        sheet.cell(5, column).value = text
        sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    for number in range(1, 13):
        sheet.cell(7, number + 1).value = number


def looks(sheet: Any) -> None:
    """Draw frames, set widths and the page."""
    for row in sheet.iter_rows(min_row=4, max_row=LAST, max_col=13):
        for cell in row:
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
            cell.alignment = CENTRED
            cell.font = Font(name="宋体", size=10, bold=cell.row < FIRST)
            if cell.row >= FIRST and cell.column in {5, 8}:
                cell.number_format = "0.0"
    for cell in ("A1", "A2"):
        sheet[cell].alignment = CENTRED
    for column, width in zip("ABCDEFGHIJKLM", (14, 13, *[11] * 10, 13), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.row_dimensions[1].height, sheet.row_dimensions[5].height = 32, 30
    sheet.row_dimensions[6].height = 24
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:7"


if __name__ == "__main__":
    main()
