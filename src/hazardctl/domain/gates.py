"""What must hold before an act may be done: the one gate that every path passes (DESIGN.md §4).

Each gate returns all its objections at once; an empty result lets the act through. A gate reads the standing on the
day of the act, so an act typed late is judged as of its own day. Closing has a module of its own (`closing`), and so
has registration (`entry`).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import singledispatch

from hazardctl.domain import acts, closing
from hazardctl.domain.hazard import IN_HAND, Hazard, ReportKind, Status
from hazardctl.domain.lifecycle import Standing, complete
from hazardctl.errors import Problem
from hazardctl.messages import fields, hazards
from hazardctl.messages.labels import label


def objections(hazard: Hazard, now: Standing, act: acts.Act, today: date) -> tuple[Problem, ...]:
    """Return every reason why this act may not be done on a hazard that stands like this."""
    if hazard.void:
        return (Problem("void", hazards.is_void(hazard.no)),)
    return (*_days(hazard, act, today), *_gate(act, hazard, now))


def still(hazard: Hazard, now: Standing, act: acts.Act, today: date) -> tuple[Problem, ...]:
    """Return every reason why an act on record may not stand, now that something else was told or corrected.

    Progress changes nothing: wherever in the story it comes to lie, it may have been told.
    """
    if isinstance(act, acts.Progress) and not hazard.void:
        return tuple(_days(hazard, act, today))
    return objections(hazard, now, act, today)


def too_early(act: acts.Act, latest: Standing, done: Sequence[acts.Act]) -> Problem | None:
    """Object to an act dated before the one on record that it follows: a review before the rectification, and so on.

    On its own day there was nothing yet to follow, but that is not what went wrong: the day was mistyped.
    """
    rectified_on = latest.rectified_on
    if isinstance(act, acts.Closing | acts.Rejection) and rectified_on and act.on < rectified_on:
        return Problem("review_before_rectified", hazards.review_before_rectified(act.on, rectified_on), "on")
    followed = _followed(act, latest, done)
    if followed and act.on < followed.on:
        before, after = label("act_" + act.kind), label("act_" + followed.kind)
        return Problem("too_early", hazards.too_early(before, act.on, after, followed.on), "on")
    return None


def _followed(act: acts.Act, latest: Standing, done: Sequence[acts.Act]) -> acts.Act | None:
    """Return what an act puts an end to, where it is on record and still holds."""
    kinds: tuple[type[acts.Act], ...] = ()
    if isinstance(act, acts.Reply) and latest.status is Status.REFERRED:
        kinds = (acts.Referral,)
    elif isinstance(act, acts.Delisting) and latest.listed:
        kinds = (acts.Listing,)
    elif isinstance(act, acts.Reopening) and latest.status is Status.CLOSED:
        kinds = (acts.Closing, acts.Reply)
    return next((one for one in reversed(done) if isinstance(one, kinds)), None)


def later_act(act: acts.Act) -> Problem:
    """Object to an act before which another one would no longer let it stand."""
    return Problem("later_act", hazards.later_act_stands(label("act_" + act.kind), act.on), "on")


def _days(hazard: Hazard, act: acts.Act, today: date) -> Iterator[Problem]:
    """Found ≤ done ≤ today (DESIGN.md §4.8)."""
    if act.on < hazard.found_on:
        yield Problem("before_found", hazards.done_before_found(act.on, hazard.found_on), "on")
    if act.on > today:
        yield Problem("in_future", hazards.done_in_future(act.on, today), "on")


@singledispatch
def _gate(act: acts.Act, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    """Judge one kind of act; a correction is judged by what it corrects, so nothing stands here."""
    del act, hazard, now
    yield from ()


def _in_hand(hazard: Hazard, now: Standing) -> Iterator[Problem]:
    """Object when the town no longer has the hazard in hand."""
    if now.status is Status.CLOSED:
        yield Problem("closed", hazards.is_closed(hazard.no))
    elif now.status is Status.REFERRED:
        yield Problem("referred", hazards.is_referred(hazard.no, now.referred_to))


@_gate.register
def _(act: acts.Progress, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    """Refuse what is closed alone: a referred hazard is tracked until it is answered (移送跟踪)."""
    del act
    if now.status is Status.CLOSED:
        yield Problem("closed", hazards.is_closed(hazard.no))


def _five_complete(hazard: Hazard, now: Standing) -> Iterator[Problem]:
    if now.missing:
        items = "、".join(label(item) for item in now.missing)
        yield Problem("five_missing", hazards.is_pending(hazard.no, items))


@_gate.register
def _(act: acts.Completion, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    yield from _in_hand(hazard, now)
    if now.status not in IN_HAND:
        return
    if not now.missing:
        yield Problem("nothing_missing", hazards.nothing_missing(hazard.no))
        return
    yield from _deadline_of(act, hazard, now)
    for _item, field in complete(now.five, act).missing_fields():
        yield Problem("missing", fields.missing(field), field)


def _deadline_of(act: acts.Completion, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    """A completion may set a deadline, not before the finding; one that is set moves by extension alone."""
    have = now.five.deadline
    if act.deadline and act.deadline < hazard.found_on:
        yield Problem(
            "before_found", hazards.before_found("deadline", act.deadline, hazard.found_on), "deadline"
        )
    elif act.deadline and have and act.deadline != have:
        yield Problem("deadline_set", hazards.deadline_set(hazard.no, have), "deadline")


@_gate.register
def _(act: acts.Rectification, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    del act
    yield from _in_hand(hazard, now)
    if now.status is Status.RECTIFIED:
        yield Problem("already_rectified", hazards.already_rectified(hazard.no, now.rectified_on))
    elif now.status in IN_HAND:
        yield from _five_complete(hazard, now)


@_gate.register
def _(act: acts.Closing, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    yield from _in_hand(hazard, now)
    if now.status in IN_HAND:
        yield from closing.objections(hazard, now, act)


@_gate.register
def _(act: acts.Rejection, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    yield from _in_hand(hazard, now)
    if now.status in IN_HAND:
        yield from closing.review_objections(hazard, now, act.reviewer)


@_gate.register
def _(act: acts.Extension, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    yield from _in_hand(hazard, now)
    if now.status is Status.RECTIFIED:
        yield Problem("already_rectified", hazards.already_rectified(hazard.no, now.rectified_on))
    deadline = now.five.deadline
    if deadline is None:
        yield Problem("no_deadline", hazards.no_deadline(hazard.no))
        return
    if act.new_deadline <= deadline:
        yield Problem("not_later", hazards.not_later(act.new_deadline, deadline), "new_deadline")
    if act.on > deadline and not act.late:
        yield Problem("extension_late", hazards.extension_late(act.on, deadline), "late")
    if not act.interim and not act.refused:
        yield Problem("missing", hazards.interim_needed(), "interim")


@_gate.register
def _(act: acts.Listing, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    yield from _in_hand(hazard, now)
    if now.listed and now.listing:
        yield Problem("already_listed", hazards.already_listed(hazard.no, now.listing.authority))
    if act.term and act.term < act.on:
        yield Problem("term_before_listing", hazards.term_before_listing(act.term, act.on), "term")


@_gate.register
def _(act: acts.Delisting, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    del act
    if not now.listed:
        yield Problem("not_listed", hazards.not_listed(hazard.no))


@_gate.register
def _(act: acts.Transfer, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    yield from _in_hand(hazard, now)
    if act.to == now.unit:
        yield Problem("same_unit", hazards.same_unit(hazard.no, now.unit), "to")


@_gate.register
def _(act: acts.Referral, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    del act
    yield from _in_hand(hazard, now)


@_gate.register
def _(act: acts.Reply, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    if now.status is not Status.REFERRED:
        yield Problem("not_referred", hazards.not_referred(hazard.no))
    elif act.outcome is acts.Outcome.ENDED and now.listed and now.listing:
        yield Problem("still_listed", hazards.still_listed(hazard.no, now.listing.authority))


@_gate.register
def _(act: acts.Regrade, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    yield from _in_hand(hazard, now)
    if act.level is now.level:
        yield Problem("same_level", hazards.same_level(hazard.no, now.level), "level")


@_gate.register
def _(act: acts.Reopening, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    if now.status is not Status.CLOSED:
        yield Problem("not_closed", hazards.not_closed(hazard.no))
    elif now.closed_on and act.on < now.closed_on:
        yield Problem("before_closing", hazards.before_closing(act.on, now.closed_on), "on")


@_gate.register
def _(act: acts.Report, hazard: Hazard, now: Standing) -> Iterator[Problem]:
    earlier = now.reported_on(act.report)
    if earlier:
        yield Problem("already_reported", hazards.already_reported(act.report, earlier), "report")
    if act.report is ReportKind.RECTIFIED and now.rectified_on is None:
        yield Problem("not_rectified", hazards.report_before_rectified(hazard.no))
