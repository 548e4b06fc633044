"""The dated acts of a hazard's life: one class for each thing that somebody does to it.

An act is never changed in place and never decides whether it was allowed: `gates` asks that before it is recorded,
`lifecycle` says what it does. `on` is the day it was done, which may be long before the day it was typed; `seq` is
the order of typing within one hazard and settles the order within one day.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from msgspec import Struct

from hazardctl.domain import codec
from hazardctl.domain.hazard import Authority, Level, ReportKind, ReviewKind


class ClosingKind(StrEnum):
    """Closed because it was put right, or because what carried it is gone (关停、搬迁、拆除)."""

    RECTIFIED = "rectified"
    ELIMINATED = "eliminated"


class ReopenReason(StrEnum):
    """Why a closing is taken back: it was a mistake, or it was false."""

    MISTAKEN = "mistaken"
    FALSE = "false"


class Outcome(StrEnum):
    """What came of a referral: dealt with by the authority, or returned to the town."""

    ENDED = "ended"
    RETURNED = "returned"


class Act(Struct, frozen=True, kw_only=True):
    """What every act has."""

    kind: ClassVar[str]

    on: date
    uid: str = ""
    seq: int = 0


class Completion(Act, frozen=True, kw_only=True):
    """五落实 made complete for a hazard registered without (`hazard plan`); only what it supplies is set."""

    kind = "plan"

    measures: str | None = None
    responsible_unit: str | None = None
    responsible: str | None = None
    funds_fen: int | None = None
    funds_source: str | None = None
    no_funds: bool = False
    deadline: date | None = None
    contingency: str | None = None


class Rectification(Act, frozen=True, kw_only=True):
    """整改完成, as the enterprise or its supervisor says it; a re-inspection has yet to confirm it."""

    kind = "rectify"

    by: str | None = None
    note: str | None = None


class Closing(Act, frozen=True, kw_only=True):
    """复查合格并销号: the re-inspection that passed, with what was done for each of the five. Money in fen."""

    kind = "close"

    reviewer: str
    conclusion: str
    how: ClosingKind = ClosingKind.RECTIFIED
    reviewer_unit: str | None = None
    review_kind: ReviewKind = ReviewKind.SITE
    measures_result: str | None = None
    responsible_result: str | None = None
    funds_spent_fen: int | None = None
    contingency_result: str | None = None
    evidence: str | None = None


class Rejection(Act, frozen=True, kw_only=True):
    """复查不合格，退回整改: counts as a round."""

    kind = "reject"

    reviewer: str
    reason: str


class Extension(Act, frozen=True, kw_only=True):
    """延期整改, granted or refused. The original deadline stays what it was."""

    kind = "extend"

    new_deadline: date
    reason: str
    approver: str
    interim: str | None = None
    applicant: str | None = None
    late: str | None = None
    refused: bool = False


class Listing(Act, frozen=True, kw_only=True):
    """挂牌督办 by an authority; `person` supervises it, and it is to be done by the end of `term`."""

    kind = "list_up"

    authority: Authority
    doc_no: str | None = None
    person: str | None = None
    term: date | None = None


class Delisting(Act, frozen=True, kw_only=True):
    """摘牌 by the authority that listed it."""

    kind = "delist"

    doc_no: str | None = None


class Progress(Act, frozen=True, kw_only=True):
    """How far a supervised hazard has come, told every month (plan 四（三）: 跟踪督促); changes no state."""

    kind = "progress"

    note: str
    by: str | None = None


class Transfer(Act, frozen=True, kw_only=True):
    """转办 to another office of the town; `to` is a unit key. From this day the hazard counts for that office."""

    kind = "reassign"

    to: str
    reason: str


class Referral(Act, frozen=True, kw_only=True):
    """移送 to an authority outside the town, tracked until it answers; `to` is its name."""

    kind = "refer"

    to: str
    reason: str


class Reply(Act, frozen=True, kw_only=True):
    """The authority's answer to a referral."""

    kind = "reply"

    outcome: Outcome
    note: str
    doc_no: str | None = None


class Regrade(Act, frozen=True, kw_only=True):
    """等级调整, decided by a person; `basis` is the criterion it rests on."""

    kind = "regrade"

    level: Level
    basis: str
    approver: str


class Reopening(Act, frozen=True, kw_only=True):
    """撤销销号，重新挂账: puts a wrong or false closing right from its own day on."""

    kind = "reopen"

    reason: ReopenReason
    approver: str
    note: str | None = None


class Report(Act, frozen=True, kw_only=True):
    """One report of the 双报告 (task 16), or of the two that the law adds; `basis` may be an inspection's number."""

    kind = "report"

    report: ReportKind
    to: str
    by: str | None = None
    doc_no: str | None = None
    basis: str | None = None


class Correction(Act, frozen=True, kw_only=True):
    """Why a registered fact was corrected; the correction itself holds for every day, so this changes no state."""

    kind = "amend"

    fields: str
    reason: str


KINDS: dict[str, type[Act]] = {
    cls.kind: cls
    for cls in (
        Completion,
        Rectification,
        Closing,
        Rejection,
        Extension,
        Listing,
        Delisting,
        Progress,
        Transfer,
        Referral,
        Reply,
        Regrade,
        Reopening,
        Report,
        Correction,
    )
}
_ENVELOPE = frozenset({"on", "uid", "seq"})


def details(act: Act) -> dict[str, Any]:
    """Return what is particular to an act as JSON-ready values; `restore` is its inverse."""
    return codec.details(act, _ENVELOPE)


def restore(kind: str, *, uid: str, seq: int, on: date, detail: dict[str, Any]) -> Act:
    """Build the act that `details` took apart; unknown kinds and fields are a programming error and raise."""
    cls = KINDS[kind]
    return cls(uid=uid, seq=seq, on=on, **codec.revived(cls, detail))
