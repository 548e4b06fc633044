"""The office's calendar: what falls due, on the right days, in a file that other programs read; and the scheduler's list."""

import re
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

if TYPE_CHECKING:
    from tests.cli.conftest import Office

SEVERAL = (
    "deadline", "pending", "supervised", "report", "return", "reply", "problem", "duty", "phase", "deliverable",
)  # fmt: skip


@pytest.fixture
def busy(office: "Office") -> "Office":
    office.does("unit", "add", "虚构村")
    office.registers(title="软管老化", deadline="2023-07-20")
    office.registers("--pending", "2023-07-15", "--interim", "停用", title="砂轮机无罩", funds=None)
    office.registers("--criterion", "第一条", title="报警器停用", level="major", deadline="2023-08-05")
    office.does("hazard", "list-up", "BY-2023-0003", "--authority", "town", "--term", "2023-07-30")
    office.registers(title="逾期的", deadline="2023-07-08", found_on="2023-07-01")
    office.does(
        "action", "add", "--kind", "assign", "--unit", "经发办", "--text", "限期", "--reply-due", "2023-07-18"
    )
    found = office.asks("problem", "add", "--origin", "other", "--title", "台账不全", "--unit", "应急办")[
        "no"
    ]
    office.does("problem", "assign", found, "--to", "经发办", "--due", "2023-07-19")
    return office


def calendar(office: "Office", today: str = "2023-07-10", *more: str) -> bytes:
    file = office.home / "期限.ics"
    office.does("status", *more, "-o", str(file), today=today)
    return file.read_bytes()


def events(content: bytes) -> dict[str, Any]:
    parsed: Any = Calendar.from_ical(content)
    found = {str(event["uid"]): event for event in parsed.walk("VEVENT")}
    assert len(found) == len(parsed.walk("VEVENT"))
    return found


def days(content: bytes, kind: str) -> dict[date, str]:
    return {e["dtstart"].dt: str(e["summary"]) for uid, e in events(content).items() if uid.startswith(kind)}


def test_every_kind_of_day_stands_where_the_ledger_and_the_plan_say(busy: "Office") -> None:
    content = calendar(busy)
    assert {uid.split("-")[0] for uid in events(content)} == set(SEVERAL)
    deadlines = days(content, "deadline")
    wanted = {h["five"]["deadline"] for h in busy.asks("hazard", "list") if h["status"] == "open"}
    assert {str(day) for day in deadlines} >= wanted
    assert "软管老化" in deadlines[date(2023, 7, 20)]
    assert "经发办" in deadlines[date(2023, 7, 20)]
    assert deadlines[date(2023, 7, 8)].startswith("逾期未整改：BY-2023-0004 测试食品厂 逾期的")
    assert list(days(content, "pending")) == [date(2023, 7, 15)]
    assert list(days(content, "supervised")) == [date(2023, 7, 30)]
    assert list(days(content, "report")) == [date(2023, 7, 10)]
    assert list(days(content, "return")) == [date(2023, 6, 30), date(2023, 7, 31)]
    assert list(days(content, "reply")) == [date(2023, 7, 18)]
    assert list(days(content, "problem")) == [date(2023, 7, 19)]
    phases = busy.asks("phase", "status")
    ends = {date.fromisoformat(p["due"]) for p in phases if p["due"] >= "2023-07-10"}
    starts = {date.fromisoformat(p["start"]) for p in phases if p["start"] >= "2023-07-10"}
    assert set(days(content, "phase")) == ends | starts
    assert set(days(content, "deliverable")) == ends


def test_an_event_lasts_a_day_reminds_before_it_and_says_what_to_type(busy: "Office") -> None:
    event = next(e for uid, e in events(calendar(busy)).items() if "软管老化" in e["summary"])
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert "hazardctl hazard rectify BY-2023-0001" in event["description"]
    assert reminders(event) == ["07-17 09:00", "07-19 09:00"]
    assert str(event["categories"].cats[0]) == "整改时限"


def reminders(event: Any) -> list[str]:
    begins = datetime.combine(event["dtstart"].dt, time())
    return [f"{begins + alarm['trigger'].dt:%m-%d %H:%M}" for alarm in event.walk("VALARM")]


