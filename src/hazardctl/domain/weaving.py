"""What several ledgers did to one hazard (acts) or matter (steps), made one story: by what was done, not by who is merged first.

What stands last in one ledger that knew of everything stands. Where several went on apart from each other, the story is
what all of them knew, and what each has added to it or taken back; where that does not hold together, or is about what
was open already, everything new is kept aside until somebody decides, and the story stands as all of them knew it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hazardctl.domain.knowledge import At, Knowledge

    Acts = frozenset[str]
    """Acts (or steps) by their uid."""


class Stand(Struct, frozen=True):
    """A story as it stands somewhere: what is told, and what is kept aside."""

    told: Acts = frozenset()
    aside: Acts = frozenset()

    @property
    def both(self) -> Acts:
        """Return everything that there is."""
        return self.told | self.aside


class Deed(Struct, frozen=True):
    """Something that was done to a story: an act entered or taken back; without an act, a decision about what was open."""

    at: At
    act: str = ""
    entered: bool = False


class Story:
    """Everything that was done to a story in any ledger.

    `stood` tells how the story stood in a ledger at one of its entries; `holds` whether some acts, which all know, and
    others make a story that every gate lets through.
    """

    def __init__(
        self,
        deeds: Sequence[Deed],
        knows: Knowledge,
        stood: Callable[[At], Stand],
        holds: Callable[[Acts, Acts], bool],
    ) -> None:
        self._deeds, self._knows, self._stood, self._holds = deeds, knows, stood, holds
        self._entered: dict[str, list[At]] = {}
        for deed in deeds:
            if deed.entered:
                self._entered.setdefault(deed.act, []).append(deed.at)

    def stand(self) -> Stand:
        """Return how the story stands, all told."""
        return self._of(self._deeds)

    def _of(self, deeds: Sequence[Deed]) -> Stand:
        last = self._last(deeds)
        if not last:
            return Stand()
        if len(last) == 1:
            return self._stood(last[0])
        shared = [one for one in deeds if all(self._knows.before(one.at, at) for at in last)]
        return self._together(self._of(shared), {at: self._stood(at) for at in last})

    def _last(self, deeds: Sequence[Deed]) -> list[At]:
        """Return where the story was gone on with last: by those of whom nobody knew who went on with it."""
        places = [deed.at for deed in deeds]
        return [one for one in places if not any(self._knows.before(one, other) for other in places)]

    def _together(self, base: Stand, branches: dict[At, Stand]) -> Stand:
        everything = frozenset[str]().union(*(stand.both for stand in branches.values()))
        dropped = {act: by for act in everything if (by := self._dropped_by(act, branches))}
        # Decided in two ways: some told what others have decided against.
        contested = {
            act for act in dropped if act in base.aside and any(act in one.told for one in branches.values())
        }
        left = everything - dropped.keys() | contested
        rested_on = {act for act, by in dropped.items() if any(self._rests(one, act, by) for one in left)}
        left |= rested_on
        told = (base.told & left) - rested_on
        settled = not (contested or rested_on or any(self._is_open(act, branches) for act in left))
        if settled and self._holds(told, left - told):
            return Stand(left)
        return Stand(told, left - told)

    def _dropped_by(self, act: str, branches: dict[At, Stand]) -> list[At]:
        """Return where an act was taken back or decided against by those who knew of it, however often it was entered."""
        return [
            at
            for at, stand in branches.items()
            if act not in stand.both and all(self._knew(at, entered) for entered in self._entered[act])
        ]

    def _rests(self, later: str, dropped: str, by: Sequence[At]) -> bool:
        """Whether an act was entered where another one stood that some have dropped who did not know of the later one."""
        entered = self._first(later)
        return dropped in self._stood(entered).told and not all(self._knew(at, entered) for at in by)

    def _is_open(self, act: str, branches: dict[At, Stand]) -> bool:
        """Whether an act is kept aside somewhere and nobody has settled that: told it, knowing of what it was open with."""
        aside = [stand for stand in branches.values() if act in stand.aside]
        return bool(aside) and not any(
            act not in stand.aside and self._knew(at, self._first(act)) for at, stand in branches.items()
        )

    def _first(self, act: str) -> At:
        """Return where an act was entered first."""
        places = self._entered[act]
        return next(one for one in places if not any(self._knows.before(other, one) for other in places))

    def _knew(self, at: At, entered: At) -> bool:
        return at == entered or self._knows.before(entered, at)
