"""The demonstration: the first thing that a newcomer sees, from the first visit to the report of 2023-08."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Office

from hazardctl.cli.demo_story import STORY


def test_it_ends_with_the_report_of_august_whose_balance_agrees(office: "Office") -> None:
    shown = office.run("demo")
    assert shown.code == 0
    line = re.search(
        r"月初 (\d+) \+ 新排查 (\d+) \+ 重新挂账 (\d+) − 销号 (\d+) − 移送 (\d+) = 月末 (\d+)", shown.out
    )
    assert line
    opening, found, reopened, closed, referred, closing = map(int, line.groups())
    assert opening + found + reopened - closed - referred == closing
    assert "白羊镇2023年8月专项行动调度" in shown.out


def test_the_ledger_is_thrown_away_unless_a_folder_is_named(office: "Office", tmp_path: Path) -> None:
    assert "已经丢弃" in office.run("demo").out
    kept = office.run("demo", str(tmp_path / "演示"))
    assert (tmp_path / "演示" / "ledger.db").exists()
    assert "hazardctl --ledger" in kept.out


def test_a_folder_with_a_ledger_is_left_alone(office: "Office", tmp_path: Path) -> None:
    office.run("demo", str(tmp_path / "演示"))
    before = (tmp_path / "演示" / "ledger.db").read_bytes()
    again = office.run("demo", str(tmp_path / "演示"))
    assert again.code == 4
    assert (tmp_path / "演示" / "ledger.db").read_bytes() == before


def test_every_enterprise_in_it_says_that_it_is_invented() -> None:
    lines = [step.line for chapter in STORY for step in chapter.steps]
    named = [name for line in lines for name in re.findall(r"--enterprise (\S+)", line)]
    assert named
    assert all(name.endswith("（虚构）") for name in named)


def test_it_does_not_touch_the_offices_own_ledger(office: "Office") -> None:
    office.registers()
    before = office.contents()
    office.run("demo")
    assert office.contents() == before
