"""The table of holidays: the shipped one against the very words of the notices, a town's own against every mistake.

A new year enters with the sentences of its notice in `tests/data/holiday_notices.txt`: here they are read on their own,
each weekday that they name and each number of days compared with the calendar.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from hazardctl.domain.workdays import Calendar
from hazardctl.errors import ChecksFailed
from hazardctl.plan import holidays

NOTICES = Path(__file__).resolve().parents[1] / "data" / "holiday_notices.txt"
SHIPPED = holidays.load(Path("nowhere"))
_HEAD = re.compile(
    r"(国务院办公厅关于(\d{4})年部分节假日安排的通知（国办发明电〔(\d{4})〕\d+号）)，\d{4}年\d+月\d+日"
)
_CLAUSE = re.compile(
    r"[一二三四五六七]、(?P<name>[^：]+)：(?P<off>[^，。]*放假)[^。]*。(?:(?P<worked>[^。]*)上班。)?"
)
_DAY = re.compile(r"(?:(\d{4})年)?(?:(\d+)月)?(\d+)日(?:（([^）]*)）)?")
_WEEKDAYS = "一二三四五六日"


def days_of(words: str, year: int) -> list[date]:
    """Return the days that words name, each compared with the weekday beside it; a month stands until the next."""
    found: list[date] = []
    for its_year, month, number, beside in _DAY.findall(words):
        last = found[-1] if found else date(year, 1, 1)
        day = date(int(its_year or year), int(month or last.month), int(number))
        weekday = re.search(r"(?:周|星期)(.)$", beside)
        assert weekday is None or weekday[1] == _WEEKDAYS[day.weekday()], (words, day)
        found.append(day)
    return found


def told() -> dict[int, tuple[str, dict[str, tuple[date, date]], set[date]]]:
    """Return of each notice its name, the days off by holiday, and the days worked."""
    found = {}
    for text in NOTICES.read_text(encoding="utf-8").split("\n\n"):
        head, *lines = text.strip().split("\n")
        named = _HEAD.fullmatch(head)
        assert named, head
        year, off, worked = int(named[2]), {}, set[date]()
        assert int(named[3]) == year - 1
        for line in lines:
            clause = _CLAUSE.match(line)
            assert clause, line
            span = days_of(clause["off"], year)
            off[clause["name"]] = (span[0], span[-1])
            counted = re.search(r"共(\d+)天", line)
            assert counted is None or int(counted[1]) == (span[-1] - span[0]).days + 1, line
            worked |= set(days_of(clause["worked"] or "", year))
        found[year] = (named[1], off, worked)
    return found


TOLD = told()


def test_every_year_of_the_table_has_its_notice_beside_it() -> None:
    assert sorted(TOLD) == sorted(SHIPPED.years) == [2023, 2024, 2025, 2026]


@pytest.mark.parametrize("year", TOLD)
def test_a_year_of_the_table_is_what_its_notice_says(year: int) -> None:
    notice, off, worked = TOLD[year]
    known = SHIPPED.years[year]
    assert known.notice == notice
    assert {one.name: (one.first, one.last) for one in known.holidays} == off
    assert known.worked == worked
    assert not known.own


@pytest.mark.parametrize(("year", "working"), [(2023, 249), (2024, 251), (2025, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_leaves(year: int, working: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert sum(SHIPPED.is_workday(day) for day in days if day.year == year) == working


OWN = """years:
  - year: 2027
    notice: 测试用的通知
    holidays:
      - {name: 元旦, from: 2026-12-31, to: 2027-01-03}
      - {name: 春节, from: 2027-02-05, to: 2027-02-12}
      - {name: 清明节, from: 2027-04-03, to: 2027-04-05}
      - {name: 劳动节, from: 2027-05-01, to: 2027-05-05}
      - {name: 端午节, from: 2027-06-09, to: 2027-06-09}
      - {name: 中秋节、国庆节, from: 2027-10-01, to: 2027-10-07}
    workdays: [2027-01-09]
