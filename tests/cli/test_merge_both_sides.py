"""What happens when two ledgers go on with the same things: taken back, declared void, named alike, decided, gone on with."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Office
from tests.cli.test_merge import RECTIFIED, Village, merged, shown

CODE = "91350100M000100Y43"


@pytest.fixture
def village(office: Office, tmp_path: Path) -> Village:
    return Village(office, tmp_path / "石门村" / "ledger.db", "SM")


@pytest.fixture
def shared(office: Office, village: Village) -> str:
    """A hazard that both ledgers hold."""
    no = village.finds("甲")
    merged(office, village.path)
    return no


def decides(office: Office, take: str, field: str | None = None) -> None:
    (one,) = [c for c in office.asks("merge", "--conflicts") if field in {None, c["field"]}]
    office.does("merge", "--decide", one["id"], "--take", take)


def back(office: Office, village: Village, tmp_path: Path) -> Any:
    """Bring the town's ledger to the village."""
    bundle = tmp_path / "镇.zip"
    office.does("export", str(bundle))
    return village.asks("merge", str(bundle), "--yes")


def test_what_was_done_and_taken_back_there_is_taken_back_here(
    office: Office, village: Village, shared: str
) -> None:
    village.does("hazard", "rectify", shared, *RECTIFIED)
    merged(office, village.path)
    village.does("undo", "--yes")
    assert merged(office, village.path)["conflicting"] == 0
    assert shown(office, shared)["status"] == "open"
    office.does("verify")


def test_two_reasons_for_declaring_it_void_wait_together(
    office: Office, village: Village, shared: str
) -> None:
    office.does("hazard", "void", shared, "--reason", "镇里说重复")
    village.does("hazard", "void", shared, "--reason", "村里说登错")
    assert merged(office, village.path)["conflicting"] == 1
    assert shown(office, shared)["status"] == "open"
    assert "镇里说重复" in office.does("merge", "--conflicts").out
    decides(office, "2")
    assert office.run("hazard", "show", shared, "--format", "json").data["status"] == "void"
    office.does("verify")


@pytest.mark.parametrize("what", ["enterprise", "unit"])
def test_what_is_used_here_stays_when_it_is_taken_back_there(
    office: Office, village: Village, what: str
) -> None:
    if what == "enterprise":
        village.does("enterprise", "add", "石门木器厂")
    else:
        village.does("unit", "add", "石门村")
    merged(office, village.path)
    office.registers(enterprise="石门木器厂") if what == "enterprise" else office.registers(village="石门村")
    village.does("undo", "--yes")
    assert merged(office, village.path)["conflicting"] == 1
    office.does("verify")
    (one,) = office.asks("merge", "--conflicts")
    assert one["field"] == "row"
    gone = next(rival["take"] for rival in one["rivals"] if "撤回" in rival["value"])
    assert office.run("merge", "--decide", one["id"], "--take", str(gone)).code == 4, "something rests on it"
    office.does("merge", "--decide", one["id"], "--take", "0")
    office.does("verify")


def test_one_code_is_never_two_enterprises(office: Office, village: Village) -> None:
    office.does("enterprise", "add", "甲厂")
    office.does("enterprise", "add", "乙厂", "--credit-code", CODE)
    village.does("enterprise", "add", "甲厂", "--credit-code", CODE)
    village.does("enterprise", "add", "丙厂")
    assert merged(office, village.path)["conflicting"] == 1
    office.does("verify")
    (one,) = office.asks("merge", "--conflicts")
    assert (one["what"], one["field"]) == ("甲厂", "credit_code")
    wanted = next(rival["take"] for rival in one["rivals"] if rival["value"] == CODE)
    refused = office.run("merge", "--decide", one["id"], "--take", str(wanted), "--format", "json")
    assert (refused.code, refused.codes) == (4, ["taken"])
    village.does("enterprise", "amend", "丙厂", "--name", "乙厂")
    assert merged(office, village.path)["conflicting"] == 1
    assert {firm["name"] for firm in office.asks("enterprise", "list")} >= {"甲厂", "乙厂", "丙厂"}
    office.does("verify")


