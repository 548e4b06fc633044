"""Journal entries as people read them: what an entry is about, and every value old → new.

Names come from the journal itself, so that a row which was taken back, or is gone from its table, still has one.
Confidential text is in no image and so in nothing that is told here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hazardctl.domain.history import Difference
from hazardctl.domain.money import say_yuan
from hazardctl.ledger.queries import entries
from hazardctl.messages import journal as say
from hazardctl.messages.labels import LABELS, label, yes_no
from hazardctl.messages.terms import journal as terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hazardctl.ledger.connect import Reads

Image = dict[str, Any]

_UNTOLD = frozenset({
    "uid", "town", "series", "year", "seq", "prefix", "name_key", "claim_salt", "claim_hash", "salt", "body", "digest",
    "figures", "entity", "kind",
})  # fmt: skip
"""What tells a reader nothing, or is nobody's business."""
_REFERENCES = frozenset(
    {"hazard", "matter", "owner", "enterprise", "visit", "recurs_from", "duplicate_of", "row_uid"}
)
"""Columns that hold another row's uid."""
_FLAGS = frozenset({"no_funds", "high_risk", "sole_trader", "refused", "nil", "internal", "complete"})
_CALLED = ("no", "version", "name", "key", "title", "post", "unit_key", "version", "path")
"""The columns by which people know a row, the best first."""


class Teller:
    """Whoever puts the journal into words; names that were looked up once are kept."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
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
        term = label(f"matter.{kind}") if entity == "matter" else terms.entity(entity)
        if entity == "setting":
            key = str(image.get("key"))
            return say.about(term, LABELS.get(f"setting.{key}") or label(key.rpartition(".")[2]))
        if entity == "evidence":
            return say.of(self.called(entity, image), say.about(term, str(image.get("name") or "")))
        return say.about(term, self.called(entity, image))

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
        headings = dict.fromkeys(change.label for change in self.differences(before, image))
        return say.changed(self.about(entity, image), tuple(headings))

    def _of_the_ledger(self, entity: str, image: Image) -> str:
        """Return what a command did to the ledger itself: an undo names what it took back, an issue its paper."""
        if entity == "issue":
            return say.issued(str(image.get("period")), image.get("number"))
        return say.undid(entries.seq_of_tx(self._reads, str(image.get("tx"))))

    def differences(self, before: Image | None, image: Image | None) -> tuple[Difference, ...]:
        """Return every value that an entry changed, old → new; a new row has no old ones."""
        old, new = _flat(before or {}), _flat(image or {})
        return tuple(
            Difference(_heading(name), self._say(name, old.get(name)), self._say(name, new.get(name)))
            for name in dict.fromkeys((*old, *new))
            if old.get(name) != new.get(name)
        )

    def _say(self, name: str, value: object) -> str | None:
        if value is None or value == "":
            return None
        if name in _FLAGS and value in {0, 1}:
            return yes_no(bool(value))
        if name in _REFERENCES and isinstance(value, str):
            return self.name(value) or value
        if name.endswith("_fen") and isinstance(value, int):
            return say_yuan(value)
        if isinstance(value, list):
            return "、".join(label(str(one)) for one in value) or None
        return label(value) if isinstance(value, str) else str(value)


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


def _heading(name: str) -> str:
    return next(_headings(name), name)


def _headings(name: str) -> Iterator[str]:
    for key in (f"column.{name}", name, f"remark_{name}"):
        if key in LABELS:
            yield LABELS[key]
