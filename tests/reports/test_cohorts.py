"""Hazards by when they were found, added up by months, beside all of them gone through one by one."""

from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.reports.bookkeeping import many, write_down
from tests.reports.histories import TODAY, Town, towns

from hazardctl.domain.counts import Amount, Tally, grouped, total
from hazardctl.ledger import connect
from hazardctl.ledger.queries import cohorts
from hazardctl.ledger.queries.figures import tallies
from hazardctl.ledger.queries.movements import Stood

DAYS = st.integers(0, 290).map(lambda ago: TODAY - timedelta(days=ago))


@many
@given(town=towns(), asked=st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=6))
def test_what_was_found_since_a_day_is_what_going_through_it_finds(
    town: Town, asked: list[tuple[date, date]], empty: Path
) -> None:
    with connect.reading(write_down(empty, town)) as ledger:
        for day, since in (*asked, *((day, since.replace(day=1)) for day, since in asked)):
            whole = cohorts.standing(ledger, day, (since,))
            rows = tallies(ledger, day, since)
            expected = {part: grouped(rows, attrgetter(part)) for part in cohorts.PARTS}
            assert cohorts.parted(ledger, whole, since, cohorts.PARTS) == expected, (day, since)
            assert _since(whole, since) == _together(rows), (day, since)


@many
@given(town=towns(), day=DAYS, begins=st.lists(DAYS, max_size=3))
def test_a_month_is_told_by_its_days_only_where_something_begins_within_it(
    town: Town, day: date, begins: Sequence[date], empty: Path
) -> None:
    with connect.reading(write_down(empty, town)) as ledger:
        found = cohorts.found(ledger, day, begins)
        assert total(map(_amount, found.values())) == _together(tallies(ledger, day))
        divided = {(one.year, one.month) for one in begins if one.day > 1}
        assert all(on.day == 1 or (on.year, on.month) in divided for on in found)


def _since(whole: cohorts.Standing, since: date) -> Amount:
    return total(_amount(one) for on, one in whole.found.items() if on >= since)


def _together(rows: Sequence[Tally]) -> Amount:
    return total(rows) if rows else Amount()


def _amount(one: Stood) -> Amount:
    return Amount(**{name: getattr(one, name) for name in Amount.__struct_fields__})
