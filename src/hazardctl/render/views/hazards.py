"""Pages about hazards: the list, one hazard in full, what is missing, and the whole story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import views as say
from hazardctl.messages.labels import label, short
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Part, Table, Title
from hazardctl.render.words import NOTHING, day, text, together, yuan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.history import HistoryLine
    from hazardctl.domain.record import HazardRecord

_TONES = {"pending": "warn", "rectified": "warn", "closed": "good", "void": "quiet", "referred": "quiet"}


def state(h: HazardRecord) -> Cell:
    """Say how a hazard stands in the fewest words: late first, since that is what somebody must act on."""
    if h.overdue:
        return Cell(say.overdue_by(h.days_overdue), "bad")
    if h.pending_overdue:
        return Cell(label("pending_overdue"), "bad")
    if h.status == "void" and h.duplicate_of:
        return Cell(label("duplicate"), "quiet")
    return Cell(label(h.state), _TONES.get(h.status, "plain"))  # type: ignore[arg-type]


def in_short(cell: Cell) -> Cell:
    """Leave out what stands in brackets: a column has no room for it."""
    return cell._replace(text=cell.text.partition("（")[0])


def level(h: HazardRecord) -> Cell:
    """Say the level in one word."""
    return Cell(say.level(h.level), "bad" if h.level == "major" else "plain")


def what(h: HazardRecord) -> str:
    """Say where and what, one below the other, so that neither is torn apart by the other's length."""
    return f"{h.enterprise}\n{h.title}" if h.enterprise else h.title


_LIST = (
    Column(label("no"), keep=True),
    Column(short("level"), keep=True),
    Column("单位（场所）和隐患", main=True),
    Column(short("unit"), most=10),
    Column(short("deadline"), keep=True),
    Column(label("status"), most=12),
)


def rows(found: Sequence[HazardRecord]) -> Table:
    """Return the list itself, for a page of its own or a part of another."""
    lines = [
        (h.no, level(h), what(h), h.unit, day(h.five.deadline or h.pending_until), in_short(state(h)))
        for h in found
    ]
    return Table(_LIST, lines, empty=say.no_hazards())


def table(found: Sequence[HazardRecord], limit: int) -> Page:
    """Return the list with its count."""
    more = limit > 0 and len(found) == limit
    return Page((rows(found), Line(say.listed(len(found), cut=more), "quiet")))


def card(h: HazardRecord) -> Page:
    """Return everything about one hazard."""
    return Page(
        (
            Title(f"{h.no}  {label(h.level)}", 1),
            Line(h.title, "strong"),
            Line(f"{label('status')}：{state(h).text}", state(h).tone),
            Pairs(_known(_finding(h))),
            Title(label("five")),
            Pairs(_five(h)),
            *_later(h),
            Line(_next(h), "quiet"),
        )
    )


def _next(h: HazardRecord) -> str:
    return say.next_step(h.no, h.state, tuple(h.missing), h.reports_owed)


