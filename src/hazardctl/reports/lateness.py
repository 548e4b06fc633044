"""What of the duties is behind, in figures and by name: the longest missing first."""

from __future__ import annotations

from datetime import date
from heapq import nsmallest
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.rates import rate
from hazardctl.reports import coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hazardctl.domain.cadence import Obligation, Subject
    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.period import Period
    from hazardctl.reports.coverage import Alike

    Behind = Sequence[tuple[Obligation, list[Subject]]]


class LateDuty(Struct, frozen=True):
    """What one subject has not done of a duty, and since when."""

    duty: str
    part: str
    item: str
    subject: str
    unit: str | None
    village: str | None
    since: date
    missing: int
    key: str
    part_name: str | None = None

    @property
    def title(self) -> str:
        """Name the duty and its part as people read it; an issue of an older program has the part's key alone."""
        return f"{self.duty} {self.part_name or self.part}".strip()


class LatePart(Struct, frozen=True):
    """One part of a duty that was not done as often as it should be: for whom, how many times in all, and since when.

    `task` is the number of a task of the plan, None for what its body asks for.
    """

    task: str | None
    name: str
    subjects: tuple[str, ...]
    missing: int
    since: date

    @property
    def title(self) -> str:
        """Name it as people read it."""
        return f"{self.task or ''} {self.name}".strip()


def by_part(plan: Plan, found: Iterable[LateDuty]) -> tuple[LatePart, ...]:
    """Name each part of a duty once, however many it was not done for, in the order given."""
    duties = {coverage.key_of(duty): duty for duty in coverage.duties_of(plan)}
    names = {(key, part.key): part.name for key, duty in duties.items() for part in duty.cadence}
    parts: dict[tuple[str, str, str], list[LateDuty]] = {}
    for one in found:
        parts.setdefault((one.duty, one.part, one.item), []).append(one)
    return tuple(
        LatePart(
            task=duty if plan.task(duty) else None,
            name=item or names.get((duty, part)) or coverage.name_of(plan, duties[duty]),
            subjects=tuple(one.subject for one in missing),
            missing=sum(one.missing for one in missing),
            since=min(one.since for one in missing),
        )
        for (duty, part, item), missing in parts.items()
    )


def late(found: Iterable[Obligation]) -> tuple[LateDuty, ...]:
    """Return what is missing, the longest missing first."""
    return tuple(_named(one) for one in sorted((o for o in found if o.missing), key=_how_long) if one.since)


def _named(one: Obligation) -> LateDuty:
    subject = one.subject
    return LateDuty(one.duty, one.part, one.item, subject.name, subject.unit, subject.village, one.since or date.min,
                    len(one.missing), subject.key, one.name or None)  # fmt: skip


def _how_long(one: Obligation) -> tuple[date, int, str, str]:
    return one.since or date.min, -len(one.missing), one.duty, one.subject.name


class TaskFigures(Struct, frozen=True):
    """Occurrences done and expected since the campaign began; `missing_in_period` fell due in the period.

    `late` names what is missing, of more than a report can name the longest; `late_count` is how many there are and
    `lagging` are the units that answer for any of them. An issue of an older program has neither, and names all.
    """

    expected: int
    done: int
    rate: float | None
    missing: int
    missing_in_period: int
    late: tuple[LateDuty, ...]
    late_count: int | None = None
    lagging: tuple[str, ...] | None = None


def figures(found: Iterable[Obligation]) -> TaskFigures:
    """Count obligations one by one; all that is behind is named."""
    return counted([coverage.Alike(one, [one.subject]) for one in found])


def counted(found: Iterable[Alike], period: Period | None = None, most: int | None = None) -> TaskFigures:
    """Count obligations; those longest missing are named first, `most` of them. What has no frequency is not counted."""
    every = [(one.obligation, one.subjects) for one in found if one.obligation.expected is not None]
    expected = sum((o.expected or 0) * len(subjects) for o, subjects in every)
    done = sum(o.done * len(subjects) for o, subjects in every)
    behind = sorted((one for one in every if one[0].missing), key=lambda one: _how_long(one[0])[:3])
    return TaskFigures(
        expected=expected,
        done=done,
        rate=rate(done, expected),
        missing=expected - done,
        missing_in_period=sum(
            len(subjects) * sum(w.due in period for w in o.missing) for o, subjects in every if period
        ),
        late=_longest(behind, most),
        late_count=sum(len(subjects) for _, subjects in behind),
        lagging=tuple(dict.fromkeys(s.unit or s.name for some in _once(behind) for s in some)),
    )


def _once(behind: Behind) -> list[list[Subject]]:
    """Return the subjects of each; those of whom several parts are asked are one list, and are looked at once."""
    return list({id(subjects): subjects for _, subjects in behind}.values())


def _longest(behind: Behind, most: int | None) -> tuple[LateDuty, ...]:
    """Name what is behind, the longest missing first; of subjects alike no more than could be among the first so many."""
    first = {
        id(some): nsmallest(most, some, key=attrgetter("name")) if most else some for some in _once(behind)
    }
    named: list[Obligation] = []
    for one, subjects in behind:
        if most and len(named) >= most and _how_long(one)[:3] > _how_long(named[-1])[:3]:
            break
        named += [replace(one, subject=subject) for subject in first[id(subjects)]]
    return tuple(map(_named, sorted(named, key=_how_long)[:most]))
