"""A person at a terminal: the real program on a pseudo-terminal, its screen kept by pyte, keys typed as they come.

The screen is what the person would see: after every key it is waited for what it must show, never for a time.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pyte
import pyte.screens
from wcwidth import wcwidth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 30
"""Seconds without a sign of life after which a program is ended: no test measures by it."""
UP, TAB, ENTER, BACKSPACE, LEFT, CTRL_C, CTRL_D = "\x1b[A", "\t", "\r", "\x7f", "\x1b[D", "\x03", "\x04"


_drawn_wide = False
"""Whether the screen that is being fed is one of a Chinese code page, on which — and “ take two cells."""


def _cells_of(char: str) -> int:
    return 2 if _drawn_wide and east_asian_width(char) == "A" else wcwidth(char)


pyte.screens.wcwidth = _cells_of


class Terminal:
    """One program on a terminal of `columns` × `rows` whose characters are bytes of `encoding`."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        encoding: str = "utf-8",
        environ: Mapping[str, str] | None = None,
        without: Sequence[str] = (),
        program: Sequence[str] = (sys.executable, "-m", "hazardctl"),
        cwd: Path | None = None,
    ) -> None:
        self.encoding = encoding
        self.screen = pyte.HistoryScreen(columns, rows, history=5_000)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self.text = ""
        self._seen, self._answered = 0, -1
        env = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        env |= {"HAZARDCTL_HOME": str(home), "HAZARDCTL_TODAY": "2023-07-10", "NO_COLOR": "1"}
        env["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), env.get("PATH", "")))
        env |= {"TERM": "xterm", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", **(environ or {})}
        env = {name: value for name, value in env.items() if name not in without}
        self._edits = program[0] == sys.executable and env["TERM"] != "dumb" and encoding == "utf-8"
        # What the shell was given is in its own code page, as everything else that it writes.
        given = {name: _written(value, encoding) for name, value in env.items()}
        self._pid, self._tty = pty.fork()
        if self._pid == 0:
            _become([*program, *words], given, cwd)
        fcntl.ioctl(self._tty, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def sees(self, wanted: str) -> Terminal:
        """Wait until the program has written something after what was waited for last."""
        while wanted not in self.text[self._seen :]:
            if not self._read():
                raise AssertionError(f"「{wanted}」 did not come:\n{self.display()}")
        self._seen = self.text.index(wanted, self._seen) + len(wanted)
        return self

    def asks(self, question: str) -> Terminal:
        """Wait until the cursor stands behind a question, on a line below the one of the last answer."""
        while not (
            self._line_number() > self._answered and question in _line(self.screen, self.screen.cursor.y)
        ):
            if not self._read():
                raise AssertionError(f"「{question}」 was not asked:\n{self.display()}")
        self._seen = len(self.text)
        return self

    def is_ready(self, prompt: str) -> Terminal:
        """Wait until the shell waits for a command again."""
        while (
            prompt not in self.text[self._seen :]
            or _line(self.screen, self.screen.cursor.y) != prompt.rstrip()
        ):
            if not self._read():
                raise AssertionError(f"the shell did not come back:\n{self.display()}")
        self._seen, self._answered = len(self.text), -1
        return self

    def _line_number(self) -> int:
        """Return the number of the line that the cursor is in, counted from the first that ran over the screen."""
        return len(self.screen.history.top) + self.screen.cursor.y

    def _is_asking(self) -> bool:
        """Whether the program reads keys one by one; what is typed before would be echoed by the terminal itself."""
        return not termios.tcgetattr(self._tty)[3] & termios.ICANON

    def types(self, keys: str, *, enter: bool = True) -> Terminal:
        """Press keys, and Enter."""
        if self._edits:
            self._becomes_asking()
        if keys == CTRL_C:
            self._waits()
        self._answered = self._line_number()
        os.write(self._tty, (keys + (ENTER if enter else "")).encode(self.encoding))
        return self

    def _becomes_asking(self) -> None:
        """Wait until the program reads keys; it may say nothing more between its question and that."""
        for _ in range(PATIENCE * 20):
            if self._is_asking():
                return
            if select.select([self._tty], [], [], 0.05)[0] and not self._read():
                return

    def _waits(self) -> None:
        """Wait until the program has gone to sleep over its question.

        Python loses a Ctrl-C that comes between its last look for one and the read that then waits for ever; nobody's
        hand is that quick, but a test on a busy machine is.
        """
        asleep = 0
        while asleep < 2:
            state = Path(f"/proc/{self._pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
            asleep = asleep + 1 if state == "S" else 0
            time.sleep(0.02)

    def interrupts(self) -> int:
        """Press Ctrl-C until the program ends, as a person would whose first one came to nothing; return the exit code."""
        for _ in range(PATIENCE):
            os.write(self._tty, CTRL_C.encode())
            while select.select([self._tty], [], [], 2)[0]:
                if not self._read():
                    return self.ends()
        raise AssertionError(f"Ctrl-C came to nothing:\n{self.display()}")

    def ends(self) -> int:
        """Wait for the end of the program and return its exit code."""
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def dies(self) -> None:
        """Close the window under the program."""
        os.close(self._tty)
        os.waitpid(self._pid, 0)

    def display(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(_line(self.screen, n) for n in range(self.screen.lines)).rstrip() + "\n"

    def whole(self) -> str:
        """Return everything that has run over the screen."""
        above = [_cells(line, self.screen.columns) for line in self.screen.history.top]
        return "\n".join([*above, self.display()])

    def _read(self) -> bool:
        ready, _, _ = select.select([self._tty], [], [], PATIENCE)
        if not ready:
            os.kill(self._pid, signal.SIGKILL)
            return False
        try:
            chunk = os.read(self._tty, 65536)
        except OSError:
            return False
        said = self._decoder.decode(chunk)
        self.text += said
        global _drawn_wide  # noqa: PLW0603  pyte asks a function of its module how wide a character is
        _drawn_wide = self.encoding not in {"utf-8", "gb18030", "ascii", "latin-1", "cp437"}
        self._stream.feed(said)
        return bool(chunk)


def _written(value: str, encoding: str) -> bytes:
    """Return the bytes of a value; what a code page has no bytes for stands as it does in the file system."""
    try:
        return value.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return os.fsencode(value)


def _become(words: list[str], given: Mapping[str, bytes], cwd: Path | None) -> None:
    """Turn this half of a fork into the program; it never goes on as a second pytest.

    A run that was started in the background ignores Ctrl-C, and so would all that it starts: a shell at a terminal
    takes that back, and so does this.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if cwd:
            os.chdir(cwd)
        os.execvpe(words[0], words, given)  # noqa: S606  the program itself
    except BaseException as error:  # noqa: BLE001  whatever it is, the screen tells it
        os.write(2, f"{words[0]}: {error!r}\n".encode())
    finally:
        os._exit(127)


def _line(screen: pyte.Screen, number: int) -> str:
    return _cells(screen.buffer[number], screen.columns)


def _cells(line: Mapping[int, pyte.screens.Char], columns: int) -> str:
    """Return a line; the second cell of a wide character is empty."""
    return "".join(line[n].data for n in range(columns)).rstrip()
