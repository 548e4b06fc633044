"""Pages about key items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import key_items as say
from hazardctl.messages import matters as matter_words
from hazardctl.messages import views as words
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Column, Line, Page, Pairs, Table
from hazardctl.render.words import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.key_item import KeyItemRecord

_LIST = (
    Column(label("key_item_no"), keep=True),
    Column(label("sector"), most=10),
    Column(label("key_item"), main=True),
    Column(label("found"), right=True),
    Column(label("open_count"), right=True),
)


def table(found: Sequence[KeyItemRecord]) -> Page:
    """Return the list with the figures beside each; the plan's own carry its name in place of a number."""
    rows = [
        (i.no or label("plan_item"), text(i.sector), _text(i), str(i.found), str(i.open_count)) for i in found
    ]
    return Page((Table(_LIST, rows, empty=say.none()), Line(words.listed(len(rows), cut=False), "quiet")))


def _text(i: KeyItemRecord) -> str:
    return f"{i.text}\n{i.basis_text}" if i.basis_text else i.text


def added(i: KeyItemRecord) -> Page:
    """Return what is said after settling one."""
    pairs = [
        (label("key_item"), i.text),
        (label("sector"), i.sector),
        (label("basis_text"), i.basis_text),
        (label("unit"), i.unit),
    ]
    return Page(
        (
            Line(matter_words.saved(label("matter.key_item"), i.no or ""), "good"),
            Pairs([(name, value) for name, value in pairs if value]),
            Line(say.how_to_name_it(i.no or i.text), "quiet"),
        )
    )
