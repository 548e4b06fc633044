"""`hazardctl export 台账.zip`: the whole ledger as a bundle that another office merges."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl import __version__
from hazardctl.errors import LedgerDamaged, Problem, Unavailable
from hazardctl.ledger import connect, durable, sources
from hazardctl.ledger.proof import chain
from hazardctl.messages import merging as messages

if TYPE_CHECKING:
    from hazardctl.services.desk import Desk


class Bundled(NamedTuple):
    """A bundle that was written; field names are the JSON keys. `files` counts what is attached."""

    file: str
    kind: str
    series: str
    entries: int
    head: str
    files: int


def bundle(desk: Desk, path: Path) -> Bundled:
    """Write the ledger with its journals and evidence; what is there already is replaced at once, and whole.

    Raises:
        NotFound: there is no ledger.
        LedgerDamaged: its journal is not whole: nobody could take it in.
        Unavailable: the place takes no file.
    """
    with desk.store.examining() as reads:
        ledger, town = (connect.setting(reads, key) or "" for key in ("ledger", "town"))
        series = connect.setting(reads, "series") or town
        walked = chain.walk(reads, ledger)
        if walked.flaws:
            raise LedgerDamaged(Problem("source_damaged", messages.own_damaged()))
        facts = {"ledger": ledger, "town": town, "series": series, "entries": walked.entries, "head": walked.head,
                 "program": __version__}  # fmt: skip
        try:
            handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=".bundle-")
            os.close(handle)
            try:
                carried = sources.write(reads, desk.settings.ledger, facts, Path(name))
                durable.put(Path(name), path.absolute())
            finally:
                durable.gone(Path(name))
        except OSError as error:
            raise Unavailable(Problem("file", messages.cannot_write(str(path)), "file")) from error
    return Bundled(str(path), "ledger", series, walked.entries, walked.head or "", carried)
