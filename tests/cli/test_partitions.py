"""A server's ledger whose large tables are parted by town: the program works in it as in any other."""

import re

import pytest
from scripts import partitions
from tests import postgres
from tests.cli.conftest import PROVEN, options
from tests.cli.district import OWNER, District, as_role

pytestmark = pytest.mark.file
"""These bring their own database, whatever engine the others run on."""


@pytest.fixture
def parted(district: District) -> District:
    """Two towns in a database that was parted between the first one's beginning and the second one's."""
    district.begins("BY")
    partitions.main([as_role(district.address, OWNER), "--parts", "3"])
    district.begins("QS")
    district.has_roles()
    return district


def test_towns_live_in_parted_tables_as_in_others(parted: District) -> None:
    theirs = ("--plan", str(parted.plan("QS")))
    no = parted.registers("wang")
    assert parted.registers("zhao", *theirs) == "QS-2023-0001"
    parted.does("wang", "hazard", "rectify", no, "--by", "李四", today="2023-07-12")
    parted.does("wang", "hazard", "close", no, "--reviewer", "赵六", *options(PROVEN), today="2023-07-13")
    assert [
        one["no"] for one in parted.asks("wang", "hazard", "list", "--status", "closed", today="2023-07-13")
    ] == [no]
    assert [one["no"] for one in parted.asks("zhao", "hazard", "list")] == ["QS-2023-0001"]
    assert parted.asks("wang", "report", "monthly", today="2023-07-20")["cumulative"]["found"] == 1
    parted.does("wang", "undo", "--yes", today="2023-07-13")
    for town in ("BY", "QS"):
        assert parted.asks(OWNER, "--town", town, "verify")["sound"]
    assert {row["town"] for row in parted.sql("select town from hazard", login="wang")} == {"BY"}


def test_a_town_s_rows_lie_in_one_part(parted: District) -> None:
    parted.registers("wang")
    rows = parted.sql("select distinct tableoid::regclass::text as part from movement")
    assert len(rows) == 1
    assert re.fullmatch(r"hazardctl_movement_\d", rows[0]["part"])


def test_what_the_past_is_kept_by_holds_in_every_part(parted: District) -> None:
    with pytest.raises(Exception, match="append-only"):
        parted.sql("delete from journal")
    with pytest.raises(Exception, match="permission denied"):
        parted.sql("select 1 from hazardctl_hazard_0", login="wang")


def test_only_an_empty_ledger_is_parted(two: District) -> None:
    two.registers("wang")
    with pytest.raises(SystemExit, match="there are hazards"):
        partitions.main([as_role(two.address, OWNER)])
    assert postgres.sql(two.address, "select count(*) as n from hazard", ()) == [{"n": 1}]
