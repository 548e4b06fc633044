"""Pages about permits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.permit import GAS_TEST
from hazardctl.messages import matters as matter_words
from hazardctl.messages import permits as say
from hazardctl.messages import views as words
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Part, Table, Title
from hazardctl.render.words import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.permit import CheckState, PermitRecord
    from hazardctl.render.shapes import Tone

_LIST = (
    Column(label("permit_no"), keep=True),
    Column("作业", most=10),
    Column("日期", keep=True),
    Column("单位（场所）和作业内容", main=True),
    Column("已查", right=True),
    Column(label("status"), keep=True),
)


def table(found: Sequence[PermitRecord]) -> Page:
    """Return the list, with what is missing of each."""
    rows = [
        (p.no, p.operation_name, str(p.on), _what(p), _share(p), Cell(label(p.status), _tone(p)))
        for p in found
    ]
    return Page((Table(_LIST, rows, empty=say.none()), Line(words.listed(len(rows), cut=False), "quiet")))


def _what(p: PermitRecord) -> str:
    lines = (p.enterprise, p.what, say.short_of(p.missing) if p.missing else None)
    return "\n".join(line for line in lines if line)


def _share(p: PermitRecord) -> Cell:
    done = len(p.checks) - len(p.missing)
    return Cell(f"{done}/{len(p.checks)}", "plain" if p.complete else _tone(p))


def _tone(p: PermitRecord) -> Tone:
    """Return how pressing it is: work under way with something missing comes first."""
    if p.void_reason:
        return "quiet"
    if p.complete:
        return "good" if p.status == "finished" else "plain"
    return "warn" if p.status == "planned" else "bad"


def added(p: PermitRecord) -> Page:
    """Return what is said after entering one."""
    return _changed(p, matter_words.saved(label("matter.permit"), p.no))


def ticked(p: PermitRecord) -> Page:
    """Return what is said after ticking."""
    return _changed(p, say.ticked(p.no))


def started(p: PermitRecord) -> Page:
    """Return what is said when the work begins."""
    assert p.started_on  # noqa: S101  it was just recorded
    return _changed(p, say.started(p.no, p.started_on))


def finished(p: PermitRecord) -> Page:
    """Return what is said when the work is over."""
    assert p.finished_on  # noqa: S101  it was just recorded
    return _changed(p, say.finished(p.no, p.finished_on))


def card(p: PermitRecord) -> Page:
    """Return everything about one permit."""
    return Page((Title(f"{p.no}  {p.operation_name}", 1), *_body(p)))


def _changed(p: PermitRecord, sentence: str) -> Page:
    return Page((Line(sentence, "good"), *_body(p)))


def _body(p: PermitRecord) -> list[Part]:
    rescue = [Line(say.no_blind_rescue(), "warn")] if any(c.key == GAS_TEST for c in p.checks) else []
    step = _next(p)
    return [Pairs(_facts(p)), _sum(p), _checks(p.checks), *rescue, *([Line(step, "quiet")] if step else [])]


def _sum(p: PermitRecord) -> Line:
    count = len(p.checks)
    if p.complete:
        return Line(say.all_done(count), "good")
    return Line(say.still_missing(count, p.missing), _tone(p))


def _facts(p: PermitRecord) -> list[tuple[str, str]]:
    pairs = [
        (label("operation"), p.operation_name),
        (label("status"), label(p.status)),
        ("作业日期", say.days(p.on, p.until)),
        (label("started_on"), p.started_on),
        (label("finished_on"), p.finished_on),
        *((label(name), getattr(p, name)) for name in
          ("enterprise", "village", "place", "what", "contractor", "worker", "guardian", "report_to", "unit",
           "void_reason")),
    ]  # fmt: skip
    return [(name, str(value)) for name, value in pairs if value]


def _checks(checks: Sequence[CheckState]) -> Table:
    columns = (
        Column(label("checks"), keep=True),
        Column("办结", most=14),
        Column("防止", most=12),
        Column("方案原文", main=True),
    )
    rows = [(c.name, _done(c), text(c.taboo), text(c.words)) for c in checks]
    return Table(columns, rows)


def _done(c: CheckState) -> Cell:
    if not c.done:
        return Cell(say.undone(), "bad")
    lines = (str(c.on), c.by, say.late() if c.late else None, c.note)
    return Cell("\n".join(line for line in lines if line), "warn" if c.late else "plain")


def _next(p: PermitRecord) -> str | None:
    if p.void_reason:
        return None
    if not p.complete:
        return say.to_tick(p.no)
    if p.status == "planned":
        return say.to_start(p.no)
    return say.to_finish(p.no) if p.status == "running" else None
