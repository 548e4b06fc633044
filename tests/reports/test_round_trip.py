"""A ledger that goes out as a workbook and comes back unedited changes nothing, and goes out the same again."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook
from tests.reports.bookkeeping import many, write_down
from tests.reports.histories import FIRMS, TODAY, Draw, Told, Town, towns

from hazardctl.domain.hazard import Hazard, Ref
from hazardctl.domain.text import clean
from hazardctl.exchange import book
from hazardctl.exchange.ledger_form import FULL
from hazardctl.ledger.queries.finding import Filter
from hazardctl.render.xlsx import ledger
from hazardctl.services import exports, imports
from hazardctl.services.desk import Desk
from hazardctl.services.imported import Wanted
from hazardctl.settings import Settings

HOSTILE = st.sampled_from((
    "=1+1", "+86", "-5", "@SUM(A1)", "＝cmd", "√", "×", "—", "/", "无", "#REF!", "合计", "填表人：张三", "注：见附件", "2023-08-31", "20000", "1.50", "0",
    "2万", "是", "否", "_x000D_", "_x0041_", "<b>&amp;</b>", "甲/乙", "甲、乙", "甲 乙", "甲（乙）", "第一行\n第二行", "「」", "[red]", "{x}", "%s",
    "未发现隐患", "隐患描述", "  空格  ", "䶮", "𠮷", "é", "e\u0301", "TRUE", "1e5", "00123", "措施：甲；责任：乙", "\u00a0", "'quoted", '"', "\\",
))  # fmt: skip
WORDS = HOSTILE | st.text(max_size=40)


def said(draw: Draw, *, multiline: bool, otherwise: str | None) -> str | None:
    """Draw a text as the ledger would hold it."""
    return clean(draw(WORDS), multiline=multiline) or otherwise


@st.composite
def hostile_towns(draw: Draw) -> Town:
    """Draw a town whose texts are what nobody should type."""
    town: Town = draw(towns())
    return replace(town, told=tuple(worded(draw, told) for told in town.told))


def worded(draw: Draw, told: Told) -> Told:
    """Give a hazard other words, the same at every entry."""
    name = draw(st.sampled_from((None, *FIRMS)))
    words: dict[str, Any] = {
        "title": said(draw, multiline=False, otherwise="隐患"),
        "enterprise": Ref(name, name) if name else None,
        **{
            field: said(draw, multiline=False, otherwise=None)
            for field in ("place", "category", "found_unit", "found_by", "leader", "supervisor")
        },
    }

    def other(hazard: Hazard) -> Hazard:
        return replace(hazard, **words)

    return replace(told, entries=tuple(replace(case, hazard=other(case.hazard)) for case in told.entries))


def desk(path: Path, today: date = TODAY) -> Desk:
    """Return the desk of a ledger."""
    return Desk(Settings(ledger=path, plan_folder=None, actor="王五", today=today, moved_today=today))


def export(path: Path, target: Path, day: date | None = None) -> Path:
    """Write every form of a ledger."""
    with exports.ledger(desk(path), Filter(), day, tuple(exports.Form)) as forms:
        ledger.write(forms, target)
    return target


def content(path: Path) -> dict[str, list[list[book.Value]]]:
    """Return what every sheet of a workbook says."""
    return {sheet.name: sheet.rows for sheet in book.read(path).sheets}


@many
@given(town=hostile_towns())
def test_out_and_in_and_out_again_is_the_same_and_changes_nothing(town: Town, empty: Path) -> None:
    path = write_down(empty, town)
    before = path.read_bytes()
    first = export(path, path.with_name("一.xlsx"))
    done = imports.take(desk(path), first, Wanted(update=True)).imported
    assert (done.added, done.updated, done.refused, done.saved) == (0, 0, 0, False), done.errors
    assert done.read == done.unchanged + done.skipped
    assert done.unchanged == sum(1 for told in town.told if told.case.hazard.void is None)
    assert path.read_bytes() == before
    assert content(export(path, path.with_name("二.xlsx"))) == content(first)


@settings(many, max_examples=20)
@given(town=towns(), day=st.dates(date(2023, 6, 1), TODAY))
def test_a_past_day_s_ledger_comes_back_unchanged_too(town: Town, empty: Path, day: date) -> None:
    path = write_down(empty, town)
    done = imports.take(
        desk(path), export(path, path.with_name("三.xlsx"), day), Wanted(update=True)
    ).imported
    assert (done.added, done.updated, done.refused) == (0, 0, 0), done.errors


EDITS: dict[str, tuple[Callable[[Any], Any], Callable[[Hazard], object], object]] = {
    "place": (lambda _: "三号车间", lambda h: h.place, "三号车间"),
    "measures": (lambda _: "更换配电箱", lambda h: h.five.measures, "更换配电箱"),
    "funds": (lambda _: 3.5, lambda h: h.five.funds_fen, 3_500_000),
    "leader": (lambda _: None, lambda h: h.leader, None),
    "supervisors": (lambda old: str(old).split("\n")[0] + "\n孙七", lambda h: h.supervisor, "孙七"),
}


@pytest.mark.parametrize("field", EDITS)
def test_an_edited_cell_changes_that_and_nothing_else(empty: Path, tmp_path: Path, field: str) -> None:
    from hazardctl.domain.case import Case
    from hazardctl.domain.five import Five
    from hazardctl.domain.hazard import Level, Source
    from hazardctl.ledger.ids import new_uid
    from hazardctl.ledger.queries import cases, movements
    from hazardctl.ledger.writing import Signature, writing

    path = Path(shutil.copy(empty, tmp_path / "ledger.db"))
    five = Five("加装接地", "测试食品厂", "李四", 2_000_000, None, False, date(2023, 8, 1), "停电预案")  # noqa: FBT003
    hazard = Hazard(
        uid=new_uid(), no="BY-2023-0001", title="配电箱未接地", level=Level.GENERAL, unit="经发办",
        source=Source.SELF, found_on=date(2023, 7, 1), place="一号车间", leader="王镇长", supervisor="周八", five=five,
    )  # fmt: skip
    with writing(path, Signature("王五", "test")) as writer:
        arrivals = movements.Arrivals()
        cases.save_new(writer, [Case(hazard)], arrivals)
        arrivals.settle(writer)
    target = export(path, tmp_path / "台账.xlsx")
    edit, read, wanted = EDITS[field]
    workbook = load_workbook(target)
    cell: Any = workbook.worksheets[0].cell(5, [c.field for c in FULL].index(field) + 1)
    cell.value = edit(cell.value)
    workbook.save(target)

    assert imports.take(desk(path), target, Wanted()).imported.updated == 0
    done = imports.take(desk(path), target, Wanted(update=True)).imported
    assert (done.updated, done.refused) == (1, 0), done.errors
    with desk(path).reading() as reader:
        after = cases.by_numbers(reader, ["BY-2023-0001"])["BY-2023-0001"].hazard
    assert read(after) == wanted
    changed = {"funds": {"five"}, "measures": {"five"}, "supervisors": {"supervisor"}}.get(field, {field})
    same = set(Hazard.__struct_fields__) - changed
    assert {name: getattr(after, name) for name in same} == {name: getattr(hazard, name) for name in same}
