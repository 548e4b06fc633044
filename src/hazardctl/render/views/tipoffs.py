"""Pages about tip-offs. Only `card` is given a text to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import matters as matter_words
from hazardctl.messages import tipoffs as say
from hazardctl.messages import views as words
from hazardctl.messages.labels import label, term
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Table, Title
from hazardctl.render.words import text, together, yuan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.tipoff import TipOffRecord
    from hazardctl.services.tipoffs import Received, Redacted, Shown


def received(r: Received) -> Page:
    """Return what is said after taking one in: the code, once."""
    return Page(
        (
            Line(matter_words.saved(label("matter.tipoff"), r.tipoff.no), "good"),
            Line(say.claim_code(r.claim_code), "strong"),
            Line(say.claim_once(), "warn"),
            _pairs(r.tipoff),
            Line(say.next_step(r.tipoff.no), "quiet"),
        )
    )


def changed(t: TipOffRecord) -> Page:
    """Return what is said after a step."""
    return Page((Line(matter_words.saved(label("matter.tipoff"), t.no), "good"), _pairs(t)))


def card(s: Shown) -> Page:
    """Return one tip-off with its text."""
    body = say.text_destroyed(s.tipoff.redacted_on) if s.text is None else s.text
    return Page((Title(s.tipoff.no, 1), _pairs(s.tipoff), Title("举报内容"), Line(body)))


def table(found: Sequence[TipOffRecord]) -> Page:
    """Return the list, without any text."""
    columns = (
        Column(label("tipoff.no"), keep=True),
        Column("日期", keep=True),
        Column("途径", keep=True),
        Column("单位（场所）或行业", main=True),
        Column("状态", keep=True),
        Column("查出隐患", most=14),
    )
    rows = [(t.no, str(t.on), term(t.channel), _about(t), _state(t), together(t.led_to)) for t in found]
    return Page((Table(columns, rows, empty=say.none()), Line(words.listed(len(found), cut=False), "quiet")))


def _about(t: TipOffRecord) -> str:
    return text(t.enterprise or t.village or t.sector)


def _state(t: TipOffRecord) -> Cell:
    said = term(t.result) if t.result and t.status == "verified" else label(f"tipoff.status.{t.status}")
    return Cell(said, "warn" if t.status == "received" else "plain")


def _pairs(t: TipOffRecord) -> Pairs:
    pairs = [
        ("日期", str(t.on)),
        (label("channel"), term(t.channel)),
        (label("internal"), "是" if t.internal else None),
        (label("enterprise"), t.enterprise),
        (label("village"), t.village),
        (label("sector"), t.sector),
        (label("tipoff.unit"), t.unit),
        (label("result"), term(t.result) if t.result else None),
        (label("verified_by"), f"{t.verified_by}（{t.verified_on}）" if t.verified_by else None),
        (label("verified_note"), t.verified_note),
        (label("led_to"), together(t.led_to) if t.led_to else None),
        ("奖励", f"{yuan(t.reward_fen)}（{t.rewarded_on}）" if t.reward_fen is not None else None),
    ]
    return Pairs([(name, value) for name, value in pairs if value])


def redacted(r: Redacted) -> Page:
    """Return what was destroyed and where it could not be."""
    return Page(
        (
            Line(say.destroyed(r.tipoff.no), "good"),
            *([Line(say.copies_rewritten(r.rewritten))] if r.rewritten else []),
            *([Line(say.copies_not_reached(r.not_reached), "bad")] if r.not_reached else []),
        )
    )
