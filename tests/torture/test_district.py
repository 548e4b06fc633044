"""A small district at work, its server killed twice; `python -m tests.torture.district` runs it at length."""

from pathlib import Path

import pytest
from tests import postgres
from tests.torture.district import district


@pytest.mark.skipif(not postgres.installed(), reason="PostgreSQL (initdb) is not installed")
def test_towns_at_work_at_once_lose_nothing_and_add_up(tmp_path: Path) -> None:
    assert district(tmp_path / "area", 4, 3, 2).failures == ()
