"""Supervision as the office does it: recorded, answered or not, proposed from the ladder, put into words."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

ASSIGN = ("action", "add", "--kind", "assign", "--unit", "经发办", "--text", "限期整改")


def test_an_action_keeps_whom_what_and_until_when(office: "Office") -> None:
    no = office.registers()
    done = office.asks(*ASSIGN, "--hazard", no, "--doc-no", "白应急〔2023〕5号", "--reply-due", "+5天")
    assert (done["no"], done["kind"], done["unit"], done["hazards"]) == (
        "DB-2023-0001",
        "assign",
        "经发办",
        [no],
    )
    assert (done["reply_due"], done["from_unit"], done["by"], done["status"]) == (
        "2023-07-15",
        "应急办",
        "王五",
        "sent",
    )


def test_a_reply_is_overdue_from_the_day_after_and_any_past_day_can_be_asked_for(office: "Office") -> None:
    office.does(*ASSIGN, "--reply-due", "2023-07-15")
    office.does(
        "action", "reply", "DB-2023-0001", "--text", "已整改", "--effect", "已销号", today="2023-07-20"
    )

    def late(day: str) -> list[int]:
        found = office.asks("action", "list", "--overdue", "--as-of", day, today="2023-08-01")
        return [a["days_overdue"] for a in found]

    assert (late("2023-07-15"), late("2023-07-16"), late("2023-07-19"), late("2023-07-20")) == (
        [],
        [1],
        [4],
        [],
    )
    shown = office.asks("action", "show", "db-2023-0001", today="2023-08-01")
    assert (shown["replied_on"], shown["late_reply"], shown["effect"]) == ("2023-07-20", True, "已销号")
    assert (
        office.run("action", "list", "--overdue", "--fail", "--as-of", "2023-07-16", today="2023-08-01").code
        == 1
    )


def test_means_are_those_of_the_plan_s_ladder_by_key_or_by_name(office: "Office") -> None:
    for means in ("remind", "提示", "dispatch", "交办", "督办", "约谈", "通报", "曝光", "末位发言"):
        office.does("action", "add", "--kind", means, "--unit", "经发办")
    assert office.is_refused("action", "add", "--kind", "训斥", "--unit", "经发办") == ["not_a_choice"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((), ["missing", "missing"]),
        (("--kind", "remind", "--unit", "经发办", "--enterprise", "甲厂"), ["two_targets"]),
        (
            ("--kind", "remind", "--unit", "无此办", "--on", "2023-07-11"),
            ["in_future", "missing", "unknown_unit"],
        ),
        (("--kind", "remind", "--unit", "经发办", "--reply-due", "2023-07-09"), ["due_too_early"]),
        (("--kind", "remind", "--unit", "经发办", "--hazard", "BY-2023-0009"), ["not_found"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said_at_once(office: "Office", words: tuple[str, ...], codes: list[str]) -> None:
    assert sorted(filter(None, office.is_refused("action", "add", *words))) in (
        codes,
        [c for c in codes if c != "missing"],
    )


def test_the_next_step_follows_days_overdue_and_what_was_done_already(office: "Office") -> None:
    no = office.registers(deadline="2023-07-20")

    def proposed(day: str) -> list[str]:
        return [s["kind"] for s in office.asks("action", "suggest", "--as-of", day, today="2023-12-01")]

    assert (proposed("2023-07-20"), proposed("2023-07-21"), proposed("2023-08-04")) == (
        [],
        ["remind"],
        ["supervise"],
    )
    office.does(
        "action", "add", "--kind", "supervise", "--unit", "经发办", "--hazard", no, today="2023-08-04"
    )
    assert (proposed("2023-08-10"), proposed("2023-08-19")) == ([], ["interview"])
    said = office.does("action", "suggest", "--as-of", "2023-08-19", today="2023-12-01").out
    assert f"hazardctl action add --kind interview --unit 经发办 --hazard {no}" in said
    assert office.asks("hazard", "show", no)["status"] == "open"


def test_a_failed_re_inspection_is_reason_enough(office: "Office") -> None:
    no = office.registers(deadline="2023-07-12")
    office.does("hazard", "rectify", no, today="2023-07-11")
    office.does("hazard", "reject", no, "--reviewer", "赵六", "--reason", "不合格", today="2023-07-12")
    (found,) = office.asks("action", "suggest", today="2023-07-13")
    assert (found["kind"], found["rounds"]) == ("supervise", 1)


def test_a_hazard_whose_five_stay_incomplete_climbs_the_ladder_as_well(office: "Office") -> None:
    no = office.registers("--pending", "2023-07-15", "--interim", "停用", funds=None, deadline=None)
    assert office.asks("action", "suggest", today="2023-07-15") == []
    (found,) = office.asks("action", "suggest", today="2023-07-25")
    assert (found["about"], found["no"], found["days_overdue"], found["kind"]) == ("hazard", no, 10, "assign")


def test_an_action_that_nobody_answered_climbs_the_ladder_from_its_own_rung(office: "Office") -> None:
    office.does(*ASSIGN, "--reply-due", "2023-07-15")
    office.does("action", "add", "--kind", "interview", "--enterprise", "甲 厂", "--reply-due", "2023-07-10")
    assert office.asks("action", "suggest", today="2023-07-25") == []
    (found,) = office.asks("action", "suggest", "--unit", "经发办", today="2023-07-30")
    assert (found["about"], found["no"], found["days_overdue"], found["taken"], found["kind"]) == (
        "reply", "DB-2023-0001", 15, ["assign"], "supervise",
    )  # fmt: skip
    assert found["command"] == "hazardctl action add --kind supervise --unit 经发办"
    office.does("action", "add", "--kind", "supervise", "--unit", "经发办", today="2023-07-30")
    assert office.asks("action", "suggest", "--unit", "经发办", today="2023-07-31") == []
    late = office.asks("action", "suggest", today="2023-09-01")
    assert 'hazardctl action add --kind circular --enterprise "甲 厂"' in {s["command"] for s in late}
    office.does("action", "reply", "DB-2023-0001", "--text", "已办", today="2023-09-01")
    assert {s["no"] for s in office.asks("action", "suggest", today="2023-09-01")} == {"DB-2023-0002"}


def test_one_command_is_told_once_and_a_scheduled_run_fails_when_something_is_due(office: "Office") -> None:
    no = office.registers(deadline="2023-07-12")
    office.does("action", "add", "--kind", "assign", "--unit", "经发办", "--hazard", no,
                "--reply-due", "2023-07-12")  # fmt: skip
    said = office.run("action", "suggest", "--fail", today="2023-07-30")
    assert (said.code, said.out.count("hazardctl action add --kind supervise")) == (1, 1)
    assert office.run("action", "suggest", "--fail", "--unit", "应急办", today="2023-07-30").code == 0


def test_nobody_waits_for_the_reply_to_a_void_action(office: "Office") -> None:
    office.does(*ASSIGN, "--reply-due", "2023-07-11")
    voided = office.asks("action", "void", "DB-2023-0001", "--reason", "误记", today="2023-08-01")
    assert (voided["overdue"], voided["status"]) == (False, "no_reply_needed")


def test_a_list_shows_the_first_line_of_a_long_text(office: "Office") -> None:
    office.does("action", "add", "--kind", "circular", "--unit", "经发办", "--text", "第一行\n第二行")
    assert "第二行" not in office.does("action", "list").out
    assert "第二行" in office.does("action", "show", "DB-2023-0001").out


def test_one_text_per_unit_is_ready_to_forward(office: "Office") -> None:
    no = office.registers(deadline="2023-07-20", village="双龙村")
    office.does(*ASSIGN, "--reply-due", "2023-07-15")
    told = office.asks("action", "remind", "--unit", "经发办", "--as-of", "2023-07-25", today="2023-08-01")
    assert (told["overdue"], told["replies_overdue"], told["hazards"]) == (1, 1, [no])
    assert "已逾期 5 天" in told["text"]
    plain = office.does(
        "action", "remind", "--unit", "经发办", "--text", "--as-of", "2023-07-25", today="2023-08-01"
    )
    assert plain.out.strip() == told["text"]
    village = office.asks("action", "remind", "--unit", "双龙村", "--as-of", "2023-07-25", today="2023-08-01")
    assert village["hazards"] == [no]
    assert office.run("action", "remind", "--unit", "无此办").code == 3


def test_a_dispatch_and_a_circular_count_as_the_duties_that_they_are(office: "Office") -> None:
    office.does("action", "add", "--kind", "dispatch", "--unit", "经发办", "--on", "2023-07-05")
    office.does("action", "add", "--kind", "circular", "--unit", "经发办", "--on", "2023-07-06")
    done = {task["id"]: task["done"] for task in office.asks("task", "status", today="2023-12-31")["tasks"]}
    assert (done["monthly-dispatch"], done["1-14"]) == (1, 1)


def test_a_void_action_counts_nowhere(office: "Office") -> None:
    office.does(*ASSIGN, "--reply-due", "2023-07-11")
    office.does("action", "void", "DB-2023-0001", "--reason", "误记")
    assert office.asks("action", "list", today="2023-08-01") == []
    assert office.is_refused("action", "reply", "DB-2023-0001", "--text", "x") == ["void"]
    assert office.run("action", "show", "DB-2023-0009").code == 3
