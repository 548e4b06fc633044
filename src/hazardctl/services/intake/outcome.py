"""What became of one row, and what every kind of intake offers to the import that drives it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from hazardctl.errors import Problem
    from hazardctl.services.form import Given


class Outcome(StrEnum):
    """Every row that was read ends as exactly one of these, so that the counts add up."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


class Taken(NamedTuple):
    """What became of a row. `name` is the record's number or name.

    A refusal carries every problem of the row (`where` is a field); the notes of any other outcome say what the office
    should know: why it was skipped, what is likely a duplicate.
    """

    outcome: Outcome
    name: str | None = None
    problems: tuple[Problem, ...] = ()


class Intake(Protocol):
    """One kind of row, taken inside the import's one transaction."""

    def take(self, given: Given, wrong: tuple[Problem, ...] = ()) -> Taken:
        """Take one row: field → text as typed; `yes` or `no` for a flag.

        `wrong` is what is already known to be wrong with its cells: such a row is refused, with everything else that is
        wrong. A refused row has written nothing.
        """
        ...

    def finish(self) -> None:
        """Write what was held back to be written in batches."""
        ...