@pytest.mark.parametrize(
    ("today", "rings"),
    [
        ("2023-07-17", ["07-17 09:00", "07-19 09:00"]),
        ("2023-07-18", ["07-19 09:00"]),
        ("2023-07-20", []),
        ("2023-07-25", []),
    ],
)
def test_no_reminder_lies_before_the_day_of_the_file(office: "Office", today: str, rings: list[str]) -> None:
    office.registers(deadline="2023-07-20")
    (event,) = (e for uid, e in events(calendar(office, today)).items() if uid.startswith("deadline"))
    assert reminders(event) == rings


def test_each_command_that_it_says_is_one(busy: "Office") -> None:
    told = {
        words
        for event in events(calendar(busy)).values()
        for words in re.findall(r"hazardctl ([a-z-]+(?: [a-z-]+)?)", event["description"])
    }
    assert {
        "hazard rectify",
        "hazard plan",
        "task log",
        "action reply",
        "problem reply",
        "phase deliver",
    } <= told
    for words in told:
        shown = busy.run(*words.split(), "--help")
        assert shown.code == 0, words
        assert "--format" in shown.out, words


def test_a_meeting_that_was_held_is_no_date_any_more(office: "Office") -> None:
    def meetings(today: str = "2023-07-10") -> list[str]:
        found = events(calendar(office, today))
        return [str(e["dtstart"].dt) for uid, e in found.items() if "monthly-dispatch" in uid]

    all_of_them = ["2023-07-31", "2023-08-31", "2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31"]
    assert meetings() == all_of_them
    assert meetings("2023-07-31") == all_of_them
    assert meetings("2023-08-01") == all_of_them[1:]
    office.does("task", "log", "monthly-dispatch")
    assert meetings() == all_of_them[1:]


def test_what_several_owe_stands_until_the_last_has_done_it(office: "Office") -> None:
    def hearing() -> list[str]:
        found = events(calendar(office))
        return [
            e["summary"]
            for uid, e in found.items()
            if "-1-5-" in uid and str(e["dtstart"].dt) == "2023-07-31"
        ]

    assert "党委主要负责人、行政主要负责人、分管负责人" in hearing()[0]
    for post in ("党委主要负责人", "行政主要负责人"):
        office.does("task", "log", "1-5", "--post", post)
    assert "（分管负责人）" in hearing()[0]
    office.does("task", "log", "1-5", "--post", "分管负责人")
    assert hearing() == []


def test_a_duty_without_a_frequency_comes_when_the_office_settles_one(office: "Office") -> None:
    def upward() -> list[str]:
        return [str(e["dtstart"].dt) for uid, e in events(calendar(office)).items() if "upward-report" in uid]

    assert upward() == []
    office.does("setting", "set", "interval.upward-report", "30")
    assert upward()[:2] == ["2023-07-27", "2023-08-26"]


def test_a_return_stands_until_everybody_has_sent_it(office: "Office") -> None:
    office.does("setting", "set", "submission_days", "5")
    assert days(calendar(office), "return") == {
        date(2023, 7, 5): "2023-06 信息报送，还差 2 个单位",
        date(2023, 8, 5): "2023-07 信息报送，还差 2 个单位",
    }
    office.does("submit", "--unit", "双龙村", "--month", "2023-06", "--nil")
    assert "还差 1 个单位" in days(calendar(office), "return")[date(2023, 7, 5)]
    office.does("submit", "--unit", "白羊社区", "--month", "2023-06", "--nil")
    assert list(days(calendar(office), "return")) == [date(2023, 8, 5)]


def test_a_listed_hazard_is_watched_until_it_is_delisted(office: "Office") -> None:
    no = office.registers("--criterion", "第一条", level="major", deadline="2023-07-20")
    office.does("hazard", "list-up", no, "--authority", "town", "--term", "2023-07-30")
    office.does("hazard", "rectify", no)
    assert (days(calendar(office), "deadline"), list(days(calendar(office), "supervised"))) == (
        {},
        [date(2023, 7, 30)],
    )
    office.does("hazard", "delist", no)
    assert days(calendar(office), "supervised") == {}


def test_the_day_of_a_double_report_is_the_offices_own_number_of_days_on(office: "Office") -> None:
    no = office.registers("--criterion", "第一条", level="major", title="报警器停用")
    office.does("setting", "set", "report_days", "3")
    assert days(calendar(office), "report") == {
        date(2023, 7, 13): f"发现报告未报：{no} 测试食品厂 报警器停用（经发办）"
    }
    office.does("hazard", "report", no, "--kind", "discovered", "--to", "应急办")
    assert days(calendar(office), "report") == {}


