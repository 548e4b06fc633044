"""挂牌督办: which hazard owes the progress of a statistical month, and what is known of its listing."""

from datetime import date

import pytest
from msgspec.structs import replace
from tests.domain.samples import HAZARD

from hazardctl.domain import acts, listed
from hazardctl.domain.acts import Act
from hazardctl.domain.case import Case
from hazardctl.domain.hazard import Authority, VoidMark
from hazardctl.domain.period import Month, Period, month_period

JULY, AUGUST = Month(2023, 7).period, Month(2023, 8).period
CUT = month_period(Month(2023, 8), 25)
UP = acts.Listing(on=date(2023, 7, 12), authority=Authority.DISTRICT, person="张区长", term=date(2023, 8, 10))
DOWN = acts.Delisting(on=date(2023, 8, 20))
AGAIN = acts.Listing(on=date(2023, 8, 25), authority=Authority.TOWN)


def told(on: str) -> acts.Progress:
    return acts.Progress(on=date.fromisoformat(on), note="已下单", by="李四")


@pytest.mark.parametrize(
    ("done", "day", "month", "owed"),
    [
        ((), "2023-07-31", JULY, False),
        ((UP,), "2023-07-11", JULY, False),
        ((UP,), "2023-07-12", JULY, True),
        ((UP, told("2023-07-20")), "2023-07-19", JULY, True),
        ((UP, told("2023-07-20")), "2023-07-20", JULY, False),
        ((UP, told("2023-07-20")), "2023-08-01", AUGUST, True),
        ((UP, told("2023-07-20"), told("2023-08-31")), "2023-08-31", AUGUST, False),
        ((UP, told("2023-07-26")), "2023-08-10", CUT, False),
        ((UP, told("2023-07-25")), "2023-08-10", CUT, True),
        ((UP, DOWN), "2023-08-19", AUGUST, True),
        ((UP, DOWN), "2023-08-20", AUGUST, False),
        ((UP, DOWN, AGAIN), "2023-08-31", AUGUST, True),
        ((UP,), "2023-08-05", Month(2023, 6).period, False),
    ],
)
def test_a_listed_hazard_owes_progress_once_a_month(
    done: tuple[Act, ...], day: str, month: Period, *, owed: bool
) -> None:
    assert listed.progress_owed(Case(HAZARD, done), date.fromisoformat(day), month) is owed


def test_a_void_hazard_owes_nothing_and_is_not_listed() -> None:
    void = Case(replace(HAZARD, void=VoidMark(date(2023, 8, 1), "误记")), (UP,))
    assert not listed.progress_owed(void, date(2023, 7, 31), JULY)
    assert listed.record(void, date(2023, 7, 31), JULY) is None


def test_the_record_says_who_until_when_and_what_was_told_since() -> None:
    case = Case(HAZARD, (told("2023-07-11"), UP, told("2023-07-20"), told("2023-08-02")))
    then = listed.record(case, date(2023, 8, 1), AUGUST)
    now = listed.record(case, date(2023, 8, 12), AUGUST)
    assert then is not None
    assert now is not None
    assert (then.person, then.days_left, then.last_progress_on, then.progress_owed) == (
        "张区长", 9, date(2023, 7, 20), True,
    )  # fmt: skip
    assert (now.days_left, now.last_progress_on, now.progress_owed) == (-2, date(2023, 8, 2), False)
    assert (now.listing, now.by_town) == (Authority.DISTRICT, False)


def test_a_new_listing_begins_without_the_progress_of_the_old_one() -> None:
    case = Case(HAZARD, (UP, told("2023-08-02"), DOWN, AGAIN))
    found = listed.record(case, date(2023, 8, 31), AUGUST)
    assert found is not None
    assert (found.by_town, found.term, found.days_left, found.last_progress_on) == (True, None, None, None)