def _known(pairs: Sequence[tuple[str, str | None]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs if value]


def _finding(h: HazardRecord) -> list[tuple[str, str | None]]:
    names = ("enterprise", "place", "village", "unit", "sector", "category")
    return [
        *((label(name), getattr(h, name)) for name in names),
        (label("source"), say.source(h.source)),
        (label("found_on"), str(h.found_on)),
        (label("found_unit"), h.found_unit),
        (label("found_by"), h.found_by),
        (label("visit"), h.visit),
        (label("criterion"), h.criterion),
        (label("key_item"), h.key_item),
        (label("supervisor"), h.supervisor),
        (label("control_person"), h.control_person),
        (label("leader"), h.leader),
        (
            "备注",
            "、".join(label(n) for n in ("stock", "carried_over", "after_campaign") if getattr(h, n)) or None,
        ),
        (label("recurs_from"), h.recurs_from),
        (label("duplicate_of"), h.duplicate_of),
        (label("void_reason"), h.void_reason),
    ]


def _five(h: HazardRecord) -> list[tuple[str, str]]:
    five = h.five
    money = (
        label("no_funds")
        if five.no_funds
        else yuan(five.funds_fen) + ("元" if five.funds_fen is not None else "")
    )
    deadline = day(five.deadline)
    if five.original_deadline and five.original_deadline != five.deadline:
        deadline += say.originally(str(five.original_deadline), h.extensions)
    values = [
        ("measures", text(five.measures)),
        ("responsible_unit", text(five.responsible_unit)),
        ("responsible", text(five.responsible)),
        ("funds", money + (f"（{five.funds_source}）" if five.funds_source else "")),
        ("deadline", deadline),
        ("contingency", text(five.contingency)),
    ]
    if h.fixed_on_spot:
        given = [pair for pair in values if pair[1] != NOTHING]
        return [(label("fixed_on_spot"), h.fixed_on_spot), *((label(name), value) for name, value in given)]
    return [(label(name), value) for name, value in values]


def _later(h: HazardRecord) -> list[Part]:
    pairs = _known(
        [
            (label("interim"), h.interim),
            (label("pending_until"), str(h.pending_until) if h.pending_until else None),
            (label("rectified_on"), _rectified(h)),
            (label("rectified_note"), h.rectified_note),
            (label("rounds"), str(h.rounds) if h.rounds else None),
            (label("closed_on"), str(h.closed_on) if h.closed_on else None),
            (label("reviewer"), h.reviewer),
            (label("conclusion"), h.conclusion),
            (label("funds_spent"), yuan(h.funds_spent_fen) + "元" if h.funds_spent_fen is not None else None),
            (label("listing"), _listing(h)),
            (label("referred_to"), h.referred_to),
            (label("attachments"), "、".join(h.attachments or ())),
            (label("report_discovered"), str(h.reports.discovered_on) if h.reports.discovered_on else None),
            (label("report_rectified"), str(h.reports.rectified_on) if h.reports.rectified_on else None),
            (
                label("owed"),
                together(label("report_" + kind) for kind in h.reports_owed) if h.reports_owed else None,
            ),
        ]
    )
    return [Title("办理情况"), Pairs(pairs)] if pairs else []


def _rectified(h: HazardRecord) -> str | None:
    if h.rectified_on is None:
        return None
    who = f"（{h.rectified_by}）" if h.rectified_by else ""
    late = f"，{label('rectified_late')}" if h.on_time is False else ""
    return f"{h.rectified_on}{who}{late}"


def _listing(h: HazardRecord) -> str | None:
    if h.listing is None:
        return None
    gone = f"，{h.delisted_on} {label('delist')}" if h.delisted_on else ""
    return f"{label(h.listing)}（{h.listed_on}）{gone}"


def registered(h: HazardRecord) -> Page:
    """Return what is said after registering."""
    return Page(
        (
            Line(say.registered(h.no, say.level(h.level), h.title), "good"),
            Pairs(_understood(h)),
            Line(_next(h), "quiet"),
        )
    )


def _understood(h: HazardRecord) -> list[tuple[str, str]]:
    """Echo what was made of dates, money and names, so that a misreading is seen at once."""
    five = h.five
    money = (
        label("no_funds")
        if five.no_funds
        else yuan(five.funds_fen) + "元"
        if five.funds_fen is not None
        else None
    )
    return _known(
        [
            (label("status"), state(h).text),
            (label("found_on"), str(h.found_on)),
            (label("enterprise"), h.enterprise),
            (label("unit"), h.unit),
            (label("deadline"), str(five.deadline) if five.deadline else None),
            (label("funds"), money),
            (label("pending_until"), str(h.pending_until) if h.pending_until else None),
        ]
    )


def changed(act: str, h: HazardRecord) -> Page:
    """Return what is said after an act."""
    return Page(
        (
            Line(say.changed(h.no, label("act_" + act) if act != "void" else label("void"), h.title), "good"),
            Line(f"{label('status')}：{state(h).text}　{label('deadline')}：{day(h.five.deadline)}"),
            Line(_next(h), "quiet"),
        )
    )


def gaps(found: Sequence[HazardRecord]) -> Page:
    """Return what is missing of the five, pending ones first."""
    columns = (
        Column(label("no"), keep=True),
        Column(short("level"), keep=True),
        Column("单位（场所）和隐患", main=True),
        Column(short("unit"), most=10),
        Column("缺什么", most=16),
        Column(label("pending_until"), most=10),
    )
    lines = [
        (h.no, level(h), what(h), h.unit, together(label(item) for item in h.missing), _until(h))
        for h in found
    ]
    return Page((Table(columns, lines, empty=say.no_gaps()), Line(say.gaps(len(found)), "quiet")))


def _until(h: HazardRecord) -> Cell:
    until = day(h.pending_until)
    return Cell(f"{until}\n{label('pending_overdue')}", "bad") if h.pending_overdue else Cell(until)


def history(no: str, lines: Sequence[HistoryLine]) -> Page:
    """Return the whole story as sentences, old → new."""
    parts: list[Part] = [Title(say.history_of(no), 1)]
    for line in lines:
        parts.append(Line(say.history_line(str(line.on), line.what, line.actor, line.at), "strong"))
        parts += [Line("  " + aside, "quiet") for aside in _asides(line)]
        parts += [Line("  " + remark) for remark in line.remarks]
        parts += [Line(f"  {d.label}：{d.old or NOTHING} → {d.new or NOTHING}") for d in line.changes]
    return Page(parts)


def _asides(line: HistoryLine) -> list[str]:
    late = [say.late_entry(line.lag_days)] if line.lag_days else []
    return [*late, *([say.under_moved_today(str(line.moved_today))] if line.moved_today else [])]
