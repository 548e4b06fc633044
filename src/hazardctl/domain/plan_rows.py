"""The smaller rows of a plan: sectors, categories, principles, the ladder, checks and operations, oddities.

Named tuples for the reason that `campaign` gives; what they are rows of is `campaign.Plan`.
"""

from msgspec import Struct


class Principle(Struct, frozen=True):
    """A rule for what no row names, in the document's words."""

    key: str
    name: str
    text: str
    paragraph: str


class Sector(Struct, frozen=True):
    """A trade. `from_plan` is False for those the document does not name."""

    key: str
    name: str
    aliases: tuple[str, ...]
    from_plan: bool
    note: str


class Category(Struct, frozen=True):
    """A kind of hazard with ready phrases for measures, both the office's own."""

    name: str
    phrases: tuple[str, ...]


class Step(Struct, frozen=True):
    """One means of supervision, light to heavy. `source` is empty where the document does not name it.

    It is suggested, never taken, from `after_days` overdue on, or after so many failed re-inspections; the plan gives
    no such numbers, they are the office's own.
    """

    no: int
    key: str
    name: str
    source: str
    after_days: int | None = None
    after_rounds: int | None = None


class Oddity(Struct, frozen=True):
    """A doubtful place of the document: where, what, and how the program handles it. Never silently fixed."""

    no: int
    where: str
    what: str
    handling: str


class KeyItem(Struct, frozen=True):
    """重点检查事项 of one sector (empty: of all), and the document that it comes from."""

    sector: str
    text: str
    source: str


class Check(Struct, frozen=True):
    """What must be in order before a dangerous operation. `words` are the plan's, `task` the row they stand in.

    `taboo` is the one of the five 不 of task 32 that it answers (不审查乱发包), empty where it answers none.
    """

    key: str
    name: str
    words: str
    task: str
    taboo: str


class Operation(Struct, frozen=True):
    """One of the 三大作业, with the keys of the checks that it needs, in their order."""

    key: str
    name: str
    aliases: tuple[str, ...]
    checks: tuple[str, ...]
