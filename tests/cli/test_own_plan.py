"""An office's own plan folder: other units, other terms, noticed when it changes and adopted on purpose."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def own_plan(office: "Office", tmp_path: Path) -> Path:
    folder = tmp_path / "方案"
    assert office.run("plan", "export", str(folder)).code == 0
    return folder


def test_a_changed_plan_is_noticed_and_adopted_by_init(office: "Office", tmp_path: Path) -> None:
    office.registers()
    folder = own_plan(office, tmp_path)
    matrix = folder / "duty_matrix.yaml"
    unit = "units:\n  - key: 文旅办\n    kind: office\n    aliases: []\n"
    matrix.write_text(matrix.read_text(encoding="utf-8").replace("units:\n", unit, 1), encoding="utf-8")

    assert "方案和台账里记的不一样" in office.run("--plan", str(folder), "status").out
    assert "文旅办" not in office.run("--plan", str(folder), "unit", "list").out
    assert office.run("--plan", str(folder), "init").code == 0
    assert "文旅办" in office.run("--plan", str(folder), "unit", "list").out
    assert "不一样" not in office.run("--plan", str(folder), "status").out


def test_an_unchanged_plan_leaves_the_ledger_alone(office: "Office") -> None:
    office.registers()
    before = office.contents()
    assert office.run("init").code == 4
    assert office.contents() == before


def test_a_wrong_term_is_named_with_its_line(office: "Office", tmp_path: Path) -> None:
    folder = own_plan(office, tmp_path)
    (folder / "labels.yaml").write_text("unit: 监管单位\nunknown_term: 某某\n", encoding="utf-8")
    said = office.run("--plan", str(folder), "phase", "status")
    assert said.code == 1
    assert "labels.yaml:2" in said.err


def test_the_office_s_own_terms_are_shown(office: "Office", tmp_path: Path) -> None:
    folder = own_plan(office, tmp_path)
    (folder / "labels.yaml").write_text("closed: 已办结销号\n", encoding="utf-8")
    made = office.process("--plan", str(folder), "init")
    assert made.returncode == 0, made.stderr
    shown = office.process(
        *(
            "--plan",
            str(folder),
            "hazard",
            "add",
            "--title",
            "灯坏了",
            "--level",
            "general",
            "--unit",
            "应急办",
        ),
        *("--source", "department", "--fixed-on-spot", "已换灯", "--reviewer", "周八"),
    )
    assert "已办结销号" in shown.stdout.decode()


@pytest.mark.file  # a server takes another town in: tests/cli/test_towns.py
def test_another_town_s_plan_is_not_taken_into_this_ledger(office: "Office", tmp_path: Path) -> None:
    office.registers()
    folder = own_plan(office, tmp_path)
    tasks = folder / "task_list.yaml"
    tasks.write_text(
        tasks.read_text(encoding="utf-8").replace("town_code: BY", "town_code: XY"), encoding="utf-8"
    )
    before = office.contents()
    said = office.run("--plan", str(folder), "init")
    assert said.code == 4
    assert "XY" in said.err
    assert office.contents() == before
