"""Reading a line from whoever sits at the terminal: with an editor where the terminal can, plainly where it cannot."""

from __future__ import annotations

import codecs
import locale
import os
import shutil
import sys
from typing import TYPE_CHECKING, Protocol

from hazardctl.domain.text import safe
from hazardctl.messages import form as messages
from hazardctl.messages import prompts
from hazardctl.render.columns import fold
from hazardctl.render.output import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Offers = Callable[[str], Sequence[tuple[str, str]]]
    """What may follow what is typed: the words, and what they mean."""


class Keyboard(Protocol):
    """Somebody at a terminal. `edits` says that a text can be laid into the line, to be changed there."""

    edits: bool

    def line(self, question: str, *, text: str = "", offers: Offers | None = None, long: bool = False) -> str:
        """Ask and return what was typed, without blanks around it; `long` allows several lines.

        Raises:
            KeyboardInterrupt: whoever was asked wants to leave (Ctrl-C, Ctrl-D, end of input).
        """
        ...


class Plain:
    """Lines read by `input`, for terminals on which nothing can be drawn."""

    edits = False

    def __init__(self) -> None:
        # Without readline, backspace takes half a Chinese character away; Windows has its own editing. But readline
        # counts characters in the locale's encoding, and would tear those of another apart.
        if codecs.lookup(sys.stdin.encoding) != codecs.lookup(locale.getencoding()):
            return
        try:
            import readline
        except ImportError:
            return
        del readline

    def line(self, question: str, *, text: str = "", offers: Offers | None = None, long: bool = False) -> str:
        """Ask; a line that ends with a backslash goes on in the next."""
        del text, offers
        said = self._read(question)
        while long and said.endswith("\\"):
            said = said[:-1] + "\n" + self._read("… ")
        return said.strip()

    @staticmethod
    def _read(question: str) -> str:
        encoding = sys.stdout.encoding or "ascii"
        shown = safe(question).encode(encoding, "replace").decode(encoding)
        while True:
            try:
                # The question goes through `input` so that editing knows where the line begins.
                return input(shown)
            except EOFError:
                raise KeyboardInterrupt from None
            except UnicodeDecodeError:
                complain(prompts.unreadable_input())


def keyboard() -> Keyboard:
    """Return the best keyboard that this terminal allows."""
    if os.environ.get("TERM") == "dumb":
        return Plain()
    try:
        from hazardctl.render.editor import Editor

        return Editor()
    except Exception:  # noqa: BLE001  whatever keeps the editor from this console, plain questions still work
        return Plain()


def tell(*lines: str) -> None:
    """Write lines beside the questions."""
    for line in lines:
        complain(line)


def numbered(values: Sequence[str]) -> list[str]:
    """Return short values side by side and long ones one a line, each behind its number."""
    shown = [messages.pick(n, value.replace("\n", " ")) for n, value in enumerate(values, 1)]
    width = max(shutil.get_terminal_size().columns - 5, 20)
    lines: list[str] = []
    for one in shown:
        joined = f"{lines[-1]}  {one}" if lines else ""
        if joined and all(len(value) <= 12 for value in values) and len(fold(joined, width)) == 1:  # noqa: PLR2004
            lines[-1] = joined
        else:
            lines.append(one)
    return [f"    {line}" for line in lines]
