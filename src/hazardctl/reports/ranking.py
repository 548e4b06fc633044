"""Units in order of what they have put right, beside the tasks that they have done (半年通报).

Who found nothing has no rate and no place: a rank would reward not looking (OFFICE.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.reports import lateness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hazardctl.domain.cadence import Obligation
    from hazardctl.domain.register import RegisteredUnit
    from hazardctl.reports.values import Part


class Rank(NamedTuple):
    """One unit. Equal rates share a place; `place` is None for who found nothing. Rates in percent.

    Hazards found and rectified and tasks are those of the period; `overdue` is everything that stands late at its end,
    whenever it was found, as in the list of the same paper.
    """

    place: int | None
    unit: str
    name: str
    kind: str
    found: int
    rectified: int
    rectified_rate: float | None
    overdue: int
    tasks_expected: int
    tasks_done: int
    tasks_rate: float | None


def ranked(
    units: Sequence[RegisteredUnit],
    parts: Sequence[Part],
    late: Mapping[str | None, int],
    duties: Mapping[str, Sequence[Obligation]],
) -> tuple[Rank, ...]:
    """Return units of one kind in order of their rectified rate; those without one follow, in the register's order.

    `parts` are the hazards of the period, `late` how many are overdue at its end, `duties` what each answers for, all by
    unit.
    """
    counts = {part.key: part for part in parts}
    rates = sorted(
        (
            rate
            for unit in units
            if (part := counts.get(unit.key)) and (rate := part.rectified_rate) is not None
        ),
        reverse=True,
    )
    rows = [
        _rank(unit, counts.get(unit.key), rates, duties.get(unit.key, ()))._replace(
            overdue=late.get(unit.key, 0)
        )
        for unit in units
    ]
    return tuple(sorted(rows, key=lambda row: (row.place is None, row.place or 0, -row.found)))


def _rank(
    unit: RegisteredUnit, part: Part | None, rates: Sequence[float], duties: Sequence[Obligation]
) -> Rank:
    tasks = lateness.figures(duties)
    rate = part.rectified_rate if part else None
    return Rank(
        place=None if rate is None else rates.index(rate) + 1,
        unit=unit.key,
        name=unit.name,
        kind=unit.kind,
        found=part.found if part else 0,
        rectified=part.rectified if part else 0,
        rectified_rate=rate,
        overdue=0,
        tasks_expected=tasks.expected,
        tasks_done=tasks.done,
        tasks_rate=tasks.rate,
    )
