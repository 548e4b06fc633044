"""What is expected of a duty by a day, what is done, and since when something is missing. The plan began on 29 May 2023."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hazardctl.domain.cadence import Campaign, Obligation, Share, Subject, Window, judge
from hazardctl.domain.campaign import Cadence

PLAN_37 = Campaign(date(2023, 5, 29), date(2023, 12, 31), 31)
WHOLE_YEAR = Campaign(date(2023, 1, 1), date(2023, 12, 31), 31)
CUT_ON_THE_25TH = Campaign(date(2024, 1, 1), date(2026, 12, 31), 25)
FIRM = Subject("enterprise", "f1", "测试食品厂", "经发办", "双龙村")
YEAR_END = date(2023, 12, 31)


def asked(every: Any, *, interval: int | None = None, subject: Subject = FIRM, **more: Any) -> Share:
    """Return one subject's share of a duty that comes round so often."""
    part = Cadence(every=every, words="原文", interval_days=None, applies_to=(), **more)
    return Share("2-1", part, "", subject, interval)


def by(day: date, share: Share, done_on: Sequence[date] = (), *, campaign: Campaign = PLAN_37) -> Obligation:
    """Judge a share by a day."""
    return judge(share, done_on, campaign, day)


def months(*numbers: int) -> list[date]:
    """Return the 15th of months of 2023."""
    return [date(2023, n, 15) for n in numbers]


@pytest.mark.parametrize(
    ("every", "expected", "since"),
    [
        ("daily", 217, date(2023, 5, 29)),
        ("weekly", 31, date(2023, 6, 4)),
        ("monthly", 7, date(2023, 6, 30)),
        ("quarterly", 2, date(2023, 9, 30)),
        ("half_yearly", 1, YEAR_END),
        ("yearly", 0, None),
    ],
)
def test_only_whole_occurrences_inside_the_campaign_are_expected(
    every: str, expected: int, since: date | None
) -> None:
    found = by(YEAR_END, asked(every))
    assert (found.expected, found.done, found.since) == (expected, 0, since)
    assert len(found.missing) == expected


def test_a_month_begun_on_its_29th_is_not_expected_and_the_answer_says_so() -> None:
    found = by(date(2023, 6, 29), asked("monthly"))
    assert (found.expected, found.missing) == (0, ())
    assert found.running == Window(date(2023, 6, 1), date(2023, 6, 30))
    (note,) = found.notes
    assert "2023-05-29" in note
    assert "不计" in note
    assert by(YEAR_END, asked("monthly"), [date(2023, 5, 30)]).done == 0


def test_the_first_day_of_a_month_leaves_nothing_to_be_said() -> None:
    begun = Campaign(date(2023, 6, 1), YEAR_END, 31)
    assert by(YEAR_END, asked("monthly"), campaign=begun).notes == ()


def test_an_occurrence_is_expected_once_its_last_day_has_come() -> None:
    assert by(date(2023, 6, 29), asked("monthly")).expected == 0
    assert by(date(2023, 6, 30), asked("monthly")).expected == 1


def test_what_is_done_early_counts_at_once() -> None:
    found = by(date(2023, 6, 3), asked("monthly"), [date(2023, 6, 2)])
    assert (found.expected, found.done, found.complete, found.running) == (1, 1, True, None)


def test_twice_in_one_month_is_once() -> None:
    found = by(date(2023, 7, 31), asked("monthly"), [date(2023, 6, 2), date(2023, 6, 20)])
    assert (found.expected, found.done, found.since) == (2, 1, date(2023, 7, 31))


def test_month_ends_follow_from_the_anchor_and_do_not_drift() -> None:
    found = by(date(2023, 4, 15), asked("monthly"), campaign=WHOLE_YEAR)
    assert [w.due for w in found.missing] == [date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31)]
    assert found.since == date(2023, 1, 31)


def test_since_is_the_first_that_is_missing_not_the_last() -> None:
    found = by(date(2023, 9, 30), asked("monthly"), months(6, 8))
    assert [w.due for w in found.missing] == [date(2023, 7, 31), date(2023, 9, 30)]
    assert (found.since, found.last_on) == (date(2023, 7, 31), date(2023, 8, 15))


