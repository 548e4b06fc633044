"""Pages about enforcement: the list with what is 以罚代管, and one case in its three steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import enforcement as say
from hazardctl.messages import views as words
from hazardctl.messages.labels import label, term
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Part, Table, Title
from hazardctl.render.words import text, together, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.enforcement_record import (
        EnforcementRecord,
        PenaltyRecord,
        RecheckRecord,
        SuspensionRecord,
    )

_LIST = (
    Column(label("enforcement_no"), keep=True),
    Column("立案日期", keep=True),
    Column("单位和检查情况", main=True),
    Column(label("penalty"), most=14),
    Column(label("status"), most=14),
)


def table(found: Sequence[EnforcementRecord]) -> Page:
    """Return the list of cases, what was punished and not re-inspected, and whoever was punished again and again."""
    rows = [(c.no, str(c.on), f"{text(c.enterprise)}\n{c.findings}", _decision(c), _state(c)) for c in found]
    return Page(
        (
            Table(_LIST, rows, empty=say.none()),
            *_left_undone(found),
            Line(words.listed(len(rows), cut=False), "quiet"),
        )
    )


def _left_undone(found: Sequence[EnforcementRecord]) -> Iterator[Part]:
    risky = [case for case in found if case.risk]
    if risky:
        hazards = sorted({no for case in risky for no in case.risk_hazards})
        yield Line(say.at_risk(len(risky), tuple(hazards)), "bad")
    for firm in dict.fromkeys(case.repeated for case in found if case.repeated):
        yield Line(say.repeated(*firm), "bad" if firm.major_hazards else "warn")


def _decision(case: EnforcementRecord) -> str:
    decided = [
        *(_penalty_in_short(p) for p in case.penalties),
        *([label("no_penalty")] if case.no_penalty_reason else []),
        *([f"{label('refer')}{case.referred_to}"] if case.referred_to else []),
    ]
    return together(decided)


def _penalty_in_short(p: PenaltyRecord) -> str:
    return term(p.penalty) + (f"{yuan(p.amount_fen)}元" if p.amount_fen is not None else "")


def _state(case: EnforcementRecord) -> Cell:
    if case.void_reason:
        return Cell(label("void"), "quiet")
    if case.risk:
        return Cell(say.risk(), "bad")
    if case.suspended:
        return Cell(label("suspended"), "warn")
    return Cell(term(case.status), "good" if not case.open else "plain")


def card(case: EnforcementRecord) -> Page:
    """Return everything about one case."""
    head = Line(f"{label('status')}：{term(case.status)}{_how_long(case)}", "plain" if case.open else "good")
    return Page(
        (Title(f"{case.no}  {text(case.enterprise)}", 1), head, *_warnings(case), *_steps(case), *_next(case))
    )


def _how_long(case: EnforcementRecord) -> str:
    return f"（{say.open_for(case.days_open)}）" if case.days_open is not None else ""


def _warnings(case: EnforcementRecord) -> Iterator[Line]:
    if case.risk:
        yield Line(say.at_risk(1, case.risk_hazards), "bad")
    if case.repeated:
        yield Line(say.repeated(*case.repeated), "bad" if case.repeated.major_hazards else "warn")
    order = case.suspensions[-1] if case.suspended else None
    if order and order.until and "suspension_over" in case.alerts:
        yield Line(say.suspension_over(order.until), "warn")


def _steps(case: EnforcementRecord) -> Iterator[Part]:
    yield Title("检查诊断")
    yield _known(
        [
            ("立案日期", str(case.on)),
            ("立案单位", case.unit),
            (label("village"), case.village),
            (label("findings"), case.findings),
            ("有关隐患", together(case.hazards) if case.hazards else None),
            ("有关问题", together(case.problems) if case.problems else None),
            (label("visit"), case.visit),
            (label("void_reason"), case.void_reason),
        ]
    )
    second = [
        *((str(p.on), _penalty(p)) for p in case.penalties),
        (label("no_penalty"), case.no_penalty_reason),
        (label("refer"), case.referred_to),
    ]
    if any(value for _, value in second):
        yield Title(label("penalties"))
        yield _known(second)
    if case.rechecks:
        yield Title(label("rechecks"))
        yield _known([(str(r.on), _recheck(r)) for r in case.rechecks])
    if case.suspensions:
        yield Title(label("suspensions"))
        yield _known([(term(s.scope), _suspension(s)) for s in case.suspensions])


def _known(pairs: Sequence[tuple[str, str | None]]) -> Pairs:
    return Pairs([(name, value) for name, value in pairs if value])


def _penalty(p: PenaltyRecord) -> str:
    return "，".join(part for part in (_penalty_in_short(p), p.authority, p.doc_no) if part)


def _recheck(r: RecheckRecord) -> str:
    return "，".join(part for part in (term(r.result), r.by, r.note) if part)


def _suspension(s: SuspensionRecord) -> str:
    parts = (say.period(s.on, s.until, s.resumed_on), s.doc_no, s.approver, s.basis)
    return "，".join(part for part in parts if part)


def _next(case: EnforcementRecord) -> Iterator[Line]:
    step = say.next_step(case.no, case.status, suspended=case.suspended) if not case.void_reason else ""
    if step:
        yield Line(step, "quiet")


def opened(case: EnforcementRecord) -> Page:
    """Return what is said after opening a case."""
    return _recorded(say.opened(case.no), case)


def decided(case: EnforcementRecord) -> Page:
    """Return what is said after the second step."""
    return _recorded(say.decided(case.no), case)


def rechecked(case: EnforcementRecord) -> Page:
    """Return what is said after the third step."""
    return _recorded(say.rechecked(case.no, passed=not case.open), case)


def suspended(case: EnforcementRecord) -> Page:
    """Return what is said after work was stopped."""
    return _recorded(say.suspended(case.no), case)


def resumed(case: EnforcementRecord) -> Page:
    """Return what is said after work was let go on."""
    return _recorded(say.resumed(case.no), case)


def _recorded(said: str, case: EnforcementRecord) -> Page:
    pairs = _known(
        [
            (label("enterprise"), case.enterprise),
            (label("findings"), case.findings[:60]),
            (label("penalty"), _decision(case) if case.status != "diagnosed" else None),
            (label("rechecks"), _recheck(case.rechecks[-1]) if case.rechecks else None),
            (label("suspensions"), _suspension(case.suspensions[-1]) if case.suspensions else None),
            ("不合格轮次", str(case.rounds) if case.rounds else None),
        ]
    )
    return Page((Line(said, "good"), pairs, *_next(case)))
