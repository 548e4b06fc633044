"""Every numbered matter goes one way: read the form, build, let in or refuse with everything, save, answer.

A kind brings its own builders (from a `Sheet` to a matter or a step) and nothing else; what a matter refuses stands
in its domain module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain.hazard import VoidMark
from hazardctl.domain.matter import Matter, Step
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.queries import matters, units
from hazardctl.ledger.queries.matters import Filter
from hazardctl.messages import matters as messages
from hazardctl.messages.labels import label
from hazardctl.services import attachments
from hazardctl.services.find import enterprise_of, number_of
from hazardctl.services.form import Form, Given
from hazardctl.services.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk

MatterT = TypeVar("MatterT", bound=Matter)


class Sheet(Struct):
    """The form being read, beside what its values are read against; `settle` registers what it makes known."""

    form: Form
    writer: Writer
    register: Register
    desk: Desk
    afterwards: Callable[[str], None] | None = None
    """What a builder leaves to be written once the matter is stored, given its uid; in the same transaction."""
    _place: Place | None = None

    @property
    def today(self) -> date:
        """Return the day that "today" means."""
        return self.desk.today

    def on(self, name: str = "on") -> date:
        """Read the day on which it happened; today where none is typed."""
        return self.form.day(name, default=self.today) or self.today

    def text(self, name: str) -> str:
        """Read a text without which the matter cannot be."""
        return self.form.text(name, required=True) or "?"

    def line(self, name: str) -> str:
        """Read a name without which the matter cannot be."""
        return self.form.line(name, required=True) or "?"

    def unit(self, name: str = "unit", *, required: bool = False) -> str | None:
        """Read an office or a village and return its key."""
        return self.form.unit(name, self.register, required=required)

    def place(self, *, required: bool = False) -> Place:
        """Read the enterprise, its village and sector."""
        self._place = Place(self.form, self.writer, self.register, self.desk, required=required)
        return self._place

    def follow_up(self, uid: str) -> None:
        """Do what belongs to the matter or step and waits for the matter's uid."""
        if self.afterwards:
            self.afterwards(uid)

    def settle(self, matter: MatterT) -> tuple[MatterT, tuple[Problem, ...]]:
        """Register an enterprise that is not known yet and put it into the matter."""
        if self._place is None:
            return matter, ()
        notes = self._place.settle(self.writer)
        return replace(matter, enterprise=self._place.ref), notes


class Saved(Struct, Generic[MatterT], frozen=True):
    """A matter as it is on record now, and what the office should know about it."""

    matter: MatterT
    notes: tuple[Problem, ...] = ()


def begin(desk: Desk, command: str, given: Given, build: Callable[[Sheet], MatterT]) -> Saved[MatterT]:
    """Record a new matter under the next number of its kind and year.

    Raises:
        Refused: with everything that is missing, wrong or against a rule; nothing was written.
    """
    with desk.writing(command) as writer:
        return begin_in(_sheet(desk, writer, given), build)


def begin_in(sheet: Sheet, build: Callable[[Sheet], MatterT]) -> Saved[MatterT]:
    """Record a new matter inside a transaction that is open already.

    Raises:
        Refused: with everything that is missing, wrong or against a rule; nothing of it was written.
    """
    draft = build(sheet)
    files = attachments.named(sheet.form)
    sheet.form.done(*draft.objections(sheet.today))
    settled, notes = sheet.settle(draft)
    number = matters.next_number(sheet.writer, type(settled), settled.on.year)
    saved = matters.save(sheet.writer, None, replace(settled, no=number))
    sheet.follow_up(saved.uid)
    return Saved(saved, (*notes, *_keep(sheet, saved.uid, files)))


class Target(NamedTuple, Generic[MatterT]):
    """The matter that a command continues: its kind, and its number as typed."""

    cls: type[MatterT]
    no: str


