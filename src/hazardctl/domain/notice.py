"""The papers that go with hazards (文书): when one makes sense, who receives it, which acts and photos it quotes.

A paper says what was done and nothing that was not: which review it states, which application, which referral.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain import acts
from hazardctl.domain.hazard import Status
from hazardctl.errors import Problem
from hazardctl.messages import notices as messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.domain.record import HazardRecord

PHOTOS = 4
"""Pictures of one hazard on a paper; the others stay in the ledger."""


class NoticeKind(StrEnum):
    """The papers that go with one hazard, or with several of one receiver."""

    RECTIFY = "rectify"
    REVIEW = "review"
    CLOSE = "close"
    EXTEND = "extend"
    REFER = "refer"
    SUPERVISE = "supervise"


class Stage(StrEnum):
    """Whether a photo was attached before the rectification or after it."""

    BEFORE = "before"
    AFTER = "after"


class Quoted(NamedTuple):
    """The acts that a hazard's papers quote.

    `review` is the last one, None where it is still to come; `round` is its number or that of the one to come.
    `application` is the number of the application for extension that a form states or leaves room for.
    `returned` answers the last referral, if that came back.
    """

    rectification: acts.Rectification | None
    on_spot: bool
    review: acts.Closing | acts.Rejection | None
    round: int
    extension: acts.Extension | None
    application: int
    referral: acts.Referral | None
    returned: acts.Reply | None


class Wanted(NamedTuple):
    """A hazard that is to stand on a paper: how it stands, and what is quoted of it."""

    hazard: HazardRecord
    quoted: Quoted


_FITS = {
    NoticeKind.RECTIFY: frozenset(
        {Status.PENDING, Status.OPEN, Status.RECTIFIED, Status.CLOSED, Status.REFERRED}
    ),
    NoticeKind.REVIEW: frozenset({Status.OPEN, Status.RECTIFIED}),
    NoticeKind.CLOSE: frozenset({Status.RECTIFIED, Status.CLOSED}),
    NoticeKind.EXTEND: frozenset({Status.OPEN, Status.PENDING}),
    NoticeKind.REFER: frozenset({Status.PENDING, Status.OPEN, Status.REFERRED}),
    NoticeKind.SUPERVISE: frozenset({Status.PENDING, Status.OPEN, Status.RECTIFIED}),
}
"""How a hazard must stand for a paper to make sense; a void one never fits."""
_OVER = frozenset({Status.CLOSED, Status.REFERRED})
_ADDRESSED = frozenset({NoticeKind.RECTIFY, NoticeKind.REVIEW})
"""Papers to whoever carries the rectification out, signed by one supervising unit."""
_PICTURED = frozenset({NoticeKind.RECTIFY, NoticeKind.REFER, NoticeKind.REVIEW, NoticeKind.CLOSE})


def quoted(case: Case, day: date, *, following: bool = False) -> Quoted:
    """Return the acts up to a day that papers quote; `following` leaves room for the next application."""
    done = [act for act in case.acts if act.on <= day]
    now = case.at(day)
    review = _review(done)
    applications = [act for act in done if isinstance(act, acts.Extension)]
    stated = applications[-1] if applications and not following else None
    rounds = now.rounds if now else 0
    told = now is not None and (now.rectified_on is not None or review is not None)
    rectification = _rectification(done) if told else None
    referral, returned = _referral(done)
    return Quoted(
        rectification=rectification,
        on_spot=told and rectification is None and case.hazard.fixed_on_spot is not None,
        review=review,
        round=rounds if isinstance(review, acts.Rejection) else rounds + 1,
        extension=stated,
        application=len(applications) if stated else len(applications) + 1,
        referral=referral,
        returned=returned,
    )


def _rectification(done: Sequence[acts.Act]) -> acts.Rectification | None:
    return next((act for act in reversed(done) if isinstance(act, acts.Rectification)), None)


def _review(done: Sequence[acts.Act]) -> acts.Closing | acts.Rejection | None:
    """Return the review that still tells how a hazard stands: nothing that asks for another one came after it."""
    for act in reversed(done):
        if isinstance(act, (acts.Closing, acts.Rejection)):
            return act
        if isinstance(act, (acts.Rectification, acts.Reopening)):
            return None
    return None


def _referral(done: Sequence[acts.Act]) -> tuple[acts.Referral | None, acts.Reply | None]:
    """Return the referral that stands, or else the answer by which it came back."""
    for act in reversed(done):
        if isinstance(act, acts.Referral):
            return act, None
        if isinstance(act, acts.Reply):
            return None, act if act.outcome is acts.Outcome.RETURNED else None
    return None, None


def fits(kind: NoticeKind, one: Wanted) -> bool:
    """Whether a paper makes sense: as the hazard stands, or as a copy of what was given."""
    status, told = one.hazard.status, one.quoted
    if status is Status.VOID:
        return False
    if kind is NoticeKind.REVIEW and told.review is not None:
        return True
    return status in _FITS[kind] or (kind is NoticeKind.EXTEND and told.extension is not None)


def is_copy(kind: NoticeKind, one: Wanted) -> bool:
    """Whether a paper only repeats what was given before."""
    if kind is NoticeKind.RECTIFY:
        return one.hazard.status in _OVER
    return kind is NoticeKind.EXTEND and one.hazard.status not in _FITS[kind]


def carrier(hazard: HazardRecord, names: Mapping[str, str]) -> str | None:
    """Return who carries the rectification out: the enterprise, else who is responsible, else the village.

    Never the place: a yard cannot sign for a notice.
    """
    village = hazard.village
    return (
        hazard.enterprise
        or hazard.five.responsible_unit
        or (names.get(village, village) if village else None)
    )


def receiver(kind: NoticeKind, hazard: HazardRecord, names: Mapping[str, str]) -> str | None:
    """Return who a paper of this kind goes to: the office, the authority outside the town, or who carries out."""
    if kind is NoticeKind.SUPERVISE:
        return hazard.unit
    return hazard.referred_to if kind is NoticeKind.REFER else carrier(hazard, names)


def objections(kind: NoticeKind, wanted: Sequence[Wanted], names: Mapping[str, str]) -> list[Problem]:
    """Return why hazards may not stand on one paper: one receiver, and one supervising unit that signs."""
    hazards = [one.hazard for one in wanted]
    found = []
    receivers = _grouped({h.no: receiver(kind, h, names) for h in hazards})
    # Two hazards of which nobody knows whose they are need not be of the same: each has its own paper.
    unknown = receivers.get(None, []) if kind in _ADDRESSED and len(hazards) > 1 else []
    if len(receivers) > 1 or unknown:
        told = {name or messages.NO_RECEIVER: nos for name, nos in receivers.items()}
        found.append(Problem("several_receivers", messages.several_receivers(told), "no"))
    units = _grouped({h.no: names.get(h.unit, h.unit) for h in hazards})
    if kind in _ADDRESSED and len(units) > 1:
        told = {name or "": nos for name, nos in units.items()}
        found.append(Problem("several_units", messages.several_units(told), "no"))
    return found


def _grouped(of: Mapping[str, str | None]) -> dict[str | None, list[str]]:
    groups: dict[str | None, list[str]] = {}
    for no, name in of.items():
        groups.setdefault(name, []).append(no)
    return groups


def has_photos(kind: NoticeKind) -> bool:
    """Whether a paper of this kind shows photos."""
    return kind in _PICTURED


def stage(name: str, added_on: date, uid: str, rectification: acts.Rectification | None) -> Stage | None:
    """Return whether a photo shows how it was or how it is: by its own name, else by when it was attached.

    On the day of the rectification the order of typing decides, which the uids of both tell. Of a hazard that nobody
    rectified since it was found (or that was fixed on the spot) nothing is said: nothing is known.
    """
    if messages.BOTH in name:
        return None
    for told, word in ((Stage.BEFORE, messages.BEFORE), (Stage.AFTER, messages.AFTER)):
        if word in name:
            return told
    if rectification is None:
        return None
    if added_on == rectification.on:
        return Stage.BEFORE if uid < rectification.uid else Stage.AFTER
    return Stage.BEFORE if added_on < rectification.on else Stage.AFTER


def shown(kind: NoticeKind, stages: Sequence[Stage | None]) -> list[int]:
    """Return which photos a paper shows, in the order of attaching.

    A notice shows how it was found: the first ones. A review or closing shows how it is now: the last ones after the
    rectification, and earlier ones where there is room.
    """
    after = [at for at, one in enumerate(stages) if one is Stage.AFTER]
    before = [at for at, one in enumerate(stages) if one is not Stage.AFTER]
    if kind is NoticeKind.RECTIFY:
        return before[:PHOTOS]
    if kind is NoticeKind.REFER:
        return list(range(len(stages)))[:PHOTOS]
    last = after[-PHOTOS:]
    room = PHOTOS - len(last)
    return sorted([*last, *(before[-room:] if room else [])])
