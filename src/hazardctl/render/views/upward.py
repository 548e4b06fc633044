"""The page for the level above, to be copied as it is; what the office alone must know is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.errors import Problem
from hazardctl.messages import upward as say
from hazardctl.messages.submissions import unfilled
from hazardctl.render.shapes import Line, Page

if TYPE_CHECKING:
    from hazardctl.services.district import DistrictUpward
    from hazardctl.services.upward import Upward


def page(u: Upward) -> Page:
    """Return the text line by line."""
    title, *lines = u.text.split("\n")
    return Page(
        (
            Line(title, "strong"),
            *(Line(line) for line in lines),
            *(
                [Line("\n" + say.as_issued(u.period, u.issue.number, str(u.issue.on)), "quiet")]
                if u.issue
                else []
            ),
            *([] if u.complete else [Line("\n" + say.incomplete(str(u.until)), "warn")]),
        )
    )


def of_towns(u: DistrictUpward) -> Page:
    """Return the text over several towns line by line."""
    title, *lines = u.text.split("\n")
    running = [] if u.complete else [Line("\n" + say.incomplete(str(u.until)), "warn")]
    return Page((Line(title, "strong"), *(Line(line) for line in lines), *running))


def notes(u: Upward) -> tuple[Problem, ...]:
    """Return what the office must know beside the text, which is copied as it is."""
    return tuple(Problem("group_unfilled", unfilled(group)) for group in u.returns.unfilled)
