"""Long answers a screenful at a time, where somebody sits at the terminal; a pager of one's own choice is used instead.

Not `less` by default: its keys and its prompt are no clerk's, and Windows has none.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from hazardctl.messages import output as messages
from hazardctl.messages.form import LEAVE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FEWEST = 4
"""Lines of a terminal so low that paging it would only be in the way."""


def show(text: str, write: Callable[[str], None], ask: Callable[[str], str]) -> None:
    """Write a text that may be longer than the terminal is high; `ask` puts the question between two screenfuls."""
    lines = text.splitlines(keepends=True)
    rows = shutil.get_terminal_size().lines - 1
    if len(lines) <= rows or rows < _FEWEST:
        write(text)
    elif not (os.environ.get("PAGER") and _by_own_pager(text)):
        _by_screenfuls(lines, rows, write, ask)


def _by_screenfuls(
    lines: Sequence[str], rows: int, write: Callable[[str], None], ask: Callable[[str], str]
) -> None:
    at = 0
    while at < len(lines):
        write("".join(lines[at : at + rows]))
        at += rows
        if at >= len(lines):
            return
        try:
            answer = ask(messages.more_lines(len(lines) - at))
        except KeyboardInterrupt:
            # Enough was seen; the command itself is done.
            return
        if answer in LEAVE:
            return
        if answer in messages.ALL:
            write("".join(lines[at:]))
            return


def _by_own_pager(text: str) -> bool:
    """Hand the text to the program that PAGER names; whether that was possible."""
    try:
        words = shlex.split(os.environ["PAGER"])
        # Colour passes through less only with -R; git does the same.
        environ = {"LESS": "-R", **os.environ}
        encoding = sys.stdout.encoding or "utf-8"
        subprocess.run(words, input=text.encode(encoding, "replace"), env=environ, check=False)  # noqa: S603  their own choice
    except (OSError, ValueError):
        return False
    return True
