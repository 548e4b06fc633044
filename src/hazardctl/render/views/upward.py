"""The page for the level above, to be copied as it is; what the office alone must know stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import upward as say
from hazardctl.messages.submissions import unfilled
from hazardctl.render.shapes import Line, Page

if TYPE_CHECKING:
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
            *(Line(unfilled(group), "warn") for group in u.returns.unfilled),
        )
    )
