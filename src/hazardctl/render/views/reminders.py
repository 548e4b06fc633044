"""Pages about reminders: the text, framed by how to keep that it was sent, or nothing but the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import reminders as say
from hazardctl.render.shapes import Line, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.services.reminders import Reminder


def page(found: Sequence[Reminder]) -> Page:
    """Return the reminders and what to type once they are sent, or under which number each was recorded."""
    if not found:
        return Page((Line(say.nothing_at_all()),))
    parts = [line for r in found for line in (*_text(r), Line("\n"))]
    unsent = [r.unit for r in found if r.text and not r.action]
    if unsent:
        parts.append(Line(say.hint(unsent[0]) if len(found) == 1 else say.hint_all(), "quiet"))
    return Page(parts)


def _text(r: Reminder) -> list[Line]:
    if not r.text:
        return [Line(say.nothing(r.unit))]
    kept = [Line(say.recorded(r.action), "good")] if r.action else []
    return [*kept, *(Line(line) for line in r.text.split("\n"))]


def plain(found: Sequence[Reminder]) -> Page:
    """Return the texts and nothing else, an empty line between two."""
    texts = "\n\n".join(r.text for r in found if r.text)
    return Page([Line(line) for line in texts.split("\n")] if texts else ())
