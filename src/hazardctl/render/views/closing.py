"""What is shown before a hazard is closed: each of the five as planned and as it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.acts import Act, Closing
from hazardctl.messages import confirm as say
from hazardctl.messages.form import funds
from hazardctl.messages.labels import label, term
from hazardctl.render.columns import table
from hazardctl.render.words import day, text, yuan

if TYPE_CHECKING:
    from hazardctl.domain.record import HazardRecord


def confirming(before: HazardRecord, act: Act) -> list[str]:
    """Return what is being confirmed, in lines."""
    assert isinstance(act, Closing)  # noqa: S101  the one act that is asked about
    five = before.five
    planned = funds(yuan(five.funds_fen), none_needed=five.no_funds)
    spent = None if act.funds_spent_fen is None else say.spent(yuan(act.funds_spent_fen))
    rows = [
        (label("enterprise"), before.enterprise),
        (label("fixed_on_spot"), before.fixed_on_spot),
        (label("measures"), _done(five.measures, act.measures_result)),
        (label("responsible"), _done(five.responsible, act.responsible_result)),
        (label("funds"), _done(planned, spent)),
        (label("deadline"), _done(day(five.deadline), say.rectified(day(before.rectified_on)))),
        (label("contingency"), _done(five.contingency, act.contingency_result)),
        (label("conclusion"), say.review(
            act.reviewer, text(act.reviewer_unit), term(act.review_kind), day(act.on), act.conclusion
        )),
    ]  # fmt: skip
    shown = table([(name, value) for name, value in rows if value])
    return [say.closing(before.no, before.title[:30]), *shown.split("\n")]


def _done(planned: str | None, done: str | None) -> str | None:
    """Set what was done behind what was planned; nothing where neither is known."""
    if not planned:
        return None
    return say.was_done(planned, done) if done else planned