def test_a_week_is_monday_to_sunday() -> None:
    begun_on_a_thursday = Campaign(date(2023, 6, 1), YEAR_END, 31)
    found = by(date(2023, 6, 18), asked("weekly"), campaign=begun_on_a_thursday)
    assert found.missing == (
        Window(date(2023, 6, 5), date(2023, 6, 11)),
        Window(date(2023, 6, 12), date(2023, 6, 18)),
    )


def test_months_that_end_on_the_25th() -> None:
    found = by(date(2024, 3, 1), asked("monthly"), campaign=CUT_ON_THE_25TH)
    assert found.missing == (Window(date(2024, 1, 26), date(2024, 2, 25)),)
    assert found.running == Window(date(2024, 2, 26), date(2024, 3, 25))


DRILL = asked("half_yearly", by="calendar_year")


@pytest.mark.parametrize(
    ("done", "expected", "did", "since"),
    [
        (months(3, 11), 2, 2, None),
        ([date(2023, 3, 1), date(2023, 3, 20)], 2, 1, YEAR_END),
        ([], 2, 0, date(2023, 6, 30)),
        (months(7), 2, 1, date(2023, 6, 30)),
    ],
    ids=["March and November", "both in March", "never", "July alone"],
)
def test_drills_go_by_the_calendar_year(
    done: list[date], expected: int, did: int, since: date | None
) -> None:
    found = by(YEAR_END, DRILL, done)
    assert (found.expected, found.done, found.since) == (expected, did, since)
    assert any("公历年" in note for note in found.notes)


def test_a_drill_of_the_year_is_expected_on_its_last_day_wherever_the_campaign_began() -> None:
    drill = asked("yearly", by="calendar_year")
    assert by(date(2023, 12, 30), drill).expected == 0
    assert by(YEAR_END, drill).expected == 1
    assert by(date(2023, 7, 1), drill, months(3)).done == 1


def test_every_year_that_the_campaign_touches_has_its_drill() -> None:
    found = by(date(2026, 12, 31), asked("yearly", by="calendar_year"), campaign=CUT_ON_THE_25TH)
    assert found.expected == 3


def test_what_is_owed_once_is_expected_from_the_first_day_and_may_have_been_done_before() -> None:
    once = asked("once")
    assert by(date(2023, 5, 29), once).expected == 1
    assert not by(date(2023, 5, 29), once).complete
    done = by(date(2023, 6, 1), once, [date(2023, 2, 1)])
    assert (done.expected, done.done, done.complete) == (1, 1, True)


def test_without_a_frequency_records_are_counted_and_nothing_is_expected() -> None:
    found = by(YEAR_END, asked("unspecified"), months(6, 7, 9))
    assert (found.expected, found.done, found.missing, found.since) == (None, 3, (), None)
    assert found.complete
    assert any("没有写频次" in note for note in found.notes)


def test_with_an_interval_of_the_office_it_comes_round_from_the_first_day() -> None:
    found = by(date(2023, 8, 1), asked("unspecified", interval=30), [date(2023, 6, 30)])
    assert (found.expected, found.done) == (2, 1)
    assert found.missing == (Window(date(2023, 5, 29), date(2023, 6, 27)),)
    assert found.running == Window(date(2023, 7, 28), date(2023, 8, 26))
    assert found.notes == ()


def test_a_group_without_members_is_one_obligation_and_says_so() -> None:
    group = Subject("unit", "负有监管职责办所", "负有监管职责办所", unfilled=True)
    found = by(YEAR_END, asked("monthly", subject=group))
    assert found.expected == 7
    assert any("unit join" in note for note in found.notes)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, 7),
        (date(2023, 6, 1), None, 7),
        (date(2023, 6, 2), None, 6),
        (date(2023, 9, 15), None, 3),
        (None, date(2023, 8, 10), 2),
        (date(2023, 6, 10), date(2023, 11, 30), 4),
    ],
)
def test_an_enterprise_owes_the_months_that_it_was_wholly_there(
    since: date | None, until: date | None, expected: int
) -> None:
    found = by(YEAR_END, asked("monthly", subject=replace(FIRM, since=since, until=until)))
    assert found.expected == expected


