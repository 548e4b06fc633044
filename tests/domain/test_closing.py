"""The gate at closing: every reason why a hazard is not proven yet, each by itself and all together."""

import pytest
from msgspec.structs import replace
from tests.domain.samples import (
    A_MAJOR,
    CLOSE,
    CLOSED,
    DELIST,
    FOUND,
    GONE,
    HAZARD,
    LATER,
    LIST_UP,
    LISTED,
    MAJOR_DONE,
    OPEN,
    PENDING,
    RECTIFIED,
    RECTIFY,
    REFERRED,
    REJECT,
    SPOT,
    SPOT_UP,
    TODAY,
    TOLD,
    TOLD_DONE,
    WHOLE,
    lived,
    said,
)

from hazardctl.domain import acts, gates
from hazardctl.domain.hazard import ReportKind, ReviewKind
from hazardctl.domain.lifecycle import Standing

CLOSINGS: list[tuple[str, Standing, acts.Closing, list[str]]] = [
    ("proven", RECTIFIED, CLOSE, []),
    ("by papers, where it is general", RECTIFIED, replace(CLOSE, review_kind=ReviewKind.PAPERS), []),
    ("without a reviewing unit, where it is general", RECTIFIED, replace(CLOSE, reviewer_unit=None), []),
    ("not rectified", OPEN, CLOSE, ["not_rectified"]),
    ("pending", PENDING, CLOSE, ["five_missing"]),
    ("closed", CLOSED, CLOSE, ["closed"]),
    ("referred", REFERRED, CLOSE, ["referred"]),
    (
        "by the responsible person",
        RECTIFIED,
        replace(CLOSE, reviewer="李四"),
        ["reviewer_is_responsible reviewer"],
    ),
    (
        "by the responsible person, with a wide space in the name",
        RECTIFIED,
        replace(CLOSE, reviewer="李\u3000四"),
        ["reviewer_is_responsible reviewer"],
    ),
    ("by who rectified", RECTIFIED, replace(CLOSE, reviewer="钱七"), ["reviewer_rectified reviewer"]),
    (
        "by who rectified the first time",
        lived(HAZARD, RECTIFY, REJECT, replace(RECTIFY, by="孙八")),
        replace(CLOSE, reviewer="钱 七"),
        ["reviewer_rectified reviewer"],
    ),
    (
        "by two, of whom one rectified",
        RECTIFIED,
        replace(CLOSE, reviewer="赵六、钱七"),
        ["reviewer_rectified reviewer"],
    ),
    ("measures not confirmed", RECTIFIED, replace(CLOSE, measures_result=None), ["missing measures_result"]),
    (
        "responsibility not confirmed",
        RECTIFIED,
        replace(CLOSE, responsible_result=None),
        ["missing responsible_result"],
    ),
    ("money spent not said", RECTIFIED, replace(CLOSE, funds_spent_fen=None), ["missing funds_spent"]),
    ("nothing was spent", RECTIFIED, replace(CLOSE, funds_spent_fen=0), []),
    (
        "money spent not said where none was needed",
        lived(replace(HAZARD, five=replace(WHOLE, funds_fen=None, no_funds=True)), RECTIFY),
        replace(CLOSE, funds_spent_fen=None),
        [],
    ),
    ("plan not in force", RECTIFIED, replace(CLOSE, contingency_result=None), ["missing contingency_result"]),
    (
        "nothing confirmed",
        RECTIFIED,
        acts.Closing(on=LATER, reviewer="赵六", conclusion="整改到位"),
        [
            "missing measures_result",
            "missing responsible_result",
            "missing funds_spent",
            "missing contingency_result",
        ],
    ),
    (
        "fixed on the spot: reviewer, day and conclusion are enough",
        SPOT,
        acts.Closing(on=FOUND, reviewer="周八", conclusion="整改到位"),
        [],
    ),
    ("still listed", lived(HAZARD, LIST_UP, RECTIFY), CLOSE, ["still_listed"]),
    ("delisted", lived(HAZARD, LIST_UP, RECTIFY, DELIST), CLOSE, []),
    ("major, proven", MAJOR_DONE, CLOSE, []),
    ("major, no report", lived(A_MAJOR, RECTIFY), CLOSE, ["report_owed", "report_owed"]),
    ("major, discovery reported", lived(A_MAJOR, TOLD, RECTIFY), CLOSE, ["report_owed"]),
    (
        "major, reported to others only",
        lived(A_MAJOR, replace(TOLD, report=ReportKind.DISTRICT), RECTIFY, TOLD_DONE),
        CLOSE,
        ["report_owed"],
    ),
    (
        "major, by papers",
        MAJOR_DONE,
        replace(CLOSE, review_kind=ReviewKind.PAPERS),
        ["site_review_needed review_kind"],
    ),
    (
        "major, by the enterprise itself",
        MAJOR_DONE,
        replace(CLOSE, review_kind=ReviewKind.SELF, reviewer_unit="测试 食品厂"),
        ["site_review_needed review_kind", "reviewer_unit_is_responsible reviewer_unit"],
    ),
    (
        "major, no reviewing unit",
        MAJOR_DONE,
        replace(CLOSE, reviewer_unit=None),
        ["missing reviewer_unit"],
    ),
    (
        "graded up after it was fixed on the spot",
        SPOT_UP,
        CLOSE,
        ["five_missing", "report_owed", "report_owed"],
    ),
    (
        "major, listed, everything wrong",
        lived(A_MAJOR, LIST_UP),
        acts.Closing(on=LATER, reviewer="李四", conclusion="整改到位"),
        [
            "not_rectified",
            "reviewer_is_responsible reviewer",
            "missing measures_result",
            "missing responsible_result",
            "missing funds_spent",
            "missing contingency_result",
            "report_owed",
            "report_owed",
            "missing reviewer_unit",
            "still_listed",
        ],
    ),
    ("gone, with evidence, though not rectified", OPEN, GONE, []),
    ("gone, though pending", PENDING, GONE, []),
    ("gone, though major and unreported", lived(A_MAJOR), GONE, []),
    ("gone, no evidence", OPEN, replace(GONE, evidence=None), ["missing evidence"]),
    (
        "gone, says the responsible person",
        OPEN,
        replace(GONE, reviewer="李四"),
        ["reviewer_is_responsible reviewer"],
    ),
    ("gone, but listed", LISTED, GONE, ["still_listed"]),
    ("gone, but closed already", CLOSED, GONE, ["closed"]),
]


@pytest.mark.parametrize(
    ("stands", "act", "reasons"), [row[1:] for row in CLOSINGS], ids=[row[0] for row in CLOSINGS]
)
def test_nothing_is_closed_before_it_is_proven(
    stands: Standing, act: acts.Closing, reasons: list[str]
) -> None:
    assert said(gates.objections(HAZARD, stands, act, TODAY)) == reasons


def test_every_objection_to_a_closing_says_in_chinese_what_is_wrong() -> None:
    found = [
        problem for _, stands, act, _ in CLOSINGS for problem in gates.objections(HAZARD, stands, act, TODAY)
    ]
    assert len(found) > len(CLOSINGS)
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in problem.message) for problem in found)
