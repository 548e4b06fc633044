"""Pages about inspections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import views as say
from hazardctl.messages.labels import label, short
from hazardctl.render.shapes import Column, Line, Page, Pairs, Table, Title
from hazardctl.render.words import text, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.ledger.queries.inspections import InspectionRecord

NAMED = 3
"""Hazards of one visit that a list names; of more it says how many."""


def table(found: Sequence[InspectionRecord]) -> Page:
    """Return the list of visits."""
    columns = (
        Column(label("visit"), keep=True),
        Column("日期", keep=True),
        Column("单位（场所）", main=True),
        Column(short("village"), most=8),
        Column("检查单位", most=8),
        Column("检查人员", most=8),
        Column("隐患", most=14),
    )
    rows = [
        (v.no, str(v.on), text(v.enterprise), text(v.village), v.unit, text(v.inspectors), _in_short(v))
        for v in found
    ]
    count = Line(say.listed(len(found), cut=False), "quiet")
    return Page((Table(columns, rows, empty=say.no_visits()), count))


def _in_short(visit: InspectionRecord) -> str:
    """Name what a visit found, one number a line; `inspect show` has them all."""
    few = visit.hazards[:NAMED]
    return (
        found_on_visit(visit)
        if len(visit.hazards) == len(few)
        else say.and_more(together(few), len(visit.hazards))
    )


def found_on_visit(visit: InspectionRecord) -> str:
    """Say what a visit found."""
    return (
        label("clean") if visit.clean else together(visit.hazards) if visit.hazards else say.found_unnamed()
    )


def recorded(visit: InspectionRecord) -> Page:
    """Return what is said after recording."""
    return Page(
        (Line(say.visit_recorded(visit.no), "good"), _pairs(visit), Line(say.visit_next(visit.no), "quiet"))
    )


def card(visit: InspectionRecord) -> Page:
    """Return everything about one visit."""
    return Page((Title(visit.no, 1), _pairs(visit)))


def _pairs(visit: InspectionRecord) -> Pairs:
    pairs = [
        ("检查日期", str(visit.on)),
        (label("void_reason"), visit.void_reason),
        (label("enterprise"), visit.enterprise),
        (label("place"), visit.place),
        (label("village"), visit.village),
        ("检查单位", visit.unit),
        ("检查人员", visit.inspectors),
        (label("source"), say.source(visit.source)),
        (label("sector"), visit.sector),
        ("说明", visit.note),
        ("隐患", found_on_visit(visit)),
    ]
    return Pairs([(name, value) for name, value in pairs if value])
