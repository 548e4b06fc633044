"""A hazard as registered, and the words that describe one.

What changes later is an act (`acts`); how a hazard stands on a day follows from both (`case`). Only a correction
(`amend`) touches what is here, and it holds for every day.
"""

from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from hazardctl.domain.five import Five


class Level(StrEnum):
    """重大 or 一般; a person decides, never the program."""

    MAJOR = "major"
    GENERAL = "general"


class Source(StrEnum):
    """Who found it; the national figures part 企业自查 from 部门检查, so every hazard has exactly one."""

    SELF = "self"
    DEPARTMENT = "department"
    VILLAGE = "village"
    TIPOFF = "tipoff"
    SUPERVISION = "supervision"
    EXPERT = "expert"
    UPPER = "upper"


class Status(StrEnum):
    """Where a hazard stands at the end of a day. Overdue is none of them: it is computed (`deadlines`)."""

    PENDING = "pending"
    OPEN = "open"
    RECTIFIED = "rectified"
    CLOSED = "closed"
    REFERRED = "referred"
    VOID = "void"


UNRECTIFIED = frozenset({Status.PENDING, Status.OPEN})
IN_HAND = UNRECTIFIED | {Status.RECTIFIED}
"""The states that the town's open count holds (DESIGN.md §4.9: found − closed − referred)."""


def state_of(status: Status, *, listed: bool) -> str:
    """Return how a hazard stands, as the key of its term.

    One that is rectified and still listed waits for whoever listed it, not for a review (DESIGN.md §4.2).
    """
    return "awaiting_delist" if status is Status.RECTIFIED and listed else str(status)


class Authority(StrEnum):
    """Who lists a hazard for supervision (挂牌督办)."""

    TOWN = "town"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"


class ReviewKind(StrEnum):
    """How a re-inspection was made; a major hazard needs one on site."""

    SITE = "site"
    PAPERS = "papers"
    SELF = "self"


class ReportKind(StrEnum):
    """双报告 of task 16 (discovered, rectified), and the two that 安全生产法 art. 41 adds."""

    DISCOVERED = "discovered"
    RECTIFIED = "rectified"
    DISTRICT = "district"
    WORKERS = "workers"


class Ref(Struct, frozen=True):
    """Another record: its uid, and the number or name that people know it by."""

    uid: str
    name: str


class VoidMark(Struct, frozen=True):
    """Why a record counts on no day: a mistake, or a duplicate of another."""

    on: date
    reason: str
    duplicate_of: Ref | None = None


class Hazard(Struct, frozen=True, kw_only=True):
    """What was registered. `unit` and `village` are unit keys; text is as typed, cleaned of control characters."""

    uid: str
    no: str
    title: str
    level: Level
    unit: str
    source: Source
    found_on: date
    category: str | None = None
    sector: str | None = None
    place: str | None = None
    enterprise: Ref | None = None
    village: str | None = None
    found_unit: str | None = None
    found_by: str | None = None
    visit: Ref | None = None
    criterion: str | None = None
    key_item: str | None = None
    supervisor: str | None = None
    control_person: str | None = None
    leader: str | None = None
    five: Five = field(default_factory=Five)
    fixed_on_spot: str | None = None
    interim: str | None = None
    pending_until: date | None = None
    recurs_from: Ref | None = None
    source_no: str | None = None
    void: VoidMark | None = None

    @property
    def needs_five(self) -> bool:
        """Whether the five are asked for: not of a general hazard fixed on the spot (task 16: 即查即改)."""
        return self.fixed_on_spot is None