def follow(
    desk: Desk,
    command: str,
    target: Target[MatterT],
    given: Given,
    build: Callable[[Sheet, MatterT], Step],
) -> Saved[MatterT]:
    """Record one more step of a matter.

    Raises:
        NotFound: no matter of the kind has the number.
        Refused: something typed is wrong or missing, or a rule does not allow the step; nothing was written.
    """
    with desk.writing(command) as writer:
        before = find(writer, target.cls, target.no)
        return follow_in(_sheet(desk, writer, given), before, build)


def follow_in(sheet: Sheet, before: MatterT, build: Callable[[Sheet, MatterT], Step]) -> Saved[MatterT]:
    """Record one more step of a matter inside a transaction that is open already.

    Raises:
        Refused: something typed is wrong or missing, or a rule does not allow the step; nothing of it was written.
    """
    after = before.with_step(build(sheet, before))
    files = attachments.named(sheet.form)
    sheet.form.done(*_void(before), *after.objections(sheet.today))
    saved = matters.save(sheet.writer, before, after)
    sheet.follow_up(saved.uid)
    return Saved(saved, _keep(sheet, saved.uid, files))


def void(desk: Desk, command: str, target: Target[MatterT], given: Given) -> MatterT:
    """Declare a matter void: it is kept and counts on no day.

    Raises:
        NotFound: no matter of the kind has the number.
        Refused: it is void already, or no reason is given.
    """
    with desk.writing(command) as writer:
        before = find(writer, target.cls, target.no)
        form = Form(given, desk)
        reason = form.text("reason", required=True) or "?"
        form.done(*_void(before))
        return matters.save(writer, before, replace(before, void=VoidMark(desk.today, reason)))


def listed(desk: Desk, cls: type[MatterT], wanted: Filter, day: date | None = None) -> list[MatterT]:
    """Return the matters of a kind as they stood at the end of a day, newest first."""
    with desk.reading() as reader:
        return matters.listed(reader, cls, wanted, day or desk.today)


def show(desk: Desk, cls: type[MatterT], no: str, day: date | None = None) -> MatterT:
    """Return one matter as it stood at the end of a day.

    Raises:
        NotFound: no matter of the kind has the number, or it began after the day.
    """
    with desk.reading() as reader:
        found = find(reader, cls, no)
    then = found.at(day or desk.today)
    if then is None:
        raise NotFound(Problem("not_yet", messages.not_yet(found.no, str(day)), "as_of"))
    return then


def find(reads: Reads, cls: type[MatterT], said: str) -> MatterT:
    """Return the matter of that number with all its steps.

    Raises:
        NotFound: no matter of the kind has it.
    """
    found = matters.by_number(reads, cls, number_of(said))
    if found is None:
        name, command = label(f"matter.{cls.kind}"), label(f"command.{cls.kind}")
        raise NotFound(Problem("not_found", messages.no_such_matter(said, name, command), "no"))
    return found


def read_filter(desk: Desk, given: Given, *, topic: str | None = None) -> Filter:
    """Read the filters that lists of matters share; a wrong one is refused with what is allowed."""
    form = Form(given, desk)
    register = desk.register()
    first, last = form.days("from", "to")
    wanted = Filter(
        unit=form.unit("unit", register),
        village=form.unit("village", register, ("village",)),
        enterprise=enterprise_of(desk, form),
        topic=topic,
        start=first,
        end=last,
        void=form.flag("void"),
    )
    form.done()
    return wanted


def _sheet(desk: Desk, writer: Writer, given: Given) -> Sheet:
    return Sheet(Form(given, desk), writer, units.register(writer, desk.today), desk)


def _void(matter: Matter) -> tuple[Problem, ...]:
    return (Problem("void", messages.is_void(matter.no)),) if matter.void else ()


def _keep(sheet: Sheet, owner: str, names: tuple[str, ...]) -> tuple[Problem, ...]:
    return attachments.keep(sheet.desk, sheet.writer, "matter", owner, names)
