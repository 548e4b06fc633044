"""双报告: what a major hazard owes, since when, and what was filed — as at any day."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from hazardctl.reports.owed import figures
from hazardctl.services.desk import Desk
from hazardctl.services.double_reports import check_basis
from hazardctl.services.form import Form
from hazardctl.settings import Settings

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def major(office: "Office", **more: str | None) -> str:
    return office.registers(level="major", criterion="第三条", found_on="2023-07-01", **more)  # type: ignore[arg-type]


def lines(office: "Office", *words: str) -> list[tuple[Any, ...]]:
    found = office.asks("hazard", "reports", *words)
    return [(one["kind"], one["owed"], one["owed_since"], one["days"]) for one in found]


def test_the_discovery_is_owed_since_it_was_found_and_the_rectification_since_it_was_done(
    office: "Office",
) -> None:
    no = major(office)
    office.does("hazard", "rectify", no, "--on", "2023-07-08")
    assert lines(office) == [
        ("discovered", True, "2023-07-01", 9),
        ("rectified", True, "2023-07-08", 2),
    ]
    assert lines(office, "--as-of", "2023-07-07") == [("discovered", True, "2023-07-01", 6)]
    assert lines(office, "--as-of", "2023-06-30") == []
    assert lines(office, "--kind", "rectified") == [("rectified", True, "2023-07-08", 2)]


def test_a_general_or_void_or_referred_hazard_owes_none(office: "Office") -> None:
    office.registers()
    office.does("hazard", "void", major(office, title="错登"), "--reason", "错登")
    referred = major(office, title="无权")
    office.does(
        "hazard",
        "transfer",
        referred,
        "--to",
        "区应急局",
        "--kind",
        "refer",
        "--reason",
        "无权",
        "--on",
        "2023-07-05",
    )
    assert lines(office) == []
    assert lines(office, "--as-of", "2023-07-04") == [("discovered", True, "2023-07-01", 3)]


def test_a_hazard_that_became_major_owes_since_that_day(office: "Office") -> None:
    no = office.registers(found_on="2023-07-01")
    office.does(
        "hazard",
        "regrade",
        no,
        "--level",
        "major",
        "--basis",
        "第三条",
        "--approver",
        "赵",
        "--on",
        "2023-07-06",
    )
    assert lines(office) == [("discovered", True, "2023-07-06", 4)]


def test_a_filed_report_says_to_whom_by_whom_when_and_on_what_basis(office: "Office") -> None:
    no = major(office)
    words = (
        "--to",
        "应急办",
        "--by",
        "张三",
        "--doc-no",
        "1号",
        "--basis",
        "JC-2023-0001",
        "--on",
        "2023-07-04",
    )
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "应急办", "--on", "2023-07-04")
    office.does("hazard", "report", no, "--kind", "discovered", *words)
    (line,) = office.asks("hazard", "reports")
    assert {key: line[key] for key in ("to", "by", "doc_no", "basis", "filed_on", "owed", "days")} == {
        "to": "应急办",
        "by": "张三",
        "doc_no": "1号",
        "basis": "JC-2023-0001",
        "filed_on": "2023-07-04",
        "owed": False,
        "days": 3,
    }
    assert lines(office, "--owed") == []
    assert lines(office, "--as-of", "2023-07-03") == [("discovered", True, "2023-07-01", 2)]


def test_further_reports_are_kept_and_never_owed(office: "Office") -> None:
    no = major(office)
    office.does("hazard", "report", no, "--kind", "district", "--to", "区安委办", "--on", "2023-07-05")
    office.does("hazard", "report", no, "--kind", "workers", "--to", "职工大会", "--on", "2023-07-06")
    assert [kind for kind, owed, *_ in lines(office) if owed] == ["discovered"]
    assert {kind for kind, *_ in lines(office)} == {"discovered", "district", "workers"}


def test_overdue_is_judged_only_by_the_offices_own_days(office: "Office") -> None:
    major(office)
    assert office.asks("hazard", "reports")[0]["overdue"] is False
    assert "setting set report_days" in office.does("hazard", "reports").out
    office.does("setting", "set", "report_days", "9")
    assert office.asks("hazard", "reports")[0]["overdue"] is False
    office.does("setting", "set", "report_days", "8")
    assert office.asks("hazard", "reports")[0]["overdue"] is True
    assert "超期未报，已 9 天" in office.does("hazard", "reports").out
    office.does("hazard", "report", "BY-2023-0001", "--kind", "discovered", "--on", "2023-07-10")
    (line,) = office.asks("hazard", "reports")
    assert (line["overdue"], line["late"]) == (False, True)


def test_a_rejected_rectification_owes_its_report_again(office: "Office") -> None:
    no = major(office)
    office.does("hazard", "report", no, "--kind", "discovered", "--on", "2023-07-01")
    office.does("hazard", "rectify", no, "--on", "2023-07-03")
    office.does("hazard", "report", no, "--kind", "rectified", "--on", "2023-07-03")
    assert lines(office, "--owed") == []
    office.does("hazard", "reject", no, "--reviewer", "赵六", "--reason", "未到位", "--on", "2023-07-04")
    office.does("hazard", "rectify", no, "--on", "2023-07-06")
    assert lines(office, "--owed") == [("rectified", True, "2023-07-06", 4)]


def test_owed_reports_can_fail_a_scheduled_run(office: "Office") -> None:
    assert office.run("hazard", "reports", "--fail").code == 0
    no = major(office)
    assert office.run("hazard", "reports", "--fail").code == 1
    office.does("hazard", "report", no, "--kind", "discovered")
    assert office.run("hazard", "reports", "--fail").code == 0


def test_the_register_is_filtered_by_unit(office: "Office") -> None:
    major(office)
    assert lines(office, "--unit", "应急办") == []
    assert len(lines(office, "--unit", "经发办")) == 1


@pytest.mark.parametrize(
    ("words", "code"), [(("--unit", "没有这个"), "unknown_unit"), (("--kind", "其他"), "not_a_choice")]
)
def test_a_filter_that_means_nothing_is_refused(office: "Office", words: tuple[str, str], code: str) -> None:
    assert office.is_refused("hazard", "reports", *words) == [code]


def test_the_figures_of_the_register_agree_with_its_lines(office: "Office") -> None:
    first = major(office, title="甲")
    major(office, title="乙")
    office.registers(title="一般")
    office.does("hazard", "report", first, "--kind", "discovered", "--on", "2023-07-02")
    office.does("hazard", "report", first, "--kind", "district", "--to", "区安委办", "--on", "2023-07-02")
    office.does("hazard", "rectify", first, "--on", "2023-07-05")
    office.does("setting", "set", "report_days", "7")
    for day in ("2023-06-30", "2023-07-01", "2023-07-02", "2023-07-05", "2023-07-10"):
        with office.store.reading() as reader:
            found = figures(reader, date.fromisoformat(day))
        listed = office.asks("hazard", "reports", "--as-of", day)
        assert found.owed == len(found.items) == sum(1 for line in listed if line["owed"])
        assert found.required == sum(1 for line in listed if line["required"])
        assert found.overdue == sum(1 for line in listed if line["overdue"])
        filed = [line["kind"] for line in listed if not line["owed"]]
        assert (found.discovered, found.rectified) == (filed.count("discovered"), filed.count("rectified"))
    assert (found.required, found.owed, found.overdue, found.limit) == (3, 2, 1, 7)


@pytest.mark.parametrize(
    ("said", "read", "codes"),
    [
        ("jc-2023-0001", "JC-2023-0001", []),
        ("ＪＣ－2023－0001", "JC-2023-0001", []),
        ("现场检查笔录", "现场检查笔录", []),
        ("JC-2023-0009", "JC-2023-0009", ["no_such_visit"]),
    ],
)
def test_an_inspection_that_a_report_rests_on_must_be_on_record(
    office: "Office", said: str, read: str, codes: list[str]
) -> None:
    office.does("inspect", "add", "--enterprise", "测试食品厂", "--unit", "应急办")
    where = Settings(
        ledger=office.ledger, server=office.server, plan_folder=None, actor="王五", today=date(2023, 7, 10)
    )
    form = Form({"basis": said}, Desk(where))
    with office.store.reading() as reader:
        assert check_basis(form, reader) == read
    assert [problem.code for problem in form.problems] == codes
