"""Makes the sheets of this folder anew: the shapes in which villages and offices really send their lists.

Run by hand when a shape is added (`python tests/data/sheets/make.py`); the files are kept, so that the tests read what
other programs wrote: the .xls and .ods come from LibreOffice, the WPS ones have their XML bent as WPS writes it.
"""

import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
PLAIN = [
    "隐患描述",
    "隐患等级",
    "隐患来源",
    "单位（场所）名称",
    "排查日期",
    "整改措施",
    "整改责任人",
    "整改资金（元）",
    "整改时限",
    "应急预案",
    "监管责任单位",
]


def row(title: str = "配电箱未接地", /, **changes: Any) -> list[Any]:
    """Return a good row of the plain form, with some cells otherwise."""
    cells = dict(
        zip(
            PLAIN,
            [
                title,
                "一般",
                "部门检查",
                "白羊食品厂",
                date(2023, 6, 1),
                "加装接地",
                "李四",
                20000,
                date(2023, 6, 30),
                "停电预案",
                "经发办",
            ],
            strict=True,
        )
    )
    return list((cells | changes).values())


def book(fill: Callable[[Worksheet], None], name: str, sheet: str = "Sheet1") -> Path:
    """Write a workbook."""
    workbook = Workbook()
    (workbook.active).title = sheet
    fill(workbook.active)
    workbook.save(HERE / name)
    return HERE / name


def rows(*lines: list[Any]) -> Callable[[Worksheet], None]:
    """Return what fills a sheet with rows."""

    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(line)
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    cell.data_type = "s"

    return fill


