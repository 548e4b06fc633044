"""A disk that loses what was not synced: replays a record of the shim up to a moment, and cuts the power there.

What holds: the content of a file as of its last sync; names as of the last sync of their folder. What was written
since is there or not, each write by itself, and a write may be torn between sectors. Names change in order: of the
changes to a folder that were not synced, a first part is there (a journalling file system keeps them in order).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random

SECTOR = 512


class Op(NamedTuple):
    """One record: its letter, its words, and the bytes of a write."""

    kind: str
    words: tuple[str, ...]
    data: bytes = b""


def read(log: Path) -> list[Op]:
    """Read a record of the shim."""
    raw, ops, at = log.read_bytes(), [], 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        line = raw[at:end].decode("utf-8", "surrogateescape")
        at = end + 1
        kind, _, rest = line.partition(" ")
        if kind == "W":
            fd, offset, length = rest.split(" ")
            ops.append(Op(kind, (fd, offset), raw[at : at + int(length)]))
            at += int(length)
        elif kind in {"R", "L"}:
            ops.append(Op(kind, tuple(rest.split("\t"))))
        elif kind == "O":
            fd, _, path_flags = rest.partition(" ")
            path, _, flags = path_flags.rpartition(" ")
            ops.append(Op(kind, (fd, path, flags)))
        else:
            ops.append(Op(kind, (rest,)))
    return ops


@dataclass(slots=True)
class _File:
    """A file's synced content, and the changes to it since."""

    content: bytearray = field(default_factory=bytearray)
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)


class Disk:
    """The files below a folder, from a folder that is wholly on the disk."""

    def __init__(self, home: Path) -> None:
        self._files: dict[str, _File] = {
            str(path): _File(bytearray(path.read_bytes())) for path in home.rglob("*") if path.is_file()
        }
        self._names = dict(self._files)
        """The names that are synced; `_live` are those that the program sees."""
        self._live = dict(self._files)
        self._changes: dict[str, list[tuple[str, str, str, _File | None]]] = {}
        self._fds: dict[str, tuple[str, _File | None]] = {}

    def apply(self, op: Op) -> None:
        """Take one record in."""
        getattr(self, f"_{op.kind}")(op)

    def _O(self, op: Op) -> None:  # noqa: N802  the shim's letter
        fd, path, flags = op.words
        if int(flags) & 0o200000:  # O_DIRECTORY
            self._fds[fd] = (path, None)
            return
        if path not in self._live:
            if Path(path).suffix == "" and not int(flags) & 0o100:
                self._fds[fd] = (path, None)
                return
            self._live[path] = _File()
            self._rename("made", "", path, self._live[path])
        file = self._live[path]
        if int(flags) & 0o1000:  # O_TRUNC
            file.pending.append(("T", 0, b""))
        self._fds[fd] = (path, file)

    def _C(self, op: Op) -> None:  # noqa: N802
        self._fds.pop(op.words[0], None)

    def _W(self, op: Op) -> None:  # noqa: N802
        _, file = self._fds[op.words[0]]
        if file is not None:
            file.pending.append(("W", int(op.words[1]), op.data))

    def _T(self, op: Op) -> None:  # noqa: N802
        fd, length = op.words[0].split(" ")
        _, file = self._fds[fd]
        if file is not None:
            file.pending.append(("T", int(length), b""))

    def _S(self, op: Op) -> None:  # noqa: N802
        path, file = self._fds[op.words[0]]
        if file is None:
            for renamed in self._changes.pop(path.rstrip("/"), []):
                _change(self._names, renamed)
            return
        for change in file.pending:
            _write(file.content, change)
        file.pending.clear()

    def _U(self, op: Op) -> None:  # noqa: N802
        self._live.pop(op.words[0], None)
        self._rename("gone", op.words[0], op.words[0], None)

    def _R(self, op: Op) -> None:  # noqa: N802
        old, new = op.words
        file = self._live.pop(old)
        self._live[new] = file
        self._rename("moved", old, new, file)

    def _L(self, op: Op) -> None:  # noqa: N802
        old, new = op.words
        self._live[new] = self._live[old]
        self._rename("made", "", new, self._live[old])

    def _M(self, op: Op) -> None:  # noqa: N802
        """A mark changes nothing."""

    def _rename(self, what: str, old: str, new: str, file: _File | None) -> None:
        folder = new.rpartition("/")[0]
        self._changes.setdefault(folder, []).append((what, old, new, file))

    def cut(self, home: Path, target: Path, chance: random.Random) -> None:
        """Cut the power and write what is left below another folder."""
        names = dict(self._names)
        for changes in self._changes.values():
            for renamed in changes[: chance.choice((0, len(changes), chance.randint(0, len(changes))))]:
                _change(names, renamed)
        for path, file in names.items():
            content = bytearray(file.content)
            keep = chance.choice((0.0, 0.5, 0.9, 1.0))
            for change in file.pending:
                if chance.random() < keep:
                    _write(content, change, torn=chance if chance.random() < 0.2 else None)
            place = target / Path(path).relative_to(home)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def _change(names: dict[str, _File], change: tuple[str, str, str, _File | None]) -> None:
    what, old, new, file = change
    if what in {"gone", "moved"}:
        names.pop(old, None)
    if file is not None:
        names[new] = file


def _write(content: bytearray, change: tuple[str, int, bytes], torn: random.Random | None = None) -> None:
    """Put a change into a file's content; a torn write leaves out some of its sectors."""
    kind, at, data = change
    if kind == "T":
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    if len(content) < at + len(data):
        content.extend(bytes(at + len(data) - len(content)))
    begin = 0
    while begin < len(data):
        end = min(len(data), begin + SECTOR - (at + begin) % SECTOR)
        if torn is None or torn.random() < 0.5:
            content[at + begin : at + end] = data[begin:end]
        begin = end
