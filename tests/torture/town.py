"""A town's ledger after a whole campaign: rows in nearly every table, evidence, a month handed in, a text destroyed."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from tests.ledger.test_journal import CAMPAIGN
from tests.torture.loaded import load_everything
from tests.torture.machine import Machine

from hazardctl.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2023-10-01"
"""The day after the campaign's last."""

_HEAD = "隐患描述,隐患等级,隐患来源,单位名称,排查日期,整改措施,整改责任人,整改资金（元）,整改时限,应急预案,监管责任单位,整改完成日期\n"
_LINE = "灭火器过期,一般,村排查,新开超市,2023-08-01,{},李四,0,2023-08-30,有,经发办,{}\n"


def town(home: Path) -> Machine:
    """Return the machine of a town whose campaign is over."""
    load_everything()
    machine = Machine(home)
    for name, content in {
        "code.txt": "2222-2222-2222-2222",
        "sheet.csv": _HEAD + _LINE.format("更换", ""),
        "changed.csv": _HEAD + _LINE.format("全部更换", "2023-08-20"),
    }.items():
        (home.parent / name).write_text(content, encoding="utf-8")
    ran = machine.run("status", today=TODAY, before=_campaign)
    if ran.code != 0:
        raise RuntimeError(ran.err)
    return machine


def _campaign() -> None:
    """Go through the campaign in one process; the claim code of a tip-off is known beforehand."""
    secrets.token_bytes = lambda nbytes=None: bytes(nbytes or 32)
    for n, (day, words) in enumerate(CAMPAIGN):
        _does(day, words)
        if n == 0:
            _does(day, ("unit", "add", "双龙村", "白羊社区"))
    os.environ["HAZARDCTL_TODAY"] = TODAY


def _does(day: str, words: tuple[str, ...]) -> None:
    os.environ["HAZARDCTL_TODAY"] = day
    if main(list(words)) != 0:
        raise RuntimeError(words)
