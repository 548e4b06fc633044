"""Listed supervision (挂牌督办) as it stands: by whom, until when, and whose progress of the month is not recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.hazard import Authority
from hazardctl.domain.period import month_at, month_period
from hazardctl.ledger.queries.finding import Filter
from hazardctl.reports import supervision
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.listed import ListedRecord
    from hazardctl.services.desk import Desk


def listed_supervision(desk: Desk, given: Given, day: date | None) -> tuple[ListedRecord, ...]:
    """Return the hazards that are listed at the end of a day: the district's and higher ones first, then the town's.

    Raises:
        Refused: a filter cannot be understood.
    """
    form, day = Form(given, desk), day or desk.today
    register = desk.register(day)
    wanted = Filter(
        unit=form.unit("unit", register), village=form.unit("village", register, ("village",)), listed=True
    )
    authority = form.choice("authority", Authority)
    form.done()
    ends_on = desk.plan.campaign.month_ends_on
    month = month_period(month_at(day, ends_on), ends_on)
    with desk.reading() as reader:
        found = supervision.listed(reader, wanted, day, month)
    kept = (r for r in found if authority in {None, r.listing} and (r.progress_owed or not form.flag("owed")))
    return tuple(sorted(kept, key=lambda r: r.by_town))
