"""How a hazard stands, and what each act does to that.

`begin` gives the standing on the day it was found, `after` the standing once an act has been done. Neither asks
whether the act was allowed (`gates` does, before anything is recorded): what has been accepted is never refused again,
so that an old ledger reads the same under a newer rule.
"""

from datetime import date
from functools import singledispatch

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain import acts
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Hazard, Level, ReportKind, Status


class Standing(Struct, frozen=True, kw_only=True):
    """A hazard at the end of a day. `five.deadline` is the deadline in force; the original one stays beside it.

    `rectified_by` did the rectification that stands, as `rectified_note` tells it; `rectifiers` are
    all who ever took part, each named once.
    """

    since: date
    status: Status
    level: Level
    unit: str
    five: Five
    needs_five: bool
    criterion: str | None
    original_deadline: date | None
    interim: str | None = None
    pending_until: date | None = None
    rectified_on: date | None = None
    rectified_by: str | None = None
    rectified_note: str | None = None
    rectifiers: tuple[str, ...] = ()
    closed_on: date | None = None
    closing: acts.Closing | None = None
    rounds: int = 0
    extensions: tuple[acts.Extension, ...] = ()
    listing: acts.Listing | None = None
    delisted_on: date | None = None
    referred_to: str | None = None
    reports: tuple[acts.Report, ...] = ()

    def reported_on(self, kind: ReportKind) -> date | None:
        """Return the day on which a report of this kind was first made."""
        if not self.reports:
            return None
        return min((r.on for r in self.reports if r.report is kind), default=None)

    @property
    def listed(self) -> bool:
        """Whether an authority lists it now (挂牌督办, not yet 摘牌)."""
        return self.listing is not None and self.delisted_on is None

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the missing ones of the five; nothing is missing where they are not asked for."""
        return tuple(self.five.missing()) if self.needs_five else ()

    @property
    def on_time(self) -> bool | None:
        """Whether the rectification that stands came by the original deadline; None before there is one."""
        if self.rectified_on is None or self.original_deadline is None:
            return None
        return self.rectified_on <= self.original_deadline


def begin(hazard: Hazard) -> Standing:
    """Return how a hazard stands at the moment of its registration, on the day it was found."""
    spot = hazard.fixed_on_spot is not None
    status = Status.RECTIFIED if spot else Status.PENDING if hazard.pending_until else Status.OPEN
    person = hazard.five.responsible
    return Standing(
        since=hazard.found_on,
        status=status,
        level=hazard.level,
        unit=hazard.unit,
        five=hazard.five,
        needs_five=not spot or hazard.level is Level.MAJOR,
        criterion=hazard.criterion,
        original_deadline=hazard.five.deadline,
        interim=hazard.interim,
        pending_until=hazard.pending_until,
        rectified_on=hazard.found_on if spot else None,
        rectified_by=person if spot else None,
        rectifiers=(person,) if spot and person else (),
    )


@singledispatch
def _do(act: acts.Act, now: Standing) -> Standing:
    """Do one kind of act; a kind that changes nothing of the standing falls through to here."""
    del act
    return now


def after(now: Standing, act: acts.Act) -> Standing:
    """Return how the hazard stands once the act is done."""
    return replace(_do(act, now), since=act.on)


@_do.register
def _(act: acts.Completion, now: Standing) -> Standing:
    five = complete(now.five, act)
    waiting = bool(five.missing_fields()) or now.status is not Status.PENDING
    return replace(
        now,
        five=five,
        original_deadline=now.original_deadline or five.deadline,
        status=now.status if waiting else Status.OPEN,
    )


def complete(five: Five, act: acts.Completion) -> Five:
    """Return the five with what a completion supplies; what it leaves out stays as it was."""
    return Five(
        measures=act.measures or five.measures,
        responsible_unit=act.responsible_unit or five.responsible_unit,
        responsible=act.responsible or five.responsible,
        funds_fen=act.funds_fen if act.funds_fen is not None else five.funds_fen,
        funds_source=act.funds_source or five.funds_source,
        no_funds=act.no_funds or (five.no_funds and act.funds_fen is None),
        deadline=act.deadline or five.deadline,
        contingency=act.contingency or five.contingency,
    )


@_do.register
def _(act: acts.Rectification, now: Standing) -> Standing:
    who = act.by or now.five.responsible
    rectifiers = tuple(dict.fromkeys((*now.rectifiers, *((who,) if who else ()))))
    return replace(
        now,
        status=Status.RECTIFIED,
        rectified_on=act.on,
        rectified_by=who,
        rectified_note=act.note,
        rectifiers=rectifiers,
    )


@_do.register
def _(act: acts.Closing, now: Standing) -> Standing:
    return replace(now, status=Status.CLOSED, closed_on=act.on, closing=act)


@_do.register
def _(act: acts.Rejection, now: Standing) -> Standing:
    del act
    return replace(_unrectified(now), rounds=now.rounds + 1)


def _unrectified(now: Standing) -> Standing:
    """Send it back. What was fixed on the spot and did not hold was not 能立即整改的: from now on it needs the five."""
    status = Status.OPEN if now.five.complete else Status.PENDING
    # A report on a rectification that did not stand reports nothing: the next one is owed again (task 16).
    reports = tuple(report for report in now.reports if report.report is not ReportKind.RECTIFIED)
    return replace(
        now,
        status=status,
        needs_five=True,
        rectified_on=None,
        rectified_by=None,
        rectified_note=None,
        reports=reports,
    )


@_do.register
def _(act: acts.Extension, now: Standing) -> Standing:
    if act.refused:
        return now
    five = replace(now.five, deadline=act.new_deadline)
    return replace(now, five=five, extensions=(*now.extensions, act))


@_do.register
def _(act: acts.Listing, now: Standing) -> Standing:
    return replace(now, listing=act, delisted_on=None)


@_do.register
def _(act: acts.Delisting, now: Standing) -> Standing:
    return replace(now, delisted_on=act.on)


@_do.register
def _(act: acts.Transfer, now: Standing) -> Standing:
    return replace(now, unit=act.to)


@_do.register
def _(act: acts.Referral, now: Standing) -> Standing:
    return replace(now, status=Status.REFERRED, referred_to=act.to)


@_do.register
def _(act: acts.Reply, now: Standing) -> Standing:
    if act.outcome is acts.Outcome.ENDED:
        return replace(now, status=Status.CLOSED, closed_on=act.on)
    back = replace(now, referred_to=None)
    return replace(back, status=Status.RECTIFIED) if now.rectified_on else _unrectified(back)


@_do.register
def _(act: acts.Regrade, now: Standing) -> Standing:
    major = act.level is Level.MAJOR
    return replace(
        now,
        level=act.level,
        criterion=act.basis if major else now.criterion,
        needs_five=now.needs_five or major,
    )


@_do.register
def _(act: acts.Reopening, now: Standing) -> Standing:
    del act
    return replace(_unrectified(now), closed_on=None, closing=None, referred_to=None)


@_do.register
def _(act: acts.Report, now: Standing) -> Standing:
    return replace(now, reports=(*now.reports, act))
