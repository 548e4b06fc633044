"""Where an answer goes: standard output or files, in the format asked for; and errors, to standard error.

Nothing else in the program writes. A character that the terminal's code page lacks never stops it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.text import safe
from hazardctl.errors import ChecksFailed, HazardctlError, Interrupted, Problem, Unavailable, UsageProblem
from hazardctl.messages import output as messages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hazardctl.render.shapes import Page
    from hazardctl.render.sheet import Block


SUFFIXES = (".xlsx", ".csv", ".json", ".txt")
_NARROWEST = 20
_AT_ONCE = 200
"""So many pieces of a long list are written together."""


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def _no_head() -> None:
    """Rest on no journal."""


class Answer(NamedTuple):
    """What a command returns. `page` is made only when somebody looks at it; notes go beside the answer.

    `data` may be an iterator of records: such a list goes to standard output as it is read, as JSON or CSV.
    `limit` is how many rows of a list a screen shows; files, JSON and CSV hold all. With `pages` somebody sits there to
    whom more than a screenful is shown bit by bit. `papers` writes, by suffix, what
    an answer has a form of its own for.
    """

    kind: str
    data: object
    page: Callable[[], Page]
    as_of: date | None = None
    notes: tuple[Problem, ...] = ()
    exit_code: int = 0
    format: Format = Format.TABLE
    files: tuple[Path, ...] = ()
    head: Callable[[], str | None] = _no_head
    limit: int | None = None
    pages: bool = False
    papers: Mapping[str, Callable[[Path], Path]] = MappingProxyType({})


def deliver(answer: Answer) -> None:
    """Write an answer to the files named, or else to standard output."""
    try:
        for path in answer.files:
            written = _to_file(answer, path)
            complain(messages.written(written) if written == path else messages.written_beside(path, written))
        if isinstance(answer.data, Iterator):
            _pour(answer, answer.data)
        elif not answer.files:
            put(_on_screen(answer), pages=answer.pages and answer.format is Format.TABLE)
    finally:
        # What was done stays done where its file could not be written: the notes say so.
        if answer.format is not Format.JSON or answer.files:
            for note in answer.notes:
                complain(messages.note(note.message))


def raw(text: str) -> None:
    """Write what a program reads, as it is: UTF-8 whatever the terminal's code page, lines ended the same everywhere."""
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except AttributeError:
        # Standard output was replaced by something that takes text alone.
        sys.stdout.write(text)


def check_file(path: Path, suffixes: Sequence[str] = SUFFIXES) -> None:
    """Refuse a file that could not be written, before the command does anything.

    Raises:
        UsageProblem: no format has its suffix.
        Unavailable: its folder does not exist or takes no file, or its name is a folder's or too long.
    """
    from hazardctl.render import files

    if path.suffix.lower() not in suffixes:
        raise UsageProblem(Problem("bad_suffix", messages.unknown_suffix(path, suffixes), "output"))
    if not files.can_be_written(path):
        raise Unavailable(Problem("file", messages.cannot_write(path), "output"))


def put(text: str, *, pages: bool = True) -> None:
    """Write text to standard output, a page at a time where somebody sits there to turn them."""
    if not (pages and sys.stdin.isatty() and sys.stdout.isatty()):
        _print(text)
        return
    from hazardctl.render import pager
    from hazardctl.render.keyboard import Plain

    pager.show(text, _print, Plain().line)


def _on_screen(answer: Answer) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    if answer.format is Format.JSON:
        from hazardctl.render import plain

        return plain.encodable(_json(answer), encoding)
    if answer.format is Format.CSV:
        return _csv(answer).replace("\r\n", "\n")
    if not sys.stdout.isatty():
        from hazardctl.render.pipe import piped

        return piped(_cut(answer))
    from hazardctl.render.screen import shown

    return shown(_cut(answer), encoding=encoding)


def _pour(answer: Answer, rows: Iterator[Any]) -> None:
    """Write a list to standard output while it is being read: how long it is matters to nobody's memory."""
    from hazardctl.render import plain, sheet

    if answer.format is Format.JSON:
        encoding = sys.stdout.encoding or "utf-8"
        whole = (plain.encodable(piece, encoding) for piece in plain.pieces(_document(answer, ()), rows))
    else:
        whole = (piece.replace("\r\n", "\n") for piece in sheet.pieces(rows, answer.kind.partition(".")[0]))
    while some := "".join(islice(whole, _AT_ONCE)):
        _print(some)


