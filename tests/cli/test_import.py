"""Importing: everything wrong in one pass, all or nothing, the marked sheet that goes back, and what was asked for."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.data.sheets.make import PLAIN, row

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def sheet(path: Path, *rows: list[Any], head: list[str] = PLAIN) -> Path:
    """Write a sheet."""
    workbook = Workbook(write_only=True)
    worksheet = workbook.create_sheet("隐患")
    worksheet.append(["某村问题隐患清单"])
    for line in (head, *rows):
        worksheet.append(line)
    workbook.save(path)
    return path


def takes(office: "Office", path: Path, *words: str, today: str = "2023-07-10") -> Any:
    """Import a file and return what became of it."""
    return office.run("import", str(path), *words, "--format", "json", today=today).data


# ---- all at once, all or nothing


def test_five_thousand_rows_with_three_hundred_bad_cells_are_named_in_one_run_and_mended_import_whole(
    office: "Office", tmp_path: Path
) -> None:
    bad = {
        "排查日期": "2023年2月30日",
        "隐患等级": "特大",
        "整改资金（元）": "约2万",
        "监管责任单位": "没有的办公室",
        "整改时限": "5/6/23",
        "隐患来源": "听说",
    }
    good = dict(zip(PLAIN, row(), strict=True))
    lines, wrong = [], {}
    for n in range(5_000):
        changes: dict[str, Any] = {"排查日期": date(2023, 5, 1) + timedelta(days=n % 30)}
        if n % 50 < 3 and n < 5_000:
            name = list(bad)[n % 6]
            changes[name] = bad[name]
            wrong[f"{chr(65 + PLAIN.index(name))}{n + 3}"] = name
        lines.append(row(f"隐患第{n}处", **changes))
    assert len(wrong) == 300
    path = sheet(tmp_path / "清单.xlsx", *lines)

    done = takes(office, path)
    assert {note["cell"]: note["heading"] for note in done["errors"]} == wrong
    assert (done["read"], done["refused"], done["added"], done["saved"]) == (5_000, 300, 4_700, False)
    assert office.asks("hazard", "list") == []
    screen = office.run("import", str(path), today="2023-07-10").out
    assert {cell for cell in wrong if f"隐患 {cell} " in screen} == wrong.keys()

    marked = tmp_path / "清单_错误.xlsx"
    assert done["error_file"] == str(marked)
    workbook = load_workbook(marked)
    worksheet: Any = workbook["隐患"]
    assert worksheet.cell(2, 12).value == "导入错误"
    red = {c.coordinate for line in worksheet.iter_rows() for c in line if c.comment}
    assert red == wrong.keys()
    for cell, name in wrong.items():
        assert worksheet[cell].fill.fgColor.rgb == "FFFFC7CE"
        assert name in worksheet.cell(worksheet[cell].row, 12).value
        worksheet[cell].value = good[name]
    workbook.save(marked)

    mended = takes(office, marked)
    assert (mended["read"], mended["added"], mended["refused"], mended["errors"]) == (5_000, 5_000, 0, [])
    assert takes(office, marked)["unchanged"] == 5_000


def test_the_figures_of_two_sheets_of_hazards_are_counted_once(office: "Office", tmp_path: Path) -> None:
    workbook = Workbook()
    for name, title in (("一村", "配电箱未接地"), ("二村", "灭火器过期")):
        worksheet = workbook.create_sheet(name)
        worksheet.append(PLAIN)
        worksheet.append(row(title))
    workbook.save(tmp_path / "两村.xlsx")
    assert takes(office, tmp_path / "两村.xlsx")["added"] == 2
    assert office.asks("check", "--only", "kept-figures") == []
    assert office.asks("status", today="2023-07-10")["counts"]["found"] == 2


def test_the_counts_add_up_and_are_always_printed(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row(), row(), row("灭火器过期", 隐患等级="?"), ["合计", "3"])
    result = office.run("import", str(path), "--partial")
    assert result.code == 1
    assert "读到 4 行 = 新增 1 + 更新 0 + 未变 0 + 跳过 2 + 退回 1" in result.out
    again = office.run("import", str(path))
    assert "读到 4 行 = 新增 0 + 更新 0 + 未变 1 + 跳过 2 + 退回 1" in again.out


def test_a_refusal_says_that_partial_takes_the_good_rows_and_writes_nothing(
    office: "Office", tmp_path: Path
) -> None:
    path = sheet(tmp_path / "a.xlsx", row(), row("灭火器过期", 隐患等级="特大"))
    before = office.contents()
    result = office.run("import", str(path))
    assert (result.code, "--partial" in result.out) == (1, True)
    assert office.contents() == before
    assert not [p.name for p in office.home.iterdir() if p != office.ledger]


def test_a_refusal_names_sheet_cell_heading_value_and_what_is_expected(
    office: "Office", tmp_path: Path
) -> None:
    (note,) = takes(office, sheet(tmp_path / "a.xlsx", row(监管责任单位="经济办")))["errors"]
    assert (note["sheet"], note["row"], note["cell"], note["heading"], note["value"]) == (
        "隐患", 3, "K3", "监管责任单位", "经济办",
    )  # fmt: skip
    assert "经发办" in note["message"]


def test_a_bad_cell_is_not_also_missing_and_every_bad_cell_of_a_row_is_named(
    office: "Office", tmp_path: Path
) -> None:
    path = sheet(
        tmp_path / "a.xlsx", row(隐患等级="√", 排查日期="#REF!", 整改措施="√", **{"整改资金（元）": "若干"})
    )
    codes = {note["cell"]: note["code"] for note in takes(office, path)["errors"]}
    assert codes == {"B3": "not_a_choice", "E3": "cell_error", "F3": "mark_only", "H3": "vague_funds"}


def test_a_dry_run_tells_all_and_changes_nothing(office: "Office", tmp_path: Path) -> None:
    before = office.contents()
    done = takes(office, sheet(tmp_path / "a.xlsx", row(), row("灭火器过期")), "--dry-run")
    assert (done["added"], done["saved"], done["dry_run"]) == (2, False, True)
    assert office.contents() == before


def test_an_enterprise_not_yet_registered_is_registered_by_name_and_listed(
    office: "Office", tmp_path: Path
) -> None:
    office.does("enterprise", "add", "白羊食品厂", "--regulator", "应急办")
    path = sheet(tmp_path / "a.xlsx", row(), row("灭火器过期", **{"单位（场所）名称": "新开超市"}))
    assert takes(office, path)["registered"] == ["新开超市"]
    assert [firm["name"] for firm in office.asks("enterprise", "list")] == ["白羊食品厂", "新开超市"]


def test_a_refused_row_registers_no_enterprise(office: "Office", tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx", row(), row("灭火器过期", 隐患等级="?", **{"单位（场所）名称": "新开超市"})
    )
    takes(office, path, "--partial")
    assert [firm["name"] for firm in office.asks("enterprise", "list")] == ["白羊食品厂"]


def test_what_no_row_says_may_be_said_once_for_all(office: "Office", tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ["配电箱未接地", "白羊食品厂", "加装接地", "李四", 0, "2023-08-30", "停电预案"],
        head=["隐患描述", "企业名称", "整改措施", "整改责任人", "整改资金（元）", "整改时限", "应急预案"],
    )
    words = ("--unit", "经发办", "--source", "village", "--level", "general", "--found-on", "2023-07-01")
    assert takes(office, path, *words)["added"] == 1
    (hazard,) = office.asks("hazard", "list")
    assert (hazard["unit"], hazard["source"], hazard["found_on"]) == ("经发办", "village", "2023-07-01")


def test_today_never_stands_in_for_a_day_of_finding(office: "Office", tmp_path: Path) -> None:
    (note,) = takes(office, sheet(tmp_path / "a.xlsx", row(排查日期=None)))["errors"]
    assert (note["cell"], note["code"]) == ("E3", "missing")
    assert "--found-on" in note["message"]


# ---- the same gate as at the keyboard


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({"隐患等级": "重大"}, "missing", None),
        ({"整改措施": None}, "missing", "F3"),
        ({"整改资金（元）": None}, "missing", "H3"),
        ({"整改时限": "2023-05-01"}, "before_found", "I3"),
        ({"排查日期": "2023-07-11", "整改时限": "2023-08-01"}, "in_future", "E3"),
        ({"隐患描述": "长" * 501}, "too_long", "A3"),
    ],
)
def test_what_the_keyboard_refuses_a_sheet_cannot_bring_in(
    office: "Office", tmp_path: Path, changes: dict[str, Any], code: str, cell: str | None
) -> None:
    (note,) = takes(office, sheet(tmp_path / "a.xlsx", row(**changes)))["errors"]
    assert (note["code"], note["cell"]) == (code, cell)


def test_a_sheet_closes_a_hazard_only_with_the_five_confirmed(office: "Office", tmp_path: Path) -> None:
    head = [*PLAIN, "整改完成日期", "复查人员", "销号日期"]
    path = sheet(tmp_path / "a.xlsx", [*row(), "2023-06-20", "赵六", "2023-06-25"], head=head)
    codes = {note["heading"]: note["code"] for note in takes(office, path)["errors"]}
    assert codes == dict.fromkeys(
        ("措施落实情况", "责任落实情况", "预案落实情况", "实际投入（万元）"), "missing"
    )
    more = [*head, "措施落实情况", "责任落实情况", "实际投入（万元）", "预案落实情况"]
    path = sheet(
        tmp_path / "b.xlsx",
        [*row(), "2023-06-20", "赵六", "2023-06-25", "已接地", "李四已落实", 1.8, "已演练"],
        head=more,
    )
    assert takes(office, path)["added"] == 1
    (hazard,) = office.asks("hazard", "list")
    assert (hazard["status"], hazard["closed_on"], hazard["funds_spent_fen"]) == (
        "closed",
        "2023-06-25",
        1_800_000,
    )


def test_who_rectified_does_not_review(office: "Office", tmp_path: Path) -> None:
    head = [
        *PLAIN,
        "整改完成日期",
        "复查人员",
        "销号日期",
        "措施落实情况",
        "责任落实情况",
        "实际投入（万元）",
        "预案落实情况",
    ]
    path = sheet(
        tmp_path / "a.xlsx",
        [*row(), "2023-06-20", "李四", "2023-06-25", "已接地", "已落实", 1, "已演练"],
        head=head,
    )
    (note,) = takes(office, path)["errors"]
    assert (note["code"], note["cell"]) == ("reviewer_is_responsible", "M3")


def test_a_pending_hazard_comes_in_openly_and_is_completed_by_a_later_sheet(
    office: "Office", tmp_path: Path
) -> None:
    head = [*PLAIN, "五落实补齐期限", "临时管控措施"]
    blank = row(整改措施=None, 整改时限=None, **{"整改资金（元）": None})
    path = sheet(tmp_path / "a.xlsx", [*blank, "2023-07-20", "停用"], head=head)
    assert takes(office, path)["added"] == 1
    (hazard,) = office.asks("hazard", "list")
    assert (hazard["status"], hazard["missing"]) == ("pending", ["measures", "funds", "deadline"])
    full = sheet(tmp_path / "b.xlsx", row(整改时限=date(2023, 8, 1)))
    assert takes(office, full)["skipped"] == 1
    assert takes(office, full, "--update")["updated"] == 1
    (hazard,) = office.asks("hazard", "list")
    assert (hazard["status"], hazard["missing"]) == ("open", [])


# ---- recognised, updated


def test_a_row_that_differs_is_told_and_changed_only_when_asked(office: "Office", tmp_path: Path) -> None:
    takes(office, sheet(tmp_path / "a.xlsx", row()))
    changed = sheet(tmp_path / "b.xlsx", row(整改措施="更换配电箱", 整改责任人=None))
    done = takes(office, changed)
    assert (done["skipped"], done["skips"][0]["code"]) == (1, "not_updated")
    assert "--update" in done["skips"][0]["message"]
    done = takes(office, changed, "--update")
    assert (done["updated"], done["saved"]) == (1, True)
    (hazard,) = office.asks("hazard", "list")
    assert (hazard["five"]["measures"], hazard["five"]["responsible"]) == ("更换配电箱", "李四")
    assert takes(office, changed, "--update")["unchanged"] == 1


def test_a_number_names_the_hazard_and_an_unknown_one_is_refused(office: "Office", tmp_path: Path) -> None:
    takes(office, sheet(tmp_path / "a.xlsx", row()))
    head = ["隐患编号", *PLAIN]
    done = takes(
        office, sheet(tmp_path / "b.xlsx", ["BY-2023-0001", *row("配电箱没有接地")], head=head), "--update"
    )
    assert done["updated"] == 1
    assert office.asks("hazard", "show", "BY-2023-0001")["title"] == "配电箱没有接地"
    (note,) = takes(office, sheet(tmp_path / "c.xlsx", ["BY-2023-0099", *row("另一条")], head=head))["errors"]
    assert (note["cell"], note["code"]) == ("A3", "unknown_number")


def test_a_sender_s_own_number_is_kept_and_recognised(office: "Office", tmp_path: Path) -> None:
    head = ["编号", *PLAIN]
    path = sheet(tmp_path / "a.xlsx", ["TL-ZD-20230601-07", *row()], head=head)
    assert takes(office, path)["added"] == 1
    assert office.asks("hazard", "show", "BY-2023-0001")["source_no"] == "TL-ZD-20230601-07"
    later = sheet(tmp_path / "b.xlsx", ["TL-ZD-20230601-07", *row("配电箱没有接地")], head=head)
    assert takes(office, later, "--update")["updated"] == 1


def test_a_rectification_told_by_a_later_sheet_becomes_an_act(office: "Office", tmp_path: Path) -> None:
    takes(office, sheet(tmp_path / "a.xlsx", row()))
    head = [*PLAIN, "整改完成日期", "整改情况"]
    later = sheet(tmp_path / "b.xlsx", [*row(), "2023-06-20", "已加装"], head=head)
    assert takes(office, later, "--update")["updated"] == 1
    (hazard,) = office.asks("hazard", "list")
    assert (hazard["status"], hazard["rectified_on"]) == ("rectified", "2023-06-20")
    other = sheet(tmp_path / "c.xlsx", [*row(), "2023-06-21", "已加装"], head=head)
    (note,) = takes(office, other, "--update")["errors"]
    assert (note["cell"], note["code"]) == ("L3", "fixed")


# ---- the file, the journal, and what stays


def test_the_source_file_is_kept_by_its_hash(office: "Office", tmp_path: Path) -> None:
    import hashlib

    path = sheet(tmp_path / "双龙村6月.xlsx", row())
    done = takes(office, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert done["sha256"] == digest
    kept = list((office.home / "evidence").rglob(f"{digest}*"))
    assert [one.read_bytes() for one in kept] == [path.read_bytes()]
    path.unlink()
    assert office.run("check", "--level", "error").code == 0


@pytest.mark.file
def test_killed_in_the_middle_nothing_of_it_stays(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", *(row(f"隐患第{n}处") for n in range(20_000)))
    before = office.asks("hazard", "list")
    for wait in (0.9, 1.3, 1.7):
        process = subprocess.Popen(
            [sys.executable, "-m", "hazardctl", "import", str(path)],
            env=office.environ(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Killed while the ledger is being written to: a rollback journal stands beside it.
        deadline = time.monotonic() + 60
        while not office.ledger.with_name("ledger.db-journal").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(wait / 3)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert office.asks("hazard", "list") == before
        assert office.run("check", "--level", "error").code == 0
    assert takes(office, path)["added"] == 20_000


def test_a_marked_sheet_half_corrected_is_not_written_over(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row(隐患等级="?"))
    assert takes(office, path)["error_file"].endswith("a_错误.xlsx")
    assert takes(office, path)["error_file"].endswith("a_错误2.xlsx")
    assert takes(office, tmp_path / "a_错误.xlsx")["error_file"].endswith("a_错误3.xlsx")


def test_a_mistake_is_quoted_without_what_no_workbook_takes(office: "Office", tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = ["隐患描述", "隐患等级", "排查日期", "五落实情况", "监管责任单位"]
    path.write_text(f"{','.join(head)}\n漏电,一般,2023-06-01,不清\ufffe楚,经发办\n", encoding="utf-8")
    marked = Path(takes(office, path)["error_file"])
    worksheet: Any = load_workbook(marked).active
    assert "不清楚" in worksheet["D2"].comment.text.replace("\ufffd", "")


def test_a_csv_s_mistakes_come_back_as_a_marked_workbook(office: "Office", tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [PLAIN, row(隐患等级="?")]
    path.write_bytes("\r\n".join(",".join(map(str, line)) for line in lines).encode("gb18030"))
    marked = Path(takes(office, path)["error_file"])
    worksheet: Any = load_workbook(marked).active
    assert (worksheet["B2"].comment is not None, worksheet["L1"].value) == (True, "导入错误")
    worksheet["B2"].value = "一般"
    worksheet.parent.save(marked)
    assert takes(office, marked)["added"] == 1


def test_the_user_s_own_file_is_never_touched(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row(), row("灭火器过期", 隐患等级="?"))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    takes(office, path)
    takes(office, path, "--partial")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_what_is_written_is_the_owner_s_alone(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row(隐患等级="?"))
    marked = Path(takes(office, path)["error_file"])
    office.does("export", str(tmp_path / "台账.xlsx"))
    assert {p.stat().st_mode & 0o777 for p in (marked, tmp_path / "台账.xlsx")} == {0o600}


def test_json_of_an_import_has_all_its_keys(office: "Office", tmp_path: Path) -> None:
    result = office.run("import", str(sheet(tmp_path / "a.xlsx", row())), "--format", "json")
    data = json.loads(result.out)
    assert data["kind"] == "import"
    assert set(data["data"]) == {
        "file", "sha256", "saved", "dry_run", "partial", "read", "added", "updated", "unchanged", "skipped", "refused",
        "sheets", "errors", "skips", "notes", "registered", "numbers", "error_file",
    }  # fmt: skip


def test_without_a_ledger_it_says_to_make_one(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row())
    office.loses_its_ledger()
    result = office.run("import", str(path))
    assert (result.code, "hazardctl init" in result.err) == (3, True)


def test_rows_that_hold_only_their_number_are_blank(office: "Office", tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx", [1, *row()], *([n] for n in range(2, 50)), ["合计"], head=["序号", *PLAIN]
    )
    done = takes(office, path)
    assert (done["read"], done["added"], done["skipped"]) == (2, 1, 1)


def test_what_is_wrong_with_an_act_is_told_in_the_sheet_s_words(office: "Office", tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [*row(), "2023-05-20"], head=[*PLAIN, "整改完成日期"])
    (note,) = takes(office, path)["errors"]
    assert (note["cell"], note["code"]) == ("L3", "before_found")
    assert "--on" not in note["message"]
    assert "整改完成日期" in note["message"]


def test_a_refused_file_names_no_enterprise_as_registered(office: "Office", tmp_path: Path) -> None:
    lines = [row(**{"单位（场所）名称": "新开超市"}), row("第二处", 隐患等级="特大")]
    path = sheet(tmp_path / "清单.xlsx", *lines)
    done = takes(office, path)
    assert (done["saved"], done["registered"], done["numbers"]) == (False, [], [])
    assert "新开超市" not in [one["name"] for one in office.asks("enterprise", "list")]
    tried = takes(office, path, "--partial", "--dry-run")
    assert (tried["saved"], tried["registered"], len(tried["numbers"])) == (False, ["新开超市"], 1)


def test_enterprises_of_a_workbook_come_before_the_hazards_that_name_them(
    office: "Office", tmp_path: Path
) -> None:
    workbook = Workbook(write_only=True)
    for name, head, line in (
        ("隐患", PLAIN, row(**{"单位（场所）名称": "新开超市"})),
        (
            "企业",
            ["单位名称", "属地村（社区）", "行业领域", "联系电话"],
            ["新开超市", "双龙村", "工贸", "13900000000"],
        ),
    ):
        worksheet = workbook.create_sheet(name)
        worksheet.append(head)
        worksheet.append(line)
    workbook.save(tmp_path / "两张表.xlsx")
    done = takes(office, tmp_path / "两张表.xlsx")
    assert (done["added"], done["refused"], done["registered"]) == (2, 0, []), done
    assert office.asks("hazard", "list")[0]["village"] == "双龙村"


def test_rows_that_hold_only_a_look_are_not_copied_into_the_marked_sheet(
    office: "Office", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hazardctl.render.xlsx import marked

    monkeypatch.setattr(marked, "LARGEST_TEXT_MB", 1)
    path = sheet(tmp_path / "清单.xlsx", row("隐患", 隐患等级="特大"))
    workbook = load_workbook(path)
    worksheet: Any = workbook["隐患"]
    for n in range(1, 30_001):
        worksheet.cell(n + 10, 1).number_format = "0.00"
    workbook.save(path)
    done = takes(office, path)
    assert (done["read"], done["refused"]) == (1, 1)
    assert load_workbook(done["error_file"])["隐患"].max_row < 10


# ---- whose a name is


def test_the_register_says_which_name_in_a_cell_is_the_unit(office: "Office", tmp_path: Path) -> None:
    head = [*PLAIN[:-1], "监管责任单位及责任人", "排查单位及人员"]
    path = sheet(
        tmp_path / "a.xlsx",
        [*row(监管责任单位="孙七/经济发展办"), "经发办张三、李四"],
        [*row("灭火器过期", 监管责任单位="经发办：孙七"), "应急办"],
        [*row("通道堵塞", 监管责任单位="经发办"), "张三、赵六"],
        head=head,
    )
    assert takes(office, path)["added"] == 3
    told = {
        hazard["title"]: (hazard["unit"], hazard["supervisor"], hazard["found_unit"], hazard["found_by"])
        for hazard in office.asks("hazard", "list")
    }
    assert told == {
        "配电箱未接地": ("经发办", "孙七", "经发办", "张三、李四"),
        "灭火器过期": ("经发办", "孙七", "应急办", None),
        "通道堵塞": ("经发办", None, None, "张三、赵六"),
    }


def test_a_bare_unit_says_as_what_it_was_taken_where_the_other_side_is_missing(
    office: "Office", tmp_path: Path
) -> None:
    head = [*PLAIN[:6], "责任人", *PLAIN[7:-1], "责任单位"]
    path = sheet(tmp_path / "a.xlsx", row(整改责任人="周十"), row(监管责任单位="白羊食品厂"), head=head)
    first, second = takes(office, path)["errors"]
    assert (first["cell"], first["code"], second["cell"], second["code"]) == (
        "G3", "missing", "K4", "missing",
    )  # fmt: skip
    for word in ("经发办", "监管责任单位", "周十", "监管责任人", "整改责任人"):
        assert word in first["message"]
    for word in ("白羊食品厂", "整改责任单位", "监管责任单位"):
        assert word in second["message"]


# ---- what has to be told first, and a file that brings nothing


@pytest.mark.parametrize(
    ("filled", "lacking"),
    [
        ({"销号日期": "2023-06-25", "复查人员": "赵六"}, ["整改完成日期"]),
        ({"整改报告日期": "2023-06-25"}, ["整改完成日期"]),
        (
            {"整改完成日期": "2023-06-20", "销号日期": "2023-06-25", "复查人员": "赵六", "隐患等级": "重大", "判定依据": "第三条"},
            ["发现报告日期", "整改报告日期"],
        ),
        (
            {"整改完成日期": "2023-06-20", "整改资金（元）": None, "五落实补齐期限": "2023-06-30", "临时管控措施": "停用"},
            ["整改资金（元）"],
        ),
    ],
)  # fmt: skip
def test_what_comes_before_is_asked_for_by_its_column(
    office: "Office", tmp_path: Path, filled: dict[str, Any], lacking: list[str]
) -> None:
    extra = {name: value for name, value in filled.items() if name not in PLAIN}
    line = row(**{name: value for name, value in filled.items() if name in PLAIN})
    path = sheet(tmp_path / "a.xlsx", [*line, *extra.values()], head=[*PLAIN, *extra])
    messages = [note["message"] for note in takes(office, path)["errors"]]
    asked = "、".join(f"“{name}”" for name in lacking)
    assert any(message.endswith(f"”，还要填{asked}") for message in messages), messages
    assert not [message for message in messages if "hazardctl" in message or "BY-" in message]


def test_a_command_in_an_objection_stays_a_command(office: "Office", tmp_path: Path) -> None:
    no = office.registers(found_on="2023-06-01", deadline="2023-06-30")
    office.does("hazard", "list-up", no, "--authority", "district", "--on", "2023-06-05")
    head = ["隐患编号", *PLAIN, "整改完成日期", "销号日期", "复查人员"]
    line = row(**{"单位（场所）名称": "测试食品厂"})
    path = sheet(tmp_path / "a.xlsx", [no, *line, "2023-06-20", "2023-06-25", "赵六"], head=head)
    messages = [note["message"] for note in takes(office, path, "--update")["errors"]]
    assert [m for m in messages if f"hazardctl hazard delist {no} --on 日期" in m]


def test_a_file_that_brings_nothing_says_why(office: "Office", tmp_path: Path) -> None:
    bad = office.run("import", str(sheet(tmp_path / "a.xlsx", row(隐患等级="特大"))), "--partial")
    assert (bad.code, "没有通过" in bad.out, "都已经在台账里" in bad.out) == (1, True, False)
    office.does("template", str(tmp_path / "表样.xlsx"))
    empty = office.run("import", str(tmp_path / "表样.xlsx"))
    assert (empty.code, "没有数据" in empty.out, "都已经在台账里" in empty.out) == (0, True, False)
    idle = office.run("import", str(sheet(tmp_path / "b.xlsx", row("未发现隐患"))))
    assert (idle.code, "没有要登记的隐患" in idle.out, "都已经在台账里" in idle.out) == (0, True, False)
    office.does("import", str(sheet(tmp_path / "c.xlsx", row())))
    assert "都已经在台账里" in office.does("import", str(tmp_path / "c.xlsx")).out
