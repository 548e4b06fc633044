"""What happens several times within one day, or on a month's last: counted as by hand."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.reports.bookkeeping import check_every_month
from tests.reports.histories import FULL, OFFICES, TODAY, Told, Town

from hazardctl.domain import acts
from hazardctl.domain.acts import Act
from hazardctl.domain.campaign import Plan
from hazardctl.domain.case import Case
from hazardctl.domain.hazard import Authority, Hazard, Level, Source

FOUND, MID, END = date(2023, 7, 31), date(2023, 8, 15), date(2023, 8, 31)
SPECIMEN = Hazard(
    uid="h1",
    no="BY-2023-0001",
    title="配电箱未接地",
    level=Level.GENERAL,
    unit=OFFICES[0],
    source=Source.SELF,
    found_on=FOUND,
    five=replace(FULL, deadline=MID),
)


def rectify(on: date) -> Act:
    """整改."""
    return acts.Rectification(on=on, by="钱七")


def close(on: date) -> Act:
    """销号."""
    return acts.Closing(
        on=on,
        reviewer="赵六",
        conclusion="整改到位",
        measures_result="已接地",
        responsible_result="已落实",
        funds_spent_fen=999,
        contingency_result="已演练",
    )


def move(on: date, office: int) -> Act:
    """转办."""
    return acts.Transfer(on=on, to=OFFICES[office], reason="业务相近")


def refer(on: date) -> Act:
    """移送."""
    return acts.Referral(on=on, to="区应急局", reason="无执法权")


def reply(on: date, outcome: acts.Outcome) -> Act:
    """函复."""
    return acts.Reply(on=on, outcome=outcome, note="已函复")


def reopen(on: date) -> Act:
    """撤销销号."""
    return acts.Reopening(on=on, reason=acts.ReopenReason.FALSE, approver="镇长")


def list_up(on: date, authority: Authority) -> Act:
    """挂牌."""
    return acts.Listing(on=on, authority=authority)


CORNERS: dict[str, list[Act]] = {
    "found, moved, rectified and closed on one day": [move(FOUND, 1), rectify(FOUND), close(FOUND)],
    "found and referred on one day": [refer(FOUND)],
    "moved there and back on one day": [move(MID, 1), move(MID, 0)],
    "moved twice on one day": [move(MID, 1), move(MID, 2)],
    "moved and closed on one day": [move(MID, 1), rectify(MID), close(MID)],
    "moved and referred on one day": [move(MID, 1), refer(MID)],
    "moved on the month's last day": [move(END, 1)],
    "closed and reopened on one day": [rectify(MID), close(MID), reopen(MID)],
    "reopened and moved on one day": [rectify(MID), close(MID), reopen(END), move(END, 1)],
    "reopened, moved and closed on one day": [
        rectify(MID), close(MID), reopen(END), move(END, 1), rectify(END), close(END),
    ],
    "referred and returned on one day": [refer(MID), reply(MID, acts.Outcome.RETURNED)],
    "referred when rectified, and returned": [rectify(MID), refer(MID), reply(END, acts.Outcome.RETURNED)],
    "returned and moved on one day": [refer(MID), reply(END, acts.Outcome.RETURNED), move(END, 1)],
    "referred and ended on one day": [refer(MID), reply(MID, acts.Outcome.ENDED)],
    "referred, ended and reopened": [refer(MID), reply(MID, acts.Outcome.ENDED), reopen(END)],
    "listed anew by another authority": [
        list_up(FOUND, Authority.TOWN), acts.Delisting(on=MID), list_up(END, Authority.DISTRICT),
    ],
}  # fmt: skip


@pytest.mark.parametrize("done", CORNERS.values(), ids=CORNERS)
def test_the_corners_of_a_day_are_counted_as_by_hand(done: list[Act], empty: Path, plan: Plan) -> None:
    entries = [Case(SPECIMEN).register(TODAY)]
    for act in done:
        entries.append(entries[-1].do(act, TODAY))
    check_every_month(Town((Told(tuple(entries)),), ()), empty, plan)
