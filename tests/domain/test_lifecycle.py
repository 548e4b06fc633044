"""A hazard's life: how it begins, what each act changes, and that it changes nothing else."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from tests.domain.samples import (
    CLOSE,
    CLOSED,
    DAY,
    DUE,
    EXTEND,
    FOUND,
    HAZARD,
    LATER,
    LIST_UP,
    LISTED,
    ON_THE_SPOT,
    OPEN,
    RECTIFIED,
    RECTIFY,
    REFER,
    REFERRED,
    REJECT,
    SPOT,
    TODAY,
    TOLD,
    UNPLANNED,
    UP,
    WHOLE,
    lived,
)

from hazardctl.domain import acts
from hazardctl.domain.acts import Act, ClosingKind, Outcome, ReopenReason
from hazardctl.domain.hazard import Hazard, Level, Status
from hazardctl.domain.lifecycle import Standing, after, begin

NO_FUNDS_YET = replace(WHOLE, funds_fen=None, deadline=None)
UNDATED = replace(HAZARD, five=NO_FUNDS_YET, interim="停用设备", pending_until=date(2023, 7, 15))
PENDING = lived(UNDATED)
REFERRED_RECTIFIED = lived(HAZARD, RECTIFY, REFER)
REPORT = replace(TOLD, on=LATER)


@pytest.mark.parametrize(
    ("hazard", "stands"),
    [
        (HAZARD, {"status": Status.OPEN, "needs_five": True, "original_deadline": DUE}),
        (UNDATED, {"status": Status.PENDING, "needs_five": True, "original_deadline": None}),
        (ON_THE_SPOT, {"status": Status.RECTIFIED, "needs_five": False, "rectified_on": FOUND}),
        (
            replace(HAZARD, fixed_on_spot="已断电", level=Level.MAJOR),
            {
                "status": Status.RECTIFIED,
                "needs_five": True,
                "rectified_on": FOUND,
                "rectifiers": ("李四",),
            },
        ),
    ],
    ids=["with all five", "pending", "fixed on the spot", "major, fixed on the spot"],
)
def test_a_hazard_begins_on_the_day_it_was_found_as_it_was_registered(
    hazard: Hazard, stands: dict[str, Any]
) -> None:
    now = begin(hazard)
    assert {name: getattr(now, name) for name in stands} == stands
    assert (now.since, now.unit, now.level, now.five) == (FOUND, "经发办", hazard.level, hazard.five)
    assert (now.rounds, now.extensions, now.reports, now.closed_on, now.listed) == (0, (), (), None, False)


COMPLETE = acts.Completion(on=DAY, funds_fen=50_000, deadline=date(2023, 8, 31))
FILLED = replace(NO_FUNDS_YET, funds_fen=50_000, deadline=date(2023, 8, 31))
NONE_NEEDED = acts.Completion(on=DAY, no_funds=True, deadline=DUE)

DONE: list[tuple[str, Standing, Act, dict[str, Any]]] = [
    (
        "planned: pending becomes open, and the first deadline is the original one",
        PENDING,
        COMPLETE,
        {"status": Status.OPEN, "five": FILLED, "original_deadline": date(2023, 8, 31)},
    ),
    (
        "planned with no funds needed",
        PENDING,
        NONE_NEEDED,
        {
            "status": Status.OPEN,
            "five": replace(NO_FUNDS_YET, no_funds=True, deadline=DUE),
            "original_deadline": DUE,
        },
    ),
    (
        "planned in part: still pending",
        PENDING,
        acts.Completion(on=DAY, funds_fen=50_000),
        {"five": replace(NO_FUNDS_YET, funds_fen=50_000)},
    ),
    (
        "planned with another deadline: the original one stays",
        lived(UNPLANNED),
        acts.Completion(on=DAY, no_funds=True, contingency="疏散预案", deadline=LATER),
        {
            "status": Status.OPEN,
            "five": replace(WHOLE, funds_fen=None, no_funds=True, contingency="疏散预案", deadline=LATER),
        },
    ),
    (
        "planned after a regrade: what is rectified stays rectified",
        lived(ON_THE_SPOT, UP),
        replace(
            COMPLETE, on=LATER, measures="换线", contingency="预案", responsible_unit="厂", responsible="孙八"
        ),
        {
            "five": replace(
                FILLED, measures="换线", contingency="预案", responsible_unit="厂", responsible="孙八"
            ),
            "original_deadline": date(2023, 8, 31),
        },
    ),
    (
        "rectified by somebody",
        OPEN,
        RECTIFY,
        {"status": Status.RECTIFIED, "rectified_on": DAY, "rectified_by": "钱七", "rectifiers": ("钱七",)},
    ),
    (
        "rectified by nobody named: by the person responsible",
        OPEN,
        acts.Rectification(on=DAY),
        {"status": Status.RECTIFIED, "rectified_on": DAY, "rectified_by": "李四", "rectifiers": ("李四",)},
    ),
    (
        "rectified again: everyone who took part is remembered once",
        lived(HAZARD, RECTIFY, REJECT),
        acts.Rectification(on=LATER, by="孙八"),
        {
            "status": Status.RECTIFIED,
            "rectified_on": LATER,
            "rectified_by": "孙八",
            "rectifiers": ("钱七", "孙八"),
        },
    ),
    (
        "rectified a third time by who did it first: that one did what stands",
        lived(HAZARD, RECTIFY, REJECT, acts.Rectification(on=LATER, by="孙八"), REJECT),
        acts.Rectification(on=LATER, by="钱七"),
        {"status": Status.RECTIFIED, "rectified_on": LATER, "rectified_by": "钱七"},
    ),
    ("closed", RECTIFIED, CLOSE, {"status": Status.CLOSED, "closed_on": LATER, "closing": CLOSE}),
    (
        "closed because it is gone",
        OPEN,
        replace(CLOSE, how=ClosingKind.ELIMINATED),
        {
            "status": Status.CLOSED,
            "closed_on": LATER,
            "closing": replace(CLOSE, how=ClosingKind.ELIMINATED),
        },
    ),
    (
        "rejected",
        RECTIFIED,
        REJECT,
        {"status": Status.OPEN, "rectified_on": None, "rectified_by": None, "rounds": 1},
    ),
    (
        "rejected although fixed on the spot: now it needs the five",
        SPOT,
        REJECT,
        {"status": Status.PENDING, "rectified_on": None, "rounds": 1, "needs_five": True},
    ),
    (
        "extended",
        OPEN,
        EXTEND,
        {"five": replace(WHOLE, deadline=date(2023, 9, 10)), "extensions": (EXTEND,)},
    ),
    ("extension refused: on record, and nothing changes", OPEN, replace(EXTEND, refused=True), {}),
    ("listed", OPEN, LIST_UP, {"listing": LIST_UP}),
    ("delisted", LISTED, acts.Delisting(on=LATER), {"delisted_on": LATER}),
    ("progress told", LISTED, acts.Progress(on=LATER, note="已下单"), {}),
    (
        "listed anew after it was delisted",
        lived(HAZARD, LIST_UP, acts.Delisting(on=LATER)),
        replace(LIST_UP, on=LATER),
        {"listing": replace(LIST_UP, on=LATER), "delisted_on": None},
    ),
    ("transferred", OPEN, acts.Transfer(on=DAY, to="应急办", reason="业务相近"), {"unit": "应急办"}),
    ("referred", OPEN, REFER, {"status": Status.REFERRED, "referred_to": "区应急局"}),
    (
        "referred and dealt with",
        REFERRED,
        acts.Reply(on=TODAY, outcome=Outcome.ENDED, note="已处罚"),
        {"status": Status.CLOSED, "closed_on": TODAY},
    ),
    (
        "referred and returned: open again",
        REFERRED,
        acts.Reply(on=TODAY, outcome=Outcome.RETURNED, note="不属管辖"),
        {"status": Status.OPEN, "referred_to": None},
    ),
    (
        "referred when rectified and returned: awaits review again",
        REFERRED_RECTIFIED,
        acts.Reply(on=TODAY, outcome=Outcome.RETURNED, note="不属管辖"),
        {"status": Status.RECTIFIED, "referred_to": None},
    ),
    (
        "referred when pending and returned: pending again",
        lived(UNDATED, REFER),
        acts.Reply(on=TODAY, outcome=Outcome.RETURNED, note="不属管辖"),
        {"status": Status.PENDING, "referred_to": None},
    ),
    ("graded up", OPEN, UP, {"level": Level.MAJOR, "criterion": "《判定标准》第三条"}),
    (
        "graded up although fixed on the spot: now it needs the five",
        SPOT,
        UP,
        {"level": Level.MAJOR, "criterion": "《判定标准》第三条", "needs_five": True},
    ),
    (
        "graded down: the old criterion is kept",
        lived(HAZARD, UP),
        replace(UP, level=Level.GENERAL, basis="复核"),
        {"level": Level.GENERAL},
    ),
    (
        "reopened: to be rectified anew",
        CLOSED,
        acts.Reopening(on=TODAY, reason=ReopenReason.FALSE, approver="镇长"),
        {
            "status": Status.OPEN,
            "rectified_on": None,
            "rectified_by": None,
            "closed_on": None,
            "closing": None,
        },
    ),
    ("reported", OPEN, REPORT, {"reports": (REPORT,)}),
    ("corrected", OPEN, acts.Correction(on=DAY, fields="隐患描述", reason="笔误"), {}),
]


@pytest.mark.parametrize(("stood", "act", "changes"), [row[1:] for row in DONE], ids=[row[0] for row in DONE])
def test_an_act_changes_this_and_nothing_else(stood: Standing, act: Act, changes: dict[str, Any]) -> None:
    assert after(stood, act) == replace(stood, since=act.on, **changes)


def test_the_table_of_acts_leaves_none_out() -> None:
    assert {act.kind for _, _, act, _ in DONE} == set(acts.KINDS)
