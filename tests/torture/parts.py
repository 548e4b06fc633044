"""The parts of `make torture`, each by its name; a module of its own, so that a process can be started for each."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture import backups, canary, crowd, damage, edits, faults, fuzz, kills, power, upgrades

if TYPE_CHECKING:
    from collections.abc import Callable

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


def run(name: str, share: int) -> Outcome:
    """Run one part at so small a share of release size in a folder of its own, and tell how it went."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        outcome = SCENARIOS[name](Path(folder) / name, share)
    took = time.perf_counter() - began
    print(f"{name}: {outcome.measured}; {len(outcome.failures)} failures, {took:.0f} s", file=sys.stderr)  # noqa: T201
    for failure in outcome.failures[:20]:
        print(f"  {failure}", file=sys.stderr)  # noqa: T201
    return outcome
