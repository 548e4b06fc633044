"""What any text from outside becomes before it is stored, and again before it is shown.

Terminal escapes, control characters and invisible direction marks go; everything else is data and passes
unchanged, whatever it looks like (`[red]`, `=1+1`, `{x}`, `%s`). Guarding a spreadsheet against formulas is
the writer's task. Nothing here shortens a text.
"""

import os
import re
import unicodedata
from collections.abc import Callable

from hazardctl.messages import values as say

TITLE_LIMIT = 500
TEXT_LIMIT = 5000
TYPED_LIMIT = 40

# Patterns are text until they are used (`re` keeps the compiled): most runs meet nothing that they look for.

# Soft hyphen, Arabic letter mark, zero-width and bidi marks, embeddings, isolates, invisible operators, BOM,
# annotation marks, tags. The variation selectors U+E0100 to U+E01EF stay: a name may be written with them.
_INVISIBLE = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"

# ECMA-48. The string of an OSC or DCS holds no control character, so that no input makes the search go over
# the same characters twice; one that never ends loses only its introducer, not the text behind it.
_ESCAPE = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
# Word's soft line break is \v; the Unicode line and paragraph separators break a line of CSV as well.
_LINE_BREAK = "\r\n|[\r\v\f\u2028\u2029]"
_CONTROL = r"[\x00-\x09\x0b-\x1f\x7f-\x9f]"
# Half a surrogate pair (an argument that was not UTF-8) cannot be encoded; XML forbids U+FFFE and U+FFFF.
_BROKEN = "[\ud800-\udfff\ufffe\uffff]"

# Each of these is a control, format, separator or unassigned character: `str.isprintable` knows at a glance that there is
# none, which is so of nearly every text.
_UNSAFE = f"{_INVISIBLE}|{_CONTROL}|{_BROKEN}|[\u2028\u2029]"

_PUNCTUATION = str.maketrans("。‐‑‒–—―−", ".-------")
_LOOSE_SPACE = r"(?<![0-9])\s+|\s+(?![0-9])"


class BadValue(ValueError):
    """A typed value cannot be taken. Whoever knows its place turns it into a `Problem`.

    `code` is a stable machine word, `message` a Chinese sentence that says what would be taken.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def legible(text: str) -> str:
    """Read again what came in as bytes that the locale does not know: as a sheet is read, UTF-8, else GB18030.

    Such bytes stand in a text as lone surrogates (names of files, words of a command line). What is no text in either
    becomes replacement signs.
    """
    if text.isprintable() or re.search(_BROKEN, text) is None:
        return text
    try:
        raw = os.fsencode(text)
    except UnicodeEncodeError:
        return re.sub(_BROKEN, "\ufffd", text)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return re.sub(_BROKEN, "\ufffd", text)


def escaped(text: str, escape: Callable[[str], str]) -> str:
    """Write every character that `safe` would not let through by its number: nothing is shown, and nothing lost."""
    return text if text.isprintable() else re.sub(_UNSAFE, lambda found: escape(found[0]), text)


def safe(text: str) -> str:
    """Make stored text safe to show: no control character but the line break, no bidi control, no escape.

    For what was stored before `clean` existed or came past it. Neither trims nor normalises.
    """
    if text.isprintable() or re.search(_UNSAFE, text) is None:
        return text
    text = re.sub(_ESCAPE, "", re.sub(_INVISIBLE, "", legible(text)))
    text = re.sub(_LINE_BREAK, "\n", text).replace("\t", " ")
    return re.sub(_BROKEN, "\ufffd", re.sub(_CONTROL, "", text))


def clean(text: str, *, multiline: bool) -> str:
    """Make typed or imported text fit to store: as `safe`, in NFC, and trimmed.

    Without `multiline`, the lines that are not empty are joined by one space: words do not run together.
    """
    text = unicodedata.normalize("NFC", safe(text)).strip()
    return text if multiline else _one_line(text)


def _one_line(text: str) -> str:
    if "\n" not in text:
        return text
    lines = (line.strip() for line in text.split("\n"))
    return " ".join(line for line in lines if line)


def limited(text: str, limit: int) -> str:
    """Return the text as it is, if it has at most `limit` characters.

    Raises:
        BadValue: `too_long`, naming the length and the limit (DESIGN.md §4.8: refused, never cut).
    """
    if len(text) > limit:
        raise BadValue("too_long", say.too_long(len(text), limit))
    return text


def typed(text: str) -> str:
    """Return a short typed value (a day, an amount) in half width and without the spaces that mean nothing.

    A space between two digits stays, as joining them would make another number. Full stops and dashes of the
    Chinese keyboard become `.` and `-`. No such value has over 40 characters, so a longer text gives "".
    """
    text = text.strip()
    if len(text) > TYPED_LIMIT:
        return ""
    text = unicodedata.normalize("NFKC", safe(text)).translate(_PUNCTUATION)
    return re.sub(_LOOSE_SPACE, "", text) if len(text) <= TYPED_LIMIT else ""