def test_an_extended_deadline_moves_its_day_and_stays_the_same_event(office: "Office") -> None:
    no = office.registers(deadline="2023-07-20")
    before = [uid for uid in events(calendar(office)) if uid.startswith("deadline")]
    office.does(
        "hazard",
        "extend",
        no,
        "--to",
        "2023-08-20",
        "--reason",
        "等配件",
        "--approver",
        "张主任",
        "--interim",
        "停用",
    )
    after = events(calendar(office))
    assert [uid for uid in after if uid.startswith("deadline")] == before
    assert str(after[before[0]]["dtstart"].dt) == "2023-08-20"


def test_a_long_title_is_shortened_in_the_line_and_whole_in_the_text(office: "Office") -> None:
    title = "灶" * 60
    office.registers(title=title, deadline="2023-07-20")
    (event,) = (e for uid, e in events(calendar(office)).items() if uid.startswith("deadline"))
    assert f"{'灶' * 39}…（" in event["summary"]
    assert event["description"].startswith(title + "\n")


def test_a_phone_number_is_not_passed_on(office: "Office") -> None:
    office.registers(title="找13912345678的人开门", deadline="2023-07-20", responsible="李四13912345678")
    content = calendar(office).replace(b"\r\n ", b"").decode()
    assert "13912345678" not in content
    assert content.count("139****5678") >= 2


def test_a_calendar_with_nothing_in_it_says_so_and_is_one_all_the_same(office: "Office") -> None:
    (event,) = events(calendar(office, "2026-11-27")).values()
    assert event["summary"] == "从这天起没有到期的事"
    assert str(event["dtstart"].dt) == "2026-11-27"


def test_lines_are_short_and_ended_as_the_format_asks(busy: "Office") -> None:
    content = calendar(busy)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [line for line in lines if len(line) > 75] == []
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # a fold inside a character would fail here
    assert re.match(rb"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", content)


def test_the_same_day_gives_the_same_file_and_what_is_done_is_gone(busy: "Office") -> None:
    before = calendar(busy)
    assert calendar(busy) == before
    busy.does("hazard", "rectify", "BY-2023-0001")
    after = events(calendar(busy))
    assert set(events(before)) - set(after) == {
        uid for uid in events(before) if "软管老化" in events(before)[uid]["summary"]
    }
    assert not any("软管老化" in event["summary"] for event in after.values())


def test_a_past_day_gives_the_calendar_of_that_day(office: "Office") -> None:
    office.registers(found_on="2023-07-01", deadline="2023-07-20", today="2023-07-01")
    then = calendar(office, "2023-07-05")
    office.does("hazard", "rectify", "BY-2023-0001", today="2023-07-10")
    assert calendar(office, "2023-07-12", "--as-of", "2023-07-05") == then
    assert days(then, "deadline").keys() == {date(2023, 7, 20)}
    assert days(calendar(office, "2023-07-12"), "deadline") == {}


def test_what_people_wrote_cannot_break_the_file(office: "Office") -> None:
    office.registers(title="灯坏了;BEGIN:VEVENT,\\n\nEND:VCALENDAR", deadline="2023-07-20")
    found = events(calendar(office))
    assert sum("灯坏了;BEGIN:VEVENT" in e["summary"] for e in found.values()) == 1


def test_a_tip_off_is_not_in_it(office: "Office") -> None:
    words = office.home / "举报.txt"
    words.write_text("绝密的话", encoding="utf-8")
    office.does("tipoff", "add", "--channel", "phone", "--text-file", str(words))
    assert "绝密的话" not in calendar(office).decode()


def test_no_other_command_writes_a_calendar(office: "Office") -> None:
    refused = office.run("hazard", "list", "-o", "x.ics")
    assert refused.code == 2
    assert ".xlsx" in refused.err


def test_a_scheduler_hears_of_what_falls_due_by_the_exit_code(busy: "Office") -> None:
    due = busy.run("hazard", "list", "--due-within", "10", "--fail")
    assert due.code == 1
    assert "BY-2023-0001" in due.out
    assert "BY-2023-0004" not in due.out
    assert busy.run("hazard", "list", "--due-within", "9", "--fail").code == 0
    assert busy.run("hazard", "list", "--overdue", "--fail").code == 1
    listed = busy.run("hazard", "list", "--due-within", "10", "--fail", "--format", "json")
    assert [h["no"] for h in listed.data if h["five"]["deadline"] == "2023-07-20"] == ["BY-2023-0001"]
    assert (listed.code, listed.err) == (1, "")


