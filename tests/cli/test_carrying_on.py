"""Before and after the campaign: stock, and what is carried over at its end — tagged, and never counted again."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hazardctl import plan as plans
from hazardctl.ledger.queries.cohorts import standing
from hazardctl.ledger.writing import Signature, setting_row
from hazardctl.reports.carrying import CarriedOver, figures

if TYPE_CHECKING:
    from tests.cli.conftest import Office

LATER = "2024-02-10"


def tags(office: "Office", no: str, day: str) -> tuple[Any, Any, Any]:
    h = office.asks("hazard", "show", no, "--as-of", day, today=LATER)
    return h["stock"], h["carried_over"], h["after_campaign"]


def carried(office: "Office", day: str) -> CarriedOver:
    with office.store.reading() as reader:
        return figures(reader, plans.load(None), standing(reader, date.fromisoformat(day), ()))


def numbers(office: "Office", *words: str) -> list[str]:
    return [h["no"] for h in office.asks("hazard", "list", *words, today=LATER)]


def test_a_hazard_found_before_the_campaign_is_stock_and_never_counted_in_it(office: "Office") -> None:
    old = office.registers(found_on="2023-05-01", deadline="2023-08-10", title="旧")
    new = office.registers(found_on="2023-06-02", title="新")
    assert tags(office, old, "2023-07-10") == (True, False, False)
    assert tags(office, new, "2023-07-10") == (False, False, False)
    assert numbers(office, "--stock") == [old]
    report = office.asks("report", "monthly", "2023-06")
    assert (report["stock"]["found"], report["cumulative"]["found"]) == (1, 1)


def test_what_is_in_hand_at_the_end_is_carried_over_from_the_next_day_on(office: "Office") -> None:
    kept = office.registers(title="未改")
    done = office.registers(title="已改")
    office.does("hazard", "rectify", done, "--on", "2023-12-20", today="2023-12-20")
    office.closes(done, on="2023-12-21")
    assert tags(office, kept, "2023-12-31") == (False, False, False)
    assert tags(office, kept, "2024-01-01") == (False, True, False)
    assert tags(office, done, "2024-01-01") == (False, False, False)
    assert numbers(office, "--carried") == [kept]
    assert numbers(office, "--carried", "--as-of", "2023-12-31") == []


def test_the_figures_of_what_is_carried_over_count_each_hazard_once(office: "Office") -> None:
    first, second = office.registers(title="甲"), office.registers(title="乙")
    office.registers("--found-on", "2024-01-05", title="丙", deadline="2024-03-01", today=LATER)
    void = office.registers(title="丁")
    office.does("hazard", "void", void, "--reason", "重复")
    before = carried(office, "2023-12-31")
    assert (before.ended, before.count, before.found_after) == (False, 0, 0)
    office.does("hazard", "rectify", first, "--on", "2024-01-10", today=LATER)
    office.closes(first, on="2024-01-20", today=LATER)
    now = carried(office, LATER)
    assert (now.count, now.closed_since, now.referred_since, now.open, now.found_after) == (2, 1, 0, 1, 1)
    assert carried(office, "2024-01-15").closed_since == 0
    referred = ("--to", "区应急局", "--kind", "refer", "--reason", "无权", "--on", "2024-01-25")
    office.does("hazard", "transfer", second, *referred, today=LATER)
    assert (carried(office, LATER).referred_since, carried(office, LATER).open) == (1, 0)


def test_what_is_found_after_the_end_is_tagged(office: "Office") -> None:
    late = office.registers("--found-on", "2024-01-05", deadline="2024-03-01", today=LATER)
    assert tags(office, late, LATER) == (False, False, True)
    assert numbers(office, "--carried") == []


def test_a_referred_or_closed_hazard_that_comes_back_later_was_not_carried_over(office: "Office") -> None:
    no = office.registers()
    office.does("hazard", "rectify", no, "--on", "2023-12-01", today="2023-12-01")
    office.closes(no, on="2023-12-02")
    office.does(
        "hazard", "reopen", no, "--reason", "mistaken", "--approver", "赵", "--on", "2024-01-10", today=LATER
    )
    assert tags(office, no, LATER) == (False, False, False)


def test_the_days_that_the_ledger_notes_are_taken_before_the_plan_is_read(office: "Office") -> None:
    no = office.registers(found_on="2023-07-01")
    with office.store.writing(Signature("王五", "test")) as writer:
        writer.record(setting_row(writer, "plan_began_on", "2023-07-05"))
        writer.record(setting_row(writer, "plan_ends_on", "2023-07-08"))
    assert tags(office, no, "2023-07-10") == (True, True, False)
    assert numbers(office, "--stock") == numbers(office, "--carried") == [no]


def test_what_is_carried_into_a_new_plan_is_stock_there_and_never_counted_again(
    office: "Office", tmp_path: Path
) -> None:
    no = office.registers()
    folder = _next_years_plan(office, tmp_path)
    office.does("--plan", folder, "init", today=LATER)
    h = office.asks("--plan", folder, "hazard", "show", no, today=LATER)
    assert (h["stock"], h["carried_over"]) == (True, False)
    report = office.asks("--plan", folder, "report", "monthly", "2024-02", today=LATER)
    assert (report["stock"]["found"], report["cumulative"]["found"]) == (1, 0)
    assert (report["balance"]["opening"], report["balance"]["closing"]) == (1, 1)
    assert [h["no"] for h in office.asks("--plan", folder, "hazard", "list", "--stock", today=LATER)] == [no]


def _next_years_plan(office: "Office", tmp_path: Path) -> str:
    """Export the plan and move all its phases a year on."""
    folder = tmp_path / "plan2024"
    office.does("plan", "export", str(folder))
    path = folder / "task_list.yaml"
    text = path.read_text(encoding="utf-8")
    moved = "\n".join(
        line.replace("2023-", "2024-") if line.lstrip().startswith(("start:", "due:", "issued_on:")) else line
        for line in text.split("\n")
    )
    path.write_text(moved, encoding="utf-8")
    return str(folder)
