"""The text of every JSON answer: what the standard library would write, whatever stands in it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.text import escaped
from hazardctl.render import plain

TEXT = st.text(max_size=12)
RATES = st.integers(0, 1_000_000).map(lambda n: n / 10)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | RATES | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def by_the_standard_library(document: dict[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2)
    return escaped(text, lambda char: json.dumps(char)[1:-1]) + "\n"


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_it_is_what_the_standard_library_writes(document: dict[str, Any]) -> None:
    assert plain.to_json(document) == by_the_standard_library(document)


@pytest.mark.parametrize("name", ["照片\udcff.jpg", "\ud83d"])
def test_half_a_character_is_written_by_its_number(name: str) -> None:
    text = plain.to_json({"name": name, "n": 2**70})
    assert text == by_the_standard_library({"name": name, "n": 2**70})
    assert json.loads(text)["name"] == name
