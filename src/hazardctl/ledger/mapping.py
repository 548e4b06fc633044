"""Row ↔ domain value, both ways, and nothing else."""

import json
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from hazardctl.domain import acts
from hazardctl.domain.canonical import canonical
from hazardctl.domain.case import Case, Span
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Hazard, Level, Ref, ReportKind, Source, Status, VoidMark

_SAME = (
    "uid", "no", "title", "unit", "category", "sector", "place", "village", "found_unit", "found_by", "criterion",
    "key_item", "control_person", "leader", "fixed_on_spot", "interim", "supervisor", "source_no",
)  # fmt: skip
_FIVE = (
    "measures", "responsible_unit", "responsible", "funds_fen", "funds_source", "contingency",
)  # fmt: skip


class Columns(Protocol):
    """A row whose columns are read by name; sqlite3's is one, though it is no mapping."""

    def __getitem__(self, name: str, /) -> Any:
        """Return one column."""
        ...


def day(text: str | None) -> date | None:
    """Read a day column."""
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=4_096)
def iso(value: date | None) -> str | None:
    """Write a day column; a ledger has few days and names each many times."""
    return value.isoformat() if value else None


def hazard_from(row: Columns) -> Hazard:
    """Build a hazard from its row, joined with the names of the records that it refers to."""
    return Hazard(
        **{key: row[key] for key in _SAME},
        level=Level(row["level"]),
        source=Source(row["source"]),
        found_on=date.fromisoformat(row["found_on"]),
        enterprise=_ref(row["enterprise"], row["enterprise_name"]),
        visit=_ref(row["visit"], row["visit_no"]),
        recurs_from=_ref(row["recurs_from"], row["recurs_no"]),
        pending_until=day(row["pending_until"]),
        five=Five(
            **{key: row[key] for key in _FIVE}, no_funds=bool(row["no_funds"]), deadline=day(row["deadline"])
        ),
        void=_void(row),
    )


def _ref(uid: str | None, name: str | None) -> Ref | None:
    return Ref(uid, name or "") if uid else None


def _void(row: Columns) -> VoidMark | None:
    if row["void_on"] is None:
        return None
    other = _ref(row["duplicate_of"], row["duplicate_no"])
    return VoidMark(date.fromisoformat(row["void_on"]), row["void_reason"], other)


def hazard_row(hazard: Hazard, town: str) -> dict[str, Any]:
    """Return the whole row of a hazard; its number carries series, year and sequence."""
    series, year, seq = hazard.no.rsplit("-", 2)
    five, void = hazard.five, hazard.void
    # Written out, and in the order of the image: an import makes one for every row of a sheet.
    return {
        "category": hazard.category,
        "contingency": five.contingency,
        "control_person": hazard.control_person,
        "criterion": hazard.criterion,
        "deadline": iso(five.deadline),
        "duplicate_of": _uid(void.duplicate_of) if void else None,
        "enterprise": _uid(hazard.enterprise),
        "fixed_on_spot": hazard.fixed_on_spot,
        "found_by": hazard.found_by,
        "found_on": iso(hazard.found_on),
        "found_unit": hazard.found_unit,
        "funds_fen": five.funds_fen,
        "funds_source": five.funds_source,
        "interim": hazard.interim,
        "key_item": hazard.key_item,
        "leader": hazard.leader,
        "level": str(hazard.level),
        "measures": five.measures,
        "no": hazard.no,
        "no_funds": int(five.no_funds),
        "pending_until": iso(hazard.pending_until),
        "place": hazard.place,
        "recurs_from": _uid(hazard.recurs_from),
        "responsible": five.responsible,
        "responsible_unit": five.responsible_unit,
        "sector": hazard.sector,
        "seq": int(seq),
        "series": series,
        "source": str(hazard.source),
        "source_no": hazard.source_no,
        "supervisor": hazard.supervisor,
        "title": hazard.title,
        "town": town,
        "uid": hazard.uid,
        "unit": hazard.unit,
        "village": hazard.village,
        "visit": _uid(hazard.visit),
        "void_on": iso(void.on) if void else None,
        "void_reason": void.reason if void else None,
        "year": int(year),
    }


def _uid(ref: Ref | None) -> str | None:
    return ref.uid if ref else None


def act_from(row: Columns) -> acts.Act:
    """Build an act from its row."""
    return acts.restore(
        row["kind"],
        uid=row["uid"],
        seq=row["seq"],
        on=date.fromisoformat(row["on_day"]),
        detail=json.loads(row["detail"]),
    )


def act_row(act: acts.Act, hazard: Hazard, town: str) -> dict[str, Any]:
    """Return the whole row of an act."""
    return {
        "uid": act.uid,
        "town": town,
        "hazard": hazard.uid,
        "seq": act.seq,
        "kind": act.kind,
        "on_day": iso(act.on),
        "detail": canonical(acts.details(act)),
    }


def span_rows(case: Case, town: str) -> list[dict[str, Any]]:
    """Return the kept rows of a case."""
    return [_span_row(case, span, town) for span in case.spans()]


def _span_row(case: Case, span: Span, town: str) -> dict[str, Any]:
    hazard, now, before = case.hazard, span.standing, span.before
    five, closing, listing, on_time = now.five, now.closing, now.listing, now.on_time
    return {
        "hazard": hazard.uid,
        "town": town,
        "since": iso(span.since),
        "until": iso(span.until),
        "found_on": iso(hazard.found_on),
        "village": hazard.village,
        "source": str(hazard.source),
        "sector": hazard.sector,
        "on_spot": int(hazard.fixed_on_spot is not None),
        "was_status": str(before.status) if before else None,
        "was_unit": before.unit if before else None,
        "status": str(now.status),
        "level": str(now.level),
        "unit": now.unit,
        "deadline": iso(five.deadline),
        "original_deadline": iso(now.original_deadline),
        "rectified_on": iso(now.rectified_on),
        "closed_on": iso(now.closed_on),
        "pending_until": iso(now.pending_until) if now.status is Status.PENDING else None,
        "needs_five": int(now.needs_five),
        "missing": ",".join(now.missing),
        "discovered_report": int(now.reported_on(ReportKind.DISCOVERED) is not None),
        "rectified_report": int(now.reported_on(ReportKind.RECTIFIED) is not None),
        "listing": str(listing.authority) if listing else None,
        "listed": int(now.listed),
        "rounds": now.rounds,
        "extensions": len(now.extensions),
        "on_time": None if on_time is None else int(on_time),
        "funds_fen": 0 if five.no_funds else five.funds_fen,
        "spent_fen": closing.funds_spent_fen if closing else None,
    }