"""


def load(folder: Path, text: str) -> Calendar:
    (folder / "holidays.yaml").write_text(text, encoding="utf-8")
    return holidays.load(folder)


def test_a_towns_own_file_adds_a_year(tmp_path: Path) -> None:
    calendar = load(tmp_path, OWN)
    assert calendar.years[2027].own
    assert calendar.after(date(2026, 12, 30), 1) == date(2027, 1, 4)
    assert calendar.is_workday(date(2027, 1, 9))
    assert not calendar.is_workday(date(2025, 10, 1))


def test_and_replaces_one_whole(tmp_path: Path) -> None:
    calendar = load(
        tmp_path, OWN.replace("2026", "2025").replace("2027", "2026").replace("2026-01-09", "2026-01-10")
    )
    assert calendar.years[2026].notice == "测试用的通知"
    assert calendar.is_workday(date(2026, 2, 13))
    assert not calendar.is_workday(date(2026, 2, 28))
    assert not calendar.is_workday(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("2027-01-03", "2027-01-33", "bad_date", ":5 years[1].holidays[1].to"),
        ("2026-12-31", "2026-11-30", "bad_span", ":5 years[1].holidays[1].to"),
        ("2027-02-12", "2027-02-01", "bad_span", ":6 years[1].holidays[2].to"),
        ("2027-02-12", "2027-03-12", "bad_span", ":6 years[1].holidays[2].to"),
        ("[2027-01-09]", "[2026-01-10]", "bad_span", ":11 years[1].workdays[1]"),
        ("[2027-01-09]", "[2027-01-08]", "bad_workday", ":11 years[1].workdays[1]"),
        ("[2027-01-09]", "[2027-01-09, 2027-01-09]", "duplicate_id", ":11 years[1].workdays[2]"),
        ("[2027-01-09]", "[20270109]", "bad_date", ":11 years[1].workdays[1]"),
        ("[2027-01-09]", "2027-01-09", "wrong_type", ":11 years[1].workdays"),
        ("[2027-01-09]", "[2027-02-06]", "off_and_worked", ":11 years[1].workdays"),
        ("中秋节、国庆节", "国庆节", "holidays_lacking", ":4 years[1].holidays"),
        ("year: 2027", "year: 27", "bad_year", ":2 years[1].year"),
        ("    notice: 测试用的通知\n", "", "missing_key", ":2 years[1].notice"),
        ("workdays:", "workday:", "unknown_key", ":11 years[1].workday"),
        ("years:", "year:", "missing_key", ":1 years"),
        (OWN, "- 2027\n", "wrong_type", ":1"),
        (OWN, "years: []\n", "empty_list", ":1 years"),
        (OWN, "\n", "empty_file", ":1"),
        ("holidays:", "holidays: [", "yaml_syntax", ":"),
    ],
)
def test_a_mistake_in_it_is_named_by_its_place(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    assert OWN.count(old) == 1
    with pytest.raises(ChecksFailed) as failed:
        load(tmp_path, OWN.replace(old, new))
    found = {problem.code: str(problem.where) for problem in failed.value.problems}
    assert code in found
    assert found[code].startswith(f"holidays.yaml{place}")


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    wrong = (
        OWN.replace("2027-01-03", "2027-01-33")
        .replace("[2027-01-09]", "[2027-01-08]")
        .replace("端午节", "节")
    )
    with pytest.raises(ChecksFailed) as failed:
        load(tmp_path, wrong)
    assert {problem.code for problem in failed.value.problems} == {
        "bad_date",
        "bad_workday",
        "holidays_lacking",
    }


def test_the_same_year_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChecksFailed) as failed:
        load(tmp_path, OWN + OWN.removeprefix("years:\n"))
    assert [problem.code for problem in failed.value.problems] == ["duplicate_id"]
