"""The bench's pages, of which every part writes its own section and leaves the others as they are."""

import os
import platform
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.race import Contestant, spread

_SECOND = 1000
PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def write(part: str, text: str, into: Path = PAGE) -> None:
    """Put a part's new text in the place of its old one."""
    page = into.read_text(encoding="utf-8")
    start, end = f"<!-- {part} -->\n", f"<!-- /{part} -->"
    before, rest = page.split(start, 1)
    after = rest.split(end, 1)[1]
    into.write_text(f"{before}{start}{text.strip()}\n{end}{after}", encoding="utf-8")


def machine() -> str:
    """Return what a figure was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}"
        f" {platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column is words and all others figures."""
    lines = [head, [":--", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def ms(one: Contestant) -> str:
    """Return how long one took: the median, in seconds from one second on."""
    _, middle, _ = spread(one.times)
    return f"{middle:.0f} ms" if middle < _SECOND else f"{middle / _SECOND:.2f} s"


def times(one: Contestant, other: Contestant) -> str:
    """Return how many times as long as the other one took: the median of the rounds and their quartiles."""
    low, middle, high = spread(one.ratios(other))
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"


def mib(one: Contestant) -> str:
    """Return the most memory that one took in any round."""
    return f"{max(one.peaks):.0f} MiB"


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, file=sys.stderr, flush=True)
