"""Pages about enterprises. Phone numbers are shown in full on an enterprise's own page alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.enterprise import masked
from hazardctl.messages import actions as action_words
from hazardctl.messages import enforcement as enforcement_words
from hazardctl.messages import enterprises as say
from hazardctl.messages import views as words
from hazardctl.messages.fields import field_hint, field_option
from hazardctl.messages.labels import label, short, term
from hazardctl.render.shapes import Cell, Column, Line, Page, Pairs, Part, Table, Title
from hazardctl.render.views import hazards
from hazardctl.render.views.inspections import found_on_visit
from hazardctl.render.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.enforcement_record import EnforcementRecord
    from hazardctl.domain.supervision import ActionRecord
    from hazardctl.services.enterprise_pages import EnterprisePage, Names
    from hazardctl.services.enterprises import EnterpriseRecord

_FACTS = (
    "credit_code", "sector", "regulator", "village", "headcount", "micro", "high_risk", "sole_trader", "contact",
    "phone", "address", "opened_on",
)  # fmt: skip


_ASKED_FIRST = ("sector", "regulator", "village", "headcount")
"""Facts from which duties and owners follow."""


def saved(e: EnterpriseRecord) -> Page:
    """Return what is said after registering."""
    return Page((Line(say.saved(e.name), "good"), _facts(e), *_next(e)))


def amended(e: EnterpriseRecord) -> Page:
    """Return what is said after a correction."""
    return Page((Line(say.amended(e.name), "good"), _facts(e), *_next(e)))


def _next(e: EnterpriseRecord) -> Iterator[Line]:
    """Name the first fact that is missing with the command that fills it in."""
    first = next((name for name in e.lacking if name in _ASKED_FIRST), None)
    if first and not e.closed_on:
        hint = field_hint(first).split("；", maxsplit=1)[0]
        yield Line(say.next_fact(e.name, field_option(first), hint), "quiet")


def _facts(e: EnterpriseRecord) -> Pairs:
    pairs = [(label(name), text(getattr(e, name))) for name in _FACTS if getattr(e, name) is not None]
    if e.closed_on:
        pairs.append((label("closed_on_enterprise"), f"{e.closed_on} {_how(e)}".strip()))
    return Pairs(pairs)


def _how(e: EnterpriseRecord) -> str:
    return label(f"ClosedHow.{e.closed_how}") if e.closed_how else ""


def table(found: Sequence[EnterpriseRecord], *, cut: bool = False) -> Page:
    """Return the list."""
    columns = (
        Column(label("enterprise"), main=True),
        Column(short("sector"), most=10),
        Column(short("village"), most=10),
        Column(short("unit"), most=12),
        Column("人数", right=True),
        Column("联系人", most=16),
        Column("资料缺", most=14),
        Column("任务缺", right=True),
    )
    rows = [
        (e.name, text(e.sector), text(e.village), text(e.regulator), text(e.headcount), _contact(e),
         str(len(e.lacking)), str(sum(one.missing for one in e.late)))
        for e in found
    ]  # fmt: skip
    return Page((Table(columns, rows, empty=say.none()), Line(words.listed(len(found), cut=cut), "quiet")))


def _contact(e: EnterpriseRecord) -> str:
    return " ".join(value for value in (e.contact, masked(e.phone)) if value) or text(None)


def page(p: EnterprisePage, names: Names) -> Page:
    """Return everything about one enterprise."""
    e = p.enterprise
    lacking = [Line(say.lacking(tuple(map(label, e.lacking))), "warn")] if e.lacking else []
    return Page(
        (
            Title(e.name, 1),
            _facts(e),
            *lacking,
            *_next(e),
            Title(say.hazards(p.hazards_found, p.hazards_open)),
            *([hazards.rows(p.hazards)] if p.hazards else []),
            *_in_hand(p, names),
            *_duties(p, names),
        )
    )


def _in_hand(p: EnterprisePage, names: Names) -> Iterator[Part]:
    """Yield visits, permits, enforcement and supervision in one table."""
    rows: list[tuple[str | Cell, ...]] = [
        *((v.no, str(v.on), f"检查：{v.unit}", found_on_visit(v)) for v in p.inspections),
        *((w.no, str(w.on), w.operation_name, label(w.status)) for w in p.permits),
        *((c.no, str(c.on), c.findings, _case(c)) for c in p.enforcement),
        *((a.no, str(a.on), names.means.get(a.kind, a.kind), _action(a)) for a in p.actions),
    ]
    if rows:
        columns = (
            Column("编号", keep=True),
            Column("日期", keep=True),
            Column("事项", main=True),
            Column("情况"),
        )
        yield Title(say.in_hand(p.visits))
        yield Table(columns, rows)


def _case(case: EnforcementRecord) -> Cell:
    return Cell(enforcement_words.risk(), "bad") if case.risk else Cell(term(case.status))


def _action(action: ActionRecord) -> Cell:
    said = action_words.status(action.status, action.days_overdue)
    return Cell(said, "bad" if action.overdue else "plain")


def _duties(p: EnterprisePage, names: Names) -> Iterator[Part]:
    yield Title(say.duties(p.expected, p.done))
    if p.enterprise.late:
        columns = (
            Column("任务", keep=True),
            Column(label("part"), main=True),
            Column("缺次", right=True),
            Column("自何时", keep=True),
        )
        rows = [
            (
                one.duty,
                " ".join(w for w in (names.parts.get((one.duty, one.part)), one.item) if w) or text(None),
                str(one.missing),
                str(one.since),
            )
            for one in p.enterprise.late
        ]
        yield Table(columns, rows)
