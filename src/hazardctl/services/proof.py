"""`verify`: the ledger against its own journal, and against a head that was printed on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl import clock
from hazardctl.domain.period import Month
from hazardctl.domain.proof import Anchor, Fault, Proof
from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.ledger import damage
from hazardctl.ledger.proof import chain
from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.proof.flaws import UNREADABLE, Flaw
from hazardctl.ledger.queries import entries, issues, stored
from hazardctl.messages import proof as messages
from hazardctl.services.telling import Teller, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hazardctl.ledger.proof.reading import Examines
    from hazardctl.services.desk import Desk

_NAMED = 3
_PHASE = "phase/"
SHORTEST_HEAD = 8
"""How many characters of a printed head must be given: fewer could be met by chance."""


def verify(desk: Desk, since: str | None) -> Proof:
    """Prove the ledger, or say where it cannot be proved.

    The ledger is not changed; beside it stands a mark as long as what was entered is not whole.

    Raises:
        NotFound: there is no ledger, or no issue of the month that `since` names.
        LedgerDamaged: the file is no ledger at all.
        Refused: `since` is neither the beginning of a head nor a month.
    """
    path = desk.settings.ledger
    with desk.store.examining() as reads:
        wanted = None if since is None else _wanted(reads, since, desk.today)
        examined = examine(reads, path)
        anchor = _anchor(reads, wanted, examined.walked.entries) if wanted else None
        faults = (*_faults(desk, reads, examined.flaws), *_unanchored(anchor))
        if desk.store.file is not None:
            damage.note(path, damaged=examined.damaged)
        return Proof(
            sound=not faults,
            entries=examined.walked.entries,
            head=_said(examined.walked.head),
            rows=sum(_count(reads, name) for name in examined.tables),
            tables=len(examined.tables),
            hazards=_count(reads, "hazard"),
            issues=_count(reads, "issue"),
            files=_count(reads, "evidence"),
            since=anchor,
            faults=faults,
            hidden=examined.hidden,
        )


def _count(reads: Examines, table: str) -> int:
    try:
        return stored.count(reads, table)
    except UNREADABLE:
        return 0


class _Wanted(NamedTuple):
    """A head, or its beginning, that the ledger must still have; `paper` where the ledger itself was asked for it."""

    head: str
    paper: str | None


def _wanted(reads: Examines, since: str, today: date) -> _Wanted:
    """Read what was printed on paper, or find what the ledger says was printed on the paper named."""
    said = since.strip().lower()
    if len(said) >= SHORTEST_HEAD and not set(said) - set("0123456789abcdef"):
        return _Wanted(said, None)
    of_phase, rest = said.startswith(_PHASE), since.strip()[len(_PHASE) if said.startswith(_PHASE) else 0 :]
    period, _, number = rest.partition("/")
    month = None if of_phase else _month(period, today)
    wanted = int(number) if number.isdecimal() and len(number) < 6 else 0  # noqa: PLR2004  nobody issues so often
    found = issues.head_of(reads, month or period, wanted, of_phase=of_phase)
    if found and bool(number) == bool(wanted):
        return _Wanted(found, since.strip())
    if (month is None and not (of_phase and period.isdecimal())) or bool(number) != bool(wanted):
        raise Refused(Problem("bad_since", messages.bad_since(since[:80], SHORTEST_HEAD), "since"))
    raise NotFound(
        Problem("not_issued", messages.no_such_issue(since, issues.newest_papers(reads, _NAMED)), "since")
    )


def _month(said: str, today: date) -> str | None:
    """Return a month as an issue's period is stored; None for anything else (2023-H1, final)."""
    try:
        return str(Month.parse(said, today))
    except ValueError:
        return None


def _anchor(reads: Examines, wanted: _Wanted, entries: int) -> Anchor:
    head, paper = wanted
    try:
        (entry, *_) = chain.holds(reads, head)
        at = clock.office_time(entry["at"])
        return Anchor(head, str(entry["hash"]), int(entry["seq"]), at, entries - int(entry["seq"]), paper)
    except UNREADABLE:
        return _anchor_elsewhere(reads, wanted) or Anchor(head, None, None, None, None, paper)


def _anchor_elsewhere(reads: Examines, wanted: _Wanted) -> Anchor | None:
    """Look for a head among the entries of the ledgers that were merged into this one."""
    try:
        (entry, *_) = chain.holds_elsewhere(reads, wanted.head)
        at, later = clock.office_time(entry["at"]), int(entry["last"]) - int(entry["seq"])
        return Anchor(
            wanted.head, str(entry["hash"]), int(entry["seq"]), at, later, wanted.paper, entry["series"]
        )
    except UNREADABLE:
        return None


def _unanchored(anchor: Anchor | None) -> Iterator[Fault]:
    if anchor and anchor.seq is None:
        yield Fault("head_missing", messages.head_missing(anchor.given))


def _faults(desk: Desk, reads: Examines, flaws: tuple[Flaw, ...]) -> Iterator[Fault]:
    """Put flaws into words; where not even that can be read, the flaw is told without names."""
    teller = Teller(reads, terms_of(desk))
    for flaw in flaws:
        try:
            yield _fault(reads, teller, flaw)
        except UNREADABLE:
            told = messages.fault(flaw.code, _said(flaw.entity), None, flaw.seq, flaw.times)
            yield Fault(flaw.code, told, seq=_number(flaw.seq))


def _fault(reads: Examines, teller: Teller, flaw: Flaw) -> Fault:
    image = flaw.says or flaw.said or {}
    name = teller.name(flaw.uid) if flaw.uid else None
    if name is None and flaw.entity:
        name = teller.called(flaw.entity, image)
    entry = entries.signed(reads, flaw.seq) if flaw.seq else None
    return Fault(
        code=flaw.code,
        message=messages.fault(flaw.code, flaw.entity, name, flaw.seq, flaw.times),
        where=name,
        seq=_number(flaw.seq),
        at=clock.office_time(entry["at"]) if entry else None,
        actor=_said(entry["actor"]) if entry else None,
        command=_said(entry["command"]) if entry else None,
        changes=teller.differences(flaw.entity or "", flaw.said, flaw.says) if flaw.said or flaw.says else (),
        proven=flaw.sure,
    )


def _said(value: object) -> str | None:
    """Return what stands where a text should, as text: in a damaged row it may be anything."""
    return value if isinstance(value, str) or value is None else repr(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
