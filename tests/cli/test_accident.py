"""Accidents as the office types them: once, with proof, against the year's target."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Office

FALL = ("accident", "add", "--summary", "脚手架坠落", "--village", "双龙村")


def test_a_death_breaks_the_target_from_its_day_on(office: "Office") -> None:
    added = office.asks(*FALL, "--deaths", "1", "--injured", "2", "--loss", "3万", "--on", "2023-07-05",
                        "--sector", "工地", "--unit", "建管办")  # fmt: skip
    assert added["no"] == "SG-2023-0001"
    assert (added["sector"], added["unit"], added["loss_fen"]) == (
        "建设施工",
        "规划建设管理环保办",
        3_000_000,
    )
    assert "已突破" in office.does("accident", "list").out
    assert "未突破" in office.does("accident", "list", "--as-of", "2023-07-04").out
    assert office.asks("accident", "list", "--as-of", "2023-07-04") == []


def test_everything_wrong_with_an_accident_is_said_at_once(office: "Office") -> None:
    codes = office.is_refused("accident", "add", "--deaths", "一人", "--on", "2023-07-11")
    assert sorted(filter(None, codes)) == ["bad_number", "in_future", "missing", "missing"]


def test_an_accident_names_its_hazards_and_an_unknown_one_is_refused(office: "Office") -> None:
    no = office.registers()
    assert office.asks(*FALL, "--hazard", no)["hazards"] == [no]
    assert office.is_refused(*FALL, "--hazard", "BY-2023-0099", "--hazard", no) == ["not_found"]


def test_proof_is_kept_beside_the_ledger_under_its_hash(office: "Office", tmp_path: Path) -> None:
    proof = tmp_path / "现场.jpg"
    proof.write_bytes(b"photo")
    said = office.does(*FALL, "--attach", str(proof), "--attach", str(proof))
    assert "现场.jpg" in said.err
    kept = [path for path in (office.home / "evidence").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [b"photo"]
    assert kept[0].suffix == ".jpg"
    assert kept[0].stat().st_mode & 0o777 == 0o600


def test_proof_that_cannot_be_kept_stops_everything(office: "Office", tmp_path: Path) -> None:
    words = (*FALL, "--attach", str(tmp_path / "没有"), "--attach", str(tmp_path))
    assert office.is_refused(*words) == ["no_file", "is_folder"]


def test_a_void_accident_is_kept_and_counts_nowhere(office: "Office") -> None:
    office.does(*FALL, "--deaths", "1")
    assert office.is_refused("accident", "void", "SG-2023-0001") == ["missing"]
    voided = office.asks("accident", "void", "sg-2023-0001", "--reason", "重复")
    assert voided["void_reason"] == "重复"
    assert office.asks("accident", "list") == []
    assert [a["no"] for a in office.asks("accident", "list", "--void")] == ["SG-2023-0001"]
    assert "未突破" in office.does("accident", "list").out
    assert office.is_refused("accident", "void", "SG-2023-0001", "--reason", "又一次") == ["void"]
    assert office.run("accident", "void", "SG-2023-0009", "--reason", "无").code == 3


def test_an_enterprise_that_is_not_known_is_registered_and_said(office: "Office") -> None:
    said = office.does("accident", "add", "--summary", "烫伤", "--enterprise", "新开面馆")
    assert "新开面馆" in said.err
    assert office.asks("accident", "list", "--enterprise", "新开面馆")[0]["enterprise"] == "新开面馆"
    refused = office.run("accident", "list", "--enterprise", "不存在的厂")
    assert (refused.code, "不存在的厂" in refused.err) == (4, True)
