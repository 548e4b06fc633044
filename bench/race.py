"""Whole processes side by side: every round runs each command once, in an order shuffled anew.

What else the machine does so falls on all alike, and a ratio is taken within its round.
"""

import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")


@dataclass
class Contestant:
    """A command line; how long it took in each round (milliseconds) and how much memory at its most (MiB).

    `environ` is its own beside the one that all have; `answer` must stand in what it prints, or nothing is timed.
    """

    name: str
    words: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""
    stdin: str = ""
    times: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)

    def check(self, environ: Mapping[str, str]) -> None:
        """Run it once, and stop everything where it fails or its answer is not the one that is expected."""
        done = subprocess.run(
            self.words,
            env={**environ, **self.environ},
            input=self.stdin.encode(),
            capture_output=True,
            check=False,
        )
        told = done.stdout.decode(errors="replace")
        if done.returncode or self.answer not in told:
            sys.exit(
                f"{self.name}: exit {done.returncode}\n{told[-500:]}\n{done.stderr.decode(errors='replace')}"
            )

    def run(self, environ: Mapping[str, str]) -> None:
        """Run it once, its output into a file, and note the time and the peak."""
        with tempfile.TemporaryDirectory() as folder:
            told, given = Path(folder, "told"), Path(folder, "given")
            given.write_text(self.stdin, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, "-I", "-S", str(LAUNCH), str(told), str(given), *self.words],
                env={**environ, **self.environ},
                capture_output=True,
                check=True,
            )
            took, peak, code = done.stdout.split()
            if int(code):
                sys.exit(f"{self.name}: exit {int(code)}\n{told.read_text(errors='replace')[-1000:]}")
        self.times.append(float(took))
        self.peaks.append(int(peak) / 1024)

    def ratios(self, other: "Contestant") -> list[float]:
        """Return how many times as long as the other it took, round by round."""
        return [mine / its for mine, its in zip(self.times, other.times, strict=True)]


def race(field_: Sequence[Contestant], environ: Mapping[str, str], rounds: int) -> None:
    """Check everybody's answer, then run everybody once per round in an order of its own."""
    order = list(field_)
    for one in order:
        one.check(environ)
    for _ in range(rounds):
        random.shuffle(order)
        for one in order:
            one.run(environ)


def spread(figures: Sequence[float]) -> tuple[float, float, float]:
    """Return the lower quartile, the median and the upper quartile; of a single figure itself three times."""
    if len(figures) == 1:
        return figures[0], figures[0], figures[0]
    low, middle, high = statistics.quantiles(figures, n=4)
    return low, middle, high
