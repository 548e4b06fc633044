"""五落实: which of the five are missing, and when all of them hold."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hazardctl.domain.five import Five, Item

WHOLE = Five(
    measures="加装接地",
    responsible_unit="测试食品厂",
    responsible="李四",
    funds_fen=2_000_000,
    deadline=date(2023, 8, 10),
    contingency="停电预案",
)


@pytest.mark.parametrize(
    ("without", "missing", "fields"),
    [
        ({}, (), ()),
        ({"measures": None}, ("measures",), ("measures",)),
        ({"responsible_unit": None}, ("responsibility",), ("responsible_unit",)),
        ({"responsible": None}, ("responsibility",), ("responsible",)),
        (
            {"responsible_unit": None, "responsible": None},
            ("responsibility",),
            ("responsible_unit", "responsible"),
        ),
        ({"funds_fen": None}, ("funds",), ("funds",)),
        ({"funds_fen": 0}, (), ()),
        ({"funds_fen": None, "no_funds": True}, (), ()),
        ({"funds_source": None}, (), ()),
        ({"deadline": None}, ("deadline",), ("deadline",)),
        ({"contingency": None}, ("contingency",), ("contingency",)),
        (
            {"contingency": None, "measures": None, "deadline": None},
            ("measures", "deadline", "contingency"),
            ("measures", "deadline", "contingency"),
        ),
    ],
    ids=[
        "all there",
        "no measures",
        "no unit",
        "no person",
        "neither unit nor person",
        "nothing said of money",
        "an amount of 0",
        "none needed",
        "source of the money not known",
        "no deadline",
        "no plan",
        "three missing, in the plan's order",
    ],
)
def test_each_of_the_five_that_is_missing_is_named_once(
    without: dict[str, Any], missing: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    five = replace(WHOLE, **without)
    assert five.missing() == missing
    assert tuple(field for _, field in five.missing_fields()) == fields
    assert five.complete == (missing == ())


def test_of_nothing_all_five_are_missing_in_the_plans_order() -> None:
    assert Five().missing() == tuple(Item)
    assert [str(item) for item in Item] == ["measures", "responsibility", "funds", "deadline", "contingency"]
    assert not Five().complete


@given(
    there=st.fixed_dictionaries(
        {name: st.booleans() for name in ("measures", "responsible_unit", "responsible", "contingency")}
    ),
    funds=st.sampled_from([{}, {"funds_fen": 0}, {"funds_fen": 1}, {"no_funds": True}]),
    due=st.none() | st.dates(),
)
def test_they_are_complete_when_nothing_is_missing_and_only_then(
    there: dict[str, bool], funds: dict[str, Any], due: date | None
) -> None:
    texts: dict[str, Any] = {name: "有" for name, has in there.items() if has}
    five = Five(**texts, **funds, deadline=due)
    assert five.complete == (all(there.values()) and bool(funds) and due is not None)
    assert five.complete == (five.missing() == ())
