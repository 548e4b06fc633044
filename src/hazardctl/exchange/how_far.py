"""What 整改情况 says of a rectification in words: that it is finished, and on which day; or that it is not.

Finished is only what a whole clause says, in one of the ways in which offices write it: whoever reads more into a text
takes a plan, a re-inspection or the funds for the rectification. Anything else is left to the caller, who keeps the words.
Nothing here reads a day: `parse_day` does.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from hazardctl.domain.period import arabic


class Stage(Enum):
    """What a text says of a rectification."""

    FINISHED = auto()
    UNFINISHED = auto()
    UNSAID = auto()


class HowFar(NamedTuple):
    """`day` is the text of the day on which it was finished. `bare` says nothing but the stage itself."""

    stage: Stage
    day: str | None = None
    bare: bool = False


def _a_day(name: str) -> str:
    """Return the pattern of a day, kept under a name that begins with `day`."""
    return (
        rf"(?P<{name}>[0-9]{{4}}\s*(?P<mark_{name}>[-./])\s*[0-9]{{1,2}}\s*(?P=mark_{name})\s*[0-9]{{1,2}}"
        r"|(?:(?:[0-9]{1,4}|[今去本])\s*年)?\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}(?:\s*[日号])?"
        r"|(?:19|20)[0-9]{6})"
    )


_BREAK = re.compile(r"[,，;；。!！?？\n()]+|(?<![0-9])\.|\.(?![0-9])")

_BARE_END = "(?:完成|完毕|到位|整改)"
_BARE_FINISHED = re.compile(rf"(?:已|均已|全部|已全部)?(?:整改)?{_BARE_END}(?:整改)?|已整改{_BARE_END}?|yes")
_BARE_UNFINISHED = re.compile(r"(?:未|没有|尚未|暂未|待)(?:整改|完成|治理)|整改中|no")

_HOW = "(?:隐患|问题|现|均|都|全部|全面|已经|按要求|按照要求|按期|按时|立即|及时|当场|现场|自行)*"
_END = (
    rf"(?:{_HOW}已{_HOW}(?:整改|治理)(?:工作)?(?:完成|完毕|到位|结束|好|了|合格)?"
    rf"|{_HOW}(?:整改|治理)(?:工作)?(?:已|均|都|全部)*(?:完成|完毕|到位|结束|好了?|合格)"
    rf"|{_HOW}已?{_HOW}完成了?(?:整改|治理)"
    rf"|{_HOW}已{_HOW}(?:销号|办结|闭环|改好|改完|消除|完成)"
    "|(?:全部)?(?:完成|完毕|到位))"
)
# What was wrong may stand before 已 (灭火器已整改到位), but nothing that may turn it into a plan or another's doing.
_WHAT = "(?:[^已未不没经复检查通知要求同意延至限期计划预拟责令若如待后前部基逐%0-9]{1,20}(?=已))?"
_FINISHED = re.compile(rf"{_WHAT}{_END}")
_FINISHED_ON = re.compile(
    rf"(?:整改)?(?:工作)?(?:已|均已|全部)?(?:于|在)?{_a_day('day')}{_END}"
    rf"|{_END}(?:于|在)?{_a_day('day_after')}"
    rf"|(?:整改)?(?:完成|完毕)(?:时间|日期)[:为]?{_a_day('day_told')}"
)
_DAY_ALONE = re.compile(rf"(?:于|在)?{_a_day('day')}")
_TAKEN_BACK = re.compile(
    r"(?:未|没有|尚未|待|正在)(?:能|予|全部|全|及时|按期|按要求)*(?:整改|完成|治理|到位|落实)|整改中|不合格|未通过|部分|剩余|还有"
)


@lru_cache(maxsize=20_000)
def read(said: str) -> HowFar:
    """Return what a text says of a rectification; of what is in doubt nothing is said."""
    words = arabic(normalize("NFKC", said)).strip().casefold()
    clauses = [clause for part in _BREAK.split(words) if (clause := part.strip())]
    if len(clauses) == 1 and _BARE_UNFINISHED.fullmatch(clauses[0]):
        return HowFar(Stage.UNFINISHED, bare=True)
    finished, days, alone = False, set[str](), 0
    for clause in clauses:
        if day := _day(_DAY_ALONE, clause):
            days.add(day)
            alone += 1
        elif day := _day(_FINISHED_ON, clause):
            days.add(day)
            finished = True
        elif _FINISHED.fullmatch(clause) or _BARE_FINISHED.fullmatch(clause):
            finished = True
        elif finished and _TAKEN_BACK.search(clause):
            return HowFar(Stage.UNSAID)
    if not finished and (alone != 1 or len(clauses) != 1):
        return HowFar(Stage.UNSAID)
    bare = len(clauses) == 1 and bool(alone or _BARE_FINISHED.fullmatch(clauses[0]))
    return HowFar(Stage.FINISHED, days.pop() if len(days) == 1 else None, bare)


def _day(pattern: re.Pattern[str], clause: str) -> str | None:
    """Return the day that a whole clause of this form names."""
    found = pattern.fullmatch(clause)
    if found is None:
        return None
    named = (day for name, day in found.groupdict().items() if name.startswith("day") and day)
    return next(named, None)


_PUT_OFF = re.compile(
    r"预计|预期|计划|拟|将于|延期|延长|延至|争取|力争|要求|责令|限|承诺|保证|确保|尚|未完成|未整改|正在|待|暂|同意|定于|复查|至\s*$"
)


def is_planned(words: str) -> bool:
    """Whether words before a day say that it is one by which something is to be done, or another's."""
    return _PUT_OFF.search(words) is not None
