"""`hazardctl template`: what goes onto the form that a village or an office fills, and whether the file may be written.

The lists come from the ledger where there is one, else from the plan, so that a form can be sent out before `init`.
The form itself is drawn by `render.xlsx.template`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hazardctl import __version__
from hazardctl.domain.enterprise import ClosedHow
from hazardctl.domain.hazard import Level, Source
from hazardctl.domain.names import nearest
from hazardctl.domain.text import clean
from hazardctl.errors import ChecksFailed, Problem, Refused, Unavailable, UsageProblem
from hazardctl.exchange import book, meta, table
from hazardctl.exchange.columns import Column, SheetKind, on_form
from hazardctl.exchange.meta import Meta, Role
from hazardctl.ledger import connect
from hazardctl.ledger.queries import enterprises
from hazardctl.messages import output as output_messages
from hazardctl.messages import templates as messages
from hazardctl.messages.labels import term
from hazardctl.reports.coverage import key_of, name_of
from hazardctl.services.desk import register_of
from hazardctl.services.find import ANY_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.domain.campaign import Plan
    from hazardctl.domain.register import Register
    from hazardctl.reports.coverage import AnyDuty
    from hazardctl.services.desk import Desk

SUFFIX = ".xlsx"
ROWS = 200
"""Empty rows of a form, unless told otherwise."""

STRICT = frozenset({"level", "source", "closed_how", "flag"})
"""Lists beyond which nothing is taken; of the others a name may be an alias, or new."""

REGISTERED = frozenset({"office", "village", "unit"})
"""Lists that the office's register fills; the others come from the plan or are fixed."""


class Blank(NamedTuple):
    """A form before anybody has filled it; `lists` are the drop-downs by name, each in its order."""

    path: Path
    kind: SheetKind
    title: str
    unit: str
    columns: tuple[Column, ...]
    lists: Mapping[str, tuple[str, ...]]
    rows: int
    meta: Meta
    notes: tuple[Problem, ...]

    def choices(self, column: Column) -> tuple[str, ...]:
        """Return what a column's drop-down offers."""
        return self.lists.get(list_of(column) or "", ())

    @property
    def offered(self) -> tuple[tuple[str, int], ...]:
        """Return the headings that have a drop-down, each with how much it offers."""
        counted = ((column.heading, len(self.choices(column))) for column in self.columns)
        return tuple((heading, count) for heading, count in counted if count)


class Written(NamedTuple):
    """The answer: where the form is, what it asks, and how much each drop-down offers."""

    file: str
    kind: SheetKind
    title: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    lists: Mapping[str, int]
    rows: int


def list_of(column: Column) -> str | None:
    """Return the name of the list that a column's drop-down offers."""
    return column.choices or ("enterprise" if column.field == "enterprise" else None)


def make(desk: Desk, name: str, kind: SheetKind, unit: str | None, rows: int = ROWS) -> Blank:
    """Return a form to be written, with everything that the office knows in its drop-downs.

    Raises:
        UsageProblem: the file's name is no .xlsx.
        Unavailable: there is no such folder.
        Refused: there is a file of that name which is no empty form.
    """
    path = Path(name)
    _check(path)
    town, ledger, register, firms = _known(desk)
    columns, plan = on_form(kind), desk.plan
    lists = {one: _list(one, plan, register, firms) for one in dict.fromkeys(map(list_of, columns)) if one}
    filled_by, doubts = _filled_by(unit, register)
    campaign = plan.campaign
    return Blank(
        path=path,
        kind=kind,
        title=messages.title(campaign.town, campaign.short_title, kind),
        unit=filled_by,
        columns=columns,
        lists=lists,
        rows=rows,
        meta=Meta(Role.TEMPLATE, kind, town, ledger, day=desk.today.isoformat(), version=__version__),
        notes=(*doubts, *_empty(lists, has_ledger=desk.has_ledger)),
    )


