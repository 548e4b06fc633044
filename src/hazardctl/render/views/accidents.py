"""Pages about accidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import accidents as say
from hazardctl.messages import matters as matter_words
from hazardctl.messages import views as words
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Column, Line, Page, Pairs, Table
from hazardctl.render.words import text, together, yuan

if TYPE_CHECKING:
    from hazardctl.domain.accident import AccidentRecord, Toll
    from hazardctl.services.accidents import Accidents


def table(found: Accidents) -> Page:
    """Return the list of accidents and the year's toll."""
    columns = (
        Column(label("accident_no"), keep=True),
        Column("日期", keep=True),
        Column("单位（场所）和经过", main=True),
        Column("死亡", right=True),
        Column("受伤", right=True),
    )
    rows = [
        (
            a.no,
            str(a.on),
            f"{a.enterprise or a.village or text(a.place)}：{a.summary}",
            str(a.deaths),
            str(a.injured),
        )
        for a in found.items
    ]
    listed = Line(words.listed(len(rows), cut=False), "quiet")
    return Page((Table(columns, rows, empty=say.none()), listed, against_target(found.toll)))


def against_target(toll: Toll) -> Line:
    """Return the year's deaths against the target."""
    if toll.deaths_target is None:
        return Line(say.no_target(toll.deaths))
    return Line(say.within_target(toll.deaths, toll.deaths_target), "plain" if toll.within_target else "bad")


def added(a: AccidentRecord) -> Page:
    """Return what is said after recording."""
    return Page((Line(matter_words.saved(label("matter.accident"), a.no), "good"), _pairs(a)))


def _pairs(a: AccidentRecord) -> Pairs:
    pairs = [
        ("日期", str(a.on)),
        (label("enterprise"), a.enterprise),
        (label("village"), a.village),
        (label("place"), a.place),
        (label("summary"), a.summary),
        (label("deaths"), str(a.deaths)),
        (label("injured"), str(a.injured)),
        (label("loss"), None if a.loss_fen is None else yuan(a.loss_fen)),
        (label("cause"), a.cause),
        ("有关隐患", together(a.hazards) if a.hazards else None),
    ]
    return Pairs([(name, value) for name, value in pairs if value])
