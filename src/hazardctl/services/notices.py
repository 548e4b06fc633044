"""Notices of hazards (通知书、意见书、审批表、函): the hazards named or found at a visit, and what is known of them.

A notice is printed from what is recorded; it records nothing. Each paper has one receiver. What may stand on one is
said by `domain/notice.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import notice as rules
from hazardctl.domain.notice import NoticeKind, Wanted
from hazardctl.domain.record import record
from hazardctl.errors import Problem, Refused
from hazardctl.ledger import connect
from hazardctl.ledger.queries import cases, inspections, units
from hazardctl.messages import notices as messages
from hazardctl.messages import register as register_messages
from hazardctl.services.find import number_of
from hazardctl.services.form import Form
from hazardctl.services.notice_photos import photos

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.domain.notice import Quoted
    from hazardctl.domain.record import HazardRecord
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given
    from hazardctl.services.notice_photos import Pictured


class Subject(NamedTuple):
    """A hazard on a notice: how it stands, who carries its rectification out, what is quoted of it, and its photos."""

    hazard: HazardRecord
    carrier: str | None
    quoted: Quoted
    photos: tuple[Pictured, ...]


class Notice(NamedTuple):
    """One paper. `to` is who receives it; None where that is still to be written in by hand.

    `visit` is the one that every hazard on it was found at; `notes` are said beside the paper, not on it.
    """

    kind: NoticeKind
    day: date
    to: str | None
    unit: str
    unit_name: str
    visit: str | None
    subjects: tuple[Subject, ...]
    contact: str | None
    phone: str | None
    notes: tuple[Problem, ...] = ()


class NoticeRecord(NamedTuple):
    """A notice as an answer; field names are the JSON keys."""

    kind: str
    to: str | None
    unit: str
    visit: str | None
    hazards: tuple[str, ...]


class _Asked(NamedTuple):
    """What was asked for: hazards by their numbers, a visit with all that it found, the next application."""

    named: tuple[str, ...]
    visit: str | None = None
    found: tuple[str, ...] = ()
    following: bool = False

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.named, *self.found)))


def notice(desk: Desk, numbers: Sequence[str], given: Given) -> Notice:
    """Return a notice of the hazards named, or of all that a visit found and that the paper fits.

    Raises:
        Refused: no hazard is named, one is unknown, was not found yet, is not of the visit or does not stand so that
            the paper fits, or they have different receivers; all of it at once.
    """
    form = Form(given, desk)
    kind = form.choice("kind", NoticeKind)
    if kind is None and not form.problems:
        form.object("missing", messages.no_kind(), "kind")
    if form.flag("next") and kind not in {None, NoticeKind.EXTEND}:
        form.object("only_extend", messages.only_extend(), "next")
    with desk.reading() as reader:
        asked = _asked(form, reader, numbers)
        known = cases.by_numbers(reader, asked.numbers)
        for no in asked.numbers:
            if no not in known:
                form.object("not_found", register_messages.no_such_number(no), "no")
        form.done()
        assert kind is not None  # noqa: S101  `done` has refused otherwise
        wanted, left_out = _fitting(kind, [known[no] for no in asked.numbers], asked, desk.today)
        return _made(desk, reader, kind, wanted, left_out)


def as_record(made: Notice) -> NoticeRecord:
    """Return a notice as an answer."""
    return NoticeRecord(
        str(made.kind), made.to, made.unit, made.visit, tuple(one.hazard.no for one in made.subjects)
    )


def _asked(form: Form, reads: Reads, numbers: Sequence[str]) -> _Asked:
    """Read the hazards and the visit; a hazard named beside a visit must be one of that visit's."""
    named = tuple(dict.fromkeys(number_of(no) for no in numbers))
    said = form.line("visit")
    if not said:
        if not named and not form.problems:
            form.object("missing", messages.no_hazard(), "no")
        return _Asked(named, following=form.flag("next"))
    seen = inspections.by_number(reads, number_of(said))
    if seen is None:
        form.object("no_such_visit", register_messages.no_such_visit(said), "visit")
        return _Asked(named)
    if not seen.hazards:
        form.object("nothing_found", messages.nothing_found(seen.no), "visit")
    for no in named:
        if seen.hazards and no not in seen.hazards:
            form.object("not_of_visit", messages.not_of_visit(no, seen.no), "no")
    return _Asked(named, seen.no, tuple(seen.hazards), following=form.flag("next"))


