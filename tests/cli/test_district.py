"""The district's own reports: a row for each town, and the sum of what the towns say themselves."""

from typing import Any

import pytest
from tests.cli.conftest import Office
from tests.cli.district import OWNER, District

pytestmark = pytest.mark.file
"""These bring their own database, whatever engine the others run on."""

COUNTED = ("found", "rectified", "closed", "open", "pending", "awaiting_review", "overdue", "referred")


@pytest.fixture
def worked(two: District) -> District:
    """白羊镇 has handed July in and found more since; 青石镇 has not handed it in."""
    by, qs = ("--plan", str(two.plan("BY"))), ("--plan", str(two.plan("QS")))
    first = two.registers("wang", *by)
    two.registers("wang", *by, title="通道堵塞", deadline="2023-07-12")
    two.does(
        "wang",
        *by,
        "hazard",
        "rectify",
        first,
        "--on",
        "2023-07-11",
        "--by",
        "李四",
        "--note",
        "已换",
        today="2023-07-11",
    )
    two.does(
        "wang",
        *by,
        "report",
        "monthly",
        "2023-07",
        "--issue",
        "--doc-no",
        "白羊府〔2023〕40号",
        today="2023-08-02",
    )
    two.registers("wang", *by, title="晚登的", found_on="2023-07-20", today="2023-08-03")
    two.registers("zhao", *qs, found_on="2023-06-20")
    two.registers("zhao", *qs, title="灭火器过期", found_on="2023-07-09")
    return two


def own(district: District, town: str, *words: str) -> Any:
    """Return a town's own report, by its own plan."""
    return district.asks(
        OWNER, "--plan", str(district.plan(town)), "report", *words, "--town", town, today="2023-08-05"
    )


def test_a_row_for_each_town_frozen_where_it_was_handed_in(worked: District) -> None:
    found = worked.asks("li", "report", "monthly", "2023-07", "--by", "town", today="2023-08-05")
    by, qs = found["towns"]
    assert (by["town"], by["name"], by["source"], by["issued"], by["issued_on"]) == (
        "BY",
        "白羊镇",
        "frozen",
        1,
        "2023-08-02",
    )
    assert (by["month"]["found"], by["doc_no"]) == (2, "白羊府〔2023〕40号"), (
        "what came later is not on the paper"
    )
    assert (qs["name"], qs["source"], qs["issued"], qs["rank"]) == ("青石镇", "live", None, 2)
    assert found["not_issued"] == ["青石镇"]
    for row in (by, qs):
        told = own(worked, row["town"], "monthly", "2023-07")
        assert (row["month"], row["cumulative"]) == (told["month"], told["cumulative"])
    total = found["total"]
    assert (total["towns"], total["issued"]) == (2, 1)
    for part in ("month", "cumulative"):
        assert {name: total[part][name] for name in COUNTED} == {
            name: by[part][name] + qs[part][name] for name in COUNTED
        }
    assert total["month"]["rectified_rate"] == 33.3


def test_the_figures_of_the_ledger_as_it_is_now_may_be_asked_for(worked: District) -> None:
    found = worked.asks("li", "report", "monthly", "2023-07", "--by", "town", "--live", today="2023-08-05")
    assert [(row["source"], row["month"]["found"]) for row in found["towns"]] == [("live", 3), ("live", 1)]


def test_on_the_screen_it_says_who_has_not_reported(
    worked: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    told = worked.does("li", "report", "monthly", "2023-07", "--by", "town", today="2023-08-05").out
    assert "未报：青石镇" in told
    assert "第1号" in told
    csv = worked.does(
        "li", "report", "monthly", "2023-07", "--by", "town", "--format", "csv", today="2023-08-05"
    ).out
    assert [line.split(",")[0] for line in csv.splitlines()][1:5] == ["镇", "白羊镇", "青石镇", "合计"]
    worked.does("li", "report", "monthly", "2023-07", "--by", "town", "-o", "各镇.xlsx", today="2023-08-05")


def test_it_is_a_table_and_no_paper(worked: District) -> None:
    words = ("report", "monthly", "2023-07", "--by", "town", "-o", "各镇.docx")
    told = worked.run("li", *words, today="2023-08-05")
    assert (told.code, "Traceback" in told.err) == (2, False), told.err


def test_a_clerk_sees_the_own_town_alone(worked: District) -> None:
    found = worked.asks("zhao", "report", "monthly", "2023-07", "--by", "town", today="2023-08-05")
    assert [row["town"] for row in found["towns"]] == ["QS"]


def test_a_file_is_a_district_of_one(office: Office) -> None:
    office.registers()
    (row,) = office.asks("report", "monthly", "2023-07", "--by", "town")["towns"]
    assert (row["town"], row["name"], row["month"]["found"]) == ("BY", "白羊镇", 1)
    told = office.run("report", "monthly", "2023-07", "--by", "town", "--issue", "--format", "json")
    assert (told.code, told.codes) == (2, ["by_alone"])


def test_as_many_statements_for_two_towns_as_for_one(
    worked: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hazardctl.ledger.server.session import Session

    asked: list[str] = []
    execute = Session.execute

    def counting(self: Session, sql: str, values: Any = (), /) -> Any:
        asked.append(sql)
        return execute(self, sql, values)

    monkeypatch.setattr(Session, "execute", counting)
    told = []
    for login in ("zhao", "li"):
        asked.clear()
        worked.asks(login, "report", "monthly", "2023-07", "--by", "town", today="2023-08-05")
        told.append([sql for sql in asked if "movement" in sql or "from issue" in sql or "setting s" in sql])
    assert told[0] == told[1]
    assert len(told[0]) == 4


def test_the_report_for_the_level_above_is_the_sum_of_the_towns(worked: District) -> None:
    found = worked.asks("li", "report", "upward", "2023-07", today="2023-08-05")
    parts = {row["town"]: row for row in found["towns"]}
    assert [(row["source"], row["issued"]) for row in found["towns"]] == [("frozen", 1), ("live", None)]
    for town, row in parts.items():
        told = own(worked, town, "upward", "2023-07")
        for name in ("month", "cumulative", "figures", "inspections", "major", "major_closed"):
            assert row[name] == told[name], (town, name)
    for name in COUNTED:
        assert found["month"][name] == sum(row["month"][name] for row in parts.values())
    for name in ("planned_fen", "visits", "penalties"):
        assert found["figures"][name] == sum(row["figures"][name] for row in parts.values())
    told = worked.does("li", "report", "upward", "2023-07", today="2023-08-05").out
    assert "白羊镇：本期排查隐患2项，已整改1项" in told
    assert "2023-08-02 印发的第1号" in told
    assert "青石镇" in told


def test_one_town_s_report_upward_stays_its_own(worked: District) -> None:
    assert "towns" not in worked.asks("zhao", "--plan", str(worked.plan("QS")), "report", "upward", "2023-07")