def two_row_head(sheet: Worksheet) -> None:
    """A title, a line of notes, a head of two rows with a group, a total and a signature below."""
    rows(
        ["白羊镇双龙村问题隐患清单"],
        ["填报单位：双龙村", None, None, None, "单位：项、万元"],
        [
            "序号",
            "单位名称",
            "隐患内容",
            "隐患级别",
            "检查类型",
            "排查时间",
            "五落实",
            None,
            None,
            None,
            None,
            "监管部门",
            "备注",
        ],
        [None, None, None, None, None, None, "措施", "责任人", "资金", "时限", "预案", None, None],
        [
            1,
            "白羊食品厂",
            "配电箱未接地",
            "一般",
            "村排查",
            date(2023, 6, 1),
            "加装接地",
            "李四",
            2,
            "2023年6月底前",
            "停电预案",
            "经发办",
            "急",
        ],
        [
            2,
            "白羊食品厂",
            "通道堵塞",
            "一般隐患",
            "自查",
            "6月3日",
            "清理通道",
            "李四",
            0,
            date(2023, 6, 20),
            "疏散预案",
            "经济发展办",
            None,
        ],
        [None] * 13,
        ["合计", None, None, 2],
        ["填表人：张三", None, None, "审核人：李四", None, "联系电话：13800000000"],
    )(sheet)
    for cells in ("A1:M1", "G3:K3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "L3:L4", "M3:M4"):
        sheet.merge_cells(cells)


def merged_body(sheet: Worksheet) -> None:
    """An enterprise and a day merged over the hazards found there."""
    rows(PLAIN, row(), row("灭火器过期"), row("通道堵塞"))(sheet)
    for column in ("D", "E", "K"):
        sheet[f"{column}3"].value = sheet[f"{column}4"].value = None
        sheet.merge_cells(f"{column}2:{column}4")


def serial_dates(sheet: Worksheet) -> None:
    """Days as serial numbers, as a copy from another program leaves them."""
    rows(
        PLAIN, row(排查日期=45078, 整改时限=45107), row("灭火器过期", 排查日期="45079", 整改时限="2023.6.30")
    )(sheet)


def bent(source: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Rewrite the parts of a workbook."""
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, change(name, content))


def converted(source: Path, suffix: str) -> None:
    """Let LibreOffice write a workbook in another format."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix, "--outdir", str(HERE), str(source)],
            check=True,
            capture_output=True,
        )  # fmt: skip


DATES = (
    "2023-06-01", "2023/6/2", "2023.6.3", "20230604", "2023年6月5日", "6月6日", "２０２３年６月７日", "2023年6月8日前",
    "二〇二三年六月九日", "2023-06-10 00:00:00",
)  # fmt: skip
FORTY = [f"负有安全生产监督管理职责第{n}办公室" for n in range(1, 41)]


def main() -> None:
    """Write every file."""
    book(two_row_head, "两行表头.xlsx", "6月")
    book(merged_body, "合并单元格.xlsx")
    book(serial_dates, "日期序列号.xlsx")
    book(rows(PLAIN, *(row(f"隐患{n}", 排查日期=day) for n, day in enumerate(DATES))), "各种日期.xlsx")
    book(
        rows(
            PLAIN,
            row(排查日期="5/6/23"),
            row("灭火器过期", 排查日期="2023年2月30日"),
            row("通道堵塞", 整改时限="2023年8月"),
        ),
        "看不懂的日期.xlsx",
    )
    wan = [name.replace("（元）", "（万元）") for name in PLAIN]
    book(
        rows(
            wan,
            row(**{"整改资金（元）": 1.5}),
            row("灭火器过期", **{"整改资金（元）": "0.3"}),
            row("通道堵塞", **{"整改资金（元）": "2000元"}),
        ),
        "万元表头.xlsx",
    )
    five = ["隐患描述", "隐患等级", "隐患来源", "单位名称", "排查日期", "五落实", "监管责任单位"]
    said = "措施：加装接地；责任：李四；资金：2万；时限：2023年6月30日；预案：停电预案"
    lines = "1.整改措施：加装接地\n2.整改责任人：李四\n3.整改资金：不需要\n4.整改时限：6月底前\n5.应急预案：停电预案"
    book(
        rows(
            five,
            ["配电箱未接地", "一般", "部门检查", "白羊食品厂", "2023-06-01", said, "经发办"],
            ["灭火器过期", "一般", "部门检查", "白羊食品厂", "2023-06-01", lines, "经发办"],
            ["通道堵塞", "一般", "部门检查", "白羊食品厂", "2023-06-01", "已落实", "经发办"],
        ),
        "五落实一列.xlsx",
    )  # fmt: skip
    marks = [*PLAIN[:5], "即查即改", "整改情况", *PLAIN[5:]]
    spot = row()
    book(
        rows(
            marks,
            [*row("灯不亮")[:5], "√", "已更换灯管", *[None] * 5, "经发办"],
            [*spot[:5], "×", None, *spot[5:]],
            [*row("灭火器过期")[:5], "是", None, *[None] * 5, "经发办"],
        ),
        "打勾打叉.xlsx",
    )  # fmt: skip
    bare = [*PLAIN[:-1], "责任单位"]
    book(
        rows(
            bare, row(), row("灭火器过期", 监管责任单位="白羊食品厂"), row("通道堵塞", 监管责任单位="双龙村")
        ),
        "责任单位.xlsx",
    )
    both = [
        *PLAIN[:5],
        "整改措施",
        "整改责任单位及责任人",
        "整改资金（元）",
        "整改时限",
        "应急预案",
        "监管责任单位及责任人",
    ]
    book(
        rows(
            both,
            row(整改责任人="白羊食品厂 李四", 监管责任单位="经发办（孙七）"),
            row("灭火器过期", 整改责任人="白羊食品厂/李四", 监管责任单位="经发办\n孙七"),
        ),
        "单位和人一列.xlsx",
    )
    book(rows([" 隐患\n描述 ", "隐患 等级*", "隐患來源", *PLAIN[3:]], row()), "表头有空格换行错字.xlsx")
    book(rows(PLAIN, row(), [None] * 11, [None] * 11, row("灭火器过期", 隐患等级="特大")), "空行.xlsx")
    book(rows(PLAIN, row("未发现隐患"), row("经排查，暂未发现安全隐患。"), row()), "未发现隐患.xlsx")
    book(rows(PLAIN, row(), row(), row(整改措施="更换")), "重复的行.xlsx")
    book(rows(["情况说明"], ["本月一切正常"]), "没有表头.xlsx")
    book(rows(PLAIN), "只有表头.xlsx")
    book(rows(PLAIN, row("=1+1"), row("+开头"), row("@开头", 具体部位="")), "公式样的字.xlsx")
    several()
    formulas()
    wps()
    forty()
    for name, encoding in (
        ("GB18030.csv", "gb18030"),
        ("UTF8有BOM.csv", "utf-8-sig"),
        ("UTF8无BOM.csv", "utf-8"),
    ):
        text = "\r\n".join(
            ",".join(f'"{"" if v is None else v}"' for v in line)
            for line in [PLAIN, row("䶮氏配电箱未接地"), row("灭火器\n过期")]
        )
        (HERE / name).write_bytes(text.encode(encoding))
    converted(HERE / "两行表头.xlsx", "xls")
    converted(HERE / "两行表头.xlsx", "ods")
    converted(HERE / "合并单元格.xlsx", "xls")


def several() -> None:
    """Several sheets: notes, two months, a hidden one."""
    workbook = Workbook()
    rows(["填表说明"], ["一、按月填报"])(workbook.active)
    workbook.active.title = "说明"
    rows(PLAIN, row())(workbook.create_sheet("6月"))
    rows(["7月隐患清单"], PLAIN, row("灭火器过期", 排查日期=date(2023, 7, 1), 整改时限=date(2023, 7, 30)))(
        workbook.create_sheet("7月")
    )
    hidden = workbook.create_sheet("字典")
    rows(PLAIN, row("不该读的"))(hidden)
    hidden.sheet_state = "hidden"
    workbook.save(HERE / "几张工作表.xlsx")


def formulas() -> None:
    """Formulas count by the values that the program which wrote them has left."""

    def fill(sheet: Worksheet) -> None:
        rows(PLAIN, row(), row("灭火器过期"))(sheet)
        sheet["H2"] = "=10000*2"  # a formula, as it is set after the rows
        sheet["H3"] = "=1/0"

    path = book(fill, "公式.xlsx")
    converted_in_place(path)


def converted_in_place(path: Path) -> None:
    """Let LibreOffice calculate a workbook, and keep its name."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/p", "--headless", "--convert-to", "xlsx", "--outdir", folder, str(path)],
            check=True,
            capture_output=True,
        )  # fmt: skip
        path.write_bytes((Path(folder) / path.name).read_bytes())


def wps() -> None:
    """WPS may write a dimension of A1 alone, and pictures in cells as =DISPIMG."""
    path = book(rows([*PLAIN, "照片"], [*row(), None]), "WPS表格.xlsx")

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        text = content.decode()
        start = text.index("<dimension"), text.index("/>", text.index("<dimension")) + 2
        text = text[: start[0]] + '<dimension ref="A1"/>' + text[start[1] :]
        picture = '<c r="L2" t="str"><f>_xlfn.DISPIMG("ID_0001",1)</f><v>=DISPIMG("ID_0001",1)</v></c>'
        return text.replace("</row></sheetData>", f"{picture}</row></sheetData>").encode()

    bent(path, change)


def forty() -> None:
    """Forty names in a drop-down, by reference, as their list exceeds what a cell's own list may hold."""
    from openpyxl.worksheet.datavalidation import DataValidation

    workbook = Workbook()
    sheet: Any = workbook.active
    rows(PLAIN, row(监管责任单位=FORTY[39]), row("灭火器过期", 监管责任单位="没有的办公室"))(sheet)
    lists = workbook.create_sheet("名单")
    for name in FORTY:
        lists.append([name])
    lists.sheet_state = "hidden"
    choice = DataValidation(type="list", formula1="名单!$A$1:$A$40")
    choice.add("K2:K200")
    sheet.add_data_validation(choice)
    workbook.save(HERE / "四十个单位.xlsx")


if __name__ == "__main__":
    main()
