"""Amounts of money: what people type into whole fen, and whole fen into what the forms print.

An amount is always an integer of fen. Nothing here rounds: what does not come out in whole fen is refused,
and what is printed in 万元 keeps all its decimals (up to six), so that it parses back unchanged.
"""

import re
from typing import TYPE_CHECKING

from hazardctl.domain.text import TYPED_LIMIT, BadValue, typed
from hazardctl.messages import values as say

if TYPE_CHECKING:
    from decimal import Decimal

MAX_FEN = 10**12
_FEN_PER_YUAN = 100
_FEN_PER_WAN = 1_000_000
_FACTORS = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}

_AMOUNT = (
    r"(?:人民币|RMB)?¥?"
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    rf"(?P<factor>{'|'.join(_FACTORS)})?(?:元整?)?"
)
_NEGATIVE = r"(?:¥?-|负|\().*[0-9].*"
_VAGUE = r".*(?:约|大概|左右|上下|若干|以内|以上|以下|不超过|至少|待定|[多余几数~-]).*"
_WORDED = r".*[一二三四五六七八九十两百壹贰叁肆伍陆柒捌玖拾佰仟萬].*"


def parse_funds(text: str) -> int:
    """Read an amount and return it in fen: 20000, 20,000元, ¥2000, 2万, 1.5万元; without a unit it is yuan.

    0 is an amount (DESIGN.md §4.1: it says that no funds are needed).

    Raises:
        BadValue: `negative_funds`, `vague_funds` (约2万), `worded_funds` (两万), `too_precise_funds`
            (parts of a fen), `too_large_funds` (over 10^12 fen), or else `bad_funds`.
    """
    words = typed(text)
    match = re.fullmatch(_AMOUNT, words)
    if match is None:
        raise _refusal(words, text)
    fen = _exact_fen(match["number"], match["factor"])
    if fen > MAX_FEN:
        raise BadValue("too_large_funds", say.too_large_funds(text))
    if fen != int(fen):
        raise BadValue("too_precise_funds", say.too_precise_funds(text))
    return int(fen)


def say_yuan(fen: int) -> str:
    """Write fen in yuan, without the unit: 15,000 or 15,000.50."""
    whole, rest = divmod(abs(fen), _FEN_PER_YUAN)
    return f"{_sign(fen)}{whole:,}.{rest:02d}" if rest else f"{_sign(fen)}{whole:,}"


def say_wan(fen: int) -> str:
    """Write fen in 万元, without the unit, exactly, without trailing zeros: 1.5; a single fen is 0.000001."""
    whole, rest = divmod(abs(fen), _FEN_PER_WAN)
    return f"{_sign(fen)}{whole}.{rest:06d}".rstrip("0").rstrip(".")


def wan_number(fen: int) -> float | int:
    """Return an amount in 万元 as the number that a cell holds: whole where it is whole."""
    whole, rest = divmod(fen, _FEN_PER_WAN)
    return fen / _FEN_PER_WAN if rest else whole


def _sign(fen: int) -> str:
    return "-" if fen < 0 else ""


def _exact_fen(number: str, factor: str | None) -> "Decimal":
    """Multiply without rounding: the product has no more digits than text and factor together."""
    from decimal import Decimal, localcontext  # noqa: PLC0415  to print an amount takes none of it

    with localcontext(prec=2 * TYPED_LIMIT):
        return Decimal(number.replace(",", "")) * _FACTORS.get(factor or "", 1) * _FEN_PER_YUAN


def _refusal(words: str, text: str) -> BadValue:
    if re.fullmatch(_NEGATIVE, words):
        return BadValue("negative_funds", say.negative_funds(text))
    if re.fullmatch(_VAGUE, words):
        return BadValue("vague_funds", say.vague_funds(text))
    if re.fullmatch(_WORDED, words):
        return BadValue("worded_funds", say.worded_funds(text))
    return BadValue("bad_funds", say.bad_funds(text))
