"""A cell as what somebody would have typed: the text that the commands' forms read, whatever the sheet stored.

Dates come as dates, serial numbers or words; money in 元 or 万元 by its heading; marks (√ ×) for 是 and 否. What a cell
cannot be is said at once (`BadValue`); whether the value may stand is for the gate.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING
from unicodedata import normalize

from hazardctl.domain.text import BadValue
from hazardctl.exchange.columns import CellKind, Column
from hazardctl.messages import imports as say

if TYPE_CHECKING:
    from hazardctl.exchange.book import Value

YES = frozenset({"是", "√", "✓", "✔", "☑", "■", "y", "yes", "有", "1", "对", "已", "true", "t"})
NO = frozenset(
    {"否", "×", "✗", "✘", "x", "☐", "□", "n", "no", "无", "0", "不是", "没有", "未", "false", "f", "╳", "✕"}
)
_MARKS = frozenset({"√", "✓", "✔", "☑", "×", "✗", "✘", "☐", "╳", "✕", "是", "否"})
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "／", "\\", "－"})
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_BARE_AMOUNT = re.compile(r"[¥￥]?\s*[0-9][0-9,，]*(?:\.[0-9]+)?")
_NO_FUNDS = re.compile(r"(?:无需|不需要?|不用|无须)(?:资金|投入|经费)?")

_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 30_000, 80_000
"""1982 to 2119: a number outside is no date that somebody meant."""
_SAFE_DIGITS = 15
"""A spreadsheet's number keeps fifteen digits; a longer code stored as a number has lost some already."""


def typed(value: Value, column: Column, *, wan: bool) -> str | None:
    """Return what a cell says as text for the form of its field; None where it says nothing.

    Raises:
        BadValue: it holds an error of the spreadsheet, a mark where words are needed, or a number that lost digits.
    """
    if value is None:
        return None
    if isinstance(value, str):
        said = value.strip()
        if said in _NOTHING:
            return None
        if said.upper() in _ERRORS:
            raise BadValue("cell_error", say.cell_error(said))
        return _text(said, column, wan=wan)
    return _stored(value, column, wan=wan)


def _text(said: str, column: Column, *, wan: bool) -> str | None:
    kind = column.kind
    if kind is CellKind.FLAG:
        return flag(said)
    if kind is CellKind.MONEY:
        return amount(said, wan=wan)
    if kind in {CellKind.DAY, CellKind.MONTH} and said.isdecimal() and len(said) == 5:  # noqa: PLR2004  a serial
        return _serial(int(said), kind)
    if said in _MARKS and kind in {CellKind.TEXT, CellKind.LINE} and column.choices is None:
        return _mark(said, column)
    return said


def _mark(said: str, column: Column) -> str | None:
    """A mark answers whether there is something, not what: 否 leaves the field empty, 是 asks for the words."""
    if column.field in MARKED:
        return "yes" if said in YES else None
    if said in NO:
        return None
    raise BadValue("mark_only", say.mark_only(said))


MARKED = frozenset({"fixed_on_spot", "rectified_note"})
"""Fields of words for which a mark says enough, because another column has the words."""


def flag(said: str) -> str:
    """Read 是 or 否 in any of its ways."""
    folded = normalize("NFKC", said).strip().casefold()
    if folded in YES:
        return "yes"
    if folded in NO:
        return "no"
    raise BadValue("bad_flag", say.bad_flag(said))


def amount(said: str, *, wan: bool) -> str:
    """Return an amount with its unit; words that say none is needed are 0 (DESIGN.md §4.1)."""
    if _NO_FUNDS.fullmatch(said):
        return "0"
    return f"{said}万" if wan and _BARE_AMOUNT.fullmatch(normalize("NFKC", said)) else said


def _stored(value: Value, column: Column, *, wan: bool) -> str | None:
    kind = column.kind
    if isinstance(value, bool):
        return (
            flag("是" if value else "否") if kind is CellKind.FLAG else _mark("是" if value else "否", column)
        )
    if isinstance(value, datetime):
        value = value.date() if not value.time() or kind in {CellKind.DAY, CellKind.MONTH} else value
    if isinstance(value, date):
        return f"{value:%Y-%m}" if kind is CellKind.MONTH else value.isoformat()
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, (int, float)):
        return _number(value, kind, wan=wan)
    return str(value)


def _number(value: float, kind: CellKind, *, wan: bool) -> str:
    if kind in {CellKind.DAY, CellKind.MONTH} and _FIRST_SERIAL <= value < _LAST_SERIAL:
        return _serial(int(value), kind)
    if kind is CellKind.FLAG:
        return flag(decimal(value))
    if kind is CellKind.CODE and abs(value) >= 10**_SAFE_DIGITS:
        raise BadValue("code_as_number", say.code_as_number())
    said = decimal(value)
    return f"{said}万" if kind is CellKind.MONEY and wan else said


def _serial(number: int, kind: CellKind) -> str:
    day = _EPOCH + timedelta(days=number)
    return f"{day:%Y-%m}" if kind is CellKind.MONTH else day.isoformat()


def decimal(value: float) -> str:
    """Write a number without the noise of binary fractions: 0.30000000000000004 is 0.3, 2.0 is 2.

    A spoilt sheet may hold what is no number at all (1e999, nan): that is written as it is, for whoever reads it to refuse.
    """
    if not isfinite(value):
        return str(value)
    if value == int(value):
        return str(int(value))
    return f"{value:.8f}".rstrip("0").rstrip(".")
