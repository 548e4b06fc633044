"""Working days: by the published holidays of a year, the day of typing not counted, an unknown year never guessed."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from hazardctl.domain.dates import parse_day
from hazardctl.domain.text import BadValue
from hazardctl.domain.workdays import Calendar, Unpublished
from hazardctl.errors import ChecksFailed
from hazardctl.plan import holidays

SHIPPED = holidays.load(Path("nowhere"))


@pytest.mark.parametrize(
    ("today", "said", "meant"),
    [
        ("2023-07-10", "5个工作日", "2023-07-17"),
        ("2023-07-10", "5个工作日内", "2023-07-17"),
        ("2023-07-14", "1个工作日后", "2023-07-17"),
        ("2023-07-15", "+1个工作日", "2023-07-17"),
        ("2023-07-10", "十五个工作日内", "2023-07-31"),
        ("2023-07-10", "１５ 个工作日", "2023-07-31"),
        ("2023-09-28", "1个工作日", "2023-10-07"),
        ("2023-09-28", "2个工作日", "2023-10-08"),
        ("2023-09-28", "3个工作日", "2023-10-09"),
        ("2024-02-09", "1个工作日", "2024-02-18"),
        ("2025-09-30", "1个工作日", "2025-10-09"),
        ("2026-02-13", "2个工作日", "2026-02-24"),
        ("2023-12-29", "1个工作日", "2024-01-02"),
    ],
)
def test_working_days_are_counted_by_the_years_notice(today: str, said: str, meant: str) -> None:
    assert parse_day(said, date.fromisoformat(today), lambda: SHIPPED) == date.fromisoformat(meant)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_a_year_has_as_many_working_days_as_its_notice_leaves(year: int) -> None:
    """Which is 249 in 2023, 251 in 2024, 248 in 2025, and 248 in 2026 by the notices' own days."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    worked = [day for day in days if day.year == year and SHIPPED.is_workday(day)]
    assert len(worked) == {2023: 249, 2024: 251, 2025: 248, 2026: 248}[year]


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_every_worked_day_is_a_weekend_and_every_year_names_its_notice(year: int) -> None:
    known = SHIPPED.years[year]
    assert all(day.weekday() > 4 for day in known.worked)
    assert f"{year}年部分节假日安排的通知" in known.notice
    assert f"〔{year - 1}〕" in known.notice


def test_a_year_that_nobody_has_published_is_not_guessed() -> None:
    with pytest.raises(Unpublished):
        SHIPPED.is_workday(date(2027, 3, 1))
    with pytest.raises(BadValue) as refused:
        parse_day("15个工作日内", date(2026, 12, 20), lambda: SHIPPED)
    assert refused.value.code == "holidays_unpublished"
    assert "2027 年" in refused.value.message
    assert "holidays.yaml" in refused.value.message


@pytest.mark.parametrize("said", ["0个工作日", "300个工作日", "3个工作日前", "几个工作日"])
def test_what_is_no_span_of_working_days_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_day(said, date(2023, 7, 10), lambda: SHIPPED)
    assert "15个工作日内" in refused.value.message


def test_nothing_is_read_unless_working_days_are_typed() -> None:
    def asked() -> Calendar:
        raise AssertionError

    assert parse_day("15日内", date(2023, 7, 10), asked) == date(2023, 7, 25)


OWN = """years:
  - year: 2027
    notice: 测试用的通知
    holidays:
      - {name: 元旦, from: 2027-01-01, to: 2027-01-03}
    workdays: [2027-01-09]
"""


def test_a_towns_own_file_adds_a_year_and_replaces_one(tmp_path: Path) -> None:
    (tmp_path / "holidays.yaml").write_text(
        OWN + OWN.replace("2027", "2026").replace("years:\n", ""), encoding="utf-8"
    )
    calendar = holidays.load(tmp_path)
    assert calendar.after(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert calendar.is_workday(date(2027, 1, 9))
    assert calendar.is_workday(date(2026, 10, 1))
    assert not calendar.is_workday(date(2025, 10, 1))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2027-01-03", "2027-01-33", "bad_date"),
        ("to: 2027-01-03", "to: 2026-12-30", "bad_span"),
        ("to: 2027-01-03", "to: 2027-03-03", "bad_span"),
        ("[2027-01-09]", "[2026-01-09]", "bad_span"),
        ("[2027-01-09]", "[2027-01-02]", "off_and_worked"),
        ("    notice: 测试用的通知\n", "", "missing_key"),
        ("workdays:", "workday:", "unknown_key"),
        ("years:", "year:", "missing_key"),
    ],
)
def test_a_mistake_in_it_is_named_by_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    (tmp_path / "holidays.yaml").write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(ChecksFailed) as failed:
        holidays.load(tmp_path)
    assert code in {problem.code for problem in failed.value.problems}
    assert all("holidays.yaml:" in str(problem.where) for problem in failed.value.problems)
