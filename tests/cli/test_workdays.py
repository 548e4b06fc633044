"""Terms in working days at the keyboard and in sheets, by the town's own calendar where it has one."""

from typing import TYPE_CHECKING

import pytest

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


def test_the_years_can_be_looked_at_with_the_notice_they_rest_on(office: "Office") -> None:
    (year,) = office.asks("setting", "holidays", "2026")
    assert (year["year"], year["own"], len(year["holidays"])) == (2026, False, 7)
    assert year["holidays"][6] == {"name": "国庆节", "first": "2026-10-01", "last": "2026-10-07"}
    assert year["workdays"][-1] == "2026-10-10"
    screen = office.does("setting", "holidays").out
    assert "国办发明电〔2022〕16号" in screen
    assert "2026-10-10（周六）" in screen
    assert str(office.home / "holidays.yaml") in screen
    assert "2026" in office.does("setting", "holidays", "--format", "csv").out.splitlines()[4]


def test_without_a_ledger_the_years_are_there_too(desk: "Office") -> None:
    assert [year["year"] for year in desk.asks("setting", "holidays")] == [2023, 2024, 2025, 2026]


def test_a_year_of_the_towns_own_is_looked_at_and_checked_in_one(office: "Office") -> None:
    assert office.run("setting", "holidays", "2027").code == 3
    assert "holidays.yaml" in office.run("setting", "holidays", "2027").err
    (office.home / "holidays.yaml").write_text(OWN, encoding="utf-8")
    (year,) = office.asks("setting", "holidays", "2027")
    assert (year["own"], year["workdays"]) == (True, ["2027-01-09"])
    assert "本镇的 holidays.yaml" in office.does("setting", "holidays", "2027").out
    wrong = OWN.replace("2027-01-09", "2027-01-08").replace("to: 2027-06-09", "to: 2027-06-31")
    (office.home / "holidays.yaml").write_text(wrong, encoding="utf-8")
    refused = office.run("setting", "holidays")
    assert refused.code == 1
    assert "holidays.yaml:9 years[1].holidays[5].to" in refused.err
    assert "holidays.yaml:11 years[1].workdays[1]" in refused.err


def test_doctor_says_when_the_coming_year_is_missing(office: "Office") -> None:
    def told(today: str) -> tuple[str, str]:
        signs = office.run("doctor", "--format", "json", today=today).data
        return next((one["health"], one["value"]) for one in signs if one["key"] == "holidays")

    assert told("2026-09-30") == ("ok", "节假日安排有 2023 至 2026 年的（hazardctl setting holidays）")
    assert told("2026-10-01")[0] == "info"
    assert told("2026-11-20")[0] == "warn"
    assert "还没有 2027 年的节假日安排" in told("2026-11-20")[1]
    assert told("2028-03-01")[0] == "warn"
    (office.home / "holidays.yaml").write_text(OWN, encoding="utf-8")
    assert told("2026-11-20")[0] == "ok"
    (office.home / "holidays.yaml").write_text("years:\n", encoding="utf-8")
    assert told("2026-11-20") == ("bad", "台账旁的 holidays.yaml 有 1 处不对，工作日都推算不出")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("hazard", "extend", "BY-2023-0001", "--reason", "等配件", "--approver", "张主任", "--interim", "停用", "--to"), "deadline"),
        (("hazard", "amend", "BY-2023-0001", "--reason", "打错", "--deadline"), "deadline"),
    ],
)  # fmt: skip
def test_what_was_understood_is_said_back(office: "Office", words: tuple[str, ...], field: str) -> None:
    office.registers(deadline="5个工作日内")
    assert "2023-08-21" in office.does(*words, "三十个工作日内").out
    assert office.asks("hazard", "show", "BY-2023-0001")["five"][field] == "2023-08-21"


def test_the_day_is_said_back_when_it_is_registered_or_asked_back(office: "Office") -> None:
    told = office.does(
        "hazard", "add", "--title", "灯坏了", "--level", "general", "--unit", "应急办", "--source", "department",
        "--pending", "10个工作日内", "--interim", "停用",
    )  # fmt: skip
    assert "2023-07-24" in told.out
    asked = office.does(
        "action",
        "add",
        "--kind",
        "assign",
        "--unit",
        "经发办",
        "--text",
        "限期整改",
        "--reply-due",
        "5个工作日内",
    )
    assert "2023-07-17" in asked.out


def test_a_sheet_whose_term_reaches_an_unknown_year_says_so_at_its_cell(office: "Office") -> None:
    sheet = office.home / "表.csv"
    sheet.write_text(
        "隐患描述,隐患等级,监管责任单位,隐患来源,排查日期,整改措施,整改责任单位,整改责任人,整改资金,整改时限,应急预案\n"
        "灯坏了,一般,应急办,部门检查,2026-12-20,换,某厂,李四,0,20个工作日内,断电\n",
        encoding="utf-8-sig",
    )
    refused = office.run("import", str(sheet), "--dry-run", today="2026-12-20")
    assert refused.code == 1
    assert "2027 年" in refused.out + refused.err
