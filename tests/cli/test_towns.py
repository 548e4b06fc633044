"""Several towns in one database: which one a command is in, how they get there, and that none sees another."""

from pathlib import Path

import pytest
from tests.cli.conftest import Office
from tests.cli.district import OWNER, District, as_role
from tests.cli.test_merge import Village

pytestmark = pytest.mark.file
"""These bring their own database, whatever engine the others run on."""


def test_each_town_has_its_own_numbers_units_and_journal(two: District) -> None:
    assert two.registers("wang") == "BY-2023-0001"
    assert two.registers("zhao", "--plan", str(two.plan("QS"))) == "QS-2023-0001"
    assert [one["no"] for one in two.asks("wang", "hazard", "list")] == ["BY-2023-0001"]
    assert [one["no"] for one in two.asks("zhao", "hazard", "list")] == ["QS-2023-0001"]
    for town in ("BY", "QS"):
        assert two.asks(OWNER, "--town", town, "verify")["sound"]
        assert two.asks(OWNER, "hazard", "list", "--town", town)[0]["no"].startswith(town)


def test_with_several_towns_one_must_be_named(two: District) -> None:
    for words in (
        ("hazard", "list"),
        ("unit", "list"),
        ("status",),
        ("report", "monthly"),
        ("verify",),
        ("move", "x.db"),
    ):
        told = two.run("li", *words)
        assert told.code == 4, words
        assert "白羊镇（BY）、青石镇（QS）" in told.err
        assert "--town" in told.err


