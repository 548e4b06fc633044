"""Pages about supervision actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import actions as say
from hazardctl.messages import matters as matter_words
from hazardctl.messages import views as words
from hazardctl.messages.labels import label, short
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Table, Title
from hazardctl.render.words import day, text, together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hazardctl.domain.supervision import ActionRecord
    from hazardctl.services.actions import Suggestion


COMMANDS = 50
"""How many commands a page of suggestions names; JSON and CSV have them all."""


def saved(a: ActionRecord, names: Mapping[str, str]) -> Page:
    """Return what is said after recording."""
    wait = [Line(say.next_reply(a.no), "quiet")] if a.reply_due and not a.replied_on else []
    return Page((Line(matter_words.saved(label("matter.action"), a.no), "good"), _pairs(a, names), *wait))


def card(a: ActionRecord, names: Mapping[str, str]) -> Page:
    """Return everything about one action."""
    return Page((Title(a.no, 1), _pairs(a, names)))


def _pairs(a: ActionRecord, names: Mapping[str, str]) -> Pairs:
    pairs = [
        ("手段", names.get(a.kind, a.kind)),
        ("日期", str(a.on)),
        ("对象", a.unit or a.enterprise),
        ("有关隐患", together(a.hazards) if a.hazards else None),
        (label("doc_no"), a.doc_no),
        ("内容", a.text),
        (label("by"), a.by),
        (label("from_unit"), a.from_unit),
        (label("reply_due"), day(a.reply_due) if a.reply_due else None),
        ("状态", say.status(a.status, a.days_overdue)),
        (label("replied_on"), day(a.replied_on) if a.replied_on else None),
        (label("reply"), a.reply),
        (label("effect"), a.effect),
    ]
    return Pairs([(name, value) for name, value in pairs if value])


def table(found: Sequence[ActionRecord], names: Mapping[str, str]) -> Page:
    """Return the list of actions."""
    columns = (
        Column(label("action_no"), keep=True),
        Column("日期", keep=True),
        Column("手段", keep=True),
        Column("对象和内容", main=True),
        Column(label("reply_due"), keep=True),
        Column("状态", most=14),
    )
    rows = [
        (a.no, str(a.on), names.get(a.kind, a.kind), _what(a), day(a.reply_due), _state(a)) for a in found
    ]
    return Page((Table(columns, rows, empty=say.none()), Line(words.listed(len(found), cut=False), "quiet")))


def _what(a: ActionRecord) -> str:
    """Say towards whom and what; of a long text its first line."""
    said = a.text.split("\n")[0] if a.text else together(a.hazards)
    return "：".join(part for part in (a.unit or a.enterprise, said) if part)


def _state(a: ActionRecord) -> Cell:
    return Cell(say.status(a.status, a.days_overdue), "bad" if a.overdue else "plain")


def suggestions(found: Sequence[Suggestion]) -> Page:
    """Return what may be done next, each with its command."""
    columns = (Column(short("no"), keep=True), Column("单位（场所）和隐患", main=True), Column(short("unit"), most=12),
               Column("建议", most=20))  # fmt: skip
    rows = [(s.no, _late(s), text(s.unit), say.suggested(s.name, s.days_overdue, s.rounds)) for s in found]
    commands = [Line(command, "quiet") for command in dict.fromkeys(s.command for s in found[:COMMANDS])]
    hint = [Line(say.only_suggested(), "quiet")] if found else []
    return Page((Table(columns, rows, empty=say.nothing_to_suggest()), *commands, *hint))


def _late(s: Suggestion) -> str:
    return "：".join(part for part in (s.enterprise, s.title) if part)
