"""Pages about units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import views as say
from hazardctl.messages.labels import label, short
from hazardctl.render.shapes import Column, Line, Page, Pairs, Part, Table, Title
from hazardctl.render.views import hazards
from hazardctl.render.words import percent, text, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.duty import Owned
    from hazardctl.domain.record import HazardRecord
    from hazardctl.domain.register import RegisteredUnit
    from hazardctl.services.units import UnitPage, UnitRecord, UnitWork


HAZARDS_AT_MOST = 20
"""How many hazards of a kind a page names; JSON and the workbook have them all."""


def _kind(kind: str) -> str:
    return label("village" if kind == "village" else kind)


def table(found: Sequence[UnitRecord]) -> Page:
    """Return the register."""
    columns = (
        Column("单位"),
        Column("类别"),
        Column("成员 / 所在组"),
        Column(label("open_count"), right=True),
        Column(short("overdue"), right=True),
    )
    rows = [
        (u.key, _kind(u.kind), together(u.members or u.groups), text(u.open), text(u.overdue)) for u in found
    ]
    empty = [u.key for u in found if u.kind == "group" and not u.members]
    return Page((Table(columns, rows), *(Line(say.group_unfilled(key), "warn") for key in empty)))


def page(unit: UnitPage) -> Page:
    """Return one unit's page: duties, tasks, what the body asks of it, and its hazards."""
    parts: list[Part] = [Title(f"{unit.name}（{_kind(unit.kind)}）", 1), Pairs(_head(unit))]
    if unit.kind == "group" and not unit.members:
        parts.append(Line(say.group_unfilled(unit.key), "warn"))
    parts += (
        _owned("责任清单（分工表）", unit.duties)
        + _owned("任务清单（重点任务）", unit.tasks)
        + _owned("责任清单（正文要求）", unit.body_duties)
    )
    if unit.hazards:
        c = unit.hazards
        parts += [
            Title("行动以来隐患"),
            Line(f"排查 {c.found}，整改 {c.rectified}（{percent(c.rectified_rate)}），销号 {c.closed}，"
                 f"未销号 {c.open}，逾期 {c.overdue}"),
            *([Line(say.stock_left(unit.stock.open, unit.stock.overdue))] if unit.stock and unit.stock.open else []),
            *_first(unit.in_hand, unit.in_hand_number, unit.key),
            *_referred(unit),
        ]  # fmt: skip
    return Page([*parts, *(_work(unit.work, unit.key) if unit.work else [])])


def _referred(unit: UnitPage) -> list[Part]:
    """Return the hazards that the district has: no count of open ones holds them, so they stand by themselves."""
    found, number = unit.referred, unit.referred_number
    return [Title(say.unit_referred(number)), *_first(found, number, unit.key)] if found else []


def _first(found: Sequence[HazardRecord], number: int, key: str) -> list[Part]:
    """Return the first hazards of so many, and what shows all of them."""
    more = [Line(say.unit_more(number, key), "quiet")] if number > HAZARDS_AT_MOST else []
    return [hazards.rows(found[:HAZARDS_AT_MOST]), *more]


def _work(work: UnitWork, key: str) -> list[Part]:
    """Return the duties of a unit, what is late, and what it owes the phases."""
    parts: list[Part] = [
        Title("任务完成情况"),
        Line(say.unit_work(work.expected, work.done, percent(work.rate), work.enterprises)),
    ]
    if work.behind:
        columns = (
            Column("任务", main=True),
            Column("对象"),
            Column("缺次", right=True),
            Column("自何时起", keep=True),
        )
        rows = [
            (
                one.title,
                say.first_of(one.subjects),
                str(one.missing),
                str(one.since),
            )
            for one in work.behind
        ]
        parts += [Table(columns, rows), Line(say.late_one_by_one(key), "quiet")]
    if work.deliverables:
        columns = (
            Column("阶段", right=True),
            Column("阶段成果", main=True),
            Column("期限", keep=True),
            Column("情况", keep=True),
        )
        parts += [
            Title("时限进度清单"),
            Table(
                columns,
                [(str(d.phase), d.name, str(d.due), "已交" if d.done else "未交") for d in work.deliverables],
            ),
        ]
    return parts


def _head(unit: UnitPage) -> list[tuple[str, str]]:
    pairs = (("别名", unit.aliases), ("成员", unit.members), ("所在组", unit.groups))
    return [(name, together(values)) for name, values in pairs if values]


def _owned(heading: str, owned: Sequence[Owned]) -> list[Part]:
    if not owned:
        return []
    rows = [(o.key, _text(o)) for o in owned]
    return [Title(heading), Table((Column("编号", keep=True), Column("内容")), rows)]


def _text(owned: Owned) -> str:
    shared = "（集体责任）" if owned.via else ""
    return (owned.text if owned.name in {"", owned.text} else f"{owned.name}：{owned.text}") + shared


def added(units: Sequence[RegisteredUnit]) -> Page:
    """Return what is said after registering."""
    return Page([Line(say.unit_added(unit.key, _kind(unit.kind)), "good") for unit in units])


def joined(group: UnitRecord) -> Page:
    """Return a group's members."""
    return Page((Line(say.joined(group.key, together(group.members)), "good"),))
