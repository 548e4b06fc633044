"""What a ledger was held against, and where it does not agree with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hazardctl.domain.history import Difference


class Fault(NamedTuple):
    """One disagreement as a person reads it; field names are the JSON keys.

    `code` is a stable word for its kind, `where` the number or name of what it is about, `seq` the journal's entry,
    typed `at` by `actor` with `command`. `changes` give what stood there and what stands there now; `proven` when a
    hash says that it did stand there.
    """

    code: str
    message: str
    where: str | None = None
    seq: int | None = None
    at: str | None = None
    actor: str | None = None
    command: str | None = None
    changes: tuple[Difference, ...] = ()
    proven: bool = False


class Anchor(NamedTuple):
    """A head that was printed on paper: what was given, the entry that has it, and how many came after.

    `paper` is set where only a paper was named: then the head is the ledger's own word, to be compared with what is printed.
    `series` is set where the entry is another ledger's, that was merged into this one.
    """

    given: str
    head: str | None
    seq: int | None
    at: str | None
    later: int | None
    paper: str | None = None
    series: str | None = None


class Proof(NamedTuple):
    """What was proved of a ledger, in numbers, and what is wrong; field names are the JSON keys.

    `hidden` are the tables that could not be looked at: they are closed to this login.
    """

    sound: bool
    entries: int
    head: str | None
    rows: int
    tables: int
    hazards: int
    issues: int
    files: int
    since: Anchor | None
    faults: tuple[Fault, ...]
    hidden: tuple[str, ...] = ()