def test_a_town_is_named_by_code_or_name_before_or_after_the_command(
    two: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.registers("zhao", "--plan", str(two.plan("QS")))
    for words in (("hazard", "list", "--town", "qs"), ("--town", "青石镇", "hazard", "list")):
        assert [one["no"] for one in two.asks("li", *words)] == ["QS-2023-0001"]
    assert two.asks("li", "hazard", "list", "--town", "BY") == []
    monkeypatch.setenv("HAZARDCTL_TOWN", "QS")
    assert len(two.asks("li", "hazard", "list")) == 1
    assert two.asks("li", "hazard", "list", "--town", "BY") == [], "what is typed goes first"
    monkeypatch.delenv("HAZARDCTL_TOWN")
    (two.office.home / "config.toml").write_text('town = "青石镇"\n', encoding="utf-8")
    assert len(two.asks("li", "hazard", "list")) == 1


def test_a_town_that_is_not_there_is_said_with_those_that_are(two: District) -> None:
    told = two.run("li", "hazard", "list", "--town", "红旗镇")
    assert (told.code, "白羊镇（BY）、青石镇（QS）" in told.err) == (3, True)
    # A clerk is not even told which others there are.
    told = two.run("wang", "hazard", "list", "--town", "QS")
    assert (told.code, "青石镇" in told.err, "白羊镇（BY）" in told.err) == (3, False, True)


def test_a_file_is_one_town_s(office: Office) -> None:
    office.registers()
    for said in ("BY", "by", "白羊镇"):
        assert len(office.asks("hazard", "list", "--town", said)) == 1
    told = office.run("hazard", "list", "--town", "QS", "--format", "json")
    assert (told.code, told.codes) == (3, ["unknown_town"])
    assert office.run("--town", "QS", "unit", "add", "某村").code == 3
    assert office.run("--town", "QS", "verify").code == 3


def test_no_town_is_told_by_another_s_plan(two: District) -> None:
    assert two.refused("li", "report", "monthly", "--town", "QS") == (4, ["plan_of_other_town"])
    told = two.asks("li", "--plan", str(two.plan("QS")), "report", "monthly", "--town", "QS")
    assert told["town"] == "青石镇"
    home = two.office.home / "plans" / "QS"
    home.mkdir(parents=True)
    for path in two.plan("QS").iterdir():
        (home / path.name).write_bytes(path.read_bytes())
    assert two.asks("li", "report", "monthly", "--town", "QS")["town"] == "青石镇"


def test_a_town_is_added_once_and_with_numbers_of_its_own(district: District) -> None:
    district.begins("BY")
    assert district.refused(OWNER, "--plan", str(district.plan("BY")), "init") == (4, ["exists"])
    words = ("--plan", str(district.plan("QS")), "init")
    assert district.refused(OWNER, *words, "--series", "by") == (4, ["series_taken"])
    assert district.asks(OWNER, *words)["series"] == "QS"
    assert [row["town"] for row in district.sql("select town from hazardctl_town order by town")] == [
        "BY",
        "QS",
    ]


def test_under_a_superuser_there_is_one_town_alone(district: District, elsewhere: str) -> None:
    district.address = elsewhere
    district.does("hazard", "--plan", str(district.plan("BY")), "init")
    assert district.registers("hazard") == "BY-2023-0001"
    told = district.run("hazard", "--plan", str(district.plan("QS")), "init")
    assert (told.code, "超级用户" in told.err) == (4, True)


def test_a_superuser_goes_on_as_the_tables_ordinary_owner(two: District) -> None:
    two.registers("zhao", "--plan", str(two.plan("QS")))
    assert two.asks("hazard", "hazard", "list", "--town", "BY") == []
    assert two.registers("hazard", "--town", "BY") == "BY-2023-0001"
    assert two.asks("hazard", "verify", "--town", "BY")["sound"]
    assert two.run("hazard", "hazard", "list").code == 4


def test_a_login_without_a_town_is_told_whom_to_ask(two: District) -> None:
    told = two.run("nobody", "hazard", "list")
    assert (told.code, "hazardctl_member" in told.err) == (4, True)


def test_files_move_into_one_district_and_out_again(
    district: District, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    district.begins("QS")
    monkeypatch.setenv("HAZARDCTL_LEDGER", str(office.ledger))
    office.registers()
    before = office.asks("hazard", "list"), office.asks("log")
    told = office.does("move", as_role(district.address, OWNER))
    assert "--town BY" in told.out
    assert office.is_refused("move", as_role(district.address, OWNER)) == ["occupied"]
    assert (
        district.asks(OWNER, "hazard", "list", "--town", "BY"),
        district.asks(OWNER, "log", "--town", "BY"),
    ) == before
    assert district.asks(OWNER, "verify", "--town", "QS")["sound"]
    assert district.registers(OWNER, "--town", "BY") == "BY-2023-0002"
    back = str(office.home / "back.db")
    district.does(OWNER, "move", back, "--town", "BY")
    monkeypatch.setenv("HAZARDCTL_LEDGER", back)
    assert [one["no"] for one in office.asks("hazard", "list")] == ["BY-2023-0001", "BY-2023-0002"]
    assert office.asks("verify")["sound"]


def test_a_ledger_whose_numbers_are_another_town_s_is_not_moved_in(
    district: District, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    district.does(OWNER, "--plan", str(district.plan("QS")), "init", "--series", "BY")
    monkeypatch.setenv("HAZARDCTL_LEDGER", str(office.ledger))
    assert office.is_refused("move", as_role(district.address, OWNER)) == ["series_taken"]


def test_a_village_s_ledger_is_merged_into_its_town_by_that_town_s_clerk(
    two: District, tmp_path: Path
) -> None:
    village = Village(two.office, tmp_path / "石门村" / "ledger.db", "SM")
    no = village.finds("护栏松动")
    two.does("wang", "merge", str(village.path), "--yes")
    assert [one["no"] for one in two.asks("wang", "hazard", "list")] == [no]
    assert two.asks("zhao", "--plan", str(two.plan("QS")), "hazard", "list") == []
    for town in ("BY", "QS"):
        assert two.asks(OWNER, "verify", "--town", town)["sound"]
    # Its numbers are BY's now: no other town can begin with them.
    words = ("--plan", str(two.plan("HL")), "init", "--series", "SM")
    assert two.refused(OWNER, *words) == (4, ["series_taken"])


def test_a_village_with_tip_offs_is_merged_by_who_may_read_them(two: District, tmp_path: Path) -> None:
    village = Village(two.office, tmp_path / "石门村" / "ledger.db", "SM")
    village.is_told("夜里倒料")
    assert two.refused("wang", "merge", str(village.path), "--yes") == (4, ["tipoffs_closed"])
    two.does("sun", "merge", str(village.path), "--yes")
    assert two.asks("sun", "verify")["sound"]
