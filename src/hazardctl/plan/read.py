"""The keys of a plan's two files, turned into values.

This layer decides whether the files can be understood at all: keys, types, dates, words out of a fixed set,
names that refer to something defined, ids used once, texts that are not blank. Whether a plan that can be
understood also makes sense (phases in order, owners as printed) is for `plan.validate`. This module must
not open files, and must not import pydantic.
"""

from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Final, get_args

from msgspec import Struct, field

from hazardctl.domain import campaign as c
from hazardctl.domain import plan_rows as r
from hazardctl.domain.hazard import Source
from hazardctl.errors import Problem
from hazardctl.messages import plan as say
from hazardctl.plan.rows import Row
from hazardctl.plan.tree import Document, Mapping

TASK_LIST: Final = "task_list.yaml"
DUTY_MATRIX: Final = "duty_matrix.yaml"

_EVERY: Final[tuple[c.Every, ...]] = get_args(c.Every)
_PER: Final[tuple[c.Per, ...]] = get_args(c.Per)
_PRECISION: Final[tuple[c.Precision, ...]] = get_args(c.Precision)
_KIND: Final[tuple[c.UnitKind, ...]] = get_args(c.UnitKind)
_ROLE: Final[tuple[c.Role, ...]] = get_args(c.Role)
_APPLIES: Final[tuple[c.Applies, ...]] = get_args(c.Applies)
_CALENDAR: Final[tuple[c.Calendar, ...]] = get_args(c.Calendar)
_SOURCES: Final[tuple[c.VisitSource, ...]] = get_args(c.VisitSource)


class Origin(Struct, frozen=True):
    """Where a plan was read from."""

    folder: Path
    contents: bytes


def read(task_list: Document, duty_matrix: Document, origin: Origin) -> tuple[c.Plan, list[Problem]]:
    """Turn both trees into a plan. The plan is of no use where there is any problem."""
    problems: list[Problem] = []
    tasks, matrix = top(task_list, problems), top(duty_matrix, problems)
    plan = _Reader().plan(tasks, matrix, origin)
    tasks.done()
    matrix.done()
    return plan, problems


def top(document: Document, problems: list[Problem]) -> Row:
    """Return the outermost mapping of a file; a file that is none is reported, once, and reads as an empty one."""
    if isinstance(document.root, Mapping):
        return Row(document.file, document.root, "", problems)
    problems.append(Problem("wrong_type", say.wrong_type(say.EXPECTED["map"]), f"{document.file}:1"))
    return Row(document.file, Mapping(1), "", [])


