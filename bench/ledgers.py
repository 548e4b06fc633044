"""Ledgers of any size, kept between runs: the life of each hazard was let through by the domain's own gates.

A pool of lives is told for every day of the campaign: found, reported, put off, sent back, re-inspected, closed, in the
shares below. A ledger of millions repeats them with numbers, identities and enterprises of their own, so that every
row is one that the program could have written, and its journal is whole (`verify` passes).
"""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from hazardctl.domain import acts
from hazardctl.domain.acts import Act
from hazardctl.domain.case import Case
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Authority, Hazard, Level, Ref, ReportKind, Source
from hazardctl.domain.movement import COUNTERS, moved
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import Change
from hazardctl.ledger.mapping import act_row, hazard_row, span_rows
from hazardctl.ledger.queries import enterprises, movements, units
from hazardctl.ledger.writing import Signature, Writer, writing

FIRST, TODAY = date(2023, 4, 20), date(2023, 12, 20)
"""The days on which hazards are found: three weeks before the campaign, and most of it."""

TOWN = "BY"
LIVES_A_DAY = 80
HAZARDS_A_FIRM, FIRMS_AT_MOST = 30, 2_000
"""Enterprises: their duties are counted one by one, so that a town keeps the number that a town has."""

BATCH = 20_000
_MAJOR = 191_200 / 4_600_000
"""The share of major ones in the national figures of 2023."""
_SPOT, _PENDING, _LISTED, _MOVED, _REFERRED, _PUT_OFF, _FORGOTTEN, _LATE, _SENT_BACK = (
    0.15, 0.03, 0.3, 0.02, 0.005, 0.08, 0.03, 0.06, 0.05,
)  # fmt: skip
"""How many of them: put right on the spot, registered without the five, listed (of the major ones), transferred,
referred, extended, left open for ever, put right long after, refused at the review."""


@dataclass(frozen=True)
class Town:
    """Whose the hazards are: keys of offices and villages."""

    offices: Sequence[str]
    villages: Sequence[str]


def ledger(folder: Path, hazards: int) -> Path:
    """Return a home with a ledger of that many hazards, made now unless it is there already."""
    home = folder / f"hazards-{hazards}"
    if not (home / "whole").exists():
        _make(home, hazards)
        (home / "whole").touch()
    return home


def size(folder: Path, hazards: int) -> float:
    """Return how large the file of a ledger is, in MiB."""
    return (folder / f"hazards-{hazards}" / "ledger.db").stat().st_size / 2**20


def environ(home: Path) -> dict[str, str]:
    """Return the environment in which every contestant runs."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # An installed program is compiled already; without this a source tree would be compiled on every run.
    return {**clean, "HAZARDCTL_HOME": str(home), "HAZARDCTL_TODAY": TODAY.isoformat(), "COLUMNS": "100"}


def _make(home: Path, hazards: int) -> None:
    """Write a ledger in the order of the days, as an office would have typed it."""
    chance = random.Random(hazards)
    program = str(Path(sys.executable).parent / "hazardctl")
    villages = [f"第{n}村" for n in range(1, 61)]
    for words in (["init"], ["unit", "add", *villages]):
        subprocess.run([program, *words], env=environ(home), check=True, capture_output=True)
    with writing(home / "ledger.db", Signature("bench", "bench", TODAY)) as writer:
        register = units.register(writer, TODAY).units
        town = Town(
            [unit.key for unit in register if unit.kind == "office"],
            [unit.key for unit in register if unit.kind == "village"],
        )
        firms = _firms(writer, min(FIRMS_AT_MOST, max(20, hazards // HAZARDS_A_FIRM)))
    told = _told(chance, town, firms, hazards)
    while batch := list(islice(told, BATCH)):
        with writing(home / "ledger.db", Signature("bench", "bench", TODAY)) as writer:
            _store(writer, batch)


class Life(NamedTuple):
    """A life as the program stores it: the rows of its hazard, its acts and its spans, and how it moves the figures."""

    hazard: dict[str, Any]
    acts: list[dict[str, Any]]
    spans: list[dict[str, Any]]
    moves: dict[tuple[str, str, str], list[int]]


class Copy(NamedTuple):
    """A life that somebody lived, under a number and at an enterprise of its own."""

    life: Life
    number: int
    firm: str


def _store(writer: Writer, batch: Sequence[Copy]) -> None:
    """Store what `cases.save_new` would, without telling every one of millions of lives again."""
    hazards, doings, spans = [], [], []
    for life, number, firm in batch:
        uid = new_uid()
        hazards.append(
            {
                **life.hazard,
                "uid": uid,
                "no": f"BY-2023-{number:04d}",
                "seq": number,
                "title": f"{life.hazard['title']}（第 {number} 处）",
                "enterprise": firm,
            }
        )
        doings += [{**act, "uid": new_uid(), "hazard": uid} for act in life.acts]
        spans += [{**span, "hazard": uid} for span in life.spans]
    writer.record(*(Change("hazard", row) for row in hazards), *(Change("act", row) for row in doings))
    writer.keep_new("span", spans)
    sums: dict[tuple[str, str, str], list[int]] = {}
    lived = Counter(id(copy.life) for copy in batch)
    for life in {id(copy.life): copy.life for copy in batch}.values():
        for cell, counters in life.moves.items():
            into = sums.setdefault(cell, [0] * len(COUNTERS))
            for place, n in enumerate(counters):
                into[place] += n * lived[id(life)]
    movements.move(writer, sums)


def _firms(writer: Writer, number: int) -> list[Ref]:
    made = [
        enterprises.add(writer, f"测试企业{n:06}", village=None, sector=None, on=FIRST) for n in range(number)
    ]
    writer.record(*(change for _, change in made))
    return [ref for ref, _ in made]


def _told(chance: random.Random, town: Town, firms: Sequence[Ref], hazards: int) -> Iterator[Copy]:
    """Yield the hazards day by day, each a life of its day under a number and at an enterprise of its own."""
    days = [FIRST + timedelta(days=n) for n in range((TODAY - FIRST).days + 1)]
    number = 0
    for place, day in enumerate(days, start=1):
        upto = hazards * place // len(days)
        pool = [_rows(_life(chance, town, day)) for _ in range(min(LIVES_A_DAY, upto - number))]
        while number < upto:
            number += 1
            yield Copy(chance.choice(pool), number, chance.choice(firms).uid)


def _rows(case: Case) -> Life:
    spans = span_rows(case, TOWN)
    acts_ = [act_row(act, case.hazard, TOWN) for act in case.acts]
    return Life(hazard_row(case.hazard, TOWN), acts_, spans, moved((), spans))


def _life(chance: random.Random, town: Town, found: date) -> Case:
    """Return one life, every step of it let through by the gates, up to the ledger's day."""
    major = chance.random() < _MAJOR
    spot = not major and chance.random() < _SPOT
    pending = not major and not spot and chance.random() < _PENDING
    five = Five(
        measures="更换合格的电气线路并加装漏电保护",
        responsible_unit="测试企业",
        responsible="李四",
        funds_fen=None if pending else chance.randrange(1, 500) * 10_000,
        deadline=None if pending else found + timedelta(days=chance.randrange(5, 45)),
        contingency="断电并疏散人员",
    )
    hazard = Hazard(
        uid=new_uid(),
        no="BY-2023-0001",
        title=chance.choice(
            ("配电箱未接地、线路老化", "疏散通道被占用", "燃气软管超期未换", "脚手架未按方案搭设")
        ),
        level=Level.MAJOR if major else Level.GENERAL,
        criterion="重大事故隐患判定标准第三条" if major else None,
        unit=chance.choice(town.offices),
        village=chance.choice([*town.villages, None]),
        source=chance.choice(list(Source)),
        sector=chance.choice(("gas", "fire", "construction", None)),
        found_on=found,
        five=five,
        pending_until=found + timedelta(days=7) if pending else None,
        interim="专人看护" if pending else None,
        fixed_on_spot="当场更换" if spot else None,
    )
    case = Case(hazard).register(TODAY)
    for act in _acts(chance, hazard, town):
        if act.on > TODAY:
            break
        case = case.do(act, TODAY)
    return case


