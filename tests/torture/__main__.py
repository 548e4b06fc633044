"""All of it at release size, and the table of what was measured: `make torture` writes docs/reliability.md.

`python -m tests.torture [--part NAME]… [--share N] [--whole NAME]… [-o FILE]`; with a share of 10 everything runs at a
tenth, but for what is asked for whole. The table is written anew after each scenario: a run that is cut short keeps it.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture import backups, canary, crowd, damage, edits, faults, fuzz, kills, power, upgrades

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.torture.machine import Outcome

SEED = 2026

SCENARIOS: dict[str, Callable[[Path, int], Outcome]] = {
    "kills": lambda folder, share: kills.at_random(folder, 2_000 // share, SEED),
    "failpoints": lambda folder, share: kills.at_failpoints(folder, max(20 // share, 1)),
    "power": lambda folder, share: power.cuts(folder, 1_000 // share, SEED),
    "faults": faults.everywhere,
    "crowd": lambda folder, share: crowd.writers(folder, 32, 200 // share),
    "upgrades": lambda folder, share: upgrades.interrupted(folder, max(20 // share, 1), SEED),
    "upgrades-at-once": lambda folder, share: upgrades.at_once(folder, max(20 // share, 1), SEED),
    "newer": lambda folder, share: upgrades.newer(folder, max(20 // share, 1), SEED),
    "damage": lambda folder, share: damage.damages(folder, 5_000 // share, SEED),
    "edits": lambda folder, share: edits.edits(folder, 2_000 // share, SEED),
    "backups": lambda folder, share: backups.under_writers(folder, 100 // share, SEED, writers=8),
    "arguments": lambda folder, share: fuzz.arguments(folder, 20_000 // share, SEED),
    "sheets": lambda folder, share: fuzz.sheets(folder, 8_000 // share, SEED),
    "plans": lambda folder, share: fuzz.plans(folder, 2_000 // share, SEED),
    "texts": lambda folder, share: fuzz.texts(folder, 50_000 // share, SEED),
    "canary": lambda folder, share: canary.canary(folder, max(1_000 // share, 100), SEED),
}

LIMITS = """## What this does not show

- Whoever owns the file can rewrite the whole chain: nothing on the same machine can prevent that. A head printed on
  paper shows it (`hazardctl verify --since`), and so does a copy that they could not reach.
- A tail cut off cleanly, rows and entries together, is a sound shorter ledger: it is seen only against a printed head.
- Power cuts are simulated: what the program wrote and synced is real, the disk that loses is ours. A disk that says
  that it has synced and has not is outside of any program's reach.
- A question alone may show a wrong figure of a damaged file until `verify` (or a copy, or a write where the structure
  is hurt) has looked: reading does not prove the ledger each time.
- An older copy, another town's ledger or one of an earlier schema put in the ledger's place is whole in itself: it is
  seen against paper only.
- Kills end a process, not the machine. Windows, network shares and folders that are synchronised were not run;
  `doctor` warns of the last two.
- `merge` does not exist yet; when it does, it belongs into this table.
"""


def main() -> int:
    """Run the scenarios and write the table; fail when one of them did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=sorted(SCENARIOS))
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--whole", action="append", choices=sorted(SCENARIOS), default=[])
    parser.add_argument("-o", "--output", type=Path)
    asked = parser.parse_args()
    outcomes = []
    for outcome in _all(asked.part or list(SCENARIOS), asked.share, asked.whole):
        outcomes.append(outcome)
        if asked.output:
            asked.output.write_text(_document(outcomes, asked.share), encoding="utf-8")
    return int(any(outcome.failures for outcome in outcomes))


def _all(names: Iterable[str], part: int, whole: Iterable[str]) -> Iterable[Outcome]:
    for name in names:
        share = 1 if name in whole else part
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            outcome = SCENARIOS[name](Path(folder) / name, share)
        took = time.perf_counter() - began
        print(f"{name}: {outcome.measured}; {len(outcome.failures)} failures, {took:.0f} s", file=sys.stderr)  # noqa: T201
        for failure in outcome.failures[:20]:
            print(f"  {failure}", file=sys.stderr)  # noqa: T201
        yield outcome


def _document(outcomes: list[Outcome], share: int) -> str:
    size = "release size" if share == 1 else f"1/{share} of release size where the numbers do not say more"
    head = (
        "# Reliability\n\n"
        f"Written by `make torture`, {datetime.now(UTC).date()}, at {size}: Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, {platform.system()}. CI runs the small size of each inside `make test`.\n\n"
        "| claim | target | measured | failures | how |\n|---|---|---|---|---|\n"
    )
    rows = "".join(
        f"| {one.claim} | {one.target} | {one.measured} | {len(one.failures)} of {one.trials} | {one.how} |\n"
        for one in outcomes
    )
    failed = [f"- {one.claim}: {failure}\n" for one in outcomes for failure in one.failures[:10]]
    return head + rows + ("\n## Failures\n\n" + "".join(failed) if failed else "") + "\n" + LIMITS


if __name__ == "__main__":
    sys.exit(main())
