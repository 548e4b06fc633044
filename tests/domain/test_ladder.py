"""The next step of the ladder: from days overdue and failed rounds, never one already behind us."""

import pytest

from hazardctl.domain.ladder import next_step
from hazardctl.domain.plan_rows import Step

LADDER = (
    Step(1, "remind", "提示", "", 1, None),
    Step(2, "assign", "交办", "", 10, None),
    Step(3, "supervise", "督办", "", 15, 1),
    Step(4, "interview", "约谈", "", 30, 2),
    Step(5, "last_place", "末位发言", "", None, None),
)


@pytest.mark.parametrize(
    ("days", "rounds", "taken", "proposed"),
    [
        (0, 0, (), None),
        (1, 0, (), "remind"),
        (9, 0, (), "remind"),
        (10, 0, (), "assign"),
        (12, 0, ("assign",), None),
        (15, 0, ("assign",), "supervise"),
        (3, 1, (), "supervise"),
        (0, 2, (), "interview"),
        (400, 9, ("interview",), None),
        (20, 0, ("remind", "unknown"), "supervise"),
        (29, 0, ("interview",), None),
    ],
)
def test_the_heaviest_step_that_is_reached_and_not_behind_us(
    days: int, rounds: int, taken: tuple[str, ...], proposed: str | None
) -> None:
    step = next_step(LADDER, days, rounds, taken)
    assert (step.key if step else None) == proposed


def test_without_a_ladder_nothing_is_proposed() -> None:
    assert next_step((), 100, 5, ()) is None
