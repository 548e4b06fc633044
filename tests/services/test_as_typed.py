"""Reading a table remembers what it read: that must never show, in whatever order the cells come."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.exchange import table
from hazardctl.exchange.book import Merge, Sheet, Value
from hazardctl.exchange.columns import SheetKind
from hazardctl.exchange.maps import Map
from hazardctl.exchange.table import Table
from hazardctl.services.imported import Wanted
from hazardctl.services.intake import as_typed

HEADS = ["单位（场所）名称", "是否高危", "员工人数", "地址"]
FIELDS = ("name", "high_risk", "headcount", "address")
CELLS = [
    True, False, 0, 1, 0.0, 1.0, 2, 2.0, "1", "0", "是", "否", "", " ", "-", None, "√", "#REF!", "甲厂", 45_000,
    date(2023, 5, 1), datetime(2023, 5, 1), datetime(2023, 5, 1, 8, 30), float("nan"),  # noqa: DTZ001  as a sheet stores it
]  # fmt: skip


def found(*rows: list[Value], kind: SheetKind = SheetKind.ENTERPRISES, heads: list[str] = HEADS) -> Table:
    sheet = Sheet("台账", [list(heads), *rows])
    one = table.find(sheet, (kind,))
    assert one is not None
    return one


def read(one: Table, wanted: Wanted | None = None) -> list[as_typed.Typed]:
    notes: dict[str, None] = {}
    reader = as_typed.Reader(one, wanted or Wanted(), notes)
    return [reader.read(row) for row in one.rows()]


@given(st.lists(st.tuples(*[st.sampled_from(CELLS)] * 3), min_size=1, max_size=12))
def test_a_row_reads_the_same_among_others_as_alone(rows: list[tuple[Any, ...]]) -> None:
    sheet = [["测试厂", *cells] for cells in rows]
    assert read(found(*sheet)) == [read(found(row))[0] for row in sheet]


def test_true_and_one_are_two_things_in_either_order() -> None:
    one_first = read(found(["甲厂", 1, 1, None], ["乙厂", True, True, None]))
    true_first = read(found(["乙厂", True, True, None], ["甲厂", 1, 1, None]))
    assert one_first == true_first[::-1]
    (said, wrong), _ = one_first
    assert (said["high_risk"], said["headcount"], wrong) == ("yes", "1", ())


def test_every_mistake_of_a_row_is_told_and_told_again_for_the_next_row() -> None:
    told = read(found(["甲厂", "#REF!", "#N/A", "某街"], ["乙厂", "#REF!", 3, "某街"]))
    assert [[(p.where, p.code) for p in wrong] for _, wrong in told] == [
        [("high_risk", "cell_error"), ("headcount", "cell_error")],
        [("high_risk", "cell_error")],
    ]
    assert told[0][0] == {"name": "甲厂", "address": "某街"}


def test_what_a_map_calls_otherwise_and_what_is_said_for_every_row() -> None:
    wanted = Wanted(
        map=Map(name="m", kind=SheetKind.ENTERPRISES, values={"high_risk": {"yes": "no"}}),
        defaults={"address": "某镇", "headcount": "9"},
    )
    (said, wrong), (bare, _) = read(found(["甲厂", "是", 5, None], ["乙厂", None, None, "某街"]), wanted)
    assert (said, wrong) == ({"name": "甲厂", "high_risk": "no", "headcount": "5", "address": "某镇"}, ())
    assert bare == {"name": "乙厂", "address": "某街", "headcount": "9"}


@pytest.mark.parametrize(
    ("heading", "cell", "text", "noted"),
    [("整改资金", 3, "3", True), ("整改资金", 0, "0", False), ("整改资金（万元）", 3, "3万", False), ("整改资金（元）", 3, "3", False)],
)  # fmt: skip
def test_money_without_a_unit_is_taken_for_yuan_and_that_is_said(
    heading: str, cell: Value, text: str, *, noted: bool
) -> None:
    one = found(
        ["漏电", cell, "甲厂"], kind=SheetKind.HAZARDS, heads=["隐患描述", heading, "单位（场所）名称"]
    )
    notes: dict[str, None] = {}
    reader = as_typed.Reader(one, Wanted(), notes)
    assert [reader.read(row)[0]["funds"] for row in one.rows()] == [text]
    assert bool(notes) is noted


def test_a_short_row_and_a_merged_cell_give_every_column_its_cell() -> None:
    sheet = Sheet("台账", [list(HEADS), ["甲厂", "是"], ["乙厂"]], (Merge(1, 1, 2, 1),))
    one = table.find(sheet, (SheetKind.ENTERPRISES,))
    assert one is not None
    assert [row.values for row in one.rows()] == [
        dict(zip(FIELDS, ("甲厂", "是", None, None), strict=True)),
        dict(zip(FIELDS, ("乙厂", "是", None, None), strict=True)),
    ]