def test_whoever_amends_what_is_open_has_decided(office: Office, village: Village, shared: str) -> None:
    village.does("hazard", "amend", shared, "--title", "甲西", "--reason", "更正")
    office.does("hazard", "amend", shared, "--title", "甲东", "--reason", "更正")
    merged(office, village.path)
    office.does("hazard", "amend", shared, "--title", "甲新", "--reason", "定下来")
    assert office.asks("merge", "--conflicts") == []
    village.does("hazard", "amend", shared, "--title", "甲再", "--reason", "更正")
    merged(office, village.path)
    (one,) = office.asks("merge", "--conflicts")
    assert {rival["value"] for rival in one["rivals"]} == {"甲新", "甲再"}
    office.does("verify")


def test_a_decided_story_stays_decided_on_both_sides(
    office: Office, village: Village, shared: str, tmp_path: Path
) -> None:
    village.does("hazard", "rectify", shared, *RECTIFIED)
    office.does("hazard", "rectify", shared, "--on", "2023-07-09", "--by", "孙八", "--note", "另做")
    merged(office, village.path)
    page = office.does("merge", "--conflicts").out
    assert all(word in page for word in ("孙八", "钱七", "2023-07-08")), "enough to choose by"
    decides(office, "1")
    assert back(office, village, tmp_path)["conflicting"] == 0
    assert village.asks("hazard", "show", shared)["rectified_by"] == "孙八"
    assert merged(office, village.path)["conflicting"] == 0
    assert shown(office, shared)["rectified_by"] == "孙八"
    village.does("verify"), office.does("verify")


def test_a_review_does_not_stick_to_another_rectification(
    office: Office, village: Village, shared: str
) -> None:
    village.does("hazard", "rectify", shared, *RECTIFIED)
    office.does("hazard", "rectify", shared, "--on", "2023-07-09", "--by", "孙八", "--note", "另做")
    merged(office, village.path)
    decides(office, "1")
    village.does("hazard", "reject", shared, "--reviewer", "赵六", "--on", "2023-07-10", "--reason", "不牢")
    assert merged(office, village.path)["conflicting"] == 1
    assert shown(office, shared)["rounds"] == 0
    office.does("verify")


def test_money_and_no_money_are_one_thing(office: Office, village: Village, shared: str) -> None:
    office.does("hazard", "amend", shared, "--no-funds", "--reason", "不用花钱")
    village.does("hazard", "amend", shared, "--funds", "3万", "--reason", "更正")
    merged(office, village.path)
    assert shown(office, shared)["five"]["funds_fen"] == 2_000_000
    (one,) = office.asks("merge", "--conflicts")
    village_says = next(rival["take"] for rival in one["rivals"] if rival["by"] == ["SM"])
    decides(office, str(village_says))
    now = shown(office, shared)["five"]
    assert (now["funds_fen"], now["no_funds"]) == (3_000_000, False)


def test_a_return_entered_in_both_ledgers_is_one(office: Office, village: Village) -> None:
    village.does("unit", "add", "双龙村")
    for side in (office, village):
        side.does("submit", "--unit", "双龙村", "--month", "2023-06", "--nil")
    merged(office, village.path)
    assert office.sql("select count(*) as n from matter where kind = 'submission'")[0]["n"] == 1
    office.does("verify")


def test_a_void_hazard_can_be_decided_about(office: Office, village: Village, shared: str) -> None:
    village.does("hazard", "amend", shared, "--title", "甲西", "--reason", "更正")
    office.does("hazard", "amend", shared, "--title", "甲东", "--reason", "更正")
    merged(office, village.path)
    office.does("hazard", "void", shared, "--reason", "重复")
    decides(office, "2", "title")
    assert office.run("hazard", "show", shared, "--format", "json").data["title"] == "甲西"
    office.does("verify")


