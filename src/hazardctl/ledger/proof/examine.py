"""Going through a ledger from end to end: the one list of what it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.ledger import connect
from hazardctl.ledger.proof import chain, kept, rows
from hazardctl.ledger.proof.flaws import UNREADABLE, Flaw, guarded

if TYPE_CHECKING:
    from pathlib import Path

    from hazardctl.ledger.proof.reading import Examines

HARMLESS = frozenset({
    "file_gone", "file_changed", "schema_stray", "span_wrong", "span_stray", "movement_wrong", "text_back",
})  # fmt: skip
"""Flaws that leave what was entered whole: they are told, and writing goes on."""


class Examined(NamedTuple):
    """A ledger gone through: the chain, the tables, and every flaw in the order in which it was looked for.

    `hidden` are the tables that were closed to whoever looked.
    """

    walked: chain.Walked
    tables: tuple[str, ...]
    flaws: tuple[Flaw, ...]
    hidden: tuple[str, ...] = ()

    @property
    def damaged(self) -> bool:
        """Whether what was entered is not whole."""
        return any(flaw.code not in HARMLESS for flaw in self.flaws)


def examine(reads: Examines, ledger: Path | None) -> Examined:
    """Go through all that a ledger can be held against; `ledger` is where its evidence lies, None for a copy."""
    structure = tuple(guarded(None, reads.structure))
    laid_out = tuple(guarded("sqlite_master", reads.schema))
    names = tuple(name for name in reads.tables() if name not in rows.NOT_JOURNALED)
    hidden = reads.hidden()
    walked = chain.walk(reads, _id(reads))
    flaws = (
        *structure,
        *laid_out,
        *walked.flaws,
        *rows.flaws(reads, names, hidden),
        *(guarded("span", lambda: kept.spans(reads)) if reads.is_ours() else ()),
        *(guarded("movement", lambda: kept.movements(reads)) if reads.is_ours() else ()),
        *(guarded("source_entry", lambda: kept.sources(reads)) if "merged" in names else ()),
        *(guarded("issue", lambda: kept.issues(reads)) if "issue" in names else ()),
        *(
            guarded("evidence", lambda: kept.evidence(reads, ledger))
            if ledger and "evidence" in names
            else ()
        ),
    )
    return Examined(walked, names, flaws, hidden)


def _id(reads: Examines) -> str:
    try:
        return connect.setting(reads, "ledger") or ""
    except UNREADABLE:
        return ""
