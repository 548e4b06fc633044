"""What a sheet says of a rectification in words: no word of it is lost, and nothing that is done stays overdue."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.test_import import sheet, takes
from tests.data.sheets.make import PLAIN, row

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-07-20"
HEAD = [*PLAIN, "整改情况"]


def history(office: "Office", no: str = "BY-2023-0001") -> list[tuple[str, list[str]]]:
    """Return what was entered about a hazard: what it was, and its remarks."""
    return [(line["what"], line["remarks"]) for line in office.asks("hazard", "history", no, today=TODAY)]


def only(office: "Office") -> dict[str, Any]:
    """Return the one hazard of the ledger."""
    (hazard,) = office.asks("hazard", "list", today=TODAY)
    return dict(hazard)


@pytest.mark.parametrize("heading", ["整改情况", "整改情况及完成日期"])
@pytest.mark.parametrize(
    "said",
    [
        "已于7月18日完成整改",
        "已整改（2023.7.18完成）",
        "2023年7月18日已整改",
        "已整改，7月18日完成",
        "7月18日已整改完成",
    ],
)
def test_the_day_of_a_rectification_is_read_wherever_it_stands(
    office: "Office", tmp_path: Path, heading: str, said: str
) -> None:
    path = sheet(tmp_path / "a.xlsx", [*row(), said], head=[*PLAIN, heading])
    assert takes(office, path, today=TODAY)["added"] == 1
    hazard = only(office)
    assert (hazard["status"], hazard["rectified_on"], hazard["overdue"]) == ("rectified", "2023-07-18", False)
    assert history(office)[-1] == ("整改完成", [f"说明：{said}"])
    assert takes(office, path, today=TODAY)["unchanged"] == 1


@pytest.mark.parametrize("heading", ["整改情况", "整改情况及完成日期"])
@pytest.mark.parametrize("said", ["已按要求整改到位", "已销号", "已整改", "已整改，7月19日复查合格"])
def test_finished_without_a_day_is_refused_at_its_cell(
    office: "Office", tmp_path: Path, heading: str, said: str
) -> None:
    path = sheet(tmp_path / "a.xlsx", [*row(), said], head=[*PLAIN, heading])
    (note,) = takes(office, path, today=TODAY)["errors"]
    assert (note["cell"], note["code"]) == ("L3", "done_without_day")


def test_a_day_in_words_is_read_like_any_other(office: "Office", tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        [*row(), "22年7月18日已整改"],
        [*row("灭火器过期"), "7月32日已整改"],
        [*row("通道堵塞"), "5月18日已整改"],
        head=HEAD,
    )
    errors = takes(office, path, today=TODAY)["errors"]
    assert [(note["cell"], note["code"]) for note in errors] == [
        ("L3", "ambiguous_date"), ("L4", "no_such_date"), ("L5", "before_found"),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["整改情况", "整改情况及完成日期"])
@pytest.mark.parametrize(
    "said", ["配件已订购", "正在整改", "正在整改，7月10日已订购配件", "预计2023.7.30整改完成"]
)
def test_how_far_it_has_come_is_kept_as_progress_and_said(
    office: "Office", tmp_path: Path, heading: str, said: str
) -> None:
    path = sheet(tmp_path / "a.xlsx", [*row(), said], head=[*PLAIN, heading])
    done = takes(office, path, today=TODAY)
    assert done["added"] == 1
    assert any("整改进展" in note for note in done["notes"])
    assert only(office)["status"] == "open"
    assert history(office)[-1] == ("整改进展", [f"说明：{said}"])
    again = takes(office, path, "--update", today="2023-07-21")
    assert (again["unchanged"], again["notes"]) == (1, [])


def test_a_later_sheet_tells_how_far_it_has_come_and_then_that_it_is_done(
    office: "Office", tmp_path: Path
) -> None:
    takes(office, sheet(tmp_path / "a.xlsx", [*row(), "配件已订购"], head=HEAD))
    later = sheet(tmp_path / "b.xlsx", [*row(), "配件已到货"], head=HEAD)
    (note,) = takes(office, later)["skips"]
    assert (note["code"], "配件已订购" in note["message"], "配件已到货" in note["message"]) == (
        "not_updated", True, True,
    )  # fmt: skip
    assert takes(office, later, "--update")["updated"] == 1
    last = sheet(tmp_path / "c.xlsx", [*row(), "7月18日已整改"], head=HEAD)
    assert takes(office, last, "--update", today=TODAY)["updated"] == 1
    assert only(office)["rectified_on"] == "2023-07-18"
    assert [what for what, _ in history(office)] == ["登记", "整改进展", "整改进展", "整改完成"]
    assert takes(office, later, "--update", today=TODAY)["unchanged"] == 1


def test_words_that_only_say_not_yet_add_nothing(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [*row(), "未整改"], [*row("灭火器过期"), "整改中"], head=HEAD)
    done = takes(office, path, today=TODAY)
    assert (done["added"], done["notes"]) == (2, [])
    assert [what for what, _ in history(office)] == ["登记"]


def test_words_that_deny_the_day_beside_them_are_refused(office: "Office", tmp_path: Path) -> None:
    head = [*PLAIN, "整改完成日期", "整改情况"]
    path = sheet(
        tmp_path / "a.xlsx", [*row(), "2023-07-18", "未整改"], [*row("通道堵塞"), "2023-07-18", "已加装"], head=head
    )  # fmt: skip
    (note,) = takes(office, path, today=TODAY)["errors"]
    assert (note["cell"], note["code"]) == ("M3", "done_yet_unfinished")


def test_words_beside_what_was_fixed_on_the_spot_are_kept(office: "Office", tmp_path: Path) -> None:
    head = [*PLAIN, "即查即改情况", "整改情况", "复查人员", "销号日期"]
    path = sheet(tmp_path / "a.xlsx", [*row(), "当场更换灯管", "灯已亮", "赵六", "2023-06-01"], head=head)
    assert takes(office, path)["added"] == 1
    assert ("整改进展", ["说明：灯已亮"]) in history(office)
    assert only(office)["status"] == "closed"
    assert takes(office, path, "--update")["unchanged"] == 1


def test_a_review_without_a_day_of_closing_closes_nothing_and_that_is_said(
    office: "Office", tmp_path: Path
) -> None:
    head = [*PLAIN, "复查人员", "实际投入（元）"]
    reviewed = sheet(tmp_path / "a.xlsx", [*row(), "赵六", 300], head=head)
    plain = sheet(tmp_path / "b.xlsx", row(), head=PLAIN)
    for path, outcome, said in (
        (reviewed, "added", True),
        (reviewed, "unchanged", True),
        (plain, "unchanged", False),
    ):
        told = takes(office, path, today=TODAY)
        assert told[outcome] == 1
        assert any("没有填“销号日期”" in note for note in told["notes"]) is said


def test_progress_noted_by_an_import_does_not_stand_in_the_way_of_the_true_day_of_closing(
    office: "Office", tmp_path: Path
) -> None:
    no = "BY-2023-0001"
    takes(office, sheet(tmp_path / "a.xlsx", [*row(), "已更换灯管"], head=HEAD), today=TODAY)
    office.does("hazard", "rectify", no, "--on", "2023-06-10", "--by", "李四", today=TODAY)
    office.closes(no, on="2023-06-12", today=TODAY)
    hazard = only(office)
    assert (hazard["status"], hazard["closed_on"]) == ("closed", "2023-06-12")
    office.does("hazard", "amend", no, "--place", "二楼", "--reason", "漏写", today=TODAY)
    assert office.is_refused("hazard", "progress", no, "--note", "还有", today=TODAY) == ["closed"]
    assert office.run("check", "--only", "kept-figures", today=TODAY).code == 0
