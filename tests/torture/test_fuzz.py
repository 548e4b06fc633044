"""What comes from outside, at the size that every run of the tests can bear; `make torture` runs the release's."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.torture import canary, fuzz
from tests.torture.machine import Outcome

SEED = 20230831

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the torture machine forks")


@pytest.mark.parametrize(
    ("scenario", "size"),
    [
        (fuzz.arguments, 500),
        (fuzz.sheets, 200),
        (fuzz.plans, 100),
        (fuzz.texts, 1000),
        (canary.canary, 100),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_nothing_from_outside_does_harm(
    tmp_path: Path, scenario: Callable[[Path, int, int], Outcome], size: int
) -> None:
    outcome = scenario(tmp_path, size, SEED)
    assert outcome.failures == ()
    assert outcome.trials >= size


def test_a_traceback_of_a_disk_that_refuses_does_not_tell(tmp_path: Path) -> None:
    assert canary.trapped(tmp_path) == []
