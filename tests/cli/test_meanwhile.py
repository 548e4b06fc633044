"""Two people at one hazard: the second is told what the first one changed, and nothing of theirs is written."""

from typing import TYPE_CHECKING

import pytest

from hazardctl.__main__ import main
from hazardctl.errors import Busy
from hazardctl.services import amend as amends
from hazardctl.services import hazards
from hazardctl.services.desk import Desk
from hazardctl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Office

NO = "BY-2023-0001"


def desk_of(office: "Office") -> Desk:
    from datetime import date

    return Desk(
        Settings(
            ledger=office.ledger,
            server=office.server,
            plan_folder=None,
            actor="后来的",
            today=date(2023, 7, 12),
        )
    )


@pytest.mark.parametrize(
    "second",
    [
        lambda desk: amends.amend(desk, NO, {"title": "后来改的"}),
        lambda desk: hazards.do(desk, "hazard rectify", NO, {"by": "李四"}, hazards.rectification),
        lambda desk: hazards.void(desk, NO, {"reason": "重复"}),
    ],
    ids=["amend", "rectify", "void"],
)
def test_whoever_began_from_an_older_state_is_told_the_difference(
    office: "Office", second: "Callable[[Desk], object]"
) -> None:
    from hazardctl.services import meanwhile

    office.registers()
    desk = desk_of(office)
    meanwhile.look(desk, NO)
    office.does("hazard", "amend", NO, "--title", "先改的", "--deadline", "2023-08-20", "--reason", "看错")
    before = office.contents()
    with pytest.raises(Busy) as told:
        second(desk)
    said = " ".join(problem.message for problem in told.value.problems)
    assert {problem.code for problem in told.value.problems} == {"changed_meanwhile"}
    assert "隐患描述 配电箱未接地 → 先改的" in said
    assert "整改时限 2023-08-10 → 2023-08-20" in said
    assert "王五" in said
    assert office.contents() == before


def test_what_is_asked_for_on_a_terminal_counts_from_the_first_look(
    office: "Office", monkeypatch: pytest.MonkeyPatch
) -> None:
    office.registers()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    def answered(_question: str) -> str:
        monkeypatch.setattr("sys.stdin.isatty", lambda: False)
        assert main(["--no-input", "hazard", "amend", NO, "--title", "先改的"]) == 0
        return "整改不到位"

    monkeypatch.setattr("builtins.input", answered)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("HAZARDCTL_TODAY", "2023-07-12")
    office.does("--no-input", "hazard", "rectify", NO, "--by", "李四", today="2023-07-11")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert main(["hazard", "reject", NO, "--reviewer", "赵六"]) == 5


def test_one_after_the_other_is_no_conflict(office: "Office") -> None:
    office.registers()
    office.does("hazard", "amend", NO, "--title", "一")
    office.does("hazard", "amend", NO, "--title", "二")
