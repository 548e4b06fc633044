"""Returns: what they may say, which period a day belongs to, and until when they are in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.period import Month, month_at
from hazardctl.domain.submission import Revision, Submission, due_on, month_in, period_of, topic_of
from hazardctl.domain.text import BadValue

TODAY = date(2023, 7, 10)


def sent(**said: object) -> Submission:
    return Submission(on=date(2023, 7, 1), unit="双龙村", topic="2023-06", **said)  # type: ignore[arg-type]


def codes(submission: Submission) -> list[str]:
    return sorted(problem.code for problem in submission.objections(TODAY))


@pytest.mark.parametrize(
    ("submission", "expected"),
    [
        (sent(progress="有"), []),
        (sent(nil=True), []),
        (sent(found=0, fixed=0), []),
        (sent(), ["nothing_said"]),
        (sent(nil=True, practice="有"), ["nil_with_content"]),
        (sent(nil=True, found=0, fixed=0), ["nil_with_content"]),
        (sent(found=1, fixed=2), ["more_fixed"]),
    ],
)
def test_a_return_says_something_or_that_there_is_nothing(
    submission: Submission, expected: list[str]
) -> None:
    assert codes(submission) == expected


def test_a_revision_replaces_all_that_was_said_and_is_judged_like_the_first() -> None:
    first = sent(progress="初稿", found=3, fixed=1)
    revised = first.with_step(Revision(on=date(2023, 7, 5), practice="定稿"))
    nil, content = revised.latest()
    assert (nil, content.progress, content.practice, content.found) == (False, None, "定稿", None)
    assert codes(first.with_step(Revision(on=date(2023, 7, 5)))) == ["nothing_said"]
    assert codes(first.with_step(Revision(on=date(2023, 6, 30), nil=True))) == ["too_early"]
    then = revised.at(date(2023, 7, 4))
    assert then is not None
    assert then.latest()[1].progress == "初稿"


@pytest.mark.parametrize(
    ("topic", "ends_on", "start", "end"),
    [
        ("2023-06", 31, "2023-06-01", "2023-06-30"),
        ("2023-06", 25, "2023-05-26", "2023-06-25"),
        ("2024-Q1", 31, "2024-01-01", "2024-03-31"),
        ("2024-Q1", 25, "2023-12-26", "2024-03-25"),
        ("2024-Q4", 30, "2024-10-01", "2024-12-30"),
    ],
)
def test_a_period_has_its_days(topic: str, ends_on: int, start: str, end: str) -> None:
    period = period_of(topic, ends_on)
    assert (str(period.start), str(period.end)) == (start, end)


@given(
    day=st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    ends_on=st.integers(20, 31),
    quarterly=st.booleans(),
)
def test_every_day_lies_in_its_own_period_and_in_no_other(
    day: date, ends_on: int, *, quarterly: bool
) -> None:
    def named(on: date) -> str:
        return topic_of(month_at(on, ends_on), quarterly=quarterly)

    period = period_of(named(day), ends_on)
    assert day in period
    assert named(period.start) == named(period.end) == named(day)
    assert named(period.end + timedelta(days=1)) != named(day)


def test_a_quarter_is_named_after_its_months() -> None:
    names = [topic_of(Month(2024, month), quarterly=True) for month in (1, 3, 4, 12)]
    assert names == ["2024-Q1", "2024-Q1", "2024-Q2", "2024-Q4"]


@pytest.mark.parametrize(
    "said", ["2024-Q2", "2024q2", "２０２４-Ｑ２", "2024年第2季度", "2024年2季度", "2024-04"]
)
def test_a_quarter_is_read_as_its_first_month(said: str) -> None:
    assert month_in(said, TODAY, quarterly=True) == Month(2024, 4)


@pytest.mark.parametrize(("said", "quarterly"), [("2024-Q2", False), ("2024-Q5", True), ("Q2", True)])
def test_what_is_no_period_is_refused(said: str, *, quarterly: bool) -> None:
    with pytest.raises(BadValue):
        month_in(said, TODAY, quarterly=quarterly)


def test_a_return_is_due_by_the_offices_own_days_or_never() -> None:
    period = period_of("2023-06", 31)
    assert due_on(period, None) is None
    assert due_on(period, 0) == date(2023, 6, 30)
    assert due_on(period, 5) == date(2023, 7, 5)