def _fitting(
    kind: NoticeKind, found: Sequence[Case], asked: _Asked, day: date
) -> tuple[list[tuple[Case, Wanted]], list[Problem]]:
    """Return the hazards that the paper fits, and what is said of a visit's others.

    Raises:
        Refused: it does not fit one that was named, or none of a visit's.
    """
    fitting: list[tuple[Case, Wanted]] = []
    refused: list[Problem] = []
    left_out: list[Problem] = []
    for case in found:
        no, told = case.hazard.no, record(case, day)
        if told is None:
            problem = Problem("not_yet", messages.not_yet_found(no, day), "no")
        else:
            one = Wanted(told, rules.quoted(case, day, following=asked.following))
            if rules.fits(kind, one):
                fitting.append((case, one))
                continue
            problem = Problem("does_not_fit", messages.does_not_fit(no, str(told.status), str(kind)), "no")
        (refused if no in asked.named else left_out).append(problem)
    if refused or not fitting:
        raise Refused(*refused, *left_out)
    return fitting, [Problem("left_out", messages.left_out(one.message), "no") for one in left_out]


def _made(
    desk: Desk,
    reads: Reads,
    kind: NoticeKind,
    fitting: Sequence[tuple[Case, Wanted]],
    left_out: Sequence[Problem],
) -> Notice:
    register = units.register(reads, desk.today)
    names = {unit.key: unit.name for unit in register.units}
    wanted = [one for _, one in fitting]
    if problems := rules.objections(kind, wanted, names):
        raise Refused(*problems)
    first = wanted[0].hazard
    visits = {one.hazard.visit for one in wanted}
    subjects, photo_notes = _subjects(desk, reads, kind, fitting, names)
    return Notice(
        kind=kind,
        day=desk.today,
        to=rules.receiver(kind, first, names),
        unit=first.unit,
        unit_name=names.get(first.unit, first.unit),
        visit=first.visit if len(visits) == 1 else None,
        subjects=subjects,
        contact=connect.setting(reads, "preparer"),
        phone=connect.setting(reads, "phone"),
        notes=(*left_out, *_copies(kind, wanted), *_returned(kind, wanted), *photo_notes),
    )


def _subjects(
    desk: Desk,
    reads: Reads,
    kind: NoticeKind,
    fitting: Sequence[tuple[Case, Wanted]],
    names: Mapping[str, str],
) -> tuple[tuple[Subject, ...], list[Problem]]:
    subjects: list[Subject] = []
    notes: list[Problem] = []
    for case, (told, quoted) in fitting:
        pictured, said = photos(desk.settings.ledger, reads, kind, case, quoted)
        subjects.append(Subject(told, rules.carrier(told, names), quoted, pictured))
        notes += said
    return tuple(subjects), notes


def _copies(kind: NoticeKind, wanted: Sequence[Wanted]) -> list[Problem]:
    """Say of which hazards the paper only repeats what was given."""
    return [
        Problem("copy", messages.is_copy(one.hazard.no, str(one.hazard.status), str(kind)))
        for one in wanted
        if rules.is_copy(kind, one)
    ]


def _returned(kind: NoticeKind, wanted: Sequence[Wanted]) -> list[Problem]:
    """Ask whether what came back is to be referred once more."""
    return [
        Problem("returned", messages.came_back(one.hazard.no, back.on, back.note))
        for one in wanted
        if kind is NoticeKind.REFER and (back := one.quoted.returned)
    ]
