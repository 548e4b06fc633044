"""The figures of everything beside hazards, as values; where nothing of a kind is on record, they are as they stand here.

They live apart from the counting, which needs the whole kind: a command of a town without enforcement loads none of it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hazardctl.domain.problem import Contradiction
    from hazardctl.domain.supervision import ActionRecord

NONE_YET: Mapping[str, int] = MappingProxyType({})


class Means(Struct, frozen=True):
    """How often one means of supervision was used."""

    key: str
    name: str
    times: int


class SupervisionFigures(Struct, frozen=True):
    """Actions of the period by means; the replies are of all actions, as at its end.

    `targets_units` is how many units they were aimed at. `listed_silent` is how many listed hazards are without progress
    in the statistical month in which the period ends, `listed_without_progress` the numbers of the first 50 of them.
    """

    total: int = 0
    by_kind: tuple[Means, ...] = ()
    replies_due: int = 0
    replied: int = 0
    replied_late: int = 0
    replies_overdue: int = 0
    overdue_items: tuple[ActionRecord, ...] = ()
    targets_units: int = 0
    listed_without_progress: tuple[str, ...] = ()
    listed_silent: int | None = 0


class EnforcementFigures(Struct, frozen=True):
    """What was enforced in a period; `open`, `risk`, `suspended` and the firms are as at its end.

    `penalised`, `no_penalty`, `referred`, `rechecked` and `passed` count cases; `penalties` and `suspensions` count
    decisions and orders. `repeated` names the firms of art. 113(1), `repeated_major` those with a major hazard left.
    """

    opened: int = 0
    penalised: int = 0
    penalties: int = 0
    fines_fen: int = 0
    no_penalty: int = 0
    referred: int = 0
    rechecked: int = 0
    passed: int = 0
    open: int = 0
    risk: int = 0
    risk_hazards: tuple[str, ...] = ()
    suspended: int = 0
    suspensions: int = 0
    repeated: tuple[str, ...] = ()
    repeated_major: tuple[str, ...] = ()


class Against(Struct, frozen=True):
    """A problem handled against its maxim."""

    no: str
    title: str
    enterprise: str | None
    contradiction: Contradiction


class ProblemFigures(Struct, frozen=True):
    """The problem list of a period; `open`, `overdue` and `contradictions` are as at its end.

    `genuine` and `false` part the closings of the period by how the problem was put right.
    """

    found: int = 0
    self_found: int = 0
    other_found: int = 0
    reported: int = 0
    closed: int = 0
    genuine: int = 0
    false: int = 0
    open: int = 0
    overdue: int = 0
    contradictions: tuple[Against, ...] = ()


class PermitMissing(Struct, frozen=True):
    """Work that began with checks undone; `missing` holds their names."""

    no: str
    on: date
    operation: str
    enterprise: str | None
    unit: str | None
    missing: tuple[str, ...]


class PermitFigures(Struct, frozen=True):
    """Work whose day lies in the period, as at its end; `missing` counts by the check's name.

    `total` = `complete` + `with_missing` + those whose checks are still being made before the work begins.
    """

    total: int = 0
    by_operation: Mapping[str, int] = NONE_YET
    complete: int = 0
    with_missing: int = 0
    missing: Mapping[str, int] = NONE_YET
    items_missing: tuple[PermitMissing, ...] = ()


class TipoffFigures(Struct, frozen=True):
    """Tip-offs of a period; `open` are all that wait to be checked at its end. Money in fen."""

    received: int = 0
    verified: int = 0
    true: int = 0
    rewarded: int = 0
    reward_fen: int = 0
    open: int = 0
