"""Which review, application and photos a paper of a hazard quotes."""

from datetime import date

import pytest
from msgspec.structs import replace
from tests.domain.samples import CLOSE, EXTEND, HAZARD, ON_THE_SPOT, RECTIFY, REFER, REJECT, REOPEN, REPLY

from hazardctl.domain import acts
from hazardctl.domain.acts import Act, Outcome
from hazardctl.domain.case import Case
from hazardctl.domain.hazard import Hazard
from hazardctl.domain.notice import NoticeKind, Stage, quoted, shown, stage

B, A = Stage.BEFORE, Stage.AFTER
DAY = date(2023, 8, 1)


def numbered(*done: Act) -> tuple[Act, ...]:
    """Give the acts days of their own, one after the other."""
    return tuple(replace(act, on=date(2023, 8, n), seq=n, uid=f"a{n}") for n, act in enumerate(done, 1))


@pytest.mark.parametrize(
    ("done", "number", "kind"),
    [
        ((), 1, None),
        ((RECTIFY,), 1, None),
        ((RECTIFY, REJECT), 1, acts.Rejection),
        ((RECTIFY, REJECT, RECTIFY), 2, None),
        ((RECTIFY, REJECT, RECTIFY, REJECT), 2, acts.Rejection),
        ((RECTIFY, REJECT, RECTIFY, REJECT, RECTIFY), 3, None),
        ((RECTIFY, REJECT, RECTIFY, CLOSE), 2, acts.Closing),
        ((RECTIFY, REJECT, RECTIFY, CLOSE, REOPEN), 2, None),
        ((RECTIFY, REJECT, EXTEND), 1, acts.Rejection),
    ],
)
def test_a_review_is_stated_until_something_asks_for_another(
    done: tuple[Act, ...], number: int, kind: type[Act] | None
) -> None:
    told = quoted(Case(HAZARD, numbered(*done)), date(2023, 9, 1))
    assert (told.round, type(told.review) if told.review else None) == (number, kind)


@pytest.mark.parametrize(
    ("hazard", "done", "last", "spot"),
    [
        (HAZARD, (), None, False),
        (ON_THE_SPOT, (), None, True),
        (ON_THE_SPOT, (CLOSE,), None, True),
        (ON_THE_SPOT, (REJECT,), None, True),
        (HAZARD, (RECTIFY, REJECT), 1, False),
        (HAZARD, (RECTIFY, REJECT, RECTIFY), 3, False),
        (HAZARD, (RECTIFY, CLOSE, REOPEN), None, False),
        (ON_THE_SPOT, (REJECT, RECTIFY), 2, False),
    ],
)
def test_what_was_done_is_told_by_the_last_rectification_or_else_on_the_spot(
    hazard: Hazard, done: tuple[Act, ...], last: int | None, *, spot: bool
) -> None:
    told = quoted(Case(hazard, numbered(*done)), date(2023, 9, 1))
    assert (told.rectification.on.day if told.rectification else None, told.on_spot) == (last, spot)


def test_nothing_is_quoted_that_was_done_after_the_day() -> None:
    case = Case(HAZARD, numbered(RECTIFY, CLOSE))
    told = quoted(case, date(2023, 8, 1))
    assert (told.review, told.round) == (None, 1)
    assert told.rectification is not None


def test_the_next_application_is_numbered_behind_all_that_were_made_also_a_refused_one() -> None:
    case = Case(HAZARD, numbered(EXTEND, replace(EXTEND, refused=True)))
    assert quoted(case, date(2023, 9, 1)).application == 2
    told = quoted(case, date(2023, 9, 1), following=True)
    assert (told.extension, told.application) == (None, 3)


def test_a_referral_that_came_back_is_not_quoted() -> None:
    back = replace(REPLY, outcome=Outcome.RETURNED)
    told = quoted(Case(HAZARD, numbered(REFER, back)), date(2023, 9, 1))
    assert (told.referral, told.returned is not None) == (None, True)
    again = quoted(Case(HAZARD, numbered(REFER, back, REFER)), date(2023, 9, 1))
    assert (again.referral is not None, again.returned) == (True, None)


@pytest.mark.parametrize(
    ("name", "added_on", "uid", "told"),
    [
        ("a.jpg", date(2023, 7, 31), "z", B),
        ("a.jpg", date(2023, 8, 2), "a", A),
        ("a.jpg", DAY, "a", B),
        ("a.jpg", DAY, "z", A),
        ("整改前.jpg", date(2023, 8, 2), "z", B),
        ("电箱整改后2.jpg", date(2023, 7, 1), "a", A),
        ("整改前后对比.jpg", date(2023, 8, 2), "z", None),
    ],
)
def test_a_photo_shows_how_it_was_or_how_it_is(
    name: str, added_on: date, uid: str, told: Stage | None
) -> None:
    assert stage(name, added_on, uid, replace(RECTIFY, on=DAY, uid="m")) is told


def test_of_a_photo_nothing_is_said_where_nobody_rectified() -> None:
    assert stage("a.jpg", DAY, "a", None) is None


@pytest.mark.parametrize(
    ("kind", "stages", "which"),
    [
        (NoticeKind.RECTIFY, (B, B, B, B, B, A), [0, 1, 2, 3]),
        (NoticeKind.RECTIFY, (A,), []),
        (NoticeKind.REVIEW, (B, B, A, A, A, A, A), [3, 4, 5, 6]),
        (NoticeKind.CLOSE, (B, B, B, A, A), [1, 2, 3, 4]),
        (NoticeKind.CLOSE, (None, None), [0, 1]),
        (NoticeKind.REFER, (B, A, B, B, B), [0, 1, 2, 3]),
    ],
)
def test_a_paper_shows_the_photos_that_it_is_about(
    kind: NoticeKind, stages: tuple[Stage | None, ...], which: list[int]
) -> None:
    assert shown(kind, stages) == which
