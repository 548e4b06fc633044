"""What is kept beside the rows: spans and the movement of the figures by recount, issues by their hash and their place in the journal, files by theirs."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hazardctl.ledger import connect, files
from hazardctl.ledger.journal import GENESIS
from hazardctl.ledger.mapping import span_rows
from hazardctl.ledger.proof import chain
from hazardctl.ledger.proof.flaws import UNREADABLE, Flaw
from hazardctl.ledger.queries import cases
from hazardctl.ledger.queries import movements as queries
from hazardctl.ledger.queries.lists import batches, by_name, placed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.proof.reading import Examines


def spans(reads: Reads) -> Iterator[Flaw]:
    """Yield the hazards whose kept rows are not what their acts say, and kept rows of no hazard."""
    town = connect.setting(reads, "town") or ""
    for batch in _hazards(reads):
        yield from _recounted(reads, batch, town)
    # Not `not in`: where its list is longer than a server keeps in memory, it is gone through for every row.
    strays = "select distinct s.hazard from span s where not exists (select 1 from hazard h where h.uid = s.hazard)"
    for row in reads.rows(strays):
        yield Flaw("span_stray", "hazard", row["hazard"])


def wrong_spans(reads: Reads) -> Iterator[str]:
    """Yield the uids of the hazards whose kept rows are not what their acts say; what cannot be read is raised."""
    town = connect.setting(reads, "town") or ""
    for batch in _hazards(reads):
        yield from _wrong(reads, batch, town)


def _hazards(reads: Reads) -> Iterator[tuple[str, ...]]:
    return batches(row["uid"] for row in reads.rows("select uid from hazard order by uid"))


def movements(reads: Examines) -> Iterator[Flaw]:
    """Yield one flaw where the kept movement of the figures is not what the kept rows add up to."""
    wrong = queries.wrong(reads, connect.setting(reads, "town") or "")
    if wrong:
        yield Flaw("movement_wrong", "movement", times=wrong)


def _recounted(reads: Reads, uids: tuple[str, ...], town: str) -> Iterator[Flaw]:
    """Count hazards again; where a damaged one stops the counting, each for itself, so that the others are counted."""
    try:
        wrong = _wrong(reads, uids, town)
    except UNREADABLE:
        if len(uids) == 1:
            yield Flaw("unreadable", "hazard", uids[0])
            return
        for uid in uids:
            yield from _recounted(reads, (uid,), town)
        return
    for uid in wrong:
        yield Flaw("span_wrong", "hazard", uid)


def _wrong(reads: Reads, uids: tuple[str, ...], town: str) -> list[str]:
    due = {case.hazard.uid: span_rows(case, town) for case in cases.of_uids(reads, uids)}
    kept = _kept(reads, uids)
    return [
        uid
        for uid, rows in due.items()
        if sorted(rows, key=lambda row: str(row["since"])) != kept.get(uid, [])
    ]


def _kept(reads: Reads, uids: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    asked, names = placed(uids)
    found: dict[str, list[dict[str, object]]] = {}
    rows = reads.rows(f"select * from span where hazard in ({asked}) order by hazard, since", **names)  # noqa: S608
    for row in by_name(rows):
        found.setdefault(row["hazard"], []).append(row)
    return found


def issues(reads: Examines) -> Iterator[Flaw]:
    """Yield the issues whose figures or place in the journal are not what they were."""
    rows = reads.each(
        """select i.uid, i.figures, i.sha256, i.head, i.seq, j.hash as stood from issue i
           left join journal j on j.seq = i.seq order by i.uid"""
    )
    for row in rows:
        if hashlib.sha256(row["figures"].encode("utf-8", "surrogateescape")).hexdigest() != row["sha256"]:
            yield Flaw("issue_changed", "issue", row["uid"])
        if row["head"] != row["stood"]:
            yield Flaw("issue_unrooted", "issue", row["uid"], row["seq"])


def sources(reads: Examines) -> Iterator[Flaw]:
    """Yield where the journal of a ledger that was merged is not, entry by entry, what it was when it came."""
    ends: dict[str, tuple[int, str]] = {}
    for entry in by_name(reads.each("select * from source_entry order by ledger, seq")):
        seq, head = ends.get(entry["ledger"], (0, GENESIS))
        whole = chain.hash_of(entry) == entry["hash"] and (entry["seq"], entry["previous"]) == (seq + 1, head)
        if not whole:
            yield Flaw("source_changed", "source_entry", entry["uid"], times=entry["seq"])
        ends[entry["ledger"]] = entry["seq"], entry["hash"]
    for row in reads.rows("select uid, ledger, seq, head from merged order by uid"):
        if ends.get(row["ledger"]) != (row["seq"], row["head"]):
            yield Flaw("source_cut", "merged", row["uid"], times=row["seq"])


def evidence(reads: Examines, ledger: Path) -> Iterator[Flaw]:
    """Yield the listed files that are gone or changed."""
    for row in reads.rows("select uid, name, sha256 from evidence order by uid"):
        if not files.is_there(reads, ledger, row["sha256"], row["name"]):
            yield Flaw("file_gone", "evidence", row["uid"])
        elif not files.is_intact(reads, ledger, row["sha256"], row["name"]):
            yield Flaw("file_changed", "evidence", row["uid"])