def test_a_scheduler_hears_nothing_where_nothing_falls_due(busy: "Office") -> None:
    quiet = busy.run("hazard", "list", "--due-within", "9", "--fail")
    assert (quiet.code, quiet.err) == (0, "")
    assert quiet.out.strip() == "没有符合条件的隐患"
    listed = busy.run("hazard", "list", "--due-within", "9", "--fail", "--format", "json")
    assert (listed.code, listed.data, listed.err) == (0, [], "")


def test_what_is_due_today_is_due_and_what_was_due_yesterday_is_overdue(office: "Office") -> None:
    office.registers(deadline="2023-07-20")
    due, late = ("hazard", "list", "--due-within", "0", "--fail"), ("hazard", "list", "--overdue", "--fail")
    for today, codes in (("2023-07-19", (0, 0)), ("2023-07-20", (1, 0)), ("2023-07-21", (0, 1))):
        assert (office.run(*due, today=today).code, office.run(*late, today=today).code) == codes


def test_the_day_for_completing_the_five_is_heard_of_by_gaps(busy: "Office") -> None:
    due = busy.run("hazard", "list", "--due-within", "30", "--fail", "--format", "json")
    assert "BY-2023-0002" not in [h["no"] for h in due.data]
    assert busy.run("hazard", "gaps", "--fail").code == 1


def test_a_scheduler_gets_its_file_and_its_exit_code(busy: "Office") -> None:
    file = busy.home / "到期.txt"
    told = busy.run("hazard", "list", "--due-within", "10", "--fail", "-o", str(file))
    assert (told.code, told.out) == (1, "")
    assert "BY-2023-0001" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("said", ["一周", "-1", "7天", "", "99999", "1.5"])
def test_a_number_of_days_that_is_none_is_refused_and_never_taken_for_nothing_due(
    busy: "Office", said: str
) -> None:
    assert busy.run("hazard", "list", "--due-within", said, "--fail").code == 4


GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "提醒与日历.md").read_text(encoding="utf-8")


def test_the_script_of_the_guide_puts_on_the_desk_what_is_due_and_takes_it_away_again(
    office: "Office", tmp_path: Path
) -> None:
    script, bin_, desk = tmp_path / "remind.sh", tmp_path / ".local" / "bin", tmp_path / "桌面"
    script.write_text(re.findall(r"```sh\n(#!.*?)```", GUIDE, re.DOTALL)[0], encoding="utf-8")
    bin_.mkdir(parents=True)
    desk.mkdir()
    program = bin_ / "hazardctl"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hazardctl "$@"\n', encoding="utf-8")
    program.chmod(0o755)

    def lies_there(today: str, code: int = 0) -> list[str]:
        env = {**office.environ(today), "HOME": str(tmp_path)}
        told = subprocess.run(["sh", str(script)], env=env, capture_output=True, check=False)
        assert (told.returncode, told.stdout, told.stderr) == (code, b"", b"")
        return sorted(path.name for path in desk.iterdir())

    office.registers(deadline="2023-07-20", title="软管老化")
    assert lies_there("2023-07-10") == ["期限.ics"]
    assert lies_there("2023-07-14") == ["到期.txt", "期限.ics"]
    assert "软管老化" in (desk / "到期.txt").read_text(encoding="utf-8")
    assert lies_there("2023-07-21") == ["期限.ics", "逾期.txt"]
    office.loses_its_ledger()
    assert lies_there("2023-07-21", code=3) == ["到期.txt", "期限.ics", "逾期.txt"]
    assert "hazardctl init" in (desk / "到期.txt").read_text(encoding="utf-8")


def test_the_holidays_of_the_guide_are_those_of_the_year_they_show(office: "Office") -> None:
    shown = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0]
    before = office.asks("setting", "holidays", "2026")
    (office.home / "holidays.yaml").write_text(shown, encoding="utf-8")
    assert office.asks("setting", "holidays", "2026") == [{**before[0], "own": True}]


def test_help_says_that_what_is_overdue_is_not_due(desk: "Office") -> None:
    assert "逾期的用 --overdue" in "".join(desk.run("hazard", "list", "--help").out.split("\n"))
