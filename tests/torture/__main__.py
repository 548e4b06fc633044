"""All of it at release size, and the table of what was measured: `make torture` writes docs/reliability.md.

`python -m tests.torture [--part NAME]… [--share N] [--whole NAME]… [--jobs N] [-o FILE]`; with a share of 10 everything
runs at a tenth, but for what is asked for whole. Parts run side by side, as many as there are cores, but for those that
measure waiting: they have the machine to themselves. The table is written anew after each part: a run that is cut short
keeps it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import sqlite3
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.torture.machine import Outcome

ALONE = frozenset({"crowd"})
"""What is judged by how long it waits, and so runs with nothing beside it."""

LONGEST = ("damage", "faults", "kills", "texts")
"""What is started first, so that no core is idle at the end."""

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
    parser.add_argument("--part", action="append", choices=sorted(parts.SCENARIOS))
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--whole", action="append", choices=sorted(parts.SCENARIOS), default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("-o", "--output", type=Path)
    asked = parser.parse_args()
    shares = {name: 1 if name in asked.whole else asked.share for name in asked.part or parts.SCENARIOS}
    outcomes: dict[str, Outcome] = {}
    for name, outcome in _all(shares, asked.jobs):
        outcomes[name] = outcome
        if asked.output:
            in_order = [outcomes[known] for known in parts.SCENARIOS if known in outcomes]
            asked.output.write_text(_document(in_order, asked.share), encoding="utf-8")
    return int(any(outcome.failures for outcome in outcomes.values()))


def _all(shares: dict[str, int], jobs: int) -> Iterable[tuple[str, Outcome]]:
    """Run the parts, those that need quiet first and alone; each is told as it ends."""
    yield from ((name, parts.run(name, shares[name])) for name in shares if name in ALONE)
    beside = sorted(shares.keys() - ALONE, key=lambda name: (name not in LONGEST, name))
    # A fresh interpreter for each: what one scenario loads or leaves behind is not the next one's.
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        running = {pool.submit(parts.run, name, shares[name]): name for name in beside}
        yield from ((running[done], done.result()) for done in as_completed(running))


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
