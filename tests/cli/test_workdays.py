"""Terms in working days at the keyboard and in sheets, by the town's own calendar where it has one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Office

OWN = """years:
  - year: 2027
    notice: 测试用的通知
    holidays:
      - {name: 元旦, from: 2027-01-01, to: 2027-01-03}
      - {name: 春节, from: 2027-02-05, to: 2027-02-12}
      - {name: 清明节, from: 2027-04-03, to: 2027-04-05}
      - {name: 劳动节, from: 2027-05-01, to: 2027-05-05}
      - {name: 端午节, from: 2027-06-09, to: 2027-06-09}
      - {name: 中秋节、国庆节, from: 2027-10-01, to: 2027-10-07}
    workdays: [2027-01-09]
"""


def test_a_term_in_working_days_is_shown_as_the_day_it_means(office: "Office") -> None:
    no = office.registers(deadline="15个工作日内")
    assert office.asks("hazard", "show", no)["five"]["deadline"] == "2023-07-31"
    assert "2023-07-31" in office.does("hazard", "show", no).out


def test_a_sheet_says_it_the_same_way(office: "Office") -> None:
    sheet = office.home / "表.csv"
    sheet.write_text(
        "隐患描述,隐患等级,监管责任单位,隐患来源,排查日期,整改措施,整改责任单位,整改责任人,整改资金,整改时限,应急预案\n"
        "灯坏了,一般,应急办,部门检查,2023-07-10,换,某厂,李四,0,5个工作日内,断电\n",
        encoding="utf-8-sig",
    )
    office.does("import", str(sheet))
    assert office.asks("hazard", "show", "BY-2023-0001")["five"]["deadline"] == "2023-07-17"


def test_an_unpublished_year_is_said_and_the_towns_own_file_mends_it(office: "Office") -> None:
    assert office.run("hazard", "list", "--as-of", "10个工作日", today="2026-12-25").code == 4
    told = office.run("hazard", "list", "--as-of", "10个工作日", today="2026-12-25").err
    assert "2027 年" in told
    assert "hazardctl guide 日历" in told
    (office.home / "holidays.yaml").write_text(OWN, encoding="utf-8")
    assert office.run("hazard", "list", "--as-of", "10个工作日", today="2026-12-25").code == 0
    (office.home / "holidays.yaml").write_text(
        OWN.replace("to: 2027-01-03", "till: 2027-01-03"), encoding="utf-8"
    )
    broken = office.run("hazard", "list", "--as-of", "10个工作日", today="2026-12-25")
    assert broken.code == 1
    assert "holidays.yaml:5" in broken.err
    assert "till" in broken.err


def test_doctor_says_when_the_coming_year_is_missing(office: "Office") -> None:
    assert "还没有 2027 年的节假日安排" in office.run("doctor", today="2026-11-20").out
    assert "2026 年节假日安排已有" in office.run("doctor", today="2026-10-20").out