def _acts(chance: random.Random, hazard: Hazard, town: Town) -> Iterator[Act]:
    """Yield what is done to a hazard, in order; some are forgotten on the way."""
    day, deadline = hazard.found_on, hazard.five.deadline
    major, spot = hazard.level is Level.MAJOR, hazard.fixed_on_spot is not None

    listed = major and chance.random() < _LISTED

    def after(days: int) -> date:
        nonlocal day
        day += timedelta(days=chance.randrange(days + 1))
        return day

    if hazard.pending_until:
        deadline = day + timedelta(days=40)
        yield acts.Completion(on=after(9), uid=new_uid(), funds_fen=500_000, deadline=deadline)
    if major:
        yield acts.Report(on=after(2), uid=new_uid(), report=ReportKind.DISCOVERED, to="区应急管理局")
        if listed:
            yield acts.Listing(on=after(3), uid=new_uid(), authority=Authority.DISTRICT)
    if not spot and chance.random() < _MOVED:
        other = chance.choice([unit for unit in town.offices if unit != hazard.unit])
        yield acts.Transfer(on=after(5), uid=new_uid(), to=other, reason="属其职责")
    if not spot and chance.random() < _REFERRED:
        yield acts.Referral(on=after(5), uid=new_uid(), to="区住建局", reason="属其职责")
        return
    if not spot and deadline and chance.random() < _PUT_OFF:
        yield acts.Extension(
            on=max(day, deadline - timedelta(days=2)),
            uid=new_uid(),
            new_deadline=deadline + timedelta(days=20),
            reason="配件未到",
            approver="分管领导",
            interim="专人看护",
        )
        day = deadline
    if chance.random() < _FORGOTTEN:
        return
    yield from _put_right(chance, hazard, after, listed=listed, late=chance.random() < _LATE)


def _put_right(
    chance: random.Random, hazard: Hazard, after: Callable[[int], date], *, listed: bool, late: bool
) -> Iterator[Act]:
    """Yield rectification and review; one in twenty comes back for a second round."""
    if hazard.fixed_on_spot is None:
        yield acts.Rectification(on=after(90 if late else 25), uid=new_uid(), by="李四")
        if chance.random() < _SENT_BACK:
            yield acts.Rejection(on=after(5), uid=new_uid(), reviewer="赵六", reason="接地电阻不合格")
            yield acts.Rectification(on=after(10), uid=new_uid(), by="李四")
    if hazard.level is Level.MAJOR:
        yield acts.Report(on=after(2), uid=new_uid(), report=ReportKind.RECTIFIED, to="区应急管理局")
    if listed:
        yield acts.Delisting(on=after(2), uid=new_uid())
    yield acts.Closing(
        on=after(6),
        uid=new_uid(),
        reviewer="赵六",
        conclusion="整改到位",
        reviewer_unit="应急办",
        measures_result="已更换",
        responsible_result="李四已落实",
        funds_spent_fen=10_000,
        contingency_result="已演练",
    )
