"""What a row tells of a hazard's later life: reports, rectification, re-inspection and closing, as acts.

The acts are judged by the same gates as those typed one by one (DESIGN.md §4.2); a sheet cannot call a hazard closed
that the keyboard could not. Nothing here writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain import acts
from hazardctl.domain.hazard import ReportKind
from hazardctl.errors import Problem, Refused
from hazardctl.exchange import ledger_form
from hazardctl.messages import imports as messages
from hazardctl.messages import intake as say
from hazardctl.messages.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hazardctl.domain.case import Case
    from hazardctl.domain.hazard import Hazard
    from hazardctl.domain.lifecycle import Standing
    from hazardctl.services.intake.revision import Revision
    from hazardctl.services.intake.rows import RowForm


def of_new(form: RowForm, hazard: Hazard, today: date) -> Iterator[tuple[str, acts.Act]]:
    """Yield what a row says was done to a new hazard, each with its column.

    Words on a rectification that does not come to its end here tell how far it has come.
    """
    spot = hazard.fixed_on_spot is not None
    note = form.text("rectified_note")
    if note and note != hazard.fixed_on_spot and (spot or not form.day("rectified_on")):
        # What was fixed on the spot may be closed on that day already, and then nothing more is told of it.
        yield "rectified_note", acts.Progress(on=hazard.found_on if spot else today, note=note)
    yield from _done(form, hazard.unit, on_spot=spot)


def _done(form: RowForm, unit: str, *, on_spot: bool) -> Iterator[tuple[str, acts.Act]]:
    """Yield what a row says was done, in the order of a hazard's life, each with the column of its day."""
    if on := form.day("discovered_on"):
        yield "discovered_on", acts.Report(on=on, report=ReportKind.DISCOVERED, to=unit)
    if not on_spot and (on := form.day("rectified_on")):
        yield "rectified_on", _rectification(form, on)
    if on := form.day("rectified_report_on"):
        yield "rectified_report_on", acts.Report(on=on, report=ReportKind.RECTIFIED, to=unit)
    if on := form.day("closed_on"):
        yield "closed_on", _closing(form, on, unit)


def _rectification(form: RowForm, on: date) -> acts.Rectification:
    return acts.Rectification(on=on, by=form.line("rectified_by"), note=form.text("rectified_note"))


def _closing(form: RowForm, on: date, unit: str) -> acts.Closing:
    return acts.Closing(
        on=on,
        reviewer=form.line("reviewer", required=True) or "?",
        conclusion=form.text("conclusion") or label("conclusion_passed"),
        reviewer_unit=form.line("reviewer_unit") or unit,
        measures_result=form.text("measures_result"),
        responsible_result=form.text("responsible_result"),
        funds_spent_fen=form.money("funds_spent"),
        contingency_result=form.text("contingency_result"),
    )


def do(case: Case, field: str, act: acts.Act, today: date) -> Case:
    """Do an act that a row tells of; `field` is the column of its day.

    Raises:
        Refused: it is not allowed; the problems are placed at the row's columns.
    """
    try:
        return case.do(act, today)
    except Refused as refusal:
        now = case.now()
        raise Refused(*(_placed(problem, field, now) for problem in refusal.problems)) from refusal


_FIRST = {
    "not_rectified": ("rectified_on",),
    "report_owed": ("discovered_on", "rectified_report_on"),
    "five_missing": ("measures", "responsible", "funds", "deadline", "contingency"),
}
"""What has to be told before an act, by the objection to it: the columns of a row in place of the commands for it."""


def _placed(problem: Problem, field: str, now: Standing) -> Problem:
    """Place an objection to an act at the row's columns; the day of an act is no option here, but a heading."""
    if problem.where not in {None, "on"}:
        return problem
    heading = ledger_form.heading_of(field)
    lacking = [ledger_form.heading_of(name) for name in _FIRST.get(problem.code, ()) if not _has(now, name)]
    if lacking:
        return problem._replace(where=field, message=messages.fill_first(heading, lacking))
    return problem._replace(where=field, message=say.for_sheet(problem.message, {"--on": heading}))


