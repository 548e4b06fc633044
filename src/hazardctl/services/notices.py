"""Notices of hazards (通知书、意见书、审批表、函): which hazards may stand on one paper, and what is known of them.

A notice is printed from what is recorded; it records nothing. Each paper has one receiver.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import acts
from hazardctl.domain.hazard import Status
from hazardctl.domain.record import HazardRecord, record
from hazardctl.errors import Problem, Refused
from hazardctl.ledger import connect
from hazardctl.ledger.queries import cases, evidence, inspections, units
from hazardctl.messages import notices as messages
from hazardctl.messages import register as register_messages
from hazardctl.services.find import number_of
from hazardctl.services.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from hazardctl.domain.case import Case
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given


class NoticeKind(StrEnum):
    """The papers that go with one hazard, or with several of one receiver."""

    RECTIFY = "rectify"
    REVIEW = "review"
    CLOSE = "close"
    EXTEND = "extend"
    REFER = "refer"
    SUPERVISE = "supervise"


class Subject(NamedTuple):
    """A hazard on a notice: how it stands today, the acts that its form quotes, and its photos with their own names."""

    hazard: HazardRecord
    closing: acts.Closing | None
    extension: acts.Extension | None
    referral: acts.Referral | None
    photos: tuple[tuple[Path, str], ...]


class Notice(NamedTuple):
    """One paper. `to` is who receives it; None where that is still to be written in by hand."""

    kind: NoticeKind
    day: date
    to: str | None
    unit: str
    unit_name: str
    visit: str | None
    subjects: tuple[Subject, ...]
    contact: str | None
    phone: str | None


class NoticeRecord(NamedTuple):
    """A notice as an answer; field names are the JSON keys."""

    kind: str
    to: str | None
    unit: str
    visit: str | None
    hazards: tuple[str, ...]


_FITS = {
    NoticeKind.RECTIFY: frozenset({Status.PENDING, Status.OPEN, Status.RECTIFIED}),
    NoticeKind.REVIEW: frozenset({Status.OPEN, Status.RECTIFIED, Status.CLOSED}),
    NoticeKind.CLOSE: frozenset({Status.RECTIFIED, Status.CLOSED}),
    NoticeKind.EXTEND: frozenset({Status.OPEN, Status.PENDING}),
    NoticeKind.REFER: frozenset({Status.PENDING, Status.OPEN, Status.REFERRED}),
    NoticeKind.SUPERVISE: frozenset({Status.PENDING, Status.OPEN, Status.RECTIFIED}),
}
"""How a hazard must stand for a paper to make sense; a void one never fits."""


def notice(desk: Desk, numbers: Sequence[str], given: Given) -> Notice:
    """Return a notice of the hazards named, or of all that a visit found.

    Raises:
        Refused: no hazard is named, one is unknown or does not stand so that the paper fits, or they have different
            receivers; all of it at once.
    """
    form = Form(given, desk.today)
    kind = form.choice("kind", NoticeKind)
    if kind is None and not form.problems:
        form.object("missing", messages.no_kind(), "kind")
    with desk.reading() as reader:
        visit, asked = _asked(form, reader, numbers)
        known = cases.by_numbers(reader, asked)
        for no in asked:
            if no not in known:
                form.object("not_found", register_messages.no_such_number(no), "no")
        if not asked and not form.problems:
            form.object("missing", messages.no_hazard(), "no")
        form.done()
        assert kind is not None  # noqa: S101  `done` has refused otherwise
        told = [(known[no], one) for no in asked if (one := record(known[no], desk.today))]
        _check(kind, [one for _, one in told])
        first = told[0][1]
        register = units.register(reader, desk.today)
        names = {unit.key: unit.name for unit in register.units}
        return Notice(
            kind=kind,
            day=desk.today,
            to=_receiver(kind, first),
            unit=first.unit,
            unit_name=names.get(first.unit, first.unit),
            visit=visit or first.visit,
            subjects=tuple(_subject(desk, reader, case, one) for case, one in told),
            contact=connect.setting(reader, "preparer"),
            phone=connect.setting(reader, "phone"),
        )


def as_record(made: Notice) -> NoticeRecord:
    """Return a notice as an answer."""
    return NoticeRecord(
        str(made.kind), made.to, made.unit, made.visit, tuple(one.hazard.no for one in made.subjects)
    )


def _asked(form: Form, reads: Reads, numbers: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the visit named, and the hazards: those named, and those that it found."""
    asked = [number_of(no) for no in numbers]
    said = form.line("visit")
    if not said:
        return None, list(dict.fromkeys(asked))
    seen = inspections.by_number(reads, number_of(said))
    if seen is None:
        form.object("no_such_visit", register_messages.no_such_visit(said), "visit")
        return None, asked
    if not seen.hazards and not asked:
        form.object("nothing_found", messages.nothing_found(seen.no), "visit")
    return seen.no, list(dict.fromkeys([*asked, *seen.hazards]))


def _receiver(kind: NoticeKind, hazard: HazardRecord) -> str | None:
    """Return who a paper of this kind goes to: the office, the authority outside the town, or the enterprise."""
    if kind is NoticeKind.SUPERVISE:
        return hazard.unit
    return hazard.referred_to if kind is NoticeKind.REFER else hazard.enterprise


def _check(kind: NoticeKind, hazards: Sequence[HazardRecord]) -> None:
    problems = [
        Problem("does_not_fit", messages.does_not_fit(h.no, str(h.status), str(kind)), "no")
        for h in hazards
        if h.status not in _FITS[kind]
    ]
    receivers: dict[str | None, list[str]] = {}
    for h in hazards:
        receivers.setdefault(_receiver(kind, h), []).append(h.no)
    if len(receivers) > 1:
        told = {name or messages.NO_RECEIVER: nos for name, nos in receivers.items()}
        problems.append(Problem("several_receivers", messages.several_receivers(told), "no"))
    if problems:
        raise Refused(*problems)


def _subject(desk: Desk, reads: Reads, case: Case, told: HazardRecord) -> Subject:
    from hazardctl.ledger import files, pictures

    def last(kind: type[acts.Act]) -> acts.Act | None:
        return next((act for act in reversed(case.acts) if isinstance(act, kind)), None)

    now = case.at(desk.today)
    ledger = desk.settings.ledger
    photos = (
        (files.path_of(ledger, one.sha256, one.name), one.name)
        for one in evidence.of(reads, case.hazard.uid)
        if one.name.lower().endswith(tuple(pictures.SUFFIXES))
    )
    extension, referral = last(acts.Extension), last(acts.Referral)
    return Subject(
        hazard=told,
        closing=now.closing if now else None,
        extension=extension if isinstance(extension, acts.Extension) else None,
        referral=referral if isinstance(referral, acts.Referral) else None,
        photos=tuple((path, name) for path, name in photos if path.is_file()),
    )
