"""Journal entries as people read them: what an entry is about, and every value old → new.

Names come from the journal itself, so that a row which was taken back, or is gone from its table, still has one.
Confidential text is in no image and so in nothing that is told here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hazardctl import clock
from hazardctl.domain import acts, enforcement, enterprise, hazard, problem, tipoff
from hazardctl.domain.history import Difference
from hazardctl.domain.money import say_yuan
from hazardctl.errors import HazardctlError
from hazardctl.ledger.queries import entries, stored
from hazardctl.messages import journal as say
from hazardctl.messages.labels import LABELS, label, term, yes_no
from hazardctl.messages.terms import journal as terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from enum import StrEnum

    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk

Image = dict[str, Any]

_UNTOLD = frozenset({
    "uid", "town", "series", "year", "seq", "prefix", "name_key", "claim_salt", "claim_hash", "salt", "body", "digest",
    "figures", "entity", "kind", "tx", "format",
})  # fmt: skip
"""What tells a reader nothing, or is nobody's business."""
_REFERENCES = frozenset(
    {"hazard", "matter", "owner", "enterprise", "visit", "recurs_from", "duplicate_of", "row_uid"}
)
"""Columns that hold another row's uid."""
_FLAGS = frozenset({"no_funds", "high_risk", "sole_trader", "refused", "nil", "internal", "complete"})
_INSTANTS = frozenset({"at", "applied_at"})
_CALLED = ("no", "version", "name", "key", "title", "post", "unit_key", "version", "path")
"""The columns by which people know a row, the best first."""


class Teller:
    """Whoever puts the journal into words; names that were looked up once are kept."""

    def __init__(self, reads: Reads, terms_of_plan: Mapping[str, str] | None = None) -> None:
        self._reads = reads
        self._terms = terms_of_plan or {}
        self._names: dict[str, str | None] = {}

    def name(self, uid: str) -> str | None:
        """Return the number or name of a row, as its newest entry that is not a retraction gives it."""
        if uid not in self._names:
            known = entries.newest_image(self._reads, uid)
            self._names[uid] = self.called(known[0], _image(known[1]) or {}) if known else None
        return self._names[uid]

    def called(self, entity: str, image: Mapping[str, Any]) -> str | None:
        """Return the number or name of what an image is about: its own, or that of the row it belongs to."""
        for owner in ("hazard", "matter", "owner"):
            if entity in {"act", "step", "concern", "evidence", "secret"} and image.get(owner):
                return self.name(str(image[owner]))
        found = next((image[column] for column in _CALLED if image.get(column)), None)
        return None if found is None else str(found)

    def about(self, entity: str, image: Mapping[str, Any]) -> str:
        """Return what an entry is about, with its number: 隐患 BY-2023-0001."""
        kind = str(image.get("kind") or "")
        if entity == "act":
            return say.done_to(self.called(entity, image), label("act_" + kind))
        if entity == "step":
            return say.done_to(self.called(entity, image), label("step." + kind))
        called = label(f"matter.{kind}") if entity == "matter" else terms.entity(entity)
        if entity == "setting":
            key = str(image.get("key"))
            return say.about(called, LABELS.get(f"setting.{key}") or label(key.rpartition(".")[2]))
        if entity == "evidence":
            return say.of(self.called(entity, image), say.about(called, str(image.get("name") or "")))
        return say.about(called, self.called(entity, image))

    def happened(self, entity: str, before: Image | None, image: Image | None) -> str:
        """Return one entry as a sentence."""
        if image is None:
            return say.retracted(self.about(entity, before or {}))
        if before is None and entity in {"undone", "issue"}:
            return self._of_the_ledger(entity, image)
        if before is None:
            return say.entered(
                self.about(entity, image), str(image.get("title") or ""), dated=entity in {"act", "step"}
            )
        if image.get("void_on") and not before.get("void_on"):
            return say.voided(self.about(entity, image))
        if before.get("void_on") and not image.get("void_on"):
            return say.valid_again(self.about(entity, image))
        headings = dict.fromkeys(change.label for change in self.differences(entity, before, image))
        return say.changed(self.about(entity, image), tuple(headings))

    def _of_the_ledger(self, entity: str, image: Image) -> str:
        """Return what a command did to the ledger itself: an undo names what it took back, an issue its paper."""
        if entity == "issue":
            return say.issued(str(image.get("period")), image.get("number"))
        return say.undid(entries.seq_of_tx(self._reads, str(image.get("tx"))))

    def differences(self, entity: str, before: Image | None, image: Image | None) -> tuple[Difference, ...]:
        """Return every value that an entry changed, old → new; a new row has no old ones."""
        old, new = _flat(before or {}), _flat(image or {})
        places = _places(entity, image or before or {})
        return tuple(
            Difference(
                _heading(places, name),
                self._say(places, name, old.get(name)),
                self._say(places, name, new.get(name)),
            )
            for name in self._in_order(entity, dict.fromkeys((*old, *new)))
            if old.get(name) != new.get(name)
        )

    def column(self, entity: str, name: str) -> str:
        """Return what a column is called, also one that no answer tells."""
        return _heading(_places(entity, {}), name)

    def value(self, entity: str, name: str, value: object) -> str | None:
        """Return what a column's value means."""
        return self._say(_places(entity, {}), name, value)

    def _in_order(self, entity: str, names: Iterable[str]) -> list[str]:
        """Return columns as their table has them, which is how a form is read; an image has them by the alphabet."""
        known = stored.columns(self._reads, entity)
        return sorted(names, key=lambda name: known.index(name) if name in known else len(known))

    def _say(self, places: tuple[str, ...], name: str, value: object) -> str | None:
        if value in (None, "", "[]", []):
            return None
        if isinstance(value, bool) or (name in _FLAGS and value in {0, 1} and places[-1] != "intake"):
            return yes_no(bool(value))
        if name in _REFERENCES and isinstance(value, str):
            return self.name(value) or value
        if name.endswith("_fen") and isinstance(value, int):
            return say_yuan(value)
        if name in _INSTANTS and isinstance(value, str):
            return clock.office_time(value)
        listed = _list(value)
        return "、".join(self._term(places, name, str(one)) for one in listed) or None

    def _term(self, places: tuple[str, ...], name: str, value: str) -> str:
        """Return what a code means; what people wrote is theirs, even where it is spelt like a code."""
        for place in (*places, ""):
            column = f"{place}.{name}"
            choice = _CODES.get(column)
            if choice:
                return term(choice(value)) if value in set(choice) else value
            if column in _LABELLED:
                return LABELS.get(_LABELLED[column] + value) or self._terms.get(value, value)
            if value in terms.VALUES.get(column, ()):
                return terms.VALUES[column][value]
        return value


