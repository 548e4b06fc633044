"""Plan files as a tree of text with line numbers: YAML cut down to what a plan needs.

Works on the parser's events with its own stack, so that neither depth nor size can hurt: aliases, merge
keys, tags and duplicate keys are refused before anything is expanded. This module must not know what a plan contains:
that is `plan.read`.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import yaml
from msgspec import Struct, field

from hazardctl.errors import Problem
from hazardctl.messages import plan as say
from hazardctl.plan.tree import Document, Mapping, Node, Scalar, Sequence

MAX_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 20
MAX_NODES: Final = 20_000
MAX_PROBLEMS: Final = 50

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


class _Stop(Exception):
    """Reading cannot go on; the problem says why."""

    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message = line, code, message


def read_bytes(file: str, raw: bytes) -> Document:
    """Read one plan file. Never raises for what the file contains: the problems are in the result."""
    try:
        return _read_text(file, _decoded(raw))
    except _Stop as stop:
        return Document(file, None, (Problem(stop.code, stop.message, f"{file}:{stop.line}"),))


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise _Stop(1, "yaml_size", say.too_large(MAX_BYTES))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _Stop(1, "encoding", say.not_text())


def _read_text(file: str, text: str) -> Document:
    builder = _Builder(file)
    root: Node | None = None
    try:
        for event in _events(text):
            builder.take(event)
        root = builder.finished()
    except _Stop as stop:
        builder.report(stop.line, stop.code, stop.message)
    return Document(file, root, _capped(builder.problems))


def _capped(problems: list[Problem]) -> tuple[Problem, ...]:
    more = len(problems) - MAX_PROBLEMS
    rest = [Problem("more", say.and_more(more))] if more > 0 else []
    return (*problems[:MAX_PROBLEMS], *rest)


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Stop(mark.line + 1 if mark else 1, "yaml_syntax", say.not_yaml()) from error
    except yaml.YAMLError as error:
        # A reader error knows only the offset of the character that YAML forbids.
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise _Stop(line, "bad_character", say.bad_character(_character(error))) from error


def _character(error: yaml.YAMLError) -> str:
    code = getattr(error, "character", None)
    return f"U+{code:04X}" if isinstance(code, int) else ""


class _Open(Struct):
    """A list or mapping being filled, with the key that waits for its value."""

    node: Sequence | Mapping
    key: str | None = None


class _Builder(Struct):
    """Builds the tree from events, refusing what a plan must not contain."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    count: int = 0

    def report(self, line: int, code: str, message: str, key: str = "") -> None:
        self.problems.append(Problem(code, message, f"{self.file}:{line} {key}".rstrip()))

    def take(self, event: Any) -> None:
        handle = _HANDLERS.get(type(event))
        if handle:
            handle(self, event)

    def finished(self) -> Node:
        if self.root is None or (isinstance(self.root, Scalar) and self.root.value is None):
            raise _Stop(1, "empty_file", say.empty_file())
        return self.root

    def scalar(self, event: Any) -> None:
        line = self._checked(event)
        plain = event.implicit[0] and not event.style
        value = _WORDS.get(event.value, event.value) if plain else event.value
        self._place(Scalar(value, line), merge=plain and event.value == "<<")

    def alias(self, event: Any) -> None:
        line: int = event.start_mark.line + 1
        self.report(line, "yaml_alias", say.alias_refused())
        self._place(Scalar("*", line))

    def sequence(self, event: Any) -> None:
        self._open(Sequence(self._checked(event)))

    def mapping(self, event: Any) -> None:
        self._open(Mapping(self._checked(event)))

    def close(self, _event: Any) -> None:
        self.stack.pop()

    def document(self, event: Any) -> None:
        if self.root is not None:
            raise _Stop(event.start_mark.line + 1, "yaml_documents", say.one_document_only())

    def _checked(self, event: Any) -> int:
        line: int = event.start_mark.line + 1
        self.count += 1
        if self.count > MAX_NODES:
            raise _Stop(line, "yaml_size", say.too_many(MAX_NODES))
        if event.anchor is not None:
            self.report(line, "yaml_alias", say.alias_refused())
        if event.tag is not None:
            self.report(line, "yaml_tag", say.tag_refused())
        return line

    def _open(self, node: Sequence | Mapping) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise _Stop(node.line, "yaml_depth", say.too_deep(MAX_DEPTH))
        self._place(node)
        self.stack.append(_Open(node))

    def _place(self, node: Node, *, merge: bool = False) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.key is None:
            top.key = self._key(top.node, node, merge=merge)
        else:
            top.node.items[top.key] = node
            top.key = None

    def _key(self, mapping: Mapping, node: Node, *, merge: bool) -> str:
        if not isinstance(node, Scalar):
            raise _Stop(node.line, "bad_key", say.key_not_text())
        # true and null are words like any other before a colon, but nothing in a plan is called so.
        key = str(node.value)
        if merge:
            self.report(node.line, "yaml_merge", say.merge_refused())
        elif not isinstance(node.value, str):
            self.report(node.line, "bad_key", say.key_not_text())
        elif key in mapping.lines:
            self.report(node.line, "yaml_duplicate", say.duplicate_key(key, mapping.lines[key]), key)
        mapping.lines.setdefault(key, node.line)
        return key


_HANDLERS: Final[dict[type, Callable[[_Builder, Any], None]]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.AliasEvent: _Builder.alias,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.MappingStartEvent: _Builder.mapping,
    yaml.SequenceEndEvent: _Builder.close,
    yaml.MappingEndEvent: _Builder.close,
    yaml.DocumentStartEvent: _Builder.document,
}
