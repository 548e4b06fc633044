"""The guides on a screen: Markdown as the pages write it, turned into titles, lines and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hazardctl.messages import guides as say
from hazardctl.render.shapes import Column, Line, Page, Table, Title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.render.shapes import Part
    from hazardctl.services.guides import Guide, Topic

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|`|<!--.*?-->")
_RULE = re.compile(r"\|[\s:|-]+\|")
_CODE = "    "


def listed(topics: Sequence[Topic]) -> Page:
    """Return what can be read about."""
    number, name, summary, key = say.columns()
    columns = (
        Column(number, right=True),
        Column(name, keep=True),
        Column(summary, main=True),
        Column(key, keep=True),
    )
    return Page(
        (Title(say.HEAD, 1), Table(columns, [(str(t.number), t.name, t.summary, t.key) for t in topics]))
    )


def page(guide: Guide) -> Page:
    """Return a guide."""
    return Page(tuple(_parts(guide.text.splitlines())))


def _parts(lines: list[str]) -> Iterator[Part]:
    at, paragraph = 0, list[str]()
    while at < len(lines):
        line = lines[at]
        block = _block(lines, at)
        if paragraph and (block or not line.strip() or _begins(line)):
            yield from _paragraph(paragraph)
            paragraph = []
        if block:
            part, at = block
            yield from part
            continue
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            yield Title(_plain(line.lstrip("# ")), 1 if level == 1 else 2)
        elif line.strip():
            paragraph.append(line)
        else:
            yield Line("")
        at += 1
    yield from _paragraph(paragraph)


def _begins(line: str) -> bool:
    """Whether a line begins a heading or an item of a list."""
    return bool(re.match(r"\s*(#|- |[0-9]+\. )", line))


def _block(lines: list[str], at: int) -> tuple[list[Part], int] | None:
    """Return the code or the table that begins at a line, and the line after it."""
    opened = re.match(r"( *)```", lines[at])
    if opened:
        end = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == "```")
        code = [Line(_CODE + line.removeprefix(opened[1])) for line in lines[at + 1 : end]]
        return [Line(""), *code, Line("")], end + 1
    if not lines[at].startswith("|"):
        return None
    end = next((n for n in range(at, len(lines)) if not lines[n].startswith("|")), len(lines))
    rows = [
        [_plain(cell) for cell in line.strip("| ").split(" | ")]
        for line in lines[at:end]
        if not _RULE.fullmatch(line)
    ]
    last = len(rows[0]) - 1
    columns = [Column(name, keep=n < last, main=n == last) for n, name in enumerate(rows[0])]
    return [Table(columns, rows[1:])], end


def _paragraph(lines: Sequence[str]) -> Iterator[Part]:
    """Join the lines of a paragraph; between Chinese characters nothing stands, between words a blank."""
    text = ""
    for line in lines:
        said = _plain(line.strip())
        gap = " " if text[-1:].isascii() and said[:1].isascii() and text else ""
        text += gap + said
    if text:
        yield Line(text)


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text))
