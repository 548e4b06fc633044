"""What several ledgers say of one row, made one: field by field, by what was said, not by who is merged with whom first.

What stands is what was said last: what nobody has replaced who knew of it. Where several stand so and say different
things, the field is open: until somebody decides, it shows what all of them went out from, and they are kept beside it.
All this is worked out anew from everything that any ledger has said, so that no order of merging can show in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from hazardctl.domain.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hazardctl.domain.knowledge import At, Knowledge

    Row = Mapping[str, Any]

WHOLE = ""
"""The field of a conflict about whether a row is there at all."""

KEPT_HERE = {"act": frozenset({"seq"}), "step": frozenset({"seq"})}
"""Columns that each ledger gives itself: the order of typing."""

TOGETHER: dict[str, dict[str, tuple[str, ...]]] = {
    "hazard": {
        "void_on": ("void_on", "void_reason", "duplicate_of"),
        "funds_fen": ("funds_fen", "no_funds"),
        "pending_until": ("pending_until", "interim"),
        "level": ("level", "criterion"),
    },
    "inspection": {"void_on": ("void_on", "void_reason")},
    "record": {"void_on": ("void_on", "void_reason")},
    "matter": {"void_on": ("void_on", "void_reason")},
    "enterprise": {"name": ("name", "name_key"), "closed_on": ("closed_on", "closed_how")},
}
"""Columns that say one thing together, by the first of them, under which they are joined."""

OF_THE_ELDER = {
    "unit": frozenset({"added_on", "origin", "name"}),
    "enterprise": frozenset({"registered_on"}),
    "matter": frozenset({"no", "prefix", "year", "seq", "on_day"}),
    "membership": frozenset({"since"}),
    "holder": frozenset({"since"}),
    "delivery": frozenset({"on_day"}),
}
"""Columns in which two rows for one thing, made apart from each other, need not agree: the elder row has its own."""


class Open(Struct, frozen=True):
    """A value that is not decided: what everybody went out from, and what they made of it, as canonical JSON."""

    ancestor: str
    rivals: frozenset[str]


class Told(Struct, frozen=True):
    """A row as it stands (None: it is not there), with what is open in it by field."""

    row: Row | None
    open: Mapping[str, Open] = {}


ABSENT = Told(None)


def fields_of(entity: str, row: Row) -> list[str]:
    """Return the fields of a row: columns that say one thing together are one, and what each ledger gives itself is none."""
    groups = TOGETHER.get(entity, {})
    within = {column for columns in groups.values() for column in columns[1:]}
    return [
        c for c in row if c not in within and c not in KEPT_HERE.get(entity, ()) and c not in {"uid", "town"}
    ]


def value_of(entity: str, row: Row | None, field: str) -> str:
    """Return what a row says of a field, as text."""
    columns = TOGETHER.get(entity, {}).get(field)
    row = row or {}
    return canonical({column: row.get(column) for column in columns} if columns else row.get(field))


def with_value(entity: str, row: Row, field: str, value: str) -> dict[str, Any]:
    """Return a row that says this of a field."""
    told = json.loads(value)
    return {**row, **(told if field in TOGETHER.get(entity, {}) else {field: told})}


class Entry(Struct, frozen=True):
    """What a ledger's journal says of a row: its image after a change, None where it was taken out.

    `merged` where the ledger took over what others said: nobody said it there. `undo` where a command was taken back.
    """

    at: At
    uid: str
    row: Row | None
    merged: bool = False
    undo: bool = False


class Word(Struct, frozen=True):
    """What somebody said of a field, of a row that was called `uid` there; `first` where it was entered with these words.

    `back` is the place of the word that this one takes back.
    """

    at: At
    value: str
    uid: str = ""
    first: bool = False
    back: At | None = None


_THERE, _GONE = canonical("there"), canonical(None)


class Account:
    """Everything that was said of one row: by every ledger that is known, under every uid that the row has.

    `entries` come in each ledger's own order. `decided` are the entries by which somebody settled what was open, each
    with the field. Of rows that were entered apart from each other for one thing, `elder` is the uid of the first.
    """

    def __init__(
        self,
        entity: str,
        entries: Sequence[Entry],
        decided: Iterable[tuple[At, str]],
        knows: Knowledge,
        elder: str,
    ) -> None:
        self.entity, self.elder, self._knows = entity, elder, knows
        self._said: dict[str, list[Word]] = {}
        self._touched: list[Word] = []
        self._image: Row = {}
        self._hear(entries)
        self._hear_decisions(entries, decided)

    def _hear(self, entries: Sequence[Entry]) -> None:
        stood: dict[tuple[str, str], Row | None] = {}
        for entry in entries:
            place = (entry.at.ledger, entry.uid)
            new, before = place not in stood, stood.get(place)
            stood[place] = entry.row
            self._image = entry.row or self._image
            if entry.merged:
                continue
            if entry.row is None:
                self._say(WHOLE, Word(entry.at, _GONE))
                continue
            if before is None:
                self._say(WHOLE, Word(entry.at, _THERE, entry.uid, new))
            else:
                self._touched.append(Word(entry.at, _THERE))
            for field in fields_of(self.entity, entry.row):
                value = value_of(self.entity, entry.row, field)
                if before is None or value != value_of(self.entity, before, field):
                    back = self._taken_back(field, entry, before) if entry.undo else None
                    self._say(field, Word(entry.at, value, entry.uid, new, back))

    def _hear_decisions(self, entries: Sequence[Entry], decided: Iterable[tuple[At, str]]) -> None:
        for at, field in decided:
            rows = [one.row for one in entries if one.at.ledger == at.ledger and one.at.seq < at.seq]
            row = rows[-1] if rows else None
            if field == WHOLE:
                self._say(WHOLE, Word(at, _GONE if row is None else _THERE))
            elif row is not None:
                self._say(field, Word(at, value_of(self.entity, row, field)))

    def _taken_back(self, field: str, entry: Entry, before: Row | None) -> At | None:
        """Return what an undo takes back: what this ledger said of the field last, if it stood there until now."""
        own = [word for word in self._said.get(field, ()) if word.at.ledger == entry.at.ledger]
        if not own or before is None or own[-1].first:
            return None
        return own[-1].at if own[-1].value == value_of(self.entity, before, field) else None

    def _say(self, field: str, word: Word) -> None:
        self._said.setdefault(field, []).append(word)

    def fields(self, here: Row | None) -> Told:
        """Return what the row says, whether or not it is there; what each ledger gives itself is as it is `here`."""
        row, still = dict(here or self._image), {}
        for field, words in self._said.items():
            if field != WHOLE:
                found = self._come_to(field, words)
                row = with_value(self.entity, row, field, found.ancestor)
                if len(found.rivals) > 1:
                    still[field] = found
        return Told(row, still)

    def told(self, here: Row | None) -> Told:
        """Return the row that all of it comes to, as `fields` has it, if it is there."""
        told = self.fields(here)
        assert told.row is not None  # noqa: S101
        there = self._about_being_there()
        if all(word.value == _THERE for word in there) or any(word.first for word in there):
            return told
        base = self._known_to_all(told.row, there)
        if all(word.value == _GONE for word in there) or told.row == base:
            return ABSENT
        return Told(base, {WHOLE: Open(canonical(base), frozenset({canonical(None), canonical(told.row)}))})

    def _about_being_there(self) -> list[Word]:
        """Return what was said last of whether the row is there: who went on with it says so, unless that was open."""
        firm = list(self._said.get(WHOLE, ()))
        if all(word.value == _THERE for word in firm):
            return firm[:1]
        for word in sorted(self._touched, key=lambda one: sum(self._knows.of(one.at).values())):
            if not self._was_open(firm, word):
                firm.append(word)
        return self._latest(firm)

    def _known_to_all(self, row: Row, there: Sequence[Word]) -> Row:
        for field, words in self._said.items():
            if field != WHOLE and (shared := self._before_all(words, there)):
                row = with_value(self.entity, row, field, self._shown(shared))
        return row

    def _come_to(self, field: str, words: Sequence[Word]) -> Open:
        """Return what a field comes to: with one rival it is that, else it shows what they went out from."""
        words = self._standing(words)
        heads = self._latest(words)
        shared = self._before_all(words, heads)
        if shared:
            shown = self._shown(shared)
            voices = self._against(shown, words, heads)
        else:
            voices = self._of_twins(field, heads)
            shown = self._shown(words)
        rivals = frozenset(word.value for word in voices)
        return Open(voices[0].value if len(rivals) == 1 else shown, rivals)

    def _standing(self, words: Sequence[Word]) -> Sequence[Word]:
        """Leave out what was taken back before anybody went on with it: it is as if it had not been said."""
        found = {word.at: word for word in words}
        for word in reversed(words):
            if word.at in found and word.back in found and not self._went_on(words, word):
                del found[word.at], found[word.back]
        return list(found.values())

    def _went_on(self, words: Sequence[Word], undo: Word) -> bool:
        said = undo.back
        assert said is not None  # noqa: S101  it is asked of an undo
        return any(
            word.at.ledger != said.ledger
            and self._knows.before(said, word.at)
            and not self._knows.before(undo.at, word.at)
            for word in words
        )

    def _latest(self, words: Sequence[Word]) -> list[Word]:
        """Return the words that nobody has replaced who knew of them."""
        return [one for one in words if not any(self._knows.before(one.at, other.at) for other in words)]

    def _before_all(self, words: Sequence[Word], heads: Sequence[Word]) -> list[Word]:
        """Return the words that were known to all who said the last ones."""
        return [one for one in words if all(self._knows.before(one.at, head.at) for head in heads)]

    def _shown(self, words: Sequence[Word]) -> str:
        """Return what was said last, or if several things were, what they went out from; of twins the elder's."""
        heads = self._latest(words)
        if len({word.value for word in heads}) == 1:
            return heads[0].value
        if shared := self._before_all(words, heads):
            return self._shown(shared)
        of_elder = [word for word in words if word.uid == self.elder]
        if of_elder and len(of_elder) < len(words):
            return self._shown(of_elder)
        return min(words, key=lambda word: (word.uid, word.at)).value

    def _against(self, shown: str, words: Sequence[Word], heads: Sequence[Word]) -> Sequence[Word]:
        """Who has gone back to what all went out from says nothing against others, unless that settled what was open."""
        return [word for word in heads if word.value != shown or self._was_open(words, word)] or heads

    def _was_open(self, words: Sequence[Word], word: Word) -> bool:
        before = [one for one in words if self._knows.before(one.at, word.at)]
        return len({one.value for one in self._latest(before)}) > 1

    def _of_twins(self, field: str, heads: Sequence[Word]) -> Sequence[Word]:
        """Of rows made for one thing, one that says nothing of a field leaves it to the others; some are the elder's."""
        nothing = {canonical(None), canonical("[]"), value_of(self.entity, None, field)}
        voices = [word for word in heads if not word.first or word.value not in nothing] or heads
        elders = [word for word in voices if not word.first or word.uid == self.elder]
        own = field in OF_THE_ELDER.get(self.entity, ()) or self._is_one_name(field, voices)
        return elders if own and elders else voices

    def _is_one_name(self, field: str, voices: Sequence[Word]) -> bool:
        """Whether it is one name, written in several ways."""
        if self.entity != "enterprise" or field != "name":
            return False
        return len({json.loads(word.value)["name_key"] for word in voices}) == 1