def _has(now: Standing, column: str) -> bool:
    """Whether what a column tells of is on record, or was told by the row already."""
    if column in _FIRST["five_missing"]:
        return column not in {name for _, name in now.five.missing_fields()}
    return _days(now)[column] is not None


def _days(now: Standing) -> dict[str, date | None]:
    """Return the days of what was done, by column."""
    return {
        "discovered_on": now.reported_on(ReportKind.DISCOVERED),
        "rectified_on": now.rectified_on,
        "rectified_report_on": now.reported_on(ReportKind.RECTIFIED),
        "closed_on": now.closed_on,
    }


_OF_CLOSING = (
    "reviewer", "reviewer_unit", "reviewed_on", "conclusion", "measures_result", "responsible_result", "funds_spent",
    "contingency_result",
)  # fmt: skip
"""Columns that tell how a hazard was closed, and are kept nowhere where it was not."""


def remarks(case: Case, done: Iterable[acts.Act], form: RowForm) -> tuple[Problem, ...]:
    """Return what the office should know of what came of a row, and of what it says that came to nothing."""
    found = []
    if any(isinstance(act, acts.Progress) for act in done):
        found.append(Problem("noted_as_progress", messages.noted_as_progress(), "rectified_note"))
    if (field := next(filter(form.raw, _OF_CLOSING), None)) and case.now().closed_on is None:
        found.append(Problem("not_closed_by_row", messages.not_closed_by_row(), field))
    return tuple(found)


def compare(found: Revision, case: Case, form: RowForm, today: date) -> None:
    """Note what a row tells of a known hazard that is not on record yet, and what it contradicts."""
    now = case.now()
    spot = case.hazard.fixed_on_spot is not None
    have = _days(now)
    for field, act in _done(form, now.unit, on_spot=False):
        if spot and field == "rectified_on" and act.on == case.hazard.found_on:
            continue
        known = have[field]
        if known is None:
            found.done.append((field, act))
        elif known != act.on:
            found.fixed.append(
                Problem("fixed", messages.fixed_cell(label(field), messages.act_stands()), field)
            )
        if known != act.on:
            found.differ(field, known, act.on)
    progress = [act.note for act in case.acts if isinstance(act, acts.Progress)]
    note = form.text("rectified_note")
    if note and not now.rectified_on and not form.day("rectified_on") and note not in progress:
        found.done.append(("rectified_note", acts.Progress(on=today, note=note)))
        found.differ("rectified_note", progress[-1] if progress else None, note)
    _notes(found, case, now, form)


def _notes(found: Revision, case: Case, now: Standing, form: RowForm) -> None:
    """Contradict words of acts on record: what was written about a rectification or a review stays."""
    done = [act for act in case.acts if isinstance(act, acts.Rectification)]
    progress = {act.note for act in case.acts if isinstance(act, acts.Progress)}
    said = {
        "rectified_note": (now.rectified_on, done[-1].note if done else case.hazard.fixed_on_spot),
        "reviewer": (now.closing, now.closing.reviewer if now.closing else None),
        "reviewer_unit": (now.closing, now.closing.reviewer_unit if now.closing else None),
        "funds_spent": (now.closing, now.closing.funds_spent_fen if now.closing else None),
        "reviewed_on": (now.closing, now.closed_on),
    }
    for field, (stands, have) in said.items():
        if not stands:
            continue
        told = _read(form, field)
        if told is None or told == have or (field == "rectified_note" and told in progress):
            continue
        found.fixed.append(Problem("fixed", messages.fixed_cell(label(field), messages.act_stands()), field))
        found.differ(field, have, told)


def _read(form: RowForm, field: str) -> object:
    if field == "funds_spent":
        return form.money(field)
    return form.day(field) if field == "reviewed_on" else form.text(field)
