"""Of whom a part of a duty is asked, and which of them are alike, so that thousands are judged as a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.cadence import Subject
from hazardctl.domain.campaign import Task
from hazardctl.domain.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hazardctl.domain.campaign import Applies, Cadence, Plan, StandingDuty
    from hazardctl.domain.enterprise import Firm


class Liable(Struct, frozen=True):
    """Of whom a part of a duty is asked, in order; and the same by what else decides how it stands, in order of the first."""

    subjects: Sequence[Subject]
    by_life: Sequence[list[Subject]]


class Firms(Struct, frozen=True):
    """The enterprises in the order of registration, each beside its kind: what decides whether a duty is asked of it.

    `examples` has one enterprise of each kind. `known` keeps what was worked out for a set of kinds: most parts of most
    duties are asked of the same ones, and a town has thousands of enterprises.
    """

    subjects: Sequence[tuple[int, Subject]]
    examples: Sequence[Firm]
    known: dict[frozenset[int], Liable]

    def of_kinds(self, is_asked: Callable[[Firm], bool]) -> Liable:
        """Return the enterprises of the kinds of which something is asked."""
        kinds = frozenset(kind for kind, firm in enumerate(self.examples) if is_asked(firm))
        if kinds not in self.known:
            self.known[kinds] = by_life([subject for kind, subject in self.subjects if kind in kinds])
        return self.known[kinds]


def life(subject: Subject) -> tuple[object, ...]:
    """Return what besides the deeds decides how a part stands for a subject."""
    return subject.unfilled and subject.name, subject.since, subject.until


def by_life(subjects: Sequence[Subject]) -> Liable:
    """Return subjects with those beside each other whose life is the same."""
    lives: dict[tuple[object, ...], list[Subject]] = {}
    for subject in subjects:
        lives.setdefault(life(subject), []).append(subject)
    return Liable(subjects, list(lives.values()))


def registered(firms: Iterable[Firm], office: str) -> Firms:
    """Return the enterprises as of whom something is asked; for one without a regulator the emergency office answers."""
    kinds: dict[tuple[object, ...], int] = {}
    subjects: list[tuple[int, Subject]] = []
    examples: list[Firm] = []
    for firm in firms:
        kind = kinds.setdefault((firm.sector, firm.is_micro, firm.high_risk, firm.sole_trader), len(kinds))
        if kind == len(examples):
            examples.append(firm)
        subject = Subject(
            "enterprise",
            firm.uid,
            firm.name,
            firm.regulator or office,
            firm.village,
            since=firm.opened_on,
            until=firm.closed_on,
        )
        subjects.append((kind, subject))
    return Firms(subjects, examples, {})


def applies(plan: Plan, duty: Task | StandingDuty, part: Cadence, firm: Firm) -> bool:
    """Whether a part is asked of an enterprise; an entry for some stands, for those, in place of the others."""
    whole = duty.applies_to if isinstance(duty, Task) else ()
    if whole and not any(is_one(plan, firm, one, duty) for one in whole):
        return False
    if part.applies_to:
        return any(is_one(plan, firm, one, duty) for one in part.applies_to)
    rivals = (one for other in duty.cadence if other.key == part.key for one in other.applies_to)
    return not any(is_one(plan, firm, one, duty) for one in rivals)


def is_one(plan: Plan, firm: Firm, kind: Applies, duty: Task | StandingDuty) -> bool:
    """Whether an enterprise is of a kind; what is not known of it is not assumed."""
    if kind == "micro":
        return firm.is_micro
    if kind == "key_sector":
        sector = plan.sector(firm.sector) if firm.sector else None
        return sector is not None and any(fold(n) in fold(duty.text) for n in (sector.name, *sector.aliases))
    return bool(firm.high_risk if kind == "high_risk" else firm.sole_trader)