def test_who_entered_it_is_told_as_it_was(office: Office, village: Village) -> None:
    no = village.finds("甲")
    office.does("merge", str(village.path), "--yes", today="2023-08-20")
    told = office.does("hazard", "history", no, today="2023-08-20").out
    assert "SM" in told
    assert "晚 50 天" not in told


def test_what_was_decided_to_stay_as_it_was_stays_so_for_the_other_side(
    office: Office, village: Village, shared: str, tmp_path: Path
) -> None:
    """No row changes by it, so that it is the decision alone that has to come over."""
    office.does("hazard", "amend", shared, "--title", "甲新", "--reason", "更正")
    village.does("hazard", "amend", shared, "--title", "甲再", "--reason", "更正")
    merged(office, village.path)
    back(office, village, tmp_path)
    (one,) = village.asks("merge", "--conflicts")
    village.does("merge", "--decide", one["id"], "--take", "0")
    merged(office, village.path)
    assert office.asks("merge", "--conflicts") == []
    assert shown(office, shared)["title"] == "甲"
    office.does("verify")


def test_what_a_third_ledger_calls_one_thing_is_one_here(
    office: Office, village: Village, tmp_path: Path
) -> None:
    """The village took another one's enterprise for its own; what the other said of it comes along under the village's."""
    other = Village(office, tmp_path / "东坑村" / "ledger.db", "DK")
    village.finds("甲")
    merged(office, village.path)
    other.finds("乙")
    other.does("enterprise", "amend", "测试食品厂", "--contact", "张三")
    village.does("merge", str(other.path), "--yes")
    merged(office, village.path)
    (firm,) = [one for one in office.asks("enterprise", "list") if one["name"] == "测试食品厂"]
    assert firm["contact"] == "张三"
    assert merged(office, other.path)["updated"] == 0
    other.does("enterprise", "amend", "测试食品厂", "--contact", "李四")
    merged(office, other.path)
    (firm,) = [one for one in office.asks("enterprise", "list") if one["name"] == "测试食品厂"]
    assert firm["contact"] == "李四"
    office.does("verify")


@pytest.mark.parametrize("first", ["taken back", "used"])
def test_what_one_took_back_and_another_uses_waits_in_either_order(
    office: Office, village: Village, tmp_path: Path, first: str
) -> None:
    other = Village(office, tmp_path / "东坑村" / "ledger.db", "DK")
    village.does("unit", "add", "石门村")
    merged(office, village.path)
    back(office, other, tmp_path)
    village.does("undo", "--yes")
    other.finds("甲", "--village", "石门村")
    for one in (village, other) if first == "taken back" else (other, village):
        merged(office, one.path)
    (told,) = office.asks("merge", "--conflicts")
    assert (told["entity"], told["field"]) == ("unit", "row")
    assert [row["village"] for row in office.asks("hazard", "list")] == ["石门村"]
    office.does("verify")


def test_whoever_takes_an_amendment_back_has_not_decided(
    office: Office, village: Village, shared: str
) -> None:
    office.does("hazard", "amend", shared, "--title", "甲新", "--reason", "更正")
    village.does("hazard", "amend", shared, "--title", "甲再", "--reason", "更正")
    merged(office, village.path)
    office.does("hazard", "amend", shared, "--title", "甲三", "--reason", "更正")
    office.does("undo", "--yes")
    assert len(office.asks("merge", "--conflicts")) == 1
    village.does("hazard", "amend", shared, "--place", "西头", "--reason", "更正")
    merged(office, village.path)
    (still,) = office.asks("merge", "--conflicts")
    assert {rival["value"] for rival in still["rivals"]} == {"甲新", "甲再"}
    assert (shown(office, shared)["title"], shown(office, shared)["place"]) == ("甲", "西头")
    office.does("verify")