class _Reader(Struct):
    """One function per kind of row, and what the rows before have defined."""

    defined: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    numbers: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def plan(self, tasks: Row, matrix: Row, origin: Origin) -> c.Plan:
        # Units, groups and posts come first: the rest refers to them. Arguments are evaluated in this order.
        return c.Plan(
            units=matrix.rows("units", self.unit, needed=True),
            groups=matrix.rows("groups", self.group),
            posts=matrix.rows("posts", self.post),
            ladder=matrix.rows("ladder", self.step),
            campaign=tasks.row("campaign", self.campaign),
            phases=tasks.rows("phases", self.phase, needed=True),
            actions=tasks.rows("actions", self.action, needed=True),
            tasks=tasks.rows("tasks", self.task, needed=True),
            sectors=tasks.rows("sectors", self.sector),
            categories=self.categories(tasks, matrix),
            key_items=tasks.rows("key_items", self.key_item),
            duties=matrix.rows("duties", self.duty),
            body_duties=tuple(chain.from_iterable(matrix.rows("body_duties", self.body_duties))),
            standing=matrix.rows("standing", self.standing),
            principles=matrix.rows("principles", self.principle),
            oddities=tasks.rows("oddities", self.oddity),
            checks=tasks.rows("checks", self.check),
            operations=tasks.rows("operations", self.operation),
            contents=origin.contents,
            folder=origin.folder,
        )

    def key(self, row: Row, kind: str, key: str = "key") -> str:
        """Read a key that no other row of the kind may have."""
        return row.unique(key, row.text(key), self.defined[kind])

    def no(self, row: Row, kind: str) -> int:
        return row.unique("no", row.number("no"), self.numbers[kind])

    def owners(self, row: Row, key: str) -> tuple[str, ...]:
        return row.refs(key, self.defined["owner"], "单位或组", needed=True)

    def owner(self, row: Row) -> str:
        return row.ref("unit", self.defined["owner"], "单位或组")

    def campaign(self, row: Row) -> c.Campaign:
        title, town = row.text("title"), row.text("town")
        ends_on = row.number_or_none("month_ends_on")
        return c.Campaign(
            title=title,
            short_title=row.text("short_title", title),
            doc_no=row.text("doc_no"),
            issuer=row.text("issuer"),
            issued_on=row.day("issued_on"),
            goal=row.text("goal", ""),
            town_code=row.text("town_code"),
            town=town,
            emergency_office=row.ref("emergency_office", self.defined["unit"], "单位"),
            leading_group_office=row.text("leading_group_office", ""),
            upward=row.text("upward", ""),
            addressees=row.text("addressees", ""),
            task_source=row.text("task_source", "附件1"),
            deaths_target=row.number_or_none("deaths_target"),
            notes=row.texts("notes"),
            month_ends_on=c.CALENDAR_MONTHS if ends_on is None else ends_on,
            upward_self=row.choices("upward_self", tuple(map(str, Source))) or ("self",),
        )

    def unit(self, row: Row) -> c.Unit:
        key = self.key(row, "owner")
        self.defined["unit"].add(key)
        return c.Unit(
            key=key,
            name=row.text("name", key),
            kind=row.choice("kind", _KIND),
            aliases=row.texts("aliases"),
            note=row.text("note", ""),
        )

    def group(self, row: Row) -> c.Group:
        key = self.key(row, "owner")
        return c.Group(
            key=key,
            name=row.text("name", key),
            kind=row.choice("kind", _KIND),
            everyone=row.flag("everyone", default=False),
            aliases=row.texts("aliases"),
            members=row.refs("members", self.defined["unit"], "单位"),
            note=row.text("note", ""),
        )

    def post(self, row: Row) -> c.Post:
        return c.Post(self.key(row, "post"), row.text("holder", ""), row.text("note", ""))

    def phase(self, row: Row) -> c.Phase:
        name = row.text("name")
        return c.Phase(
            no=self.no(row, "phase"),
            key=self.key(row, "phase"),
            name=name,
            start=row.day("start"),
            start_inferred=row.flag("start_inferred", default=False),
            due=row.day("due"),
            precision=row.choice("precision", _PRECISION, "day"),
            words=row.text("words", ""),
            text=row.text("text"),
            deliverables=row.rows("deliverables", self.deliverable),
            notes=row.texts("notes"),
        )

    def deliverable(self, row: Row) -> c.Deliverable:
        owing = self.defined["owner"] | {c.ENTERPRISES}
        return c.Deliverable(
            key=self.key(row, "deliverable"),
            name=row.text("name"),
            owed_by=row.refs("owed_by", owing, "单位或组", needed=True),
            words=row.text("words", ""),
        )

    def action(self, row: Row) -> c.Action:
        return c.Action(self.no(row, "action"), row.text("title"), row.text("text"), row.texts("notes"))

    def task(self, row: Row) -> c.Task:
        return c.Task(
            id=self.key(row, "task", "id"),
            printed_no=row.number("printed_no"),
            action=self.action_of(row),
            subgroup=row.text("subgroup", ""),
            text=row.text("text"),
            owner_text=row.text("owner_text"),
            owners=self.owners(row, "owners"),
            actors=row.refs("actors", self.defined["post"], "岗位"),
            cadence=row.rows("cadence", self.cadence),
            per=row.choice("per", _PER, "town"),
            applies_to=row.choices("applies_to", _APPLIES),
            notes=row.texts("notes"),
        )

    def action_of(self, row: Row) -> int:
        number, known = row.number("action"), self.numbers["action"]
        if number not in known:
            row.wrong("action", "unknown_ref", say.unknown_ref("重点任务", str(number), None))
        return number

    def cadence(self, row: Row) -> c.Cadence:
        return c.Cadence(
            every=row.choice("every", _EVERY),
            words=row.text("words", ""),
            interval_days=row.number_or_none("interval_days"),
            applies_to=row.choices("applies_to", _APPLIES),
            key=row.text("key", ""),
            name=row.text("name", ""),
            actors=row.refs("actors", self.defined["post"], "岗位"),
            items=row.texts("items"),
            items_from=row.text("items_from", ""),
            by=row.choice("by", _CALENDAR, "campaign"),
            inspections=row.choices("inspections", _SOURCES),
            actions=row.refs("actions", self.defined["step"], "督办手段"),
        )

    def sector(self, row: Row) -> r.Sector:
        name = row.text("name")
        return r.Sector(
            key=row.unique("key", row.text("key", name), self.defined["sector"]),
            name=name,
            aliases=row.texts("aliases"),
            from_plan=row.flag("from_plan", default=True),
            note=row.text("note", ""),
        )

    def categories(self, tasks: Row, matrix: Row) -> tuple[r.Category, ...]:
        names = tasks.texts("categories")
        self.defined["category"].update(names)
        phrases = dict(matrix.rows("set_phrases", self.set_phrases))
        return tuple(r.Category(name, phrases.get(name, ())) for name in names)

    def set_phrases(self, row: Row) -> tuple[str, tuple[str, ...]]:
        category = row.ref("category", self.defined["category"], "隐患类别")
        return row.unique("category", category, self.defined["phrases"]), row.texts("phrases", needed=True)

    def duty(self, row: Row) -> c.Duty:
        return c.Duty(
            key=self.key(row, "duty"),
            name=row.text("name"),
            aliases=row.texts("aliases"),
            source=row.text("source"),
            owners=row.rows("owners", self.duty_owner, needed=True),
            notes=row.texts("notes"),
        )

    def duty_owner(self, row: Row) -> c.DutyOwner:
        unit = self.owner(row)
        return c.DutyOwner(unit, row.text("printed", unit), row.choice("role", _ROLE), row.text("text"))

    def body_duties(self, row: Row) -> list[c.BodyDuty]:
        text, paragraph = row.text("text"), row.text("paragraph")
        return [c.BodyDuty(unit, text, paragraph) for unit in self.owners(row, "units")]

    def standing(self, row: Row) -> c.StandingDuty:
        return c.StandingDuty(
            key=self.key(row, "standing"),
            name=row.text("name"),
            unit=self.owner(row),
            text=row.text("text"),
            paragraph=row.text("paragraph"),
            cadence=row.rows("cadence", self.cadence, needed=True),
            notes=row.texts("notes"),
            also=row.refs("also", self.defined["owner"], "单位或组"),
        )

    def principle(self, row: Row) -> r.Principle:
        key = self.key(row, "principle")
        return r.Principle(key, row.text("name"), row.text("text"), row.text("paragraph"))

    def step(self, row: Row) -> r.Step:
        return r.Step(
            no=self.no(row, "step"),
            key=self.key(row, "step"),
            name=row.text("name"),
            source=row.text("source", ""),
            after_days=row.number_or_none("after_days"),
            after_rounds=row.number_or_none("after_rounds"),
        )

    def key_item(self, row: Row) -> r.KeyItem:
        sectors = self.defined["sector"]
        sector = row.ref("sector", sectors, "行业领域") if "sector" in row.node.items else ""
        return r.KeyItem(sector, row.text("text"), row.text("source", ""))

    def check(self, row: Row) -> r.Check:
        return r.Check(
            key=self.key(row, "check"),
            name=row.text("name"),
            words=row.text("words"),
            task=row.ref("task", self.defined["task"], "任务"),
            taboo=row.text("taboo", ""),
        )

    def operation(self, row: Row) -> r.Operation:
        return r.Operation(
            key=self.key(row, "operation"),
            name=row.text("name"),
            aliases=row.texts("aliases"),
            checks=row.refs("checks", self.defined["check"], "检查项", needed=True),
        )

    def oddity(self, row: Row) -> r.Oddity:
        return r.Oddity(self.no(row, "oddity"), row.text("where"), row.text("what"), row.text("handling"))
