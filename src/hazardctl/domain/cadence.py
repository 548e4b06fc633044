"""Which occurrences of a duty are expected, which are done, and which are missing since when.

Expected occurrences follow from an anchor and an index, never from the previous one (DESIGN.md §4.10): the month ends
after 31 January are 28 February and 31 March. Pure: records and subjects are handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.domain.campaign import Every, Per


class Window(NamedTuple):
    """The days within which one occurrence is to be done, both included."""

    start: date
    due: date


class Subject(NamedTuple):
    """By or for whom a duty is done. `key` is a unit key, a post, an enterprise's uid, or the town's code.

    `unit` answers for it and `village` is where it is; `unfilled` marks a collective owner without members.
    """

    kind: Per
    key: str
    name: str
    unit: str | None = None
    village: str | None = None
    unfilled: bool = False


class Obligation(NamedTuple):
    """One subject's share of one duty, as at a day.

    `duty` is a task's id or a standing duty's key, `part` the cadence entry (empty where the duty has one only),
    `item` a named thing of which each is owed (岗位操作卡). `expected` and `done` count occurrences: one is expected once
    its last day has come, or as soon as it is done; without a frequency or interval `expected` is None and `done`
    counts records. `since` is the last day of the first missing occurrence; `notes` are Chinese sentences (a month
    begun on its 29th is not expected).
    """

    duty: str
    part: str
    item: str
    every: Every
    words: str
    subject: Subject
    expected: int | None
    done: int
    missing: tuple[Window, ...]
    running: Window | None
    last_on: date | None
    notes: tuple[str, ...] = ()

    @property
    def since(self) -> date | None:
        """Return since when something is missing."""
        return self.missing[0].due if self.missing else None

    @property
    def complete(self) -> bool:
        """Whether nothing that is expected is missing."""
        return not self.missing
