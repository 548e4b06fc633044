"""Pages about duties: what was recorded as done, how far everything is done, and who holds which post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import duties as say
from hazardctl.messages import views as words
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Table, Title
from hazardctl.render.words import NOTHING, percent, together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hazardctl.ledger.queries.records import DutyRecord
    from hazardctl.services.posts import PostRecord
    from hazardctl.services.records import DutyStatus, ShareRecord, Status

NAMED_AT_MOST = 20
"""How many of those who are missing a page names for one duty; JSON has them all."""


def logged(r: DutyRecord, parts: Mapping[tuple[str, str], str]) -> Page:
    """Return what is said after recording."""
    pairs = [
        ("日期", str(r.on) if r.on == r.to else f"{r.on} 至 {r.to}"),
        (label("item"), r.item),
        (label("enterprise"), r.enterprise),
        (label("post"), together(name for name in (r.post, r.person) if name) if r.post else r.person),
        ("落实单位", r.unit),
        (label("people"), None if r.people is None else str(r.people)),
        ("说明", r.note),
    ]
    return Page(
        (
            Line(say.recorded(r.no, _duty(r, parts)), "good"),
            Pairs([(name, value) for name, value in pairs if value]),
        )
    )


def records(found: Sequence[DutyRecord], parts: Mapping[tuple[str, str], str]) -> Page:
    """Return the list of records."""
    columns = (
        Column(label("record_no"), keep=True),
        Column("日期", keep=True),
        Column("任务", keep=True),
        Column("对象", main=True),
        Column("落实单位", most=12),
    )
    rows = [(r.no, str(r.on), _duty(r, parts), together(_about(r)), r.unit) for r in found]
    return Page(
        (Table(columns, rows, empty=say.no_records()), Line(words.listed(len(found), cut=False), "quiet"))
    )


def _duty(r: DutyRecord, parts: Mapping[tuple[str, str], str]) -> str:
    """Name a duty by its number, and its part by what the plan calls it."""
    return f"{r.duty} {parts.get((r.duty, r.part), r.part)}" if r.part else r.duty


def _about(r: DutyRecord) -> list[str]:
    return [value for value in (r.enterprise, r.post, r.person, r.item, r.note) if value]


def status(found: Status, *, in_full: bool) -> Page:
    """Return done ÷ expected by duty; with `in_full`, who is missing and since when."""
    heading = found.unit or "全镇"
    total = say.total(found.done, found.expected, percent(found.rate), found.missing)
    parts: list[Title | Line | Table] = [Title(f"{heading} 任务完成情况", 1), Line(total, "strong")]
    columns = (
        Column("编号", keep=True),
        Column("任务", main=True),
        Column("应完成", right=True),
        Column("已完成", right=True),
        Column("完成率", right=True),
        Column("缺", most=22),
    )
    parts.append(Table(columns, [_row(duty) for duty in found.tasks], empty=say.nothing_missing()))
    for duty in found.tasks if in_full else ():
        parts += _missing(duty)
    notes = dict.fromkeys(note for duty in found.tasks if in_full for note in duty.notes)
    return Page([*parts, *(Line(note, "quiet") for note in notes)])


def _row(duty: DutyStatus) -> tuple[str | Cell, ...]:
    if duty.expected is None:
        return (duty.id, duty.name, NOTHING, str(duty.done), NOTHING, "")
    late = Cell(say.missing_since(duty.missing, duty.since), "bad") if duty.missing else ""
    return (duty.id, duty.name, str(duty.expected), str(duty.done), percent(duty.rate), late)


def _missing(duty: DutyStatus) -> list[Title | Line | Table]:
    late = [share for share in duty.obligations if share.missing]
    if not late:
        return []
    columns = (
        Column("对象", main=True),
        Column("部分", most=16),
        Column("完成", keep=True),
        Column("缺", keep=True),
    )
    rows = [(share.subject, _what(share), f"{share.done}/{share.expected}",
             say.missing_since(len(share.missing), share.since)) for share in late[:NAMED_AT_MOST]]  # fmt: skip
    cut = [Line(f"……另有 {len(late) - NAMED_AT_MOST} 个", "quiet")] if len(late) > NAMED_AT_MOST else []
    return [Title(f"{duty.id} {duty.name}"), Table(columns, rows), *cut]


def _what(share: ShareRecord) -> str:
    return " ".join(word for word in (share.name, share.item) if word) or NOTHING


def posts(found: Sequence[PostRecord]) -> Page:
    """Return the posts and who holds them."""
    columns = (Column(label("post")), Column(label("holders")), Column(label("tasks")))
    return Page((Table(columns, [(p.key, together(p.holders), together(p.tasks)) for p in found]),))


def post_set(post: PostRecord) -> Page:
    """Return what is said after a post was given to somebody."""
    return Page((Line(say.holders_set(post.key, post.holders), "good"),))
