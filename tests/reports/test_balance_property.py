"""The monthly report against a recount by hand, over random histories of a town (DESIGN.md §4.9; issue 2)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from tests.reports import reference
from tests.reports.bookkeeping import check_every_month, many
from tests.reports.histories import Told, Town, towns

from hazardctl.domain.campaign import Plan
from hazardctl.domain.case import Case


@many
@given(town=towns())
def test_every_figure_of_every_month_equals_a_recount_by_hand(town: Town, empty: Path, plan: Plan) -> None:
    check_every_month(town, empty, plan)


def test_the_random_histories_hold_everything_that_an_office_does() -> None:
    seen: Counter[str] = Counter()

    @settings(many, max_examples=120, derandomize=True)
    @given(town=towns())
    def look(town: Town) -> None:
        for told in town.told:
            seen.update(what_happened(told))

    look()
    rare = {what: n for what in HAPPENS if (n := seen[what]) < 5}
    assert not rare, seen


HAPPENS = (
    "plan", "rectify", "close", "reject", "extend", "list_up", "delist", "reassign", "refer", "reply", "regrade",
    "reopen", "report", "ended", "returned", "eliminated", "refused", "late", "void", "duplicate", "spot", "pending",
    "stock", "one day", "typed late", "major closed", "closed twice", "moved and closed on one day",
    "reopened and moved on one day", "rectified on its last day",
)  # fmt: skip


def what_happened(told: Told) -> Iterator[str]:
    """Name what a history holds."""
    case = told.case
    hazard, done = case.hazard, case.acts
    yield from (act.kind for act in done)
    details = [getattr(act, name, None) for act in done for name in ("outcome", "how")]
    yield from (str(detail) for detail in details if detail)
    for act in done:
        yield from (name for name in ("refused", "late") if getattr(act, name, None))
    flags = {
        "void": hazard.void is not None,
        "duplicate": hazard.void is not None and hazard.void.duplicate_of is not None,
        "spot": hazard.fixed_on_spot is not None,
        "pending": hazard.pending_until is not None,
        "stock": hazard.found_on < reference.CAMPAIGN,
        "one day": len({act.on for act in done}) < len(done),
        "typed late": [act.seq for act in done] != sorted(act.seq for act in done),
        "major closed": any(s.level == "major" and s.status == "closed" for _, s in case.story()),
        "closed twice": sum(act.kind == "close" for act in done) > 1,
        "moved and closed on one day": on_one_day(case, "reassign", "close"),
        "reopened and moved on one day": on_one_day(case, "reopen", "reassign"),
        "rectified on its last day": any(s.rectified_on == s.original_deadline for _, s in case.story()),
    }
    yield from (name for name, holds in flags.items() if holds)


def on_one_day(case: Case, *kinds: str) -> bool:
    """Whether there is a day on which all of these were done."""
    return any(
        {*kinds} <= {act.kind for act in case.acts if act.on == day} for day in {a.on for a in case.acts}
    )
