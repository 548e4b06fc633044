"""Somebody else's form: figures filled into it, their list read by it, and every mistake of a map in one run."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

if TYPE_CHECKING:
    from tests.cli.conftest import Office

EXAMPLES = Path(__file__).parents[2] / "examples"
TWELVE = EXAMPLES / "statistics-12" / "map.yaml"
LIST = EXAMPLES / "district-list" / "map.yaml"


@pytest.fixture
def town(office: "Office") -> "Office":
    """Three sectors: gas has one of two general hazards rectified, trade a major one closed, fire nothing yet."""
    office.registers(title="甲", sector="燃气", enterprise="气站", funds="1.5万", found_on="2023-06-01")
    office.registers(title="乙", sector="燃气", enterprise="气站", funds="2000", found_on="2023-06-02")
    office.does("hazard", "rectify", "BY-2023-0001", "--on", "2023-06-20")
    major = {"level": "major", "criterion": "标准第三条", "sector": "工贸", "enterprise": "木器厂"}
    no = office.registers(title="丙", found_on="2023-06-03", funds="0", **major)
    for kind in ("discovered", "rectified"):
        if kind == "rectified":
            office.does("hazard", "rectify", no, "--on", "2023-06-25")
        office.does("hazard", "report", no, "--kind", kind, "--on", "2023-06-26", "--to", "经发办")
    office.closes(no, on="2023-06-30", today="2023-07-10")
    office.registers(title="丁", found_on="2023-06-04", **major)
    office.does("hazard", "list-up", "BY-2023-0004", "--authority", "province", "--on", "2023-06-10")
    office.does(
        "inspect",
        "add",
        "--enterprise",
        "幸福超市",
        "--sector",
        "消防安全",
        "--unit",
        "应急办",
        "--on",
        "2023-06-05",
    )
    return office


def filled(office: "Office", tmp_path: Path, *words: str) -> Any:
    """Fill the twelve columns and return the sheet."""
    office.does("export", str(tmp_path / "统计表.xlsx"), "--map", str(TWELVE), *words)
    return load_workbook(tmp_path / "统计表.xlsx")["统计表"]


def test_twelve_columns_as_counted_by_hand(town: "Office", tmp_path: Path) -> None:
    sheet = filled(town, tmp_path)
    rows = {sheet.cell(r, 1).value: [c.value for c in sheet[r][1:13]] for r in range(8, 16)}
    assert rows["燃气"] == [1, 2, 1, 50, None, None, None, None, None, None, None, 1.7]
    assert rows["工贸"] == [1, None, None, None, 2, 1, 50, 2, 2, 1, 1, 2]
    assert rows["消防安全"] == [1, *[None] * 11]
    assert rows["危险化学品"] == [None] * 12
    assert rows["合计"] == [3, 2, 1, 50, 2, 1, 50, 2, 2, 1, 1, 3.7]
    assert sheet["E12"].number_format == "0.0"
    assert sheet["A3"].value == "填报单位（章）：重庆市铜梁区白羊镇人民政府"
    assert "示例表样，非官方" in sheet["A2"].value
    assert sheet["A16"].value.startswith("注：")


def test_a_past_day_is_asked_for_as_it_stood(town: "Office", tmp_path: Path) -> None:
    sheet = filled(town, tmp_path, "--as-of", "2023-06-15")
    rows = {sheet.cell(r, 1).value: [c.value for c in sheet[r][1:13]] for r in range(8, 16)}
    assert rows["燃气"][:4] == [1, 2, None, None]
    assert (rows["工贸"][4], rows["工贸"][5]) == (2, None)


def test_the_figures_are_those_of_the_monthly_report(town: "Office", tmp_path: Path) -> None:
    report = town.asks("report", "monthly", "2023-07")
    sheet = filled(town, tmp_path)
    total = [c.value for c in sheet[15][1:13]]
    ytd = report["ytd"]
    assert total[1] + total[4] == ytd["found"]
    by_level = {row["key"]: row for row in report["by_level"]}
    assert (total[1], total[2]) == (by_level["general"]["found"], by_level["general"]["rectified"])
    assert (total[4], total[5]) == (by_level["major"]["found"], by_level["major"]["closed"])


def a_map(tmp_path: Path, text: str) -> Path:
    """Write a map beside a copy of the example's form."""
    shutil.copy(TWELVE.with_name("form.xlsx"), tmp_path)
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = """name: 试
kind: figures
write:
  form: form.xlsx
  sheet: 统计表
  rows: village
  first_row: 8
  last_row: 8
  total: last
  columns: {A: name, B: found}
"""


