"""Corrections: for every day, with a reason where figures move, and no way around the rules."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Office

FIVE = (
    *(
        "hazard",
        "add",
        "--title",
        "配电箱未接地",
        "--level",
        "general",
        "--unit",
        "经发办",
        "--source",
        "department",
    ),
    *("--enterprise", "甲厂", "--measures", "接地", "--responsible", "李四", "--funds", "2万"),
    *("--deadline", "2023-07-20", "--contingency", "断电"),
)
NO = "BY-2023-0001"


def shown(office: "Office", day: str) -> dict[str, object]:
    found = office.run("hazard", "show", NO, "--as-of", day, "--format", "json", today="2023-09-30")
    data: dict[str, object] = json.loads(found.out)["data"]
    return data


def added(office: "Office") -> None:
    office.run("init")
    assert office.run(*FIVE).code == 0


def test_an_overdue_hazard_is_not_corrected_into_one_fixed_on_the_spot(office: "Office") -> None:
    added(office)
    said = office.run(
        "hazard", "amend", NO, "--fixed-on-spot", "早改好了", "--reason", "补", today="2023-08-30"
    )
    assert said.code == 4
    assert "hazard rectify" in said.err
    assert shown(office, "2023-08-30")["overdue"] is True


def test_an_amount_and_none_needed_are_not_taken_together(office: "Office") -> None:
    added(office)
    said = office.run("hazard", "amend", NO, "--funds", "5000", "--no-funds")
    assert said.code == 4
    assert "只能写一个" in said.err


def test_a_correction_holds_for_every_day_and_asks_for_a_reason_where_figures_move(office: "Office") -> None:
    added(office)
    assert office.run("hazard", "amend", NO, "--unit", "应急办").code == 4
    assert (
        office.run("hazard", "amend", NO, "--unit", "应急办", "--reason", "选错单位", today="2023-08-01").code
        == 0
    )
    assert shown(office, "2023-07-10")["unit"] == "应急办"
    assert "选错单位" in office.run("hazard", "history", NO).out


def test_an_unknown_enterprise_is_registered_and_said_so(office: "Office") -> None:
    added(office)
    said = office.run("hazard", "amend", NO, "--enterprise", "乙厂")
    assert said.code == 0
    assert "乙厂" in said.err
