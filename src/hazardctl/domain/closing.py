"""The gate at closing (DESIGN.md §4.2): no hazard is called closed before its five implementations are proven.

Rectified first; re-inspected by somebody who neither answers for the rectification nor took part in it; each of the
five confirmed by what was done; and for a major hazard both reports of task 16, a review on site by another unit,
and 摘牌 where it is listed.
"""

from collections.abc import Iterator

from hazardctl.domain.acts import Closing, ClosingKind
from hazardctl.domain.hazard import Hazard, Level, ReportKind, ReviewKind, Status
from hazardctl.domain.lifecycle import Standing
from hazardctl.domain.names import fold, same_person
from hazardctl.errors import Problem
from hazardctl.messages import fields, hazards
from hazardctl.messages.labels import label


def objections(hazard: Hazard, now: Standing, act: Closing) -> Iterator[Problem]:
    """Yield every reason why a hazard that the town has in hand may not be closed by this re-inspection."""
    if act.how is ClosingKind.ELIMINATED:
        yield from _independent(now, act.reviewer)
        if not act.evidence:
            yield Problem("missing", fields.missing("evidence"), "evidence")
    else:
        if now.status is not Status.PENDING:
            yield from _five_still_missing(hazard, now)
        yield from review_objections(hazard, now, act.reviewer)
        yield from _unconfirmed(now, act)
        if now.level is Level.MAJOR:
            yield from _major(hazard, now, act)
    if now.listed and now.listing:
        yield Problem("still_listed", hazards.still_listed(hazard.no, now.listing.authority))


def review_objections(hazard: Hazard, now: Standing, reviewer: str) -> Iterator[Problem]:
    """Yield why this re-inspection does not count, whatever its result."""
    if now.status is Status.PENDING:
        yield from _five_still_missing(hazard, now)
    elif now.status is not Status.RECTIFIED:
        yield Problem("not_rectified", hazards.not_rectified(hazard.no))
    yield from _independent(now, reviewer)


def _independent(now: Standing, reviewer: str) -> Iterator[Problem]:
    """谁整改谁不复查: names are compared after NFKC and space folding."""
    responsible = now.five.responsible
    if responsible and same_person(reviewer, responsible):
        yield Problem("reviewer_is_responsible", hazards.reviewer_is_responsible(reviewer), "reviewer")
    elif any(same_person(reviewer, who) for who in now.rectifiers):
        yield Problem("reviewer_rectified", hazards.reviewer_rectified(reviewer), "reviewer")


def _five_still_missing(hazard: Hazard, now: Standing) -> Iterator[Problem]:
    if now.missing:
        items = "、".join(label(item) for item in now.missing)
        yield Problem("five_missing", hazards.is_pending(hazard.no, items))


def _unconfirmed(now: Standing, act: Closing) -> Iterator[Problem]:
    """Each of the five is confirmed by what was done; the day finished is the rectification's own."""
    if not now.needs_five:
        return
    confirmations = {
        "measures_result": act.measures_result,
        "responsible_result": act.responsible_result,
        "funds_spent": 0 if now.five.no_funds else act.funds_spent_fen,
        "contingency_result": act.contingency_result,
    }
    for field, value in confirmations.items():
        if value is None:
            yield Problem("missing", fields.missing(field), field)


def _major(hazard: Hazard, now: Standing, act: Closing) -> Iterator[Problem]:
    for kind in (ReportKind.DISCOVERED, ReportKind.RECTIFIED):
        if now.reported_on(kind) is None:
            yield Problem("report_owed", hazards.report_owed(hazard.no, kind))
    if act.review_kind is not ReviewKind.SITE:
        yield Problem("site_review_needed", hazards.site_review_needed(), "review_kind")
    unit, responsible = act.reviewer_unit, now.five.responsible_unit
    if not unit:
        yield Problem("missing", hazards.reviewer_unit_needed(), "reviewer_unit")
    elif responsible and fold(unit) == fold(responsible):
        yield Problem(
            "reviewer_unit_is_responsible", hazards.reviewer_unit_is_responsible(unit), "reviewer_unit"
        )