def _cut(answer: Answer) -> Page:
    """Return a page whose tables end at the limit, and say how to see the rest."""
    from hazardctl.render.shapes import Line, Table

    page = answer.page()
    most = max((len(part.rows) for part in page.parts if isinstance(part, Table)), default=0)
    if answer.limit is None or most <= answer.limit:
        return page
    parts = [
        part._replace(rows=part.rows[: answer.limit]) if isinstance(part, Table) else part
        for part in page.parts
    ]
    return page._replace(parts=[*parts, Line(messages.cut(answer.limit, most), "quiet")])


def _to_file(answer: Answer, path: Path) -> Path:
    """Write an answer to a file and return where it is: beside a file that is open elsewhere."""
    suffix = path.suffix.lower()
    if suffix in answer.papers:
        return answer.papers[suffix](path)
    if suffix == ".xlsx":
        from hazardctl.render.xlsx import answer as workbook

        return workbook.write(_sheets(answer), answer.kind, answer.as_of, path)
    return save(path, _as_file(answer, suffix))


def _sheets(answer: Answer) -> list[tuple[str, list[Block]]]:
    """Return what reads well on paper, and of a list a second sheet with every field."""
    from hazardctl.render import sheet

    sheets = [(messages.SHEET, sheet.page_blocks(answer.page()))]
    if type(answer.data) is tuple and answer.data:
        whole = sheet.list_block(answer.data, answer.kind.partition(".")[0])
        sheets.append((messages.ALL_FIELDS, [whole]))
    return sheets


def _as_file(answer: Answer, suffix: str) -> str:
    if suffix == ".json":
        return _json(answer)
    if suffix == ".csv":
        # The mark makes Excel read UTF-8 when the file is opened by a double click.
        return "\ufeff" + _csv(answer)
    from hazardctl.render.pipe import piped

    return piped(answer.page())


def _json(answer: Answer) -> str:
    from hazardctl.render import plain

    return plain.to_json(_document(answer, answer.data))


def _document(answer: Answer, data: object) -> dict[str, object]:
    from hazardctl.render import plain

    return plain.envelope(answer.kind, data, as_of=answer.as_of, head=answer.head(), problems=answer.notes)


def _csv(answer: Answer) -> str:
    from hazardctl.render import sheet

    # An empty list still has its headings, and only the page knows them.
    # A record may be a named tuple, which is no list.
    if type(answer.data) is tuple and answer.data:
        return sheet.of_list(answer.data, answer.kind.partition(".")[0])
    return sheet.of_page(answer.page())


def save(path: Path, content: str) -> Path:
    """Write a text file whole or not at all, and return where it is."""
    from hazardctl.render import files

    return files.replaced(path, lambda out: out.write(content.encode()))


def _print(text: str) -> None:
    stream = sys.stdout
    try:
        stream.write(text)
        stream.flush()
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()


def complain(text: str) -> None:
    """Write a line to standard error; what was typed comes back in it, but no escape and nothing that hides."""
    encoding = sys.stderr.encoding or "ascii"
    said = safe(text).encode(encoding, "replace").decode(encoding)
    if sys.stderr.isatty():
        said = "\n".join(line for paragraph in said.split("\n") for line in _folded(paragraph))
    sys.stderr.write(said + "\n")
    sys.stderr.flush()


def _folded(line: str) -> list[str]:
    """Fold a line to the terminal; what is indented stays so."""
    import shutil

    from hazardctl.render.columns import fold

    margin = line[: len(line) - len(line.lstrip())]
    width = shutil.get_terminal_size().columns - 1
    return [margin + part for part in fold(line.strip(), max(width - len(margin), _NARROWEST))] or [""]


def explain(error: HazardctlError, *, as_json: bool) -> None:
    """Write an error to standard error: sentences, or the envelope where JSON was asked for."""
    if as_json:
        from hazardctl.render import plain

        document = plain.envelope("error", None, as_of=None, head=None, problems=error.problems)
        complain(plain.encodable(plain.to_json(document).rstrip("\n"), sys.stderr.encoding or "ascii"))
        return
    if isinstance(error, Interrupted):
        complain("\n".join(problem.message for problem in error.problems))
        return
    # What is wrong in a file is found by its place; what is wrong on the command line names its option itself.
    placed = isinstance(error, ChecksFailed)
    complain(
        messages.refusal(
            [messages.placed(p.message, p.where if placed else None) for p in _unique(error.problems)]
        )
    )


def _unique(problems: Sequence[Problem]) -> list[Problem]:
    return list({(p.message, p.where): p for p in problems}.values())
