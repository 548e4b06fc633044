"""The plan itself: shown, checked, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.plan.check import Vacancy, findings
from hazardctl.settings import place

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Action, Phase, Plan
    from hazardctl.domain.plan_rows import Oddity, Principle
    from hazardctl.services.desk import Desk


class PlanPage(Struct, frozen=True, kw_only=True):
    """A plan in short."""

    title: str
    doc_no: str
    issuer: str
    issued_on: str
    goal: str
    folder: str
    hash: str
    actions: tuple[Action, ...]
    tasks: int
    phases: tuple[Phase, ...]
    duties: tuple[str, ...]
    principles: tuple[Principle, ...]
    sectors: tuple[str, ...]


class PlanCheck(Struct, frozen=True, kw_only=True):
    """A sound plan's doubtful places. `unchanged` is null before there is a ledger."""

    title: str
    folder: str
    tasks: int
    oddities: tuple[Oddity, ...]
    empty_groups: tuple[Vacancy, ...]
    open_posts: tuple[Vacancy, ...]
    unchanged: bool | None


def show(desk: Desk) -> PlanPage:
    """Return the plan in short."""
    plan: Plan = desk.plan
    head = plan.campaign
    return PlanPage(
        title=head.title,
        doc_no=head.doc_no,
        issuer=head.issuer,
        issued_on=head.issued_on.isoformat(),
        goal=head.goal,
        folder=str(plan.folder),
        hash=plan.hash,
        actions=plan.actions,
        tasks=len(plan.tasks),
        phases=plan.phases,
        duties=tuple(f"{duty.key} {duty.name}" for duty in plan.duties),
        principles=plan.principles,
        sectors=tuple(sector.key for sector in plan.sectors),
    )


def check(desk: Desk) -> PlanCheck:
    """Validate the plan in full and return what is doubtful or empty in it.

    Raises:
        ChecksFailed: the plan is wrong; every mistake names file, line and key.
    """
    from hazardctl.errors import ChecksFailed
    from hazardctl.plan.validate import validate

    problems = validate(desk.settings.plan_folder)
    if problems:
        raise ChecksFailed(*problems)
    found = findings(desk.plan, desk.register().expanded())
    return PlanCheck(
        title=desk.plan.campaign.title,
        folder=str(desk.plan.folder),
        tasks=len(desk.plan.tasks),
        oddities=found.oddities,
        empty_groups=found.empty_groups,
        open_posts=found.open_posts,
        unchanged=_unchanged(desk),
    )


def _unchanged(desk: Desk) -> bool | None:
    from hazardctl.ledger.connect import setting

    if not desk.has_ledger:
        return None
    with desk.reading() as reader:
        return setting(reader, "plan_hash") == desk.plan.hash


def export(desk: Desk, folder: str) -> tuple[str, ...]:
    """Copy the plan's files into a folder for another town or year to start from."""
    from hazardctl.plan.export import export as copy

    return tuple(str(path) for path in copy(desk.plan, place(folder)))
