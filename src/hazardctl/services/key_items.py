"""Key items: the plan's own and the office's, each with the hazards that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.key_item import KeyItem, KeyItemRecord, is_known, record, records
from hazardctl.domain.text import TITLE_LIMIT
from hazardctl.ledger.queries import key_items
from hazardctl.ledger.queries import matters as stored
from hazardctl.messages import fields
from hazardctl.messages import key_items as say
from hazardctl.services import matters
from hazardctl.services.form import Form, Given
from hazardctl.services.matters import Target

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.services.desk import Desk
    from hazardctl.services.matters import Sheet


def add(desk: Desk, given: Given) -> KeyItemRecord:
    """Settle an item for a trade.

    Raises:
        Refused: something is missing or wrong, or the trade has the item already; nothing was written.
    """
    return record(matters.begin(desk, "key-item add", given, _build).matter)


def _build(sheet: Sheet) -> KeyItem:
    form, plan = sheet.form, sheet.desk.plan
    text = form.line("item_text", limit=TITLE_LIMIT, required=True) or "?"
    sector = form.sector("sector", plan)
    if form.raw("sector") is None:
        form.object("missing", fields.missing("sector"), "sector")
    known = stored.listed(sheet.writer, KeyItem, stored.EVERYTHING, sheet.today)
    if is_known(text, sector, plan, known):
        form.object("exists", say.known_already(text))
    return KeyItem(on=sheet.on(), topic=sector, unit=sheet.unit(), text=text, source=form.line("basis_text"))


def listed(desk: Desk, given: Given, day: date) -> tuple[KeyItemRecord, ...]:
    """Return the items of all trades or of one: the plan's first, then the office's in the order of their numbers.

    Raises:
        Refused: a filter cannot be understood.
    """
    form = Form(given, desk)
    sector = form.sector("sector", desk.plan)
    unit = form.unit("unit", desk.register(day))
    form.done()
    wanted = stored.Filter(topic=sector, unit=unit, void=form.flag("void"))
    with desk.reading() as reader:
        items = stored.listed(reader, KeyItem, wanted, day)
        named = key_items.named(reader, day)
    found = records(desk.plan, sorted(items, key=lambda item: item.no), named)
    return tuple(item for item in found if item.origin == "office" or _of_plan(item, wanted))


def _of_plan(item: KeyItemRecord, wanted: stored.Filter) -> bool:
    """Whether the plan's item is asked for: it is no unit's own, is never void, and one without a trade is everybody's."""
    return not wanted.void and not wanted.unit and (not wanted.topic or item.sector in {wanted.topic, None})


def void(desk: Desk, no: str, given: Given) -> KeyItemRecord:
    """Declare an item void; the plan's own are not the office's to take away."""
    return record(matters.void(desk, "key-item void", Target(KeyItem, no), given))
