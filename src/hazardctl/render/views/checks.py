"""Pages of `check`: what each rule found, the worst first, and what to type for it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hazardctl.messages import checks as say
from hazardctl.messages.labels import label, term
from hazardctl.render.shapes import Cell, Column, Line, Page, Part, Table, Title
from hazardctl.render.words import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.checks import Finding
    from hazardctl.render.shapes import Tone
    from hazardctl.services.checks import RuleRecord

SHOWN = 10
"""How many findings of one rule are shown where several rules are."""

_TONES: dict[str, Tone] = {"error": "bad", "warning": "warn", "notice": "plain"}


def page(found: Sequence[Finding], *, in_full: bool) -> Page:
    """Return what was found, rule by rule."""
    by_rule = groupby(found, key=lambda finding: finding.rule)
    return Page([part for _, findings in by_rule for part in _of_rule(list(findings), in_full=in_full)])


def _of_rule(findings: Sequence[Finding], *, in_full: bool) -> Iterator[Part]:
    first = findings[0]
    yield Title(say.heading(term(first.level), label(f"check.{first.rule}"), len(findings)))
    shown = findings if in_full else findings[:SHOWN]
    columns = (Column(label("where"), most=20), Column(label("message"), main=True))
    yield Table(columns, [(text(one.where), Cell(one.message, _TONES[one.level])) for one in shown])
    if len(shown) < len(findings):
        yield Line(say.more(len(findings) - len(shown), first.rule))
    if first.command:
        yield Line(say.next_command(first.command), "quiet")


def rules(found: Sequence[RuleRecord]) -> Page:
    """Return the rules."""
    columns = (
        Column(label("rule"), keep=True),
        Column("级别", keep=True),
        Column(label("message"), main=True),
    )
    return Page((Table(columns, [(rule.rule, term(rule.level), rule.title) for rule in found]),))
