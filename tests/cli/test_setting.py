"""The office's own numbers of days: settled where the plan gives none, and nowhere else."""

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def by_key(office: "Office") -> dict[str, Any]:
    return {setting["key"]: setting for setting in office.asks("setting", "list")}


def test_nothing_is_settled_but_what_has_a_default(office: "Office") -> None:
    found = by_key(office)
    assert found["report_days"]["value"] is None
    assert (found["late_entry_days"]["value"], found["late_entry_days"]["default"]) == (None, 7)
    assert found["interval.1-4/hearing"]["words"] == "党委主要负责人要定期听取专项行动情况汇报"
    assert set(found["report_days"]) == {"key", "name", "value", "default", "words", "command"}


def test_only_what_the_plan_leaves_open_is_listed(office: "Office") -> None:
    keys = set(by_key(office))
    assert "interval.1-5" not in keys
    assert "interval.monthly-dispatch" not in keys
    assert "interval.submission" not in keys


@pytest.mark.parametrize(
    ("said", "key", "days", "value"),
    [
        ("report_days", "report_days", "3", 3),
        ("双报告期限", "report_days", "３", 3),
        ("Submission_Days", "submission_days", "0", 0),
        ("interval.1-4/hearing", "interval.1-4/hearing", "30", 30),
    ],
)
def test_a_number_is_settled_listed_and_taken_back(
    office: "Office", said: str, key: str, days: str, value: int
) -> None:
    assert office.asks("setting", "set", said, days)["value"] == value
    assert by_key(office)[key]["value"] == value
    assert office.asks("setting", "clear", key)["value"] is None
    assert by_key(office)[key]["value"] is None
    assert office.is_refused("setting", "clear", key) == ["not_settled"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("report_days", "三"), ["bad_number"]),
        (("report_days", "-1"), None),
        (("report_days", "366"), ["bad_days"]),
        (("submission_days", "61"), ["bad_days"]),
        (("interval.1-4/hearing", "0"), ["bad_days"]),
        (("interval.monthly-dispatch", "10"), ["stated"]),
        (("interval.submission", "10"), ["by_period"]),
        (("interval.monthly-dispatch", "x"), ["bad_number", "stated"]),
    ],
)
def test_what_cannot_be_settled_is_refused(
    office: "Office", words: tuple[str, str], codes: list[str] | None
) -> None:
    if codes is None:
        assert office.run("setting", "set", *words).code == 2
    else:
        assert sorted(filter(None, office.is_refused("setting", "set", *words))) == codes


def test_an_unknown_number_is_not_found(office: "Office") -> None:
    for words in (("set", "nothing", "3"), ("clear", "nothing"), ("set", "interval.9-9", "3")):
        result = office.run("setting", *words)
        assert (result.code, "setting list" in result.err) == (3, True)


def test_what_is_settled_is_said_and_stands_in_the_journal(office: "Office") -> None:
    assert "已定 双报告期限：3 天" in office.does("setting", "set", "report_days", "3").out
    assert "未定" in office.does("setting", "clear", "report_days").out
    assert "默认 7 天" in office.does("setting", "list").out
    rows = office.sql("select command, image from journal order by seq desc limit 2")
    assert [row["command"] for row in rows] == ["setting clear", "setting set"]
    assert [json.loads(row["image"])["value"] for row in rows] == ["", "3"]


def test_a_settled_interval_makes_a_duty_come_round(office: "Office") -> None:
    def expected(day: str) -> int | None:
        found = office.asks("task", "status", "--as-of", day)["tasks"]
        parts = next(task["obligations"] for task in found if task["id"] == "1-4")
        value: int | None = next(one["expected"] for one in parts if one["part"] == "hearing")
        return value

    assert expected("2023-07-31") is None
    office.does("setting", "set", "interval.1-4/hearing", "30")
    assert expected("2023-07-31") == 2