def terms_of(desk: Desk) -> dict[str, str]:
    """Return what the codes of the plan's own rows mean; nothing where the plan cannot be read."""
    try:
        plan = desk.plan
    except HazardctlError:
        return {}
    delivered = {one.key: one.name for phase in plan.phases for one in phase.deliverables}
    named = {row.key: row.name for rows in (plan.ladder, plan.operations, plan.checks) for row in rows}
    return {**delivered, **named}


def _flat(image: Image) -> Image:
    """Return an image's values with those of its detail among them, without what tells nothing."""
    detail = _image(image.get("detail")) if isinstance(image.get("detail"), str) else None
    told = {**image, **(detail or {})}
    if detail is not None:
        told.pop("detail", None)
    return {name: value for name, value in told.items() if name not in _UNTOLD}


def _image(text: object) -> Image | None:
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _places(entity: str, image: Image) -> tuple[str, ...]:
    """Return where a column stands, the closest first: its table's kind of entry, its table."""
    return (f"{entity}/{image['kind']}", entity) if image.get("kind") else (entity,)


def _heading(places: tuple[str, ...], name: str) -> str:
    own = (terms.HEADINGS[place][name] for place in places if name in terms.HEADINGS.get(place, ()))
    return next(own, None) or next(_headings(name), name)


def _headings(name: str) -> Iterator[str]:
    for key in (f"column.{name}", name, f"remark_{name}"):
        if key in LABELS:
            yield LABELS[key]


def _list(value: object) -> list[object]:
    """Return a value as the list that it is, or as the only one of a list; a column may hold a list as JSON."""
    if isinstance(value, str) and value.startswith('["'):
        try:
            value = json.loads(value)
        except ValueError:
            return [value]
    return value if isinstance(value, list) else [value]


_CODES: dict[str, type[StrEnum]] = {
    ".level": hazard.Level,
    ".source": hazard.Source,
    ".review_kind": hazard.ReviewKind,
    "act/list_up.authority": hazard.Authority,
    "act/report.report": hazard.ReportKind,
    "act/reply.outcome": acts.Outcome,
    "act/reopen.reason": acts.ReopenReason,
    "step/penalise.penalty": enforcement.PenaltyKind,
    "step/suspend.scope": enforcement.SuspensionScope,
    "step/recheck.result": enforcement.RecheckResult,
    "matter/problem.topic": problem.Origin,
    "step/close.outcome": problem.Correction,
    "matter/tipoff.channel": tipoff.Channel,
    "step/verification.result": tipoff.Finding,
    "enterprise.closed_how": enterprise.ClosedHow,
}
"""The columns that hold one of a few words, by table, or kind of entry, and name."""

_LABELLED = {
    "matter/action.topic": "action.kind.",
    "matter/permit.topic": "operation.",
    "matter/permit.required": "check.",
    "step/tick.checks": "check.",
    "act/amend.changed": "",
    "unit.kind": "",
    "delivery.key": "deliverable.",
    "record.duty": "duty.",
    "setting.key": "setting.",
    "migration.name": "migration.",
}
"""Columns whose codes have a term of their own, and what the term's key begins with."""
