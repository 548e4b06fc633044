"""Hostile text, made by chance from a seed, and what of it must never reach a screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

UNSHOWABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters but the line break, marks of direction and without width: a screen shows none of them."""

VARIANT = "葛\U000e0100"
"""A character with an ideographic variation selector: names are written with it, so it must survive."""

FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
PRODUCT, RAN = "{{ 1234 * 4321 }}", "5332114"
"""A template's tag, and what it would become if it were run."""
SCRIPT = "<script>fuzz()</script>"

_PIECES = (
    # plain words
    "灯坏了", "消防通道堵塞", "abc", "張三", "ab 12", "，。；", "　", "🔥", "𠮷野家", "é", "e\u0301", "한글",
    # controls, escapes, links
    "\x01", "\x07", "\x08\x08", "\x1b", "\x1b[31m", "\x1b[2J\x1b[H", "\x1b]0;标题\x07", "\x1b]8;;http://x\x1b\\点\x1b]8;;\x1b\\",
    "\x1bP1$r\x1b\\", "\x9b31m", "\x9d0;x\x9c", "\x85", "\x80", "\x9f", "\x7f", "\x1b[", "\x1b]52;c;QQ==\x07",
    # line ends
    "\n", "\r", "\r\n", "\v", "\f", "\u2028", "\u2029", "\t", "\x1c", "\x1d", "\x1e",
    # direction and width
    "\u202e", "\u202a", "\u2066", "\u2069", "\u200b", "\u200d", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u061c", "\U000e0041",
    # kept
    VARIANT, "邉\U000e01ef", "\ufe0f",
    # broken
    "\udcff", "\ud800", "\udfff", "\ufffe", "\uffff", "\ufffd", "\U0010ffff", "\ue000",
    # spreadsheets, markup, templates, formats, SQL
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠A1", "'=1", "_x000D_", "_x0041_",
    "[/]", "[red]", "[link=http://x]", "[/red", ":boom:", "\\[", SCRIPT, "<b>", "</td>", "&", "&amp;", "&#0;", "]]>", "<!--", '"', "'",
    '" onload="x', "javascript:x", PRODUCT, "{% for x in y %}", "{#", "{{", "%}", "{0.__class__}", "%s%n", "$(id)", "`id`",
    "'; drop table hazard; --", "%", "_", "\\", "../x", "C:\\CON", "a|b", "\\N{DIGIT ONE}", "\\u0000",
)  # fmt: skip


def text(chance: Random, longest: int = 8) -> str:
    """Return hostile text of some pieces, or of characters from anywhere in Unicode."""
    kind = chance.random()
    if kind < 0.03:
        return chance.choice(("字", "a", "\u200b", "=", "\x1b[", "🔥")) * chance.choice(
            (501, 5001, 32_768, 70_000)
        )
    if kind < 0.13:
        return "".join(_character(chance) for _ in range(chance.randint(1, 24)))
    first = chance.choice(FORMULA_SIGNS) if chance.random() < 0.2 else ""
    return first + "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, longest)))


def _character(chance: Random) -> str:
    ends = chance.choice((0x20, 0xA0, 0x250, 0x3000, 0xFFFF, 0x10FFFF))
    return chr(chance.randint(1, ends))


def word(chance: Random) -> str:
    """Return a hostile argument: text no command line could not hold, and no path that leads out of the folder."""
    said = chance.choice(_WORDS) if chance.random() < 0.3 else text(chance)
    return inside(said)


def inside(said: str) -> str:
    """Return an argument that names no place outside the folder; the system passes no NUL to a program."""
    return said.replace("\x00", "").replace("..", ".").lstrip("/").replace("=/", "=")


_WORDS = (
    "", " ", "-", "--", "---", "-h", "--help", "--version", "@file", "@ledger.db", "'\"'\"'", '"\'"', "\\", "~", "~nobody",
    "0", "-1", "+1", "1e309", "NaN", "²", "٣", "１２", "99999999999999999999", "0x10", "1_000", "None", "null", "true",
    "2023-02-30", "0000-00-00", "9999-12-31", "+99999999天", "5/6/23", "8月底前", "15个工作日", "2023年13月", "－－title",
    "—title", "--format=", "--=", "-o", "-o=", "--output", "--format=json", "*", "?", "[a-z]", "$HOME", "%PATH%", "|", ";", "&&",
    "CON", "nul.xlsx", "a" * 300, "a/" * 300, "负两万", "-2万", "两万", "1.234", "2万左右",
)  # fmt: skip
