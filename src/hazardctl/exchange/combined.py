"""Cells that hold several things at once: a unit with a person, or the five in one column.

Forms print 整改责任单位及责任人 in one column; other towns write 五落实 in one. Nothing here decides who somebody is: a part
that could be either is left to the caller.
"""

from __future__ import annotations

import re

from hazardctl.messages.labels import label

_BREAK = re.compile(r"\s*\n+\s*")
_MARK = re.compile(r"\s*[/／、，,;；|]\s*")
_ANY = re.compile(r"[\s/／、，,;；|:：（()）]+")
_IN_BRACKETS = re.compile(r"(?P<unit>.+?)\s*[（(](?P<person>[^（()）]{1,20})[）)]")
_SPACE = re.compile(r"\s+")

_ITEMS = {
    "measures": "(?:落实)?(?:整改|治理)?措施",
    "responsible": "(?:落实)?(?:整改|治理)?责任(?:单位及责任人|人员|人)?",
    "responsible_unit": "(?:落实)?(?:整改|治理)?责任单位",
    "funds": "(?:落实)?(?:整改|治理)?(?:资金|经费)",
    "deadline": "(?:落实)?(?:整改|治理)?(?:完成)?(?:时限|期限|时间)",
    "contingency": "(?:落实)?(?:应急)?(?:预案|措施预案)",
}
_FIVE = re.compile(
    r"(?:^|[\n;；。，,\s])\s*(?:[（(]?[0-9一二三四五①-⑨][)）.、．]?\s*)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in sorted(_ITEMS.items(), key=lambda i: -len(i[1])))
    + r")\s*[:：]\s*"
)


def pair(said: str) -> tuple[str, str] | None:
    """Split a cell into a unit and a person; None where it is one thing alone. 「—」 stands for nothing."""
    for split in (_BREAK, _MARK):
        parts = [part.strip() for part in split.split(said.strip()) if part.strip()]
        if len(parts) == 2:  # noqa: PLR2004  a unit and a person
            return _known(parts[0]), _known(parts[1])
    if found := _IN_BRACKETS.fullmatch(said.strip()):
        return found["unit"], found["person"]
    parts = _SPACE.split(said.strip())
    return (parts[0], parts[1]) if len(parts) == 2 else None  # noqa: PLR2004  a unit and a person


def parts(said: str) -> list[str]:
    """Split a cell wherever one name may end and the next one begin."""
    return [part for part in _ANY.split(said) if part]


def is_placed(said: str) -> bool:
    """Whether a cell says itself which part is which, as `joined` writes where one of the two is not known."""
    lines = _BREAK.split(said.strip())
    return len(lines) == 2 and "—" in lines  # noqa: PLR2004  a unit and a person


def _known(part: str) -> str:
    return "" if part == "—" else part


def joined(unit: str | None, person: str | None) -> str | None:
    """Write a unit and a person into one cell, so that `pair` takes them apart again."""
    if not unit and not person:
        return None
    return f"{unit or '—'}\n{person or '—'}"


def five(said: str) -> dict[str, str]:
    """Take 五落实 in one cell apart by its own words (措施：…责任：…); empty where it names none of them."""
    text = "\n" + said.strip()
    marks = list(_FIVE.finditer(text))
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        value = text[mark.end() : following.start() if following else len(text)].strip(" \n;；，,。")
        name = mark.lastgroup
        if name and value and name not in found:
            found[name] = value
    return found


def headings_of_five() -> str:
    """Return the official terms of the five, for a refusal."""
    return "、".join(label(name) for name in ("measures", "responsible", "funds", "deadline", "contingency"))


_DAY_AT_END = re.compile(
    r"(?P<note>.*?)[\s(（]*(?P<day>[0-9]{4}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}\s*日?)[)）]?\s*",
    re.DOTALL,
)


def dated(said: str) -> tuple[str | None, str | None]:
    """Split what was done from the day at its end: 已接地 2023.8.31; either may be missing."""
    found = _DAY_AT_END.fullmatch(said.strip())
    if found is None:
        return (None if said.strip() == "—" else said.strip()), None
    note = found["note"].strip()
    return (None if note in {"", "—"} else note), found["day"]


def reports(said: str) -> tuple[str | None, str | None]:
    """Split the days of the two reports (发现／整改)."""
    first, _, second = (
        said.replace("／", "/").partition("/") if said.count("/") + said.count("／") == 1 else (said, "", "")
    )
    return _some(first), _some(second)


def _some(part: str) -> str | None:
    return part.strip() if part.strip() not in {"", "—"} else None