def written(blank: Blank, path: Path) -> Written:
    """Return the answer about a form that was written, which may be beside the file that was named."""
    return Written(
        str(path),
        blank.kind,
        blank.title,
        tuple(column.heading for column in blank.columns),
        tuple(column.heading for column in blank.columns if column.needed),
        {name: len(values) for name, values in blank.lists.items()},
        blank.rows,
    )


def _known(desk: Desk) -> tuple[str, str, Register, tuple[str, ...]]:
    """Return town, ledger id, register and enterprises: the ledger's, or what the plan alone knows."""
    if not desk.has_ledger:
        return desk.plan.campaign.town_code, "", register_of(desk.plan), ()
    register = desk.register()
    with desk.reading() as reader:
        town, ledger = connect.setting(reader, "town"), connect.setting(reader, "ledger")
        return town or "", ledger or "", register, tuple(enterprises.names(reader))


def _list(name: str, plan: Plan, register: Register, firms: tuple[str, ...]) -> tuple[str, ...]:
    """Return one list as the import reads its values back."""
    match name:
        case "level":
            found = tuple(map(term, Level))
        case "source":
            found = tuple(map(term, Source))
        case "closed_how":
            found = tuple(map(term, ClosedHow))
        case "flag":
            found = ("是", "否")
        case "sector":
            found = tuple(sector.key for sector in plan.sectors)
        case "category":
            found = tuple(category.name for category in plan.categories)
        case "post":
            found = tuple(post.key for post in plan.posts)
        case "duty":
            duties: tuple[AnyDuty, ...] = (*plan.tasks, *plan.standing)
            found = tuple(f"{key_of(duty)} {name_of(plan, duty)}" for duty in duties)
        case "enterprise":
            found = firms
        case _:
            kinds = ("office", "village") if name == "unit" else (name,)
            found = tuple(unit.key for unit in register.of_kind(*kinds))
    return tuple(dict.fromkeys(found))


def _empty(lists: Mapping[str, tuple[str, ...]], *, has_ledger: bool) -> tuple[Problem, ...]:
    """Say of each list that offers nothing how to fill it; a town without enterprises yet is nothing to say."""
    bare = [name for name, values in lists.items() if not values and name != "enterprise"]
    return tuple(
        Problem("empty_list", messages.not_registered(name, has_ledger=has_ledger), name)
        if name in REGISTERED
        else Problem("empty_list", messages.not_in_plan(name), name)
        for name in bare
    )


def _filled_by(said: str | None, register: Register) -> tuple[str, tuple[Problem, ...]]:
    """Return the unit that the form names; one that is not registered is named as typed, and pointed out."""
    name = clean(said or "", multiline=False)
    known = register.find(name, ANY_KIND) if name else None
    if known or not name:
        return (known.name if known else ""), ()
    called = [one for unit in register.units for one in unit.called]
    near = tuple(nearest(name, called))
    return name, (Problem("unknown_unit", messages.unknown_filler(name, near), "unit"),)


def _check(path: Path) -> None:
    """Refuse a file that cannot be written, or that holds what somebody has filled in."""
    if path.suffix.lower() != SUFFIX:
        raise UsageProblem(Problem("bad_suffix", messages.only_xlsx(path.name), "file"))
    if not path.parent.is_dir() or path.is_dir():
        raise Unavailable(Problem("file", output_messages.cannot_write(path), "file"))
    if path.exists():
        _check_replaced(path)


def _check_replaced(path: Path) -> None:
    """Let only an empty form of ours be replaced: what a clerk has filled in is nowhere else."""
    try:
        found = book.read(path)
    except ChecksFailed as error:
        raise Refused(Problem("not_ours", messages.not_a_form(str(path)), "file")) from error
    said = meta.read(found)
    tables = [
        one for sheet in found.sheets if not sheet.hidden and (one := table.find(sheet, tuple(SheetKind)))
    ]
    if said is None or said.role != Role.TEMPLATE or not tables:
        raise Refused(Problem("not_ours", messages.not_a_form(str(path)), "file"))
    filled = sum(row.foot is None for one in tables for row in one.rows())
    if filled:
        raise Refused(Problem("filled", messages.has_rows(str(path), filled), "file"))
