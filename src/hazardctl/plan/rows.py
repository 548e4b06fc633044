"""One mapping of a plan file, read key by key with every mistake collected.

A `Row` hands out typed values and notes what is wrong on the way; a wrong or missing value is replaced by a
harmless one, because a plan with any problem is never returned. Every problem names file, line and key (list
positions in the key count from 1). This module must not know any key of the plan: that is `plan.read`.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from difflib import get_close_matches
from re import ASCII
from re import compile as pattern
from typing import Final, TypeVar
from unicodedata import category

from msgspec import Struct, field

from hazardctl.errors import Problem
from hazardctl.messages import plan as say
from hazardctl.plan import tree
from hazardctl.plan.tree import Mapping, Node, Scalar

_DAY: Final = pattern(r"\d{4}-\d{2}-\d{2}", ASCII)
_NUMBER: Final = pattern(r"-?\d{1,9}", ASCII)
_ISO_LEAST: Final = date.min

ChoiceT = TypeVar("ChoiceT", bound=str)
ValueT = TypeVar("ValueT")


def nearest(word: str, known: Collection[str]) -> str | None:
    """Give the known word that a typing mistake most likely meant."""
    return next(iter(get_close_matches(word, known, 1, 0.6)), None)


class Row(Struct):
    """A mapping being read. Keys that nobody asked for are unknown: call `done` last."""

    file: str
    node: Mapping
    path: str
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text. Without `default` it must be there and must not be blank."""
        node = self._node(key, "text", optional=default is not None)
        if node is None:
            return default or ""
        value = self._string(key, node, "text")
        if value is not None and default is None and not value.strip():
            self.wrong(key, "empty_text", say.empty_text(), node)
        return value or ""

    def day(self, key: str) -> date:
        """Read a day, `2023-05-31` only."""
        text = self._required(key, "date")
        if text is None:
            return _ISO_LEAST
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            self.wrong(key, "bad_date", say.bad_date(text))
            return _ISO_LEAST

    def number(self, key: str) -> int:
        """Read a whole number that must be there."""
        text = self._required(key, "number")
        return 0 if text is None else self._number(key, text)

    def number_or_none(self, key: str) -> int | None:
        """Read a whole number that may be left out."""
        node = self._node(key, "number", optional=True)
        text = None if node is None else self._string(key, node, "number")
        return None if text is None else self._number(key, text)

    def flag(self, key: str, *, default: bool) -> bool:
        """Read true or false."""
        node = self._node(key, "flag", optional=True)
        if node is None:
            return default
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        self.wrong_type(key, "flag", node)
        return default

    def choice(self, key: str, allowed: Sequence[ChoiceT], default: ChoiceT | None = None) -> ChoiceT:
        """Read one of a few words. Without `default` it must be there."""
        node = self._node(key, "text", optional=default is not None)
        text = None if node is None else self._string(key, node, "text")
        return (default or allowed[0]) if text is None else self._chosen(key, text, allowed)

    def choices(self, key: str, allowed: Sequence[ChoiceT]) -> tuple[ChoiceT, ...]:
        """Read a list of words out of a few, which may be left out."""
        return tuple(self._chosen(key, text, allowed) for text in self.texts(key))

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Read a list of texts; `needed` ones must be there and hold at least one."""
        found = [self._string(f"{key}[{i}]", n, "text") for i, n in self._items(key, needed=needed)]
        if any(text is not None and not text.strip() for text in found):
            self.wrong(key, "empty_text", say.empty_text())
        return tuple(text for text in found if text is not None)

    def refs(self, key: str, known: Collection[str], kind: str, *, needed: bool = False) -> tuple[str, ...]:
        """Read a list of keys that something else defines; `kind` is its Chinese name."""
        return tuple(self._known(key, text, known, kind) for text in self.texts(key, needed=needed))

    def ref(self, key: str, known: Collection[str], kind: str) -> str:
        """Read one key that something else defines."""
        text = self._required(key, "text")
        return "" if text is None else self._known(key, text, known, kind)

    def rows(self, key: str, read: Callable[["Row"], ValueT], *, needed: bool = False) -> tuple[ValueT, ...]:
        """Read a list of mappings with `read`; `needed` ones must be there and hold at least one."""
        return tuple(
            self._child(node, f"{key}[{i}]", read)
            for i, node in self._items(key, needed=needed)
            if self._is_mapping(f"{key}[{i}]", node)
        )

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Read a mapping of keys that the file chooses itself to texts; it may be left out."""
        node = self._node(key, "map", optional=True)
        if node is None or not self._is_mapping(key, node):
            return ()
        assert isinstance(node, Mapping)  # noqa: S101  it was asked just now
        found = ((name, self._string(f"{key}.{name}", item, "text")) for name, item in node.items.items())
        return tuple((name, text) for name, text in found if text is not None)

    def has(self, key: str) -> bool:
        """Whether a key is there at all."""
        self.asked.add(key)
        return key in self.node.items

    def unique(self, key: str, value: ValueT, seen: set[ValueT]) -> ValueT:
        """Report a value that an earlier row has used."""
        if value in seen and value not in {"", 0}:
            self.wrong(key, "duplicate_id", say.duplicate_id(str(value)))
        seen.add(value)
        return value

    def done(self) -> None:
        """Report every key that was never asked for, with the nearest known one."""
        for key in self.node.items:
            if key not in self.asked:
                self.wrong(key, "unknown_key", say.unknown_key(key, nearest(key, self.asked)))

    def wrong(self, key: str, code: str, message: str, at: Node | None = None) -> None:
        """Note a problem at a key, on the line of `at` or of the key itself."""
        line = at.line if at else self.node.lines.get(key.partition("[")[0], self.node.line)
        self.problems.append(Problem(code, message, f"{self.file}:{line} {self._full(key)}"))

    def wrong_type(self, key: str, expected: str, at: Node) -> None:
        """Note a value of the wrong kind; `expected` is a key of `messages.plan.EXPECTED`."""
        self.wrong(key, "wrong_type", say.wrong_type(say.EXPECTED[expected]), at)

    def _full(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _node(self, key: str, expected: str, *, optional: bool) -> Node | None:
        self.asked.add(key)
        node = self.node.items.get(key)
        if node is not None and not (isinstance(node, Scalar) and node.value is None):
            return node
        if not optional:
            self.wrong(key, "missing_key", say.missing_key(key, say.EXPECTED[expected]))
        return None

    def _required(self, key: str, expected: str) -> str | None:
        node = self._node(key, expected, optional=False)
        return None if node is None else self._string(key, node, expected)

    def _string(self, key: str, node: Node, expected: str) -> str | None:
        if not (isinstance(node, Scalar) and isinstance(node.value, str)):
            self.wrong_type(key, expected, node)
            return None
        if hidden := _hidden(node.value):
            self.wrong(key, "bad_character", say.bad_character(f"U+{ord(hidden):04X}"), node)
        return node.value

    def _number(self, key: str, text: str) -> int:
        if _NUMBER.fullmatch(text):
            return int(text)
        self.wrong(key, "bad_number", say.bad_number(text))
        return 0

    def _chosen(self, key: str, text: str, allowed: Sequence[ChoiceT]) -> ChoiceT:
        for word in allowed:
            if word == text:
                return word
        self.wrong(key, "bad_choice", say.bad_choice(text, allowed, nearest(text, allowed)))
        return allowed[0]

    def _known(self, key: str, text: str, known: Collection[str], kind: str) -> str:
        if text not in known:
            self.wrong(key, "unknown_ref", say.unknown_ref(kind, text, nearest(text, known)))
        return text

    def _items(self, key: str, *, needed: bool) -> list[tuple[int, Node]]:
        node = self._node(key, "list", optional=not needed)
        if node is None:
            return []
        if not isinstance(node, tree.Sequence):
            self.wrong_type(key, "list", node)
            return []
        if needed and not node.items:
            self.wrong(key, "empty_list", say.empty_list(), node)
        return list(enumerate(node.items, 1))

    def _is_mapping(self, key: str, node: Node) -> bool:
        if not isinstance(node, Mapping):
            self.wrong_type(key, "map", node)
        return isinstance(node, Mapping)

    def _child(self, node: Node, key: str, read: Callable[["Row"], ValueT]) -> ValueT:
        child = Row(
            self.file,
            node if isinstance(node, Mapping) else Mapping(node.line),
            self._full(key),
            self.problems,
        )
        value = read(child)
        child.done()
        return value

    def row(self, key: str, read: Callable[["Row"], ValueT]) -> ValueT:
        """Read one mapping that must be there."""
        node = self._node(key, "map", optional=False)
        if node is None or not self._is_mapping(key, node):
            return read(Row(self.file, Mapping(0), key, []))
        return self._child(node, key, read)


def _hidden(text: str) -> str:
    """Give the first control or direction character, which no plan needs and no screen shows."""
    if text.isprintable():
        return ""
    return next((c for c in text if category(c) in {"Cc", "Cf", "Cs"} and c not in "\n\t"), "")
