"""What a term may be called: the same words at the keyboard, in a filter and in a sheet."""

import pytest

from hazardctl.domain.called import named
from hazardctl.domain.hazard import Authority, Level, Source


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("major", Level.MAJOR),
        ("重大", Level.MAJOR),
        ("重大隐患", Level.MAJOR),
        ("重大事故隐患", Level.MAJOR),
        ("一般", Level.GENERAL),
        ("一般隐患", Level.GENERAL),
        ("一般事故隐患", Level.GENERAL),
        ("特大", None),
        ("隐患", None),
    ],
)
def test_a_level_is_said_with_or_without_what_it_is_a_level_of(said: str, level: Level | None) -> None:
    assert named(Level, said) is level


@pytest.mark.parametrize(
    ("said", "source"),
    [("village", Source.VILLAGE), ("村排查", Source.VILLAGE), ("举报", Source.TIPOFF), ("督查", Source.SUPERVISION),
     ("专家", Source.EXPERT), ("自查", Source.SELF), ("上级交办", Source.UPPER), ("路过", None)],
)  # fmt: skip
def test_a_source_is_said_as_people_write_it(said: str, source: Source | None) -> None:
    assert named(Source, said) is source


def test_what_one_term_is_called_another_is_not() -> None:
    assert named(Authority, "举报") is None
