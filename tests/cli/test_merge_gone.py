"""Merging what was taken back, renamed, destroyed or declared a duplicate somewhere, while others went on with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Office
from tests.cli.test_merge import Village, merged, shown

pytestmark = pytest.mark.file
"""Several ledgers of one town, each a file, whatever engine the others run on; the town's own on a server: test_merge."""


@pytest.fixture
def village(office: Office, tmp_path: Path) -> Village:
    return Village(office, tmp_path / "石门村" / "ledger.db", "SM")


@pytest.fixture
def other(office: Office, tmp_path: Path) -> Village:
    return Village(office, tmp_path / "东坑村" / "ledger.db", "DK")


def passes_on(giver: Village | Office, taker: Village, tmp_path: Path) -> None:
    """Bring one ledger to a village."""
    path = giver.path if isinstance(giver, Village) else tmp_path / "镇.zip"
    if isinstance(giver, Office):
        giver.does("export", str(path))
    taker.does("merge", str(path), "--yes")


def firms(office: Office) -> dict[str, Any]:
    return {one["name"]: one for one in office.asks("enterprise", "list")}


def test_a_tip_off_that_was_destroyed_before_it_came_is_sound(office: Office, village: Village) -> None:
    no = village.is_told("夜里倒料")
    village.does("tipoff", "redact", no, "--reason", "保存期满")
    merged(office, village.path)
    office.does("verify")
    office.does("unit", "add", "石门村")


def test_two_firms_here_stay_two_whatever_a_village_calls_them(
    office: Office, village: Village, other: Village, tmp_path: Path
) -> None:
    """The village has made one of them; what comes of either later goes where it belongs here."""
    village.does("enterprise", "add", "乙厂")
    merged(office, village.path)
    other.does("enterprise", "add", "甲厂")
    village.does("enterprise", "amend", "乙厂", "--name", "甲厂")
    passes_on(other, village, tmp_path)
    merged(office, other.path)
    merged(office, village.path)
    other.does("enterprise", "amend", "甲厂", "--contact", "张三")
    merged(office, other.path)
    told = firms(office)
    assert {name: one["contact"] for name, one in told.items()} == {"乙厂": None, "甲厂": "张三"}
    office.does("verify")


def test_a_new_firm_under_a_name_that_was_given_up_is_another(office: Office, village: Village) -> None:
    village.does("enterprise", "add", "测试食品厂")
    merged(office, village.path)
    village.does("enterprise", "amend", "测试食品厂", "--name", "乙厂")
    no = village.finds("甲")
    assert merged(office, village.path)["conflicting"] == 0
    assert set(firms(office)) == {"测试食品厂", "乙厂"}
    assert shown(office, no)["enterprise"] == "测试食品厂"
    office.does("verify")


@pytest.mark.parametrize(
    ("made", "used"),
    [
        (("unit", "add", "石门村"), ("hazard", "amend", "{no}", "--village", "石门村", "--reason", "更正")),
        (("enterprise", "add", "丙厂"), ("hazard", "amend", "{no}", "--enterprise", "丙厂", "--reason", "更正")),
        (("unit", "add", "环卫站", "--kind", "office"), ("enterprise", "amend", "测试食品厂", "--regulator", "环卫站")),
        (("unit", "add", "环卫站", "--kind", "office"),
         ("hazard", "transfer", "{no}", "--to", "环卫站", "--kind", "reassign", "--reason", "归口", "--on", "2023-07-08")),
    ],
)  # fmt: skip
def test_what_was_taken_back_here_and_is_used_there_is_open(
    office: Office, village: Village, tmp_path: Path, made: tuple[str, ...], used: tuple[str, ...]
) -> None:
    no = office.registers(enterprise="测试食品厂", found_on="2023-07-01")
    office.does(*made)
    passes_on(office, village, tmp_path)
    office.does("undo", "--yes")
    village.does(*(word.format(no=no) for word in used))
    assert merged(office, village.path)["conflicting"] == 1
    (one,) = office.asks("merge", "--conflicts")
    assert one["field"] == "row"
    office.does("verify")


