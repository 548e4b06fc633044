"""The plan that comes with the program, and a ledger in which nothing has been found yet."""

from pathlib import Path

import pytest
from tests.reports.bookkeeping import SIGNED, firm
from tests.reports.histories import FIRMS, OFFICES, TODAY, VILLAGES

from hazardctl.domain.campaign import Plan
from hazardctl.domain.register import RegisteredUnit
from hazardctl.ledger.queries import units
from hazardctl.ledger.writing import creating
from hazardctl.plan import load


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan that comes with the program: the campaign began on 2023-05-29."""
    return load()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with units and enterprises, and nothing found yet."""
    path = tmp_path_factory.mktemp("town") / "empty.db"
    with creating(path, SIGNED, town="BY") as writer:
        for kind, keys in (("office", OFFICES), ("village", VILLAGES)):
            registered = [RegisteredUnit(key, key, kind) for key in keys]
            writer.record(*(units.add(writer, unit, origin="office", on=TODAY) for unit in registered))
        writer.record(*(firm(writer, name) for name in FIRMS))
    return path
