"""What an import of hazards has met so far, so that it is asked of the ledger once: enterprises, hazards of a day, numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hazardctl.domain.names import enterprise_key, fold
from hazardctl.ledger.queries import cases, enterprises, recognise
from hazardctl.ledger.queries.enterprises import Enterprise

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.hazard import Hazard
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.journal import Change
    from hazardctl.services.place import Place

Key = tuple[str, str, str]
"""What a hazard of a day is recognised by: enterprise, place, description, all folded."""


@lru_cache(maxsize=20_000)
def _firm_key(name: str) -> str:
    return enterprise_key(name)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


def key(enterprise: str | None, place: str | None, title: str) -> Key:
    """Return what a hazard is recognised by."""
    return _firm_key(enterprise or ""), _folded(place or ""), fold(title)


class Firms:
    """The enterprises met in this import, so that a name is looked up once."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._met: dict[str, Enterprise | None] = {}
        self.new: list[str] = []
        self.held: list[Change] = []

    def find(self, reads: Reads, name: str) -> Enterprise | None:
        """Return the enterprise that is called so."""
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = enterprise_key(name)
        if key not in self._met:
            self._met[key] = enterprises.find(reads, name)
        return self._met[key]

    def remember(self, place: Place) -> Enterprise:
        """Keep in mind one that was registered just now."""
        assert place.ref is not None  # noqa: S101  it was settled
        firm = self._met[enterprise_key(place.ref.name)] = Enterprise(
            place.ref, place.village, place.sector, None
        )
        self.new.append(place.ref.name)
        return firm


class Known:
    """The hazards of the ledger and of this import, by day and by what they are recognised by."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._days: dict[date, dict[Key, str]] = {}

    def find(self, hazard: Hazard, key: Key) -> str | None:
        """Return the number of a hazard of the same day with the same enterprise, place and description."""
        return self._of(hazard).get(key)

    def remember(self, hazard: Hazard, key: Key) -> None:
        """Keep a new one in mind."""
        self._of(hazard)[key] = hazard.no

    def _of(self, hazard: Hazard) -> dict[Key, str]:
        day = hazard.found_on
        if day not in self._days:
            found = recognise.of_day(self._reads, day.isoformat())
            self._days[day] = {
                (seen.enterprise or "", fold(seen.place or ""), fold(seen.title)): seen.no
                for seen in reversed(found)
            }
        return self._days[day]


class Numbers:
    """The next number of each year, asked of the ledger once: the write lock is held (DESIGN.md §4.6)."""

    def __init__(self, reads: Reads, series: str) -> None:
        self._reads, self._series = reads, series
        self._last: dict[int, int] = {}

    def next(self, own: str | None, year: int) -> str:
        """Return the number that a row brings along, or else the next one of a year; it is free until `took`."""
        if year not in self._last:
            self._last[year] = int(cases.next_number(self._reads, self._series, year).rpartition("-")[2]) - 1
        if own and (brought := _NUMBER.fullmatch(own)) and int(brought["year"]) == year:
            return own
        return f"{self._series}-{year}-{self._last[year] + 1:04d}"

    def took(self, no: str, year: int) -> None:
        """Note that a number of a year is used."""
        self._last[year] = max(self._last[year], int(no.rpartition("-")[2]))


_NUMBER = re.compile(r".+-(?P<year>[0-9]{4})-(?P<seq>[0-9]{4,9})")
