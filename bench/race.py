"""Whole processes side by side: every round runs each command once, in an order shuffled anew.

What else the machine does so falls on all alike, and a ratio is taken within its round.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Contestant:
    """A command line, and how long it took in each round, in milliseconds."""

    name: str
    words: Sequence[str]
    times: list[float] = field(default_factory=list)

    def run(self, environ: Mapping[str, str]) -> float:
        """Run it once, its output on pipes, and return the milliseconds."""
        start = time.perf_counter()
        done = subprocess.run(self.words, env=environ, capture_output=True, check=False)
        took = (time.perf_counter() - start) * 1000
        if done.returncode:
            sys.exit(f"{self.name}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
        return took

    def ratios(self, other: "Contestant") -> list[float]:
        """Return how many times as long as the other it took, round by round."""
        return [mine / its for mine, its in zip(self.times, other.times, strict=True)]


def race(field_: Sequence[Contestant], environ: Mapping[str, str], rounds: int) -> None:
    """Run everybody once for nothing, then once per round in an order of its own."""
    order = list(field_)
    for one in order:
        one.run(environ)
    for _ in range(rounds):
        random.shuffle(order)
        for one in order:
            one.times.append(one.run(environ))


def spread(figures: Sequence[float]) -> tuple[float, float, float]:
    """Return the lower quartile, the median and the upper quartile."""
    low, middle, high = statistics.quantiles(figures, n=4)
    return low, middle, high
