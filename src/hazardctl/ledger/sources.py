"""Another ledger that is to be merged: a file, or a bundle of one (a zip with JSON lines and evidence).

Neither is changed. A bundle holds the journals and nothing that follows from them: the tables are made anew from it, so
that it is proved as a file is.
"""

from __future__ import annotations

import json
import shutil
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
from hazardctl.ledger.carrying import referred_first
from hazardctl.ledger.journal import CONFIDENTIAL, GENESIS
from hazardctl.ledger.proof import reading
from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.proof.reading import Taker
from hazardctl.ledger.proof.rows import NOT_JOURNALED
from hazardctl.ledger.queries import evidence, merging
from hazardctl.messages import merging as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.proof.chain import Walked
    from hazardctl.ledger.proof.reading import Examiner

SUFFIX = ".zip"
MANIFEST = "hazardctl-ledger.json"
FORMAT = 1
TABLES = ("journal", "source_entry", "secret")
"""What a bundle holds of a ledger: all journals, and the texts that no journal has."""

_LONGEST_LINE, _LONGEST_MANIFEST = 2**24, 2**16


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
    if path.suffix.lower() != SUFFIX:
        with _proved(path, path) as source:
            yield source
        return
    _check_place(path)
    with tempfile.TemporaryDirectory(prefix="hazardctl-merge-") as name:
        ledger = Path(name) / "ledger.db"
        _unpack(path, ledger)
        with _proved(path, ledger) as source:
            yield source


@contextmanager
def _proved(path: Path, ledger: Path) -> Iterator[Source]:
    """Go through a ledger; what goes wrong after it is proved whole is no fault of the source's, and not told as one."""
    _check_place(path)
    with closing(_opened(path, ledger)) as raw:
        reads = reading.Examiner(raw)
        with reading.no_error_but_damage(path):
            examined = examine(reads, None)
        if examined.damaged:
            raise errors.LedgerDamaged(Problem("source_damaged", messages.source_damaged(str(path))))
        yield _source(path, reads, ledger, examined.walked)


def _check_place(path: Path) -> None:
    if not connect.can_be(path):
        raise errors.NotFound(Problem("no_source", messages.no_source(str(path))))
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise errors.LedgerDamaged(Problem("not_a_source", messages.not_a_source(str(path))))
    if not path.exists():
        raise errors.NotFound(Problem("no_source", messages.no_source(str(path))))


def _opened(path: Path, ledger: Path) -> connect.Connection:
    try:
        return reading.opened(ledger)
    except errors.LedgerDamaged as error:
        if any(problem.code == "newer_ledger" for problem in error.problems):
            raise
        raise errors.LedgerDamaged(Problem("not_a_source", messages.not_a_source(str(path)))) from error


def _source(path: Path, reads: Examiner, beside: Path, walked: Walked) -> Source:
    town = connect.setting(reads, "town") or ""
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
                for row in reads.each(f"select * from {table}"):  # noqa: S608  one of those above
                    lines.write((json.dumps(dict(row), ensure_ascii=False) + "\n").encode())
        for sha256, name in sorted({(one.sha256, one.name) for one in evidence.everything(reads)}):
            if files.at_hand(reads, ledger, sha256, name):
                path = files.path_of(ledger, sha256, name)
                bundle.write(path, f"{files.FOLDER}/{path.name}", zipfile.ZIP_STORED)
                carried += 1
    return carried


def _unpack(path: Path, ledger: Path) -> None:
    """Put a bundle's rows into a ledger file, and its evidence beside it."""
    try:
        with zipfile.ZipFile(path) as bundle:
            _check(bundle, path, ledger.parent)
            _fill(bundle, ledger)
            _evidence(bundle, ledger)
    except (
        zipfile.BadZipFile, zlib.error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, sqlite3.Error,
        EOFError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        raise errors.LedgerDamaged(Problem("not_a_bundle", messages.not_a_bundle(str(path)))) from error
    except OSError as error:
        raise errors.Unavailable(Problem("file", messages.no_room(str(path)))) from error


def _check(bundle: zipfile.ZipFile, path: Path, folder: Path) -> None:
    with bundle.open(MANIFEST) as manifest:
        told = json.loads(manifest.read(_LONGEST_MANIFEST))
    if told["format"] > FORMAT:
        raise errors.LedgerDamaged(Problem("newer_bundle", messages.newer_bundle(str(path))))
    # Rows take more room in a ledger than in a line of text; a bundle that would fill the disk is not begun.
    if 3 * sum(info.file_size for info in bundle.infolist()) > shutil.disk_usage(folder).free:
        raise errors.Unavailable(Problem("file", messages.no_room(str(path))))


def _fill(bundle: zipfile.ZipFile, ledger: Path) -> None:
    """Make the tables anew from the last image of every row, as the program of that schema would have them."""
    with closing(connect.connect(ledger, mode="rwc")) as raw:
        raw.execute("begin")
        migrations.apply(raw, migrations.steps())
        raw.execute("pragma defer_foreign_keys = on")
        taker = Taker(raw)
        shapes = taker.shapes()
        texts = {row["uid"]: row for row in _rows(bundle, "secret")}
        for table in ("journal", "source_entry"):
            columns = shapes[table].columns
            taker.load(table, columns, ([row.get(c) for c in columns] for row in _rows(bundle, table)))
        for table in referred_first(shapes):
            if table not in NOT_JOURNALED:
                columns = shapes[table].columns
                hidden = CONFIDENTIAL.get(table, frozenset())
                told = (
                    {**image, **{c: texts[image["uid"]][c] for c in hidden}}
                    for image in merging.last_images(taker, table)
                )
                taker.load(table, columns, ([row.get(c) for c in columns] for row in told))
        raw.execute("commit")


def _rows(bundle: zipfile.ZipFile, table: str) -> Iterator[dict[str, Any]]:
    with bundle.open(f"{table}.jsonl") as lines:
        while line := lines.readline(_LONGEST_LINE):
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError(table)
            yield row


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