def test_a_way_of_telling_it_that_names_what_is_gone_is_refused(
    office: Office, village: Village, tmp_path: Path
) -> None:
    no = office.registers()
    office.does("unit", "add", "石门村")
    passes_on(office, village, tmp_path)
    office.does("unit", "add", "东坑村")
    office.does("hazard", "amend", no, "--village", "东坑村", "--reason", "更正")
    village.does("hazard", "amend", no, "--village", "石门村", "--reason", "更正")
    merged(office, village.path)
    (one,) = office.asks("merge", "--conflicts")
    added = next(row for row in office.asks("log") if "东坑村" in json.dumps(row, ensure_ascii=False))
    office.does("undo", str(added["tx"]), "--yes")
    takes = {rival["value"]: str(rival["take"]) for rival in one["rivals"]}
    done = office.run("merge", "--decide", one["id"], "--take", takes["东坑村"])
    assert done.code == 4
    assert "撤回" in done.err
    office.does("merge", "--decide", one["id"], "--take", takes["石门村"])
    office.does("verify")


def test_two_that_were_each_declared_a_duplicate_of_the_other_come_along(
    office: Office, village: Village, other: Village, tmp_path: Path
) -> None:
    first, second = office.registers(), office.registers(title="另一条")
    for one in (village, other):
        passes_on(office, one, tmp_path)
    village.does("hazard", "void", first, "--duplicate-of", second, "--reason", "重复登记")
    other.does("hazard", "void", second, "--duplicate-of", first, "--reason", "重复登记")
    merged(office, village.path, other.path)
    third = Village(office, tmp_path / "第三村" / "ledger.db", "DS")
    passes_on(office, third, tmp_path)
    third.does("verify")


@pytest.mark.parametrize("first", ["village", "other"])
@pytest.mark.parametrize(
    ("made", "asked"),
    [
        (("unit", "add", "石门村"), ("unit", "list")),
        (("enterprise", "add", "丙厂"), ("enterprise", "list")),
    ],
)
def test_what_was_taken_back_does_not_rise_again_from_a_third(
    office: Office, village: Village, other: Village, tmp_path: Path, first: str, made: tuple[str, ...], asked: tuple[str, ...]
) -> None:  # fmt: skip
    village.does(*made)
    passes_on(village, other, tmp_path)
    village.does("undo", "--yes")
    for one in (village, other) if first == "village" else (other, village):
        merged(office, one.path)
    assert made[-1] not in {row["name"] for row in office.asks(*asked)}
    assert office.asks("merge", "--conflicts") == []
    office.does("verify")


def test_what_kind_of_unit_it_is_is_told_in_chinese(office: Office, village: Village, other: Village) -> None:
    village.does("unit", "add", "环卫站", "--kind", "village")
    other.does("unit", "add", "环卫站", "--kind", "office")
    merged(office, village.path, other.path)
    (one,) = office.asks("merge", "--conflicts")
    assert one["label"] == "类别"
    assert {rival["value"] for rival in one["rivals"]} == {"属地村（社区）", "办所（中心）"}


@pytest.mark.parametrize("names", [("乙厂", "甲厂"), ("甲厂", "乙厂")])
def test_names_that_were_passed_on_are_taken_in_any_turn(
    office: Office, village: Village, names: tuple[str, str]
) -> None:
    """甲 became 丁, and then 乙 became 甲: nobody disagrees, whichever row is looked at first."""
    for name in names:
        village.does("enterprise", "add", name)
    merged(office, village.path)
    village.does("enterprise", "amend", "甲厂", "--name", "丁厂")
    village.does("enterprise", "amend", "乙厂", "--name", "甲厂")
    assert merged(office, village.path)["conflicting"] == 0
    assert set(firms(office)) == {"甲厂", "丁厂"}
    office.does("verify")
