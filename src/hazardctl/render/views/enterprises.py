"""Pages about enterprises. Phone numbers are shown in full on an enterprise's own page alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.enterprise import masked
from hazardctl.messages import enterprises as say
from hazardctl.messages import views as words
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Column, Line, Page, Pairs, Table, Title
from hazardctl.render.views import hazards
from hazardctl.render.words import text, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.services.enterprises import EnterprisePage, EnterpriseRecord

_FACTS = (
    "credit_code", "sector", "regulator", "village", "headcount", "micro", "high_risk", "sole_trader", "contact",
    "phone", "address", "opened_on",
)  # fmt: skip


def saved(e: EnterpriseRecord) -> Page:
    """Return what is said after registering."""
    return Page((Line(say.saved(e.name), "good"), _facts(e)))


def amended(e: EnterpriseRecord) -> Page:
    """Return what is said after a correction."""
    return Page((Line(say.amended(e.name), "good"), _facts(e)))


def _facts(e: EnterpriseRecord) -> Pairs:
    pairs = [(label(name), text(getattr(e, name))) for name in _FACTS if getattr(e, name) is not None]
    if e.closed_on:
        pairs.append((label("closed_on_enterprise"), f"{e.closed_on} {e.closed_how or ''}".strip()))
    return Pairs(pairs)


def table(found: Sequence[EnterpriseRecord]) -> Page:
    """Return the list."""
    columns = (
        Column(label("enterprise"), main=True),
        Column("行业", most=10),
        Column("属地", most=10),
        Column("监管单位", most=12),
        Column("人数", right=True),
        Column("联系人", most=16),
        Column("资料缺", most=14),
        Column("任务缺", right=True),
    )
    rows = [
        (e.name, text(e.sector), text(e.village), text(e.regulator), text(e.headcount), _contact(e),
         str(len(e.missing)), str(sum(one.missing for one in e.late)))
        for e in found
    ]  # fmt: skip
    return Page((Table(columns, rows, empty=say.none()), Line(words.listed(len(found), cut=False), "quiet")))


def _contact(e: EnterpriseRecord) -> str:
    return " ".join(value for value in (e.contact, masked(e.phone)) if value) or text(None)


def page(p: EnterprisePage) -> Page:
    """Return everything about one enterprise."""
    e = p.enterprise
    unknown = [Line("资料还缺：" + together(label(name) for name in e.missing), "warn")] if e.missing else []
    seen = f"检查 {p.visits} 次" + (f"，最近 {p.last_visit}" if p.last_visit else "")
    late = [
        (one.duty, " ".join(w for w in (one.part, one.item) if w) or "—", str(one.missing), str(one.since))
        for one in e.late
    ]
    columns = (
        Column("任务", keep=True),
        Column("部分", main=True),
        Column("缺次", right=True),
        Column("自何时"),
    )
    return Page(
        (
            Title(e.name, 1),
            _facts(e),
            *unknown,
            Title(f"隐患：排查 {p.hazards_found} 项，未销号 {p.hazards_open} 项；{seen}"),
            hazards.rows(p.hazards),
            Title(f"任务：应完成 {p.expected} 次，已完成 {p.done} 次"),
            *([Table(columns, late)] if late else []),
        )
    )
