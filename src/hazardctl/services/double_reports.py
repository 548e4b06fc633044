"""The register of 双报告: who owes which report since when, and which was filed, to whom, by whom, on what basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.hazard import ReportKind
from hazardctl.ledger.queries import rules
from hazardctl.messages import double_reports as messages
from hazardctl.reports import owed
from hazardctl.services.find import number_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.double_reports import ReportLine
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk


class Register(NamedTuple):
    """The lines asked for, and the office's number of days, None where it has settled none."""

    items: tuple[ReportLine, ...]
    limit: int | None


def listed(desk: Desk, given: Given, day: date | None) -> Register:
    """Return the register as at the end of a day.

    Raises:
        Refused: a filter cannot be understood.
    """
    form, day = Form(given, desk), day or desk.today
    unit, kind = form.unit("unit", desk.register(day)), form.choice("report", ReportKind)
    form.done()
    with desk.reading() as reader:
        found, limit = owed.register(reader, day, unit), rules.rules(reader).report_days
    only_owed = form.flag("owed")
    kept = (line for line in found if kind in {None, line.kind} and (line.owed or not only_owed))
    return Register(tuple(kept), limit)


def check_basis(form: Form, reads: Reads, field: str = "basis") -> str | None:
    """Read on what a report rests; what looks like the number of an inspection must be one (`JC-2023-0001`)."""
    from hazardctl.ledger.queries import inspections

    said = form.line(field)
    number = number_of(said) if said else ""
    if f"-{inspections.PREFIX}-" not in f"-{number}":
        return said
    if inspections.by_number(reads, number) is None:
        form.object("no_such_visit", messages.no_such_basis(number), field)
    return number
