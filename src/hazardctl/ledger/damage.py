"""A damaged ledger: a mark beside it, so that every command knows without looking again.

While the mark stands, reading goes on with a warning and nothing is written. It is set by whoever finds the damage and
taken away by `restore`, or by a `verify` that finds the ledger whole; nothing repairs itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.messages import ledger as messages

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".damaged"


def mark_of(ledger: Path) -> Path:
    """Return where the mark of a ledger stands."""
    return ledger.with_name(ledger.name + SUFFIX)


def is_noted(ledger: Path) -> bool:
    """Whether a ledger is known to be damaged."""
    return mark_of(ledger).exists()


def note(ledger: Path, *, damaged: bool) -> None:
    """Set the mark or take it away. A folder that takes no file keeps nobody from reading."""
    try:
        if not damaged:
            mark_of(ledger).unlink(missing_ok=True)
        elif not is_noted(ledger):
            mark_of(ledger).write_text(messages.mark_text(), encoding="utf-8")
            mark_of(ledger).chmod(0o600)
    except OSError:
        return


def is_meant(ledger: Path, codes: set[str]) -> bool:
    """Whether an error says that a ledger is damaged; a file that is no database at all was one if it has copies."""
    from hazardctl.ledger import copies

    return "damaged" in codes or ("not_a_database" in codes and bool(copies.lying(ledger)))


def found(ledger: Path, code: str = "damaged") -> errors.LedgerDamaged:
    """Note that a ledger is damaged and return the error that says so and offers the newest good copy."""
    from hazardctl.ledger import copies

    note(ledger, damaged=True)
    good = copies.newest_good(ledger)
    return errors.LedgerDamaged(
        Problem(code, messages.damaged(ledger)),
        Problem("restore", messages.offer(good), str(good) if good else None),
    )


def refuse_if_noted(ledger: Path) -> None:
    """Refuse to write into a ledger that is known to be damaged.

    Raises:
        LedgerDamaged: it is.
    """
    if is_noted(ledger):
        raise found(ledger)
