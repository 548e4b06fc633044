"""The guides that come with the program, by topic: a page, or one part of the manual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.errors import NotFound, Problem
from hazardctl.messages import guides as messages
from hazardctl.services import completing
from hazardctl.services.completing import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANUAL = "用户手册"


class Topic(Struct, frozen=True):
    """One thing to read about. `name` is what it is called, `key` its English name, `part` a part of the page."""

    number: int
    key: str
    name: str
    summary: str
    page: str
    part: str | None = None


class Guide(Struct, frozen=True):
    """A topic with its text, in Markdown as it lies in `docs/`."""

    topic: Topic
    text: str


def topics() -> tuple[Topic, ...]:
    """Return what can be read about, in the order in which a newcomer needs it."""
    return tuple(
        Topic(number, key, name, summary, page, part)
        for number, (key, name, summary, page, part) in enumerate(messages.TOPICS, 1)
    )


def shown(said: str) -> Guide:
    """Return the guide that a word names: by number, key, name, a part of it, pinyin or first letters.

    Raises:
        NotFound: no topic is called so, or several are.
    """
    known = topics()
    exact = [one for one in known if said.strip().lower() in {str(one.number), one.key, one.name}]
    found = exact or _fitting(known, said)
    if len(found) != 1:
        names = tuple(one.name for one in found or known)
        raise NotFound(Problem("no_topic", messages.no_such_topic(said, names, several=bool(found)), "topic"))
    return Guide(found[0], _text(found[0]))


def offered() -> Iterator[Value]:
    """Yield the topics as a shell completes them."""
    yield from (Value(one.name, one.summary, (one.key, one.name)) for one in topics())


def _fitting(known: tuple[Topic, ...], said: str) -> list[Topic]:
    names = {value.value for value in completing.fitting(offered(), said)}
    return [one for one in known if one.name in names]


def folder() -> Path:
    """Find the guides: inside the package, or in a source tree beside `src`.

    Raises:
        NotFound: the program was installed without them.
    """
    here = Path(__file__).resolve()
    for place in (here.parents[1] / "guides", here.parents[3] / "docs"):
        if (place / f"{_MANUAL}.md").is_file():
            return place
    raise NotFound(Problem("no_guides", messages.no_guides()))


def _text(topic: Topic) -> str:
    text = (folder() / f"{topic.page}.md").read_text(encoding="utf-8")
    if topic.part is None:
        return text
    part = text.partition(f"\n## {topic.part}\n")[2].partition("\n## ")[0]
    return f"# {topic.part}\n{part}"
