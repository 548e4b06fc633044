"""The lists of any day, and the spans that they are read from, over random histories of a town."""

import sqlite3
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.reports.bookkeeping import many, told_by_hand, write_down
from tests.reports.histories import OFFICES, TODAY, Town, towns

from hazardctl.domain.case import FOREVER, Case
from hazardctl.domain.deadlines import is_due_within, is_overdue
from hazardctl.ledger import connect
from hazardctl.ledger.queries import cases
from hazardctl.ledger.queries.finding import Filter


@many
@given(town=towns(), ago=st.lists(st.integers(0, 290), min_size=1, max_size=8), within=st.integers(0, 60))
def test_the_list_of_any_day_names_the_hazards_that_stood_so_on_that_day(
    town: Town, ago: list[int], within: int, empty: Path
) -> None:
    with connect.reading(write_down(empty, town)) as ledger:
        for days in ago:
            check_lists(ledger, town, TODAY - timedelta(days=days), within)


def check_lists(ledger: connect.Reads, town: Town, day: date, within: int) -> None:
    """Every filter of `hazard list` agrees with the case as it stood, and that with the evening lived through."""
    standing = {told.case.hazard.no: told.case.at(day) for told in town.told}
    there = {no: now for no, now in standing.items() if now is not None}
    seen = {no for no, now in there.items() if now.status != "void"}
    wanted = {
        Filter(): seen,
        Filter(overdue=True): {no for no in seen if is_overdue(there[no], day)},
        Filter(due_within=within): {no for no in seen if is_due_within(there[no], day, within)},
        Filter(listed=True): {no for no in seen if there[no].listed},
        **{Filter(unit=unit): {no for no in seen if there[no].unit == unit} for unit in OFFICES},
        **{
            Filter(level=level): {no for no in seen if there[no].level == level}
            for level in ("major", "general")
        },
        **{
            Filter(status=status): {no for no, now in there.items() if now.status == status}
            for status in ("pending", "open", "rectified", "closed", "referred", "void")
        },
    }
    for narrowed, expected in wanted.items():
        assert set(cases.numbers(ledger, narrowed, day)) == expected, (narrowed, day)
    for life in told_by_hand(town):
        if evening := life.evenings.get(day):
            now = there[life.hazard.no]
            by_program = (now.status, now.level, now.unit, now.five.deadline, now.listed, list(now.missing))
            by_hand = (evening.status, evening.level, evening.unit, evening.five["deadline"])
            assert by_program == (*by_hand, evening.listed_now, evening.lacks()), (life.hazard.no, day)
            assert is_overdue(now, day) == evening.is_late(day)
            assert is_due_within(now, day, within) == evening.is_due_soon(day, within)


@many
@given(town=towns())
def test_a_hazards_spans_hold_every_day_since_it_was_found_exactly_once(town: Town, empty: Path) -> None:
    path = write_down(empty, town)
    for told in town.told:
        spans = told.case.spans()
        assert spans[0].since == told.case.hazard.found_on
        assert spans[0].before is None
        assert spans[-1].until == FOREVER
        assert all(span.since < span.until for span in spans)
        assert all((a.until, a.standing) == (b.since, b.before) for a, b in pairwise(spans))
        for day in days_worth_asking(told.case):
            (held,) = [span for span in spans if span.since <= day < span.until]
            assert held.standing == told.case.at(day)
        kept = [(span.since.isoformat(), span.until.isoformat(), span.standing.status) for span in spans]
        assert kept_spans(path, told.case.hazard.uid) == kept


def days_worth_asking(case: Case) -> set[date]:
    """The days on which something was done, and the ones beside them."""
    days = {case.hazard.found_on, *(act.on for act in case.acts)}
    beside = {day + timedelta(days=n) for day in days for n in (-1, 0, 1)}
    return {day for day in beside if day >= case.hazard.found_on}


def kept_spans(path: Path, uid: str) -> list[tuple[str, str, str]]:
    """The spans that the ledger keeps of a hazard."""
    connection = sqlite3.connect(path)
    try:
        asked_for = "select since, until, status from span where hazard = ? order by since"
        return connection.execute(asked_for, (uid,)).fetchall()
    finally:
        connection.close()