def test_more_rows_than_the_form_has_go_below_and_its_foot_moves_down(town: "Office", tmp_path: Path) -> None:
    town.does("unit", "add", *(f"第{n}村" for n in range(1, 8)))
    town.does("export", str(tmp_path / "出.xlsx"), "--map", str(a_map(tmp_path, GOOD)))
    sheet: Any = load_workbook(tmp_path / "出.xlsx")["统计表"]
    names = [sheet.cell(r, 1).value for r in range(8, 8 + 11)]
    assert names[:2] == ["双龙村", "白羊社区"]
    assert "合计" in names
    moved = names.index("合计")
    assert sheet.cell(8 + moved, 1).border.left.style == "thin"
    assert sheet.cell(16 + moved, 1).value.startswith("注：")
    assert f"A{16 + moved}:M{16 + moved}" in {str(m) for m in sheet.merged_cells.ranges}


def test_every_mistake_of_a_map_is_named_with_its_line_in_one_run(town: "Office", tmp_path: Path) -> None:
    wrong = a_map(
        tmp_path,
        GOOD.replace("B: found", "B: fuond, 3: closed")
        .replace("rows: village", "rows: hazards")
        .replace("form.xlsx", "没有.xlsx")
        + "  zeor: blank\n",
    )
    result = town.run("export", str(tmp_path / "出.xlsx"), "--map", str(wrong), "--format", "json")
    assert (result.code, result.out) == (1, "")
    places = {str(p["where"]).split(" ")[-1]: p for p in result.problems}
    assert {"write.columns.B", "write.columns.3", "write.rows", "write.form", "write.zeor"} <= set(places)
    assert all(str(p["where"]).startswith("map.yaml:") for p in result.problems)
    assert "found" in str(places["write.columns.B"]["message"])
    assert not (tmp_path / "出.xlsx").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GOOD.replace("form.xlsx", "../../etc/passwd"), "bad_form"),
        ("a: &a [1]\nb: *a\n", None),
        ("[" * 3000, None),
        ("name: 试\nkind: hazards\nread:\n  columns: {问题: titel}\n", "unknown_ref"),
        ("name: 试\nkind: hazards\nread:\n  columns: {问题: title}\n  units: {funds: 美元}\n", "bad_choice"),
        ("name: 试\nkind: hazards\n", "nothing_mapped"),
        ("", "no_map"),
        ("x" * 2_000_000, "map_size"),
    ],
)
def test_a_bad_map_is_refused(town: "Office", tmp_path: Path, text: str, code: str | None) -> None:
    result = town.run(
        "export", str(tmp_path / "出.xlsx"), "--map", str(a_map(tmp_path, text)), "--format", "json"
    )
    assert result.code == 1
    assert code is None or code in result.codes


def test_a_form_that_is_another_than_the_map_s_is_refused_with_every_difference(
    town: "Office", tmp_path: Path
) -> None:
    text = (
        TWELVE.read_text(encoding="utf-8")
        .replace("A4: 行业和领域", "A4: 单位")
        .replace("F4: 重大事故隐患", "F4: 较大")
    )
    result = town.run(
        "export", str(tmp_path / "出.xlsx"), "--map", str(a_map(tmp_path, text)), "--format", "json"
    )
    assert (result.code, result.codes) == (1, ["other_form", "other_form"])


