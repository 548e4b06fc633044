"""Another ledger that is to be merged: a file, or a bundle of one (a zip with JSON lines and evidence).

Neither is changed. A bundle holds what merging needs and nothing that follows from it: the journal says what every row
came to.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger import connect, files, migrations
from hazardctl.ledger.journal import GENESIS
from hazardctl.ledger.proof import chain, reading
from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.proof.reading import Taker
from hazardctl.ledger.queries import evidence, merging
from hazardctl.messages import merging as messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hazardctl.ledger.proof.chain import Walked
    from hazardctl.ledger.proof.reading import Examiner

SUFFIX = ".zip"
MANIFEST = "hazardctl-ledger.json"
FORMAT = 1
TABLES = ("setting", "journal", "source_entry", "secret")
"""What a bundle holds of a ledger: its own facts, all journals, and the texts that no journal has."""

_LONGEST_LINE = 2**24


class Source(NamedTuple):
    """A ledger that was gone through and is whole: who it is, how far it goes, and where its evidence lies."""

    name: str
    ledger: str
    town: str
    series: str
    walked: Walked
    reads: Examiner
    beside: Path


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open another ledger, and prove it before anything is believed of it.

    Raises:
        NotFound: there is no file.
        LedgerDamaged: it is no ledger, newer than this program, or not whole.
    """
    connect.check_path(path)
    if path.suffix.lower() == SUFFIX:
        with _unpacked(path) as ledger, closing(reading.opened(ledger)) as raw:
            reads = reading.Examiner(raw)
            yield _source(path, reads, ledger, chain.walk(reads, connect.setting(reads, "ledger") or ""))
        return
    # What goes wrong here after it is proved whole is no fault of the source: no error of ours is to name it.
    with closing(reading.opened(path)) as raw:
        reads = reading.Examiner(raw)
        with reading.no_error_but_damage(path):
            examined = examine(reads, None)
        if examined.damaged:
            raise errors.LedgerDamaged(Problem("source_damaged", messages.source_damaged(path.name)))
        yield _source(path, reads, path, examined.walked)


def _source(path: Path, reads: Examiner, beside: Path, walked: Walked) -> Source:
    town = connect.setting(reads, "town") or ""
    if walked.flaws or not walked.head:
        raise errors.LedgerDamaged(Problem("source_damaged", messages.source_damaged(path.name)))
    return Source(
        name=str(path),
        ledger=connect.setting(reads, "ledger") or "",
        town=town,
        series=connect.setting(reads, "series") or town,
        walked=walked,
        reads=reads,
        beside=beside,
    )


def texts(source: Source) -> dict[str, tuple[str | None, str | None]]:
    """Return the confidential texts that a ledger holds, by their row: salt and text, both None once destroyed."""
    if "secret" not in source.reads.tables():
        return {}
    return {row["uid"]: (row["salt"], row["body"]) for row in source.reads.rows("select * from secret")}


def ends(source: Source) -> dict[str, int]:
    """Return how far a source knows the ledgers that were merged into it; one of an earlier program knows none."""
    return merging.ends(source.reads) if "source_entry" in source.reads.tables() else {}


def write(reads: connect.Reads, ledger: Path, facts: dict[str, Any], target: Path) -> int:
    """Write a bundle of a ledger, and return how many files of evidence went along; those that are gone are left out."""
    carried = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(MANIFEST, json.dumps({"format": FORMAT, **facts}, ensure_ascii=False, indent=1))
        for table in TABLES:
            with bundle.open(f"{table}.jsonl", "w", force_zip64=True) as lines:
                for row in reads.each(f"select * from {table}"):  # noqa: S608  one of the four above
                    lines.write((json.dumps(dict(row), ensure_ascii=False) + "\n").encode())
        for sha256, name in sorted({(one.sha256, one.name) for one in evidence.everything(reads)}):
            if files.is_intact(ledger, sha256, name):
                path = files.path_of(ledger, sha256, name)
                bundle.write(path, f"{files.FOLDER}/{path.name}", zipfile.ZIP_STORED)
                carried += 1
    return carried


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """Put a bundle's rows into a ledger file of a passing folder, and its evidence beside it."""
    with tempfile.TemporaryDirectory(prefix="hazardctl-merge-") as name:
        ledger = Path(name) / "ledger.db"
        try:
            with zipfile.ZipFile(path) as bundle:
                _check(bundle, path)
                _fill(bundle, ledger)
                _evidence(bundle, ledger)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            sqlite3.Error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise errors.LedgerDamaged(Problem("not_a_bundle", messages.not_a_bundle(path.name))) from error
        except OSError as error:
            raise errors.Unavailable(Problem("file", messages.no_room(path.name))) from error
        yield ledger


def _check(bundle: zipfile.ZipFile, path: Path) -> None:
    told = json.loads(bundle.read(MANIFEST))
    if told["format"] > FORMAT:
        raise errors.LedgerDamaged(Problem("newer_bundle", messages.newer_bundle(path.name)))


def _fill(bundle: zipfile.ZipFile, ledger: Path) -> None:
    raw = connect.connect(ledger, mode="rwc")
    try:
        raw.execute("begin")
        migrations.apply(raw, migrations.steps())
        raw.execute("pragma defer_foreign_keys = on")
        taker = Taker(raw)
        for table in TABLES:
            columns = taker.shapes()[table].columns
            taker.load(table, columns, _rows(bundle, table, columns))
        raw.execute("commit")
    finally:
        raw.close()


def _rows(bundle: zipfile.ZipFile, table: str, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    with bundle.open(f"{table}.jsonl") as lines:
        while line := lines.readline(_LONGEST_LINE):
            row = json.loads(line)
            yield tuple(row.get(column) for column in columns)


def _evidence(bundle: zipfile.ZipFile, ledger: Path) -> None:
    """Take out what lies in the folder of evidence, each under a name of ours: what is in a zip names no path here."""
    for info in bundle.infolist():
        folder, _, name = info.filename.partition("/")
        sha256 = name.partition(".")[0]
        if folder != files.FOLDER or len(sha256) != len(GENESIS) or not sha256.isalnum():
            continue
        if info.file_size > files.LARGEST_MB * 2**20:
            continue
        target = files.path_of(ledger, sha256, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with bundle.open(info) as packed, target.open("wb") as copy:
            while block := packed.read(1 << 20):
                copy.write(block)
