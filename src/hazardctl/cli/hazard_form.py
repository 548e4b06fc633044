"""`hazardctl hazard add` on a terminal: the form, one hazard of a visit after the other, drafts kept and offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hazardctl import clock
from hazardctl.domain.interview import carried_over
from hazardctl.errors import Interrupted, Problem
from hazardctl.messages import form as say
from hazardctl.messages.prompts import YES
from hazardctl.render import output
from hazardctl.render.form import Form, Left, which_draft
from hazardctl.render.keyboard import Keyboard, keyboard, tell
from hazardctl.services import drafts, entry, interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from hazardctl.cli.session import Session
    from hazardctl.render.output import Answer
    from hazardctl.services.form import Given, Typed


def run(session: Session, given: Given, answer: Callable[[entry.Registered], Answer]) -> None:
    """Ask for hazards until there is none left; each is answered as soon as it is saved.

    Raises:
        Interrupted: the form was left; what had been said is kept as a draft.
    """
    keys = keyboard()
    draft, talk = _begin(session, given, keys)
    if like := talk.given.get("like"):
        tell(say.like(str(like)))
    while True:
        _register(session, keys, draft, talk, answer)
        more = carried_over(talk.given)
        place = more.get("enterprise")
        if not _wants_another(keys, bool(more.get("visit")), str(place) if place else None):
            return
        kept: dict[str, Typed] = {name: value for name, value in more.items() if isinstance(value, str)}
        tell(say.goes_on([say.name(name) for name in kept if name != "confirmed"]))
        draft, talk = drafts.new(session.desk), interview.begun(session.desk, kept)


def _begin(session: Session, given: Given, keys: Keyboard) -> tuple[drafts.Draft, interview.Interview]:
    """Go on with a form that was left, or begin a new one with what the command line says."""
    fresh = interview.begun(session.desk, given)
    left = drafts.kept(session.desk)
    number = which_draft(left, [clock.office_time(one.at) for one in left], keys) if left else None
    tell(*say.head())
    if number == 0:
        drafts.drop(*left)
    if not number:
        return drafts.new(session.desk), fresh
    chosen = left[number - 1]
    return chosen, interview.begun(session.desk, {**chosen.given, **fresh.given}, chosen.asked)


def _register(
    session: Session,
    keys: Keyboard,
    draft: drafts.Draft,
    talk: interview.Interview,
    answer: Callable[[entry.Registered], Answer],
) -> None:
    """Fill in one form and save it; the draft goes only after the hazard is in the ledger."""
    told = False

    def keep() -> None:
        nonlocal told
        why = drafts.keep(draft, talk.given, talk.asked)
        if why and not told:
            tell(say.no_draft_can_be_kept(why))
            told = True

    try:
        saved = Form(talk, keys, keep).fill(lambda values: entry.add(session.desk, values))
    except Left:
        kept = draft.path.exists()
        message = say.draft_kept() if kept else say.nothing_kept()
        raise Interrupted(Problem("left", message)) from None
    drafts.drop(draft)
    # What it resembles was said while it was looked over.
    output.deliver(
        answer(replace(saved, notes=tuple(n for n in saved.notes if not n.code.startswith("likely"))))
    )


def _wants_another(keys: Keyboard, visit: bool, enterprise: str | None) -> bool:
    try:
        return keys.line(say.another(visit=visit, enterprise=enterprise)).lower() in YES
    except KeyboardInterrupt:
        return False