def test_a_district_s_list_is_read_by_its_map(office: "Office", tmp_path: Path) -> None:
    workbook = Workbook()
    sheet: Any = workbook.active
    head = "交办编号 问题隐患 隐患性质 被检单位 检查时间 判定条款 整改要求 责任人员 预计投入 完成时限 应急处置 行业监管 批示"
    sheet.append(["区安委办交办清单"])
    sheet.append(head.split())
    sheet.append(
        [
            "TL-2023-ZD-007",
            "安全出口锁闭",
            "A类",
            "白羊木器厂",
            "2023.6.1",
            "第三条",
            "打开",
            "李四",
            0.5,
            "2023.7.30",
            "疏散",
            "经发办",
            "急",
        ]
    )
    sheet.append(
        [
            "TL-2023-ZD-008",
            "灭火器过期",
            "C类",
            "白羊木器厂",
            "2023.6.1",
            None,
            "更换",
            "李四",
            0.1,
            "2023.7.30",
            "有",
            "经发办",
            None,
        ]
    )
    workbook.save(tmp_path / "交办.xlsx")
    done = office.run(
        "import", str(tmp_path / "交办.xlsx"), "--map", str(LIST), "--partial", "--format", "json"
    ).data
    assert (done["added"], done["refused"]) == (1, 1)
    assert (done["errors"][0]["cell"], done["errors"][0]["heading"]) == ("C4", "隐患性质")
    assert "批示" in done["sheets"][0]["unused"]
    (hazard,) = office.asks("hazard", "list")
    assert (hazard["level"], hazard["source"], hazard["source_no"]) == ("major", "upper", "TL-2023-ZD-007")
    assert hazard["five"]["funds_fen"] == 500_000


def test_a_map_of_figures_brings_nothing_in(office: "Office", tmp_path: Path) -> None:
    shutil.copy(TWELVE.with_name("form.xlsx"), tmp_path / "表.xlsx")
    result = office.run("import", str(tmp_path / "表.xlsx"), "--map", str(TWELVE))
    assert (result.code, "不能导入" in result.err) == (1, True)


def test_hazards_go_into_their_list_one_a_row(town: "Office", tmp_path: Path) -> None:
    text = (
        GOOD.replace("figures", "hazards")
        .replace("rows: village", "rows: hazards")
        .replace("total: last", "total: none")
    )
    path = a_map(tmp_path, text.replace("{A: name, B: found}", "{A: no, B: title, C: status}"))
    town.does("export", str(tmp_path / "出.xlsx"), "--map", str(path), "--level", "general")
    sheet: Any = load_workbook(tmp_path / "出.xlsx")["统计表"]
    assert {(sheet.cell(r, 1).value, sheet.cell(r, 2).value) for r in (8, 9)} == {
        ("BY-2023-0001", "甲"),
        ("BY-2023-0002", "乙"),
    }


def test_the_district_s_figures_go_into_its_own_columns(office: "Office", tmp_path: Path) -> None:
    office.registers(found_on="2023-06-20", source="self", today="2023-06-20")
    office.registers(title="另一处", found_on="2023-06-21", source="village", today="2023-06-21")
    office.does(
        "action", "add", "--kind", "interview", "--unit", "经发办", "--on", "2023-06-23", today="2023-06-23"
    )
    form = Workbook()
    sheet: Any = form.active
    sheet.title = "表"
    for at, text in enumerate(("乡镇", "部门检查", "企业自查", "约谈", "资金"), start=1):
        sheet.cell(1, at, text)
    form.save(tmp_path / "区里的表.xlsx")
    (tmp_path / "map.yaml").write_text(
        "name: 区里的表\nkind: figures\nwrite:\n  form: 区里的表.xlsx\n  sheet: 表\n  rows: town\n  first_row: 2\n"
        "  since: campaign\n  columns:\n    A: serial\n    B: departments_found\n    C: self_checks_found\n"
        "    D: interviews\n    E: funds_wan\n",
        encoding="utf-8",
    )
    office.does("export", str(tmp_path / "报.xlsx"), "--map", str(tmp_path / "map.yaml"))
    told: Any = load_workbook(tmp_path / "报.xlsx")["表"]
    assert [cell.value for cell in told[2]] == [1, 1, 1, 1, 4]

    by_unit = (tmp_path / "map.yaml").read_text(encoding="utf-8").replace("rows: town", "rows: unit")
    (tmp_path / "map.yaml").write_text(by_unit, encoding="utf-8")
    assert office.run("export", str(tmp_path / "b.xlsx"), "--map", str(tmp_path / "map.yaml")).code == 1
