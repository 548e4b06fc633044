"""What the office has settled for itself where the plan gives no number: days and intervals, kept as settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.ledger.connect import Reads


PREFIX = "rule."
INTERVAL = "interval."
LATE_ENTRY_DAYS = 7


class Rules(Struct, frozen=True):
    """The office's own numbers, all in days; None where it has settled nothing, and then nothing is called late.

    `report_days`: a report of the 双报告 is late after so many days. `submission_days`: a return is due so many days
    after its period ends (0: on the last day). `late_entry_days`: an entry typed later than that is pointed out.
    `intervals`: how often a duty without a stated frequency comes round, by duty id or `id/part`.
    """

    report_days: int | None
    submission_days: int | None
    late_entry_days: int
    intervals: Mapping[str, int]


NAMES = ("report_days", "submission_days", "late_entry_days")
"""The rules that have a name of their own; the others are `interval.<duty>`."""


def rules(reads: Reads) -> Rules:
    """Return what the office has settled."""
    given = settled(reads)
    return Rules(
        report_days=given.get("report_days"),
        submission_days=given.get("submission_days"),
        late_entry_days=given.get("late_entry_days", LATE_ENTRY_DAYS),
        intervals={
            key.removeprefix(INTERVAL): days for key, days in given.items() if key.startswith(INTERVAL)
        },
    )


def settled(reads: Reads) -> dict[str, int]:
    """Return the days that the office has settled, by rule; one that was taken back is absent."""
    rows = reads.rows("select key, value from setting where key >= 'rule.' and key < 'rule/'")
    return {row["key"].removeprefix(PREFIX): int(row["value"]) for row in rows if row["value"]}
