"""Two tellings of a row become one: what only one side changed is taken, what both changed waits, in any order."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hazardctl.domain.canonical import canonical
from hazardctl.domain.merging import (
    ABSENT,
    WHOLE,
    At,
    Knowledge,
    Open,
    Past,
    Told,
    common,
    join,
    join_twins,
)

BASE = {"uid": "u", "title": "甲", "place": None, "funds_fen": 100}


def row(**changes: Any) -> dict[str, Any]:
    return {**BASE, **changes}


def told(**changes: Any) -> Told:
    return Told(row(**changes))


def joined(ours: Told, theirs: Told, ancestor: Told | None = None) -> Told:
    return join("thing", ancestor or told(), ours, theirs, Past([BASE]))


def rivals(*values: object) -> frozenset[str]:
    return frozenset(map(canonical, values))


@pytest.mark.parametrize(
    ("ours", "theirs", "comes_to"),
    [
        ({}, {"title": "乙"}, {"title": "乙"}),
        ({"title": "乙"}, {}, {"title": "乙"}),
        ({"title": "乙"}, {"title": "乙"}, {"title": "乙"}),
        ({"title": "乙"}, {"place": "东"}, {"title": "乙", "place": "东"}),
        ({"place": "东"}, {"place": None, "funds_fen": None}, {"place": "东", "funds_fen": None}),
    ],
)
def test_what_one_side_changed_is_taken(
    ours: dict[str, Any], theirs: dict[str, Any], comes_to: dict[str, Any]
) -> None:
    assert joined(told(**ours), told(**theirs)) == told(**comes_to)


def test_what_both_changed_shows_what_they_went_out_from() -> None:
    found = joined(told(title="乙", place="东"), told(title="丙"))
    assert found == Told(row(place="东"), {"title": Open(canonical("甲"), rivals("乙", "丙"))})


def test_what_says_one_thing_together_is_told_together() -> None:
    before = Told({"uid": "u", "void_on": None, "void_reason": None, "duplicate_of": None})
    ours, theirs = (
        Told({"uid": "u", "void_on": "2023-07-10", "void_reason": why, "duplicate_of": None})
        for why in ("镇", "村")
    )
    found = join("hazard", before, ours, theirs, Past([]))
    assert (found.row, set(found.open)) == (before.row, {"void_on"})
    assert len(found.open["void_on"].rivals) == 2


def test_a_number_is_not_its_text() -> None:
    found = joined(told(funds_fen=1), told(funds_fen="1"))
    assert found.open["funds_fen"].rivals == rivals(1, "1")


def test_a_rival_that_its_side_replaced_is_gone() -> None:
    still = joined(told(title="乙"), told(title="丙"))
    later = join("thing", told(title="丙"), still, told(title="丁"), Past([BASE]))
    assert later.open["title"].rivals == rivals("乙", "丁")
    assert later.row == BASE


def test_who_goes_back_to_what_was_says_nothing_against_the_other() -> None:
    still = joined(told(title="乙"), told(title="丙"))
    back = join("thing", told(title="丙"), still, told(), Past([BASE]))
    assert back == told(title="乙")


def test_what_one_side_decided_is_taken_and_two_decisions_wait() -> None:
    still = joined(told(title="乙"), told(title="丙"))
    assert join("thing", still, still, told(title="乙"), Past([BASE])) == told(title="乙")
    apart = join("thing", still, told(title="丙"), told(title="乙"), Past([BASE]))
    assert apart.open["title"].rivals == rivals("乙", "丙")


def test_of_two_ancestors_the_earlier_is_shown() -> None:
    found = join("thing", told(title="乙"), told(title="丙"), told(title="丁"), Past([BASE, row(title="乙")]))
    assert found.open["title"].ancestor == canonical("乙")
    again = join("thing", told(), found, told(title="戊"), Past([BASE, row(title="乙")]))
    assert again.open["title"] == Open(canonical("甲"), rivals("丙", "丁", "戊"))
    assert again.row == BASE


def test_a_row_that_one_side_took_back_stays_until_it_is_decided() -> None:
    assert joined(told(), ABSENT) == ABSENT, "nobody went on with it"
    found = joined(told(title="乙"), ABSENT)
    assert (found.row, found.open[WHOLE].rivals) == (BASE, rivals(None, row(title="乙")))
    assert joined(ABSENT, told(title="乙")) == found


def test_the_order_of_typing_is_each_ledgers_own() -> None:
    before, ours, theirs = (
        Told({"uid": "a", "seq": n, "on_day": day}) for n, day in ((1, "1"), (4, "1"), (2, "2"))
    )
    assert join("act", before, ours, theirs, Past([])).row == {"uid": "a", "seq": 4, "on_day": "2"}


def test_twins_fill_each_other_and_the_elder_is_shown() -> None:
    elder = Told(
        {"uid": "a", "town": "T", "name": "厂", "phone": "1", "address": None, "registered_on": "2023-06-02"}
    )
    younger = Told(
        {"uid": "b", "town": "T", "name": "厂", "phone": "2", "address": "东", "registered_on": "2023-06-01"}
    )
    found = join_twins("enterprise", elder, younger)
    assert found.row == {**(elder.row or {}), "address": "东"}
    assert found.open == {"phone": Open(canonical("1"), rivals("1", "2"))}


VALUES = st.sampled_from(["甲", "乙", "丙", "丁"])
SIDE = st.lists(VALUES, min_size=0, max_size=3)


@given(sides=st.lists(SIDE, min_size=2, max_size=4))
def test_the_order_of_merging_does_not_matter(sides: list[list[str]]) -> None:
    """Each side goes out from the same row and sets the title some times; a middle one takes them in, in every order."""
    ends = [told(title=values[-1] if values else "甲") for values in sides]
    results = []
    for order in permutations(ends):
        ours = told()
        for theirs in order:
            ours = joined(ours, theirs)
        results.append((ours.row, {field: (one.ancestor, one.rivals) for field, one in ours.open.items()}))
    assert all(result == results[0] for result in results)


@given(first=SIDE, second=SIDE, other=VALUES)
def test_a_side_may_come_twice_before_or_after_the_other(
    first: list[str], second: list[str], other: str
) -> None:
    # What two say alike is one value: whoever takes it back later takes it back for both.
    assume(other not in first)
    then, later = (told(title=values[-1] if values else "甲") for values in (first, [*first, *second]))
    at_once = joined(joined(told(), told(title=other)), later)
    in_two = join("thing", then, joined(joined(told(), then), told(title=other)), later, Past([BASE]))
    assert in_two == at_once


def test_who_knew_whom() -> None:
    knows = Knowledge(
        [
            (At("a", 5), At("b", 3)),
            (At("b", 4), At("a", 2)),
            (At("c", 1), At("b", 4)),
            (At("c", 1), At("a", 2)),
        ]
    )
    assert knows.of(At("a", 6)) == {"a": 6, "b": 3}
    assert knows.of(At("a", 4)) == {"a": 4}
    assert knows.latest([At("a", 2), At("b", 4)]) == [At("b", 4)], "b knew it"
    assert knows.latest([At("a", 5), At("b", 4)]) == [At("a", 5), At("b", 4)], "criss-cross"
    assert knows.latest([]) == []
    assert common(knows.of(At("a", 6)), knows.of(At("c", 2))) == {"a": 2, "b": 3}


def test_who_said_the_same_and_replaced_it_has_replaced_it_for_both() -> None:
    """Here 乙 became 丙; there it is 乙 still, entered apart from ours."""
    past = Past([BASE], ours=[[row(title="乙"), row(title="丙")]])
    assert join("thing", told(), told(title="丙"), told(title="乙"), past) == told(title="丙")
    turned = Past([BASE], theirs=past.ours)
    assert join("thing", told(), told(title="乙"), told(title="丙"), turned) == told(title="丙")
    both = Past([BASE], ours=past.ours, theirs=[[row(title="丙"), row(title="乙")]])
    assert set(join("thing", told(), told(title="丙"), told(title="乙"), both).open) == {"title"}
