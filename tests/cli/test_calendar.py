"""The office's calendar: what falls due, on the right days, in a file that other programs read; and the scheduler's list."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

if TYPE_CHECKING:
    from tests.cli.conftest import Office

SEVERAL = ("deadline", "pending", "supervised", "report", "return", "duty", "phase", "deliverable")


@pytest.fixture
def busy(office: "Office") -> "Office":
    office.does("unit", "add", "虚构村")
    office.registers(title="软管老化", deadline="2023-07-20")
    office.registers("--pending", "2023-07-15", "--interim", "停用", title="砂轮机无罩", funds=None)
    office.registers("--criterion", "第一条", title="报警器停用", level="major", deadline="2023-08-05")
    office.does("hazard", "list-up", "BY-2023-0003", "--authority", "town", "--term", "2023-07-30")
    office.registers(title="逾期的", deadline="2023-07-08", found_on="2023-07-01")
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
    assert "逾期的" in deadlines[date(2023, 7, 8)]
    assert list(days(content, "pending")) == [date(2023, 7, 15)]
    assert list(days(content, "supervised")) == [date(2023, 7, 30)]
    assert list(days(content, "report")) == [date(2023, 7, 10)]
    assert list(days(content, "return")) == [date(2023, 7, 31)]
    assert date(2023, 7, 31) in days(content, "duty")
    phases = busy.asks("phase", "status")
    ends = {date.fromisoformat(p["due"]) for p in phases if p["due"] >= "2023-07-10"}
    starts = {date.fromisoformat(p["start"]) for p in phases if p["start"] >= "2023-07-10"}
    assert set(days(content, "phase")) == ends | starts
    assert set(days(content, "deliverable")) <= ends


def test_an_event_lasts_a_day_reminds_the_day_before_and_says_what_to_type(busy: "Office") -> None:
    event = next(e for uid, e in events(calendar(busy)).items() if "软管老化" in e["summary"])
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert "hazardctl hazard rectify BY-2023-0001" in event["description"]
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-15)
    assert str(event["categories"].cats[0]) == "整改时限"


def test_lines_are_short_and_ended_as_the_format_asks(busy: "Office") -> None:
    content = calendar(busy)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [line for line in lines if len(line) > 75] == []
    content.decode()
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
    assert events(calendar(busy, "2023-07-12", "--as-of", "2023-07-09")).keys() != after.keys()


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
    assert busy.run("hazard", "list", "--due-within", "一周", "--fail").code == 4
