"""A case of enforcement as an answer: what `enforce show` and `enforce list` say of it on a day.

Field names are the JSON keys. Whether a case is at risk of 以罚代管 depends on how its hazards stand, and whether a
firm was punished again and again on its other cases; both are handed in (`Beside`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.enforcement import Alert, PenaltyKind, Stage
from hazardctl.domain.hazard import IN_HAND, UNRECTIFIED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hazardctl.domain.enforcement import Enforcement, RecheckResult, SuspensionScope
    from hazardctl.domain.hazard import Status


class Firm(NamedTuple):
    """An enterprise punished again and again, and its major hazards that are not closed yet."""

    enterprise: str
    in_180_days: int
    in_year: int
    major_hazards: tuple[str, ...]


class Beside(NamedTuple):
    """What a case alone does not know: how hazards stand (by uid), and the firms of art. 113(1) (by uid)."""

    standing: Mapping[str, Status]
    firms: Mapping[str, Firm]


class PenaltyRecord(NamedTuple):
    """A penalty as an answer; `authority` decided it, money is in fen."""

    on: date
    penalty: PenaltyKind
    amount_fen: int | None
    doc_no: str | None
    authority: str


class RecheckRecord(NamedTuple):
    """A re-inspection as an answer."""

    on: date
    result: RecheckResult
    by: str
    note: str | None


class SuspensionRecord(NamedTuple):
    """A suspension as an answer, and how it ended."""

    on: date
    scope: SuspensionScope
    until: date | None
    doc_no: str | None
    resumed_on: date | None
    approver: str | None
    basis: str | None


class EnforcementRecord(NamedTuple):
    """A case at the end of a day.

    `risk` is 以罚代管风险: a penalty was decided and no re-inspection has passed; `risk_hazards` are those of its
    hazards that are not closed. `fines_fen` adds up the fines. `days_open` is None once it is closed.
    """

    no: str
    on: date
    enterprise: str | None
    unit: str | None
    village: str | None
    hazards: tuple[str, ...]
    visit: str | None
    problems: tuple[str, ...]
    findings: str
    status: Stage
    penalties: tuple[PenaltyRecord, ...]
    fines_fen: int
    no_penalty_reason: str | None
    referred_to: str | None
    rechecks: tuple[RecheckRecord, ...]
    rounds: int
    closed_on: date | None
    suspensions: tuple[SuspensionRecord, ...]
    suspended: bool
    suspended_on: date | None
    resumed_on: date | None
    open: bool
    risk: bool
    risk_hazards: tuple[str, ...]
    alerts: tuple[Alert, ...]
    repeated: Firm | None
    days_open: int | None
    void_reason: str | None
    uid: str


def record(case: Enforcement, day: date, beside: Beside) -> EnforcementRecord:
    """Return a case as it stood at the end of a day; `case` must already be that day's telling of it."""
    hazards = _at_risk(case, beside.standing)
    firm = beside.firms.get(case.enterprise.uid) if case.enterprise and case.penalties else None
    last_order, ended = case.suspensions[-1] if case.suspensions else (None, None)
    is_open = case.stage is not Stage.CLOSED and not case.void
    return EnforcementRecord(
        no=case.no,
        on=case.on,
        enterprise=case.enterprise.name if case.enterprise else None,
        unit=case.unit,
        village=case.village,
        hazards=tuple(ref.name for ref in case.hazards),
        visit=case.visit,
        problems=case.problems,
        findings=case.findings,
        status=case.stage,
        penalties=_penalties(case),
        fines_fen=fines(case),
        no_penalty_reason=case.no_penalty.reason if case.no_penalty else None,
        referred_to=case.referral.to if case.referral else None,
        rechecks=tuple(RecheckRecord(r.on, r.result, r.by, r.note) for r in case.rechecks),
        rounds=len(case.rechecks) - bool(case.passed),
        closed_on=case.passed.on if case.passed else None,
        suspensions=_suspensions(case),
        suspended=bool(case.suspended) and not case.void,
        suspended_on=last_order.on if last_order else None,
        resumed_on=ended.on if ended else None,
        open=is_open,
        risk=bool(case.penalties) and not case.void and (is_open or bool(hazards)),
        risk_hazards=hazards,
        alerts=_alerts(case, firm, day),
        repeated=firm,
        days_open=(day - case.on).days if is_open else None,
        void_reason=case.void.reason if case.void else None,
        uid=case.uid,
    )


def fines(case: Enforcement) -> int:
    """Add up the fines of a case, in fen."""
    return sum(p.amount_fen or 0 for p in case.penalties if p.penalty is PenaltyKind.FINE)


def _penalties(case: Enforcement) -> tuple[PenaltyRecord, ...]:
    return tuple(PenaltyRecord(p.on, p.penalty, p.amount_fen, p.doc_no, p.authority) for p in case.penalties)


def _suspensions(case: Enforcement) -> tuple[SuspensionRecord, ...]:
    return tuple(
        SuspensionRecord(
            on=order.on,
            scope=order.scope,
            until=order.until,
            doc_no=order.doc_no,
            resumed_on=ended.on if ended else None,
            approver=ended.approver if ended else None,
            basis=ended.basis if ended else None,
        )
        for order, ended in case.suspensions
    )


def _at_risk(case: Enforcement, standing: Mapping[str, Status]) -> tuple[str, ...]:
    """Name the hazards that were punished for and not put right; after a passed third step only unrectified ones."""
    if not case.penalties or case.void:
        return ()
    waiting = UNRECTIFIED if case.passed else IN_HAND
    return tuple(ref.name for ref in case.hazards if standing.get(ref.uid) in waiting)


def _alerts(case: Enforcement, firm: Firm | None, day: date) -> tuple[Alert, ...]:
    if case.void:
        return ()
    order = case.suspended
    over = order is not None and order.until is not None and order.until < day
    return (
        *([Alert.REPEATED_PENALTIES] if firm else []),
        *([Alert.SUSPENSION_OVER] if over else []),
    )
