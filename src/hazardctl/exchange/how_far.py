"""How far a rectification has come, as 整改情况 says it in words: finished, and on which day; or not yet.

A sentence is judged clause by clause. Finished is what says so without a word that takes it back or puts it off (未,
正在, 预计, 要求 …); its day is the one that stands with those words or alone, so that the day of a re-inspection is never
taken for it. What is not understood is neither, and left to the caller. Nothing here reads a day: `parse_day` does.
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
    PUT_OFF = auto()
    """Finishing is planned, asked for or promised, or was done in part."""
    UNSAID = auto()


class HowFar(NamedTuple):
    """`day` is the text of the day on which it was finished. `bare` says nothing but the stage itself."""

    stage: Stage
    day: str | None = None
    bare: bool = False


_DAY = (
    r"(?:[0-9]{4}\s*(?P<sep>[-./])\s*[0-9]{1,2}\s*(?P=sep)\s*[0-9]{1,2}"
    r"|(?:(?:[0-9]{1,4}|[今去本])\s*年)?\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}(?:\s*[日号])?"
    r"|(?<![0-9])(?:19|20)[0-9]{6}(?![0-9]))"
)
_WITH_DAY = re.compile(rf"(?P<by>截[至止]到?|从|自)?[于在]?\s*(?P<day>{_DAY})\s*(?P<before>(?:之|以)?前)?")
_BREAK = re.compile(r"[,，;；。!！?？\n()]+|(?<![0-9])\.|\.(?![0-9])")

_BARE_END = "(?:完成|完毕|到位|整改)"
_BARE_FINISHED = re.compile(rf"(?:已|均已|全部|已全部)?(?:整改)?{_BARE_END}(?:整改)?|已整改{_BARE_END}?|yes")
_BARE_UNFINISHED = re.compile(r"(?:未|没有|尚未|暂未|待)(?:整改|完成|治理)|整改中|no")

_QUICKLY = "(?:按(?:要求|照要求|期|时)|全部|全面|均|都|立即|及时|当场|现场|自行|落实|完成)*"
_END = "(?:完成|完毕|到位|结束|合格|好了?|了)"
_FINISHED = re.compile(
    rf"(?:整改|治理)(?:工作|任务|措施)?(?:已|均|都|全部)*(?:落实)?{_END}"
    rf"|(?:完成|落实)了?(?:整改|治理)|已{_QUICKLY}(?:整改|治理)$"
    "|已(?:经|全部)?(?:销号|办结|闭环|改好|改完)|(?:隐患|问题)(?:已|均|全部)*消除|已消除(?:隐患)?$"
)
_PARTLY = "部分|基本|大多|多数|一半|几乎|逐步"
_AS_ASKED = re.compile(r"按照?.{0,8}?(?:要求|计划|限期|期限|时限)")
_PUT_OFF = re.compile(
    r"未.{0,4}$|没有?能?$|不[能会]|无法|正在|预计|预期|计划|(?<!模)拟|(?<!已)将|争取|力争|准备|打算|要求|责令|(?<!有)限"
    r"|督促|敦促|催促|确保|保证|承诺|尚|待(?![所室])|如(?![期实])|若|应(?!急)|须|需|抓紧|尽快|下一步"
)
_SHORT_OF = re.compile(r"\s*(?:率|的?\s*(?:约|近)?(?!100)[0-9.]+\s*%|中$|一半)")
_UNFINISHED = re.compile(
    r"未(?:能|予|全部|全|及时|按期|按要求)*(?:整改|完成|治理|到位|销号|办结|落实|消除|闭环|动工|开工|实施|安排)"
    r"|(?:整改|治理|施工|办理|推进|进行)中|正在|剩余|其余|余下|还有|还需|还差|仍需|仍有|仍在|继续(?:整改|治理)"
    r"|待(?:整改|完成|治理|施工|更换|安装|采购|配件|资金|落实)"
)


@lru_cache(maxsize=20_000)
def read(said: str) -> HowFar:
    """Return what a text says of a rectification."""
    words = arabic(normalize("NFKC", said)).strip().casefold()
    clauses = [clause for part in _BREAK.split(words) if (clause := part.strip())]
    if len(clauses) == 1 and _BARE_UNFINISHED.fullmatch(clauses[0]):
        return HowFar(Stage.UNFINISHED, bare=True)
    stages = [_stage(clause) for clause in clauses]
    day = _day(clauses, stages)
    if all(map(_is_day, clauses)):
        return HowFar(Stage.FINISHED, day, bare=True) if day else HowFar(Stage.UNSAID)
    if Stage.UNFINISHED in stages or Stage.FINISHED not in stages:
        return HowFar(next((s for s in (Stage.UNFINISHED, Stage.PUT_OFF) if s in stages), Stage.UNSAID))
    return HowFar(Stage.FINISHED, day, bare=len(clauses) == 1 and bool(_BARE_FINISHED.fullmatch(clauses[0])))


def _stage(clause: str) -> Stage:
    day = _WITH_DAY.search(clause)
    bare = _WITH_DAY.sub("", clause).strip()
    end = _BARE_FINISHED.fullmatch(bare) or _FINISHED.search(bare)
    if end is None:
        return Stage.UNFINISHED if _UNFINISHED.search(clause) else Stage.UNSAID
    # 已 says that it is done, whatever was wrong before: 未接地的已整改到位.
    before = _AS_ASKED.sub("", bare[: end.start()])
    before = "" if end[0].startswith("已") else before[max(before.rfind("已"), 0) :]
    promised = day is not None and day["before"] and "已" not in clause
    if promised or _PUT_OFF.search(before) or re.search(_PARTLY, bare) or _SHORT_OF.match(bare, end.end()):
        return Stage.UNFINISHED if _UNFINISHED.search(clause) else Stage.PUT_OFF
    return Stage.FINISHED


def _is_day(clause: str) -> bool:
    return _WITH_DAY.fullmatch(clause) is not None


def _day(clauses: list[str], stages: list[Stage]) -> str | None:
    """Return the one day that stands with words that say finished, or alone."""
    named = {
        found["day"]
        for clause, stage in zip(clauses, stages, strict=True)
        if stage is Stage.FINISHED or _is_day(clause)
        for found in _WITH_DAY.finditer(clause)
        if not found["by"]
    }
    return named.pop() if len(named) == 1 else None
