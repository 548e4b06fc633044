"""What the ledger holds of enterprises, duty records and returns, as rows of the form that goes out.

Values are typed and keyed by the columns' fields, in the form's order, with `uid` behind. A row that goes out and comes
back unedited is recognised as unchanged. Nothing here writes or words anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.enterprise import ClosedHow
from hazardctl.domain.submission import Submission
from hazardctl.exchange.columns import SheetKind, on_form
from hazardctl.ledger.queries import enterprises as enterprise_queries
from hazardctl.ledger.queries import matters
from hazardctl.ledger.queries import records as record_queries
from hazardctl.messages.labels import term
from hazardctl.reports.coverage import duties_of, key_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.enterprise import Firm
    from hazardctl.exchange.book import Value
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.records import DutyRecord
    from hazardctl.services.desk import Desk

Row = dict[str, "Value"]
"""One row: column's field → value; None where a cell is empty."""


def enterprises(desk: Desk, reads: Reads, day: date) -> list[Row]:
    """Return the enterprises registered up to a day, in the order of registration."""
    del desk
    found = (firm for firm in enterprise_queries.firms(reads) if firm.registered_on <= day)
    return _numbered(SheetKind.ENTERPRISES, map(enterprise, found))


def records(desk: Desk, reads: Reads, day: date) -> list[Row]:
    """Return the duty records of everything done up to a day, oldest first."""
    words = DutyWords(desk.plan)
    villages = {firm.uid: firm.village for firm in enterprise_queries.firms(reads)}
    found = record_queries.until(reads, day)
    rows = ({**record(words, one), "village": villages.get(one.enterprise_uid or "")} for one in found)
    return _numbered(SheetKind.RECORDS, rows)


def submissions(desk: Desk, reads: Reads, day: date) -> list[Row]:
    """Return the returns as they stood at the end of a day, by period and then by number."""
    del desk
    found = matters.listed(reads, Submission, matters.EVERYTHING, day)
    in_order = sorted(found, key=lambda one: (one.topic or "", one.no))
    return _numbered(SheetKind.SUBMISSIONS, map(submission, in_order))


def enterprise(firm: Firm) -> Row:
    """Return an enterprise as a row."""
    how = term(ClosedHow(firm.closed_how)) if firm.closed_how else None
    return {**firm._asdict(), "closed_how": how}


def record(words: DutyWords, one: DutyRecord) -> Row:
    """Return a duty record as a row; its village is the enterprise's and is not known here."""
    said = {"duty": words.duty(one.duty), "part": words.part(one.duty, one.part)}
    return {**one._asdict(), **said, "village": None}


def submission(one: Submission) -> Row:
    """Return a return as a row: what was said last, and the day on which it was first sent."""
    nil, content = one.latest()
    sent = {"no": one.no, "sender": one.unit, "month": one.topic, "nil": nil, "on": one.on, "by": one.by}
    return {**sent, **content._asdict(), "uid": one.uid}


class DutyWords:
    """How a plan's duties and their parts are written in a cell; looked up once for all rows."""

    def __init__(self, plan: Plan) -> None:
        self._duties: dict[str, str] = {}
        self._parts: dict[tuple[str, str], str] = {}
        for duty in duties_of(plan):
            key = key_of(duty)
            self._duties[key] = f"{key} {name_of(plan, duty)}"
            self._parts |= {(key, part.key): part.name or part.key for part in duty.cadence}

    def duty(self, key: str) -> str:
        """Return a duty's number and name; one that the plan no longer has is its number."""
        return self._duties.get(key, key)

    def part(self, duty: str, key: str | None) -> str | None:
        """Return a part's name; None for the part of a duty that has one only."""
        return (self._parts.get((duty, key), key) or None) if key else None


def _numbered(kind: SheetKind, rows: Iterable[Row]) -> list[Row]:
    fields = [column.field for column in on_form(kind)]
    return [
        {field: number if field == "serial" else row[field] for field in fields} | {"uid": row["uid"]}
        for number, row in enumerate(rows, start=1)
    ]
