"""The office's register of units: finding one by whatever it is called, and who stands behind a collective owner."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

from hazardctl.domain.names import fold


class RegisteredUnit(Struct, frozen=True):
    """An office, a village or a group (`kind`). `key` is the short name as printed, and what records refer to.

    A group with `every` is all units of that kind; any other group is the members that the office has named.
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    every: str | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """Return everything that it is called."""
        return (self.key, self.name, *self.aliases)


class Register(Struct, frozen=True, dict=True):
    """Every unit, and each group's members (unit keys) on one day."""

    units: tuple[RegisteredUnit, ...]
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, said: str, kinds: Iterable[str] = ("office", "village")) -> RegisteredUnit | None:
        """Return the unit of one of these kinds that is called so; spaces, width and case do not matter."""
        allowed = frozenset(kinds)
        return next((unit for unit in self._called.get(fold(said), ()) if unit.kind in allowed), None)

    def at_start(self, said: str, kinds: Iterable[str] = ("office", "village")) -> str | None:
        """Return the longest beginning of a text that a unit of one of these kinds is called."""
        folded = fold(said)
        names = [name for name in self._called if folded.startswith(name) and self.find(name, kinds)]
        longest = max(names, key=len, default=None)
        return longest and next(
            (said[:end] for end in range(1, len(said) + 1) if fold(said[:end]) == longest), None
        )

    @cached_property
    def _called(self) -> dict[str, list[RegisteredUnit]]:
        """Map every folded name to the units that are called so, in the order of registration."""
        named: dict[str, list[RegisteredUnit]] = {}
        for unit in self.units:
            for name in {fold(name) for name in unit.called}:
                named.setdefault(name, []).append(unit)
        return named

    def of_kind(self, *kinds: str) -> tuple[RegisteredUnit, ...]:
        """Return the units of these kinds in the order of registration."""
        return tuple(u for u in self.units if u.kind in kinds)

    def members_of(self, group: RegisteredUnit) -> tuple[str, ...]:
        """Return the keys of a group's members; empty where the office has named none yet."""
        if group.every:
            return tuple(unit.key for unit in self.of_kind(group.every))
        return self.members.get(group.key, ())

    def groups_of(self, key: str) -> tuple[str, ...]:
        """Return the keys of the groups that a unit belongs to."""
        return tuple(group.key for group in self.of_kind("group") if key in self.members_of(group))

    def expanded(self) -> dict[str, tuple[str, ...]]:
        """Return every group's members by the group's key."""
        return {group.key: self.members_of(group) for group in self.of_kind("group")}
