"""Pages about the problem list: the list, one problem, and how the four maxims were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import problems as say
from hazardctl.messages import views as words
from hazardctl.messages.labels import label, term
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Table, Title
from hazardctl.render.words import day, text, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.problem_record import Handling, ProblemRecord

_LIST = (
    Column(label("problem_no"), keep=True),
    Column("来源", keep=True),
    Column("单位和问题", main=True),
    Column(label("assigned_to"), most=10),
    Column("办理期限", keep=True),
    Column(label("status"), most=12),
)


def table(found: Sequence[ProblemRecord]) -> Page:
    """Return the list of problems."""
    rows = [(p.no, term(p.origin), _what(p), text(p.assigned_to), day(p.due), _state(p)) for p in found]
    count = Line(words.listed(len(rows), cut=False), "quiet")
    return Page((Table(_LIST, rows, empty=say.none()), count))


def _what(p: ProblemRecord) -> str:
    return f"{p.enterprise}\n{p.title}" if p.enterprise else p.title


def _state(p: ProblemRecord) -> Cell:
    if p.void_reason:
        return Cell(label("void"), "quiet")
    if p.overdue:
        return Cell(words.overdue_by(p.days_overdue), "bad")
    if p.contradiction:
        return Cell(term(p.contradiction), "bad")
    if p.outcome:
        return Cell(f"{term(p.outcome)}{term(p.status)}", "good")
    return Cell(term(p.status))


def handling(found: Handling) -> Page:
    """Return how the four maxims were kept: counts, and what was handled against them."""
    counts = [
        (
            term(line.origin),
            term(line.outcome) if line.outcome else say.not_settled(),
            text(line.penalised),
            str(line.count),
        )
        for line in found.counts
    ]
    columns = (
        Column("来源", keep=True),
        Column("核实结果", keep=True),
        Column(label("penalised"), keep=True),
        Column("问题数", right=True),
    )
    against = [(p.no, _what(p), term(p.handling), Cell(_against(p), "bad")) for p in found.contradictions]
    headings = (
        Column(label("problem_no"), keep=True),
        Column("单位和问题", main=True),
        Column(label("handling"), keep=True),
        Column(label("contradiction"), most=20),
    )
    return Page(
        (
            Title(say.maxims(), 1),
            Table(columns, counts, empty=say.none()),
            Title(say.against()),
            Table(headings, against, empty=say.no_contradiction()),
        )
    )


def card(p: ProblemRecord) -> Page:
    """Return everything about one problem."""
    state = _state(p)
    return Page(
        (
            Title(f"{p.no}  {term(p.origin)}", 1),
            Line(p.title, "strong"),
            Line(f"{label('status')}：{state.text}", state.tone),
            _pairs(p),
            *_next(p),
        )
    )


def _pairs(p: ProblemRecord) -> Pairs:
    pairs = [
        ("发现日期", str(p.on)),
        (label("problem_unit"), p.unit),
        (label("enterprise"), p.enterprise),
        (label("village"), p.village),
        ("有关隐患", together(p.hazards) if p.hazards else None),
        (label("recurs_from"), together(p.recurs_from) if p.recurs_from else None),
        (label("visit"), p.visit),
        (label("reported"), "是" if p.reported else None),
        (label("assigned_to"), say.assigned(p.assigned_to, str(p.due)) if p.assigned_to else None),
        ("回复", f"{p.replied_on} {p.reply}" if p.reply else None),
        ("销号", f"{p.closed_on} {text(p.closed_by)}" if p.closed_on else None),
        ("核实结果", term(p.outcome) if p.outcome else None),
        (label("handling"), term(p.handling)),
        (label("enforcement_no"), together(p.cases) if p.cases else None),
        (label("contradiction"), _against(p) if p.contradiction else None),
        (label("void_reason"), p.void_reason),
    ]
    return Pairs([(name, value) for name, value in pairs if value])


def _against(p: ProblemRecord) -> str:
    return term(p.contradiction) if p.contradiction else ""


def _next(p: ProblemRecord) -> Iterator[Line]:
    if p.void_reason:
        return
    step = say.next_step(p.no, p.status)
    if step:
        yield Line(step, "quiet")
    if p.handling in {"other_strictly", "false_punished"} and not p.enforced:
        yield Line(say.enforce(p.no), "quiet")


def added(p: ProblemRecord) -> Page:
    """Return what is said after it was put on the list."""
    return Page((Line(say.added(p.no, p.title), "good"), _pairs(p), *_next(p)))


def changed(step: str, p: ProblemRecord) -> Page:
    """Return what is said after a step."""
    return Page((Line(say.changed(p.no, label(f"problem_{step}"), p.title), "good"), _pairs(p), *_next(p)))
