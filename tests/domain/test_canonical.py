"""What is hashed: the same bytes for ever, whichever way they are written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.canonical import canonical

TEXT = st.text(max_size=20) | st.text(st.characters(categories=["Cs", "Cc", "L"]), max_size=6)
SINGLE = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
ROWS = st.dictionaries(TEXT, SINGLE | st.lists(SINGLE, max_size=3), max_size=8)


def by_the_standard_library(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@given(ROWS | st.lists(SINGLE, max_size=8) | SINGLE)
def test_the_bytes_are_those_that_the_standard_library_writes(value: Any) -> None:
    assert canonical(value) == by_the_standard_library(value)


@pytest.mark.parametrize("odd", [b"null", float("inf"), float("nan"), 1.0])
def test_what_nobody_could_have_entered_never_looks_like_what_somebody_did(odd: Any) -> None:
    try:
        told = canonical({"title": odd})
    except TypeError:
        return
    assert told not in {canonical({"title": honest}) for honest in (None, "null", "bnVsbA==", 1)}
