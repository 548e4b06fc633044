"""How Chinese characters are read. The table is large, and loaded only when Latin letters are looked for."""

from __future__ import annotations

import os
import unicodedata
from functools import cache

_TONES = frozenset("\u0300\u0301\u0304\u030c")


@cache
def readings(char: str) -> frozenset[str]:
    """Return every reading of a character in Latin letters without tones (行: xing, hang, heng); ü is v and u."""
    said = _table().get(ord(char), "") if char > "\u2e7f" else ""
    plain = {_plain(one) for one in said.split(",") if one}
    return frozenset(plain | {one.replace("v", "u") for one in plain})


def _plain(said: str) -> str:
    marks = (c for c in unicodedata.normalize("NFD", said) if c not in _TONES)
    return unicodedata.normalize("NFC", "".join(marks)).replace("ü", "v").replace("ê", "e")


@cache
def _table() -> dict[int, str]:
    # Words of several characters are another 150 ms, and single characters are enough to find by.
    before = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    try:
        from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415  41 ms that only such a question pays for
    finally:
        if before is None:
            del os.environ["PYPINYIN_NO_PHRASES"]
    table: dict[int, str] = pinyin_dict
    return table
