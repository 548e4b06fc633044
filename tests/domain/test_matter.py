"""A numbered matter and its dated steps: any past day, the order of days, what is stored and comes back."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import pytest

from hazardctl.domain import codec, matter
from hazardctl.domain.hazard import Ref
from hazardctl.domain.matter import Matter, Step, kind_of

JUNE_1, JUNE_5, JUNE_9 = date(2023, 6, 1), date(2023, 6, 5), date(2023, 6, 9)


class Colour(StrEnum):
    RED = "red"


class Look(Step, frozen=True, kw_only=True):
    kind: ClassVar[str] = "look"

    note: str | None = None


class Thing(Matter, frozen=True, kw_only=True):
    kind: ClassVar[str] = "thing"
    prefix: ClassVar[str] = "XX"
    step_kinds: ClassVar[tuple[type[Step], ...]] = (Look,)

    colour: Colour | None = None
    due: date | None = None
    names: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    urgent: bool = False


def codes(thing: Thing, today: date) -> list[str]:
    return [problem.code for problem in thing.objections(today)]


def test_a_matter_is_as_it_was_at_the_end_of_any_day() -> None:
    thing = Thing(on=JUNE_1).with_step(Look(on=JUNE_5)).with_step(Look(on=JUNE_9))
    assert thing.at(date(2023, 5, 31)) is None
    counts = {day: len(then.steps) for day in (JUNE_1, JUNE_5, JUNE_9) if (then := thing.at(day))}
    assert counts == {JUNE_1: 0, JUNE_5: 1, JUNE_9: 2}


def test_steps_stand_in_the_order_of_their_days_and_then_of_typing() -> None:
    thing = Thing(on=JUNE_1)
    for day, note in ((JUNE_9, "c"), (JUNE_5, "a"), (JUNE_9, "d"), (JUNE_5, "b")):
        thing = thing.with_step(Look(on=day, note=note))
    assert "".join(step.note or "" for step in thing.steps if isinstance(step, Look)) == "abcd"
    last = thing.last("look")
    assert isinstance(last, Look)
    assert last.note == "d"
    assert thing.last("other") is None


@pytest.mark.parametrize(
    ("began", "step", "refused"),
    [
        (JUNE_1, JUNE_5, []),
        (JUNE_5, JUNE_5, []),
        (JUNE_5, JUNE_1, ["too_early"]),
        (JUNE_1, date(2023, 6, 10), ["in_future"]),
        (date(2023, 6, 10), date(2023, 6, 10), ["in_future", "in_future"]),
    ],
)
def test_days_are_in_order_and_not_ahead(began: date, step: date, refused: list[str]) -> None:
    assert codes(Thing(on=began).with_step(Look(on=step)), JUNE_9) == refused


def test_what_a_kind_adds_comes_back_as_it_was() -> None:
    thing = Thing(
        on=JUNE_1, colour=Colour.RED, due=JUNE_5, names=("甲", "乙"), colours=(Colour.RED,), urgent=True
    )
    detail = codec.details(thing, {"on", "uid", "no", "unit", "enterprise", "village", "topic", "hazards", "steps",
                                   "void"})  # fmt: skip
    assert detail == {
        "colour": "red",
        "due": "2023-06-05",
        "names": ["甲", "乙"],
        "colours": ["red"],
        "urgent": True,
    }
    assert Thing(on=JUNE_1, **codec.revived(Thing, detail)) == thing


def test_what_is_not_known_is_not_stored() -> None:
    detail = codec.details(Thing(on=JUNE_1, enterprise=Ref("u", "甲厂")), {"on", "enterprise"})
    assert "colour" not in detail
    assert "names" not in detail


@pytest.mark.parametrize("name", matter._MODULES)
def test_every_kind_has_its_own_series_of_numbers(name: str) -> None:
    kinds = {other: kind_of(other) for other in matter._MODULES}
    assert kinds[name].kind == name
    assert [other for other, kind in kinds.items() if kind.prefix == kinds[name].prefix] == [name]
