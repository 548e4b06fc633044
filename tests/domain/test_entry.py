"""The gate at registration: fixed on the spot, all five, or openly pending; all that is missing is named at once."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from tests.domain.samples import A_MAJOR, FOUND, HAZARD, ON_THE_SPOT, TODAY, UNPLANNED, WHOLE, said

from hazardctl.domain import entry
from hazardctl.domain.case import Case
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Hazard, Level
from hazardctl.errors import Refused


@pytest.mark.parametrize(
    ("hazard", "reasons"),
    [
        (HAZARD, []),
        (replace(HAZARD, found_on=TODAY, five=replace(WHOLE, deadline=TODAY)), []),
        (replace(HAZARD, five=replace(WHOLE, funds_fen=0)), []),
        (replace(HAZARD, five=replace(WHOLE, funds_fen=None, no_funds=True)), []),
        (
            replace(HAZARD, five=replace(WHOLE, funds_fen=None, contingency=None)),
            ["missing funds", "missing contingency", "five_or_else"],
        ),
        (
            replace(HAZARD, five=Five()),
            [
                "missing measures",
                "missing responsible_unit",
                "missing responsible",
                "missing funds",
                "missing deadline",
                "missing contingency",
                "five_or_else",
            ],
        ),
        (
            replace(HAZARD, found_on=TODAY + timedelta(days=1)),
            ["in_future found_on", "before_found deadline"],
        ),
        (
            replace(HAZARD, five=replace(WHOLE, deadline=FOUND - timedelta(days=1))),
            ["before_found deadline"],
        ),
        (ON_THE_SPOT, []),
        (
            replace(ON_THE_SPOT, level=Level.MAJOR, criterion="第三条"),
            [
                "missing measures",
                "missing responsible_unit",
                "missing responsible",
                "missing funds",
                "missing deadline",
                "missing contingency",
            ],
        ),
        (replace(A_MAJOR, fixed_on_spot="已断电"), []),
        (replace(HAZARD, level=Level.MAJOR), ["missing criterion"]),
        (A_MAJOR, []),
        (UNPLANNED, []),
        (replace(UNPLANNED, pending_until=FOUND), []),
        (replace(UNPLANNED, interim=None), ["missing interim"]),
        (
            replace(UNPLANNED, pending_until=FOUND - timedelta(days=1)),
            ["pending_before_found pending"],
        ),
        (replace(UNPLANNED, five=WHOLE), ["nothing_pending"]),
        (replace(UNPLANNED, fixed_on_spot="已更换"), ["spot_and_pending"]),
        (replace(UNPLANNED, level=Level.MAJOR), ["missing criterion"]),
    ],
    ids=[
        "all five",
        "found today and due today",
        "funds of 0 are said",
        "no funds needed is said",
        "two missing",
        "all missing",
        "found tomorrow",
        "due before it was found",
        "fixed on the spot",
        "major, fixed on the spot, without the five",
        "major, fixed on the spot, with the five",
        "major without criterion",
        "major",
        "pending",
        "pending until the day it was found",
        "pending without control until then",
        "pending until before it was found",
        "pending though nothing is missing",
        "pending and fixed on the spot",
        "pending, major, without criterion",
    ],
)
def test_the_gate_at_entry_names_everything_that_is_missing(hazard: Hazard, reasons: list[str]) -> None:
    assert said(entry.objections(hazard, TODAY)) == reasons


def test_a_case_is_registered_only_through_the_gate() -> None:
    with pytest.raises(Refused) as refused:
        Case(replace(HAZARD, five=replace(WHOLE, funds_fen=None))).register(TODAY)
    assert said(refused.value.problems) == ["missing funds", "five_or_else"]
    assert Case(HAZARD).register(TODAY).acts == ()