def test_nothing_is_expected_before_the_campaign() -> None:
    for every in ("daily", "weekly", "monthly"):
        assert by(date(2023, 5, 28), asked(every)).expected == 0


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        (None, None, date(2023, 5, 28), 0),
        (date(2023, 9, 15), None, date(2023, 9, 14), 0),
        (date(2023, 9, 15), None, date(2023, 9, 15), 1),
        (None, date(2023, 8, 10), date(2023, 8, 9), 1),
        (None, date(2023, 8, 10), date(2023, 8, 10), 0),
    ],
    ids=["before the campaign", "not opened yet", "opened", "still there", "closed"],
)
def test_what_is_owed_once_is_owed_while_the_enterprise_is_there(
    since: date | None, until: date | None, day: date, expected: int
) -> None:
    found = by(day, asked("once", subject=replace(FIRM, since=since, until=until)))
    assert (found.expected, found.since) == (expected, since or date(2023, 5, 29) if expected else None)


def test_quarters_and_years_are_the_calendars_wherever_the_month_ends() -> None:
    drill = asked("half_yearly", by="calendar_year")
    found = by(date(2024, 12, 31), drill, [date(2024, 12, 28)], campaign=CUT_ON_THE_25TH)
    assert found.missing == (Window(date(2024, 1, 1), date(2024, 6, 30)),)
    assert found.done == 1


def _label(day: date, every: str) -> tuple[int, ...]:
    """Name the stretch of the calendar that a day lies in."""
    year, week, _ = day.isocalendar()
    month = day.month - 1
    return {
        "daily": (day.toordinal(),),
        "weekly": (year, week),
        "monthly": (day.year, month),
        "quarterly": (day.year, month // 3),
        "half_yearly": (day.year, month // 6),
        "yearly": (day.year,),
    }[every]


@given(
    began=st.dates(date(2022, 12, 1), date(2023, 12, 31)),
    length=st.integers(0, 500),
    seen=st.integers(0, 500),
    every=st.sampled_from(["daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"]),
    offsets=st.lists(st.integers(-100, 600), max_size=30),
)
def test_it_agrees_with_counting_day_by_day(
    began: date, length: int, seen: int, every: str, offsets: list[int]
) -> None:
    ends, day = began + timedelta(days=length), began + timedelta(days=seen)
    done_on = sorted({d for d in (began + timedelta(days=n) for n in offsets) if d <= day})
    calendar: dict[tuple[int, ...], list[date]] = {}
    for n in range(-370, length + 371):
        one = began + timedelta(days=n)
        calendar.setdefault(_label(one, every), []).append(one)
    whole = [days for days in calendar.values() if began <= days[0] and days[-1] <= ends]
    done = [days for days in whole if any(d in days for d in done_on)]
    late = [days for days in whole if days[-1] <= day and days not in done]

    found = by(day, asked(every), done_on, campaign=Campaign(began, ends, 31))

    assert (found.expected, found.done) == (len(done) + len(late), len(done))
    assert found.missing == tuple(Window(days[0], days[-1]) for days in late)
    assert found.since == (late[0][-1] if late else None)


@given(st.lists(st.dates(date(2023, 1, 1), YEAR_END), max_size=40), st.dates(date(2023, 5, 29), YEAR_END))
def test_more_records_never_make_more_missing(done_on: list[date], day: date) -> None:
    known = sorted({d for d in done_on if d <= day})
    fewer = by(day, asked("weekly"), known[::2])
    more = by(day, asked("weekly"), known)
    assert set(more.missing) <= set(fewer.missing)
    assert more.done >= fewer.done


def test_a_paper_of_fewer_days_asks_for_what_was_still_to_be_done_on_their_first() -> None:
    july = date(2023, 7, 1)
    monthly = judge(asked("monthly"), months(6, 7), PLAN_37, YEAR_END, july)
    assert (monthly.expected, monthly.done, len(monthly.missing)) == (6, 1, 5), "June fell due before"
    half = judge(asked("half_yearly"), months(8), PLAN_37, YEAR_END, july)
    assert (half.expected, half.done) == (1, 1)
    year = Campaign(date(2023, 1, 1), date(2023, 12, 31), 31)
    assert judge(asked("yearly"), months(3), year, YEAR_END, july).expected == 0, "done before these days"
    assert judge(asked("once"), months(6), PLAN_37, YEAR_END, july).expected == 0
    assert judge(asked("once"), (), PLAN_37, YEAR_END, july).expected == 1, "owed still"
