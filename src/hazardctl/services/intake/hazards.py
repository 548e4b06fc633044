"""Rows of hazards into the ledger: recognised or new, and every one through the gate that the keyboard passes.

New ones are held back and written in batches, so that a sheet of a hundred thousand rows costs what its rows cost.
A row recognised as a hazard of the ledger goes on to `revision`; one that this program exported, to `returned`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hazardctl.domain import entry as gate
from hazardctl.domain.case import Case
from hazardctl.errors import Problem, Refused
from hazardctl.exchange.columns import SheetKind
from hazardctl.ledger import connect
from hazardctl.ledger.queries import cases, movements, recognise, units
from hazardctl.messages import imports as messages
from hazardctl.messages import intake as say
from hazardctl.services import entry
from hazardctl.services.find import number_of
from hazardctl.services.intake import cells, met, revision, rows, told, who
from hazardctl.services.intake.outcome import Outcome, Taken
from hazardctl.services.place import Place

if TYPE_CHECKING:
    from hazardctl.domain.register import Register
    from hazardctl.ledger.journal import Change
    from hazardctl.ledger.queries.enterprises import Enterprise
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given, Typed
    from hazardctl.services.intake.rows import Memo

KIND = SheetKind.HAZARDS
_BATCH = 4_000
"""Rows held back, to be stored together: with more of them the last ones are waited for longer, with fewer there are more
statements, each of which waits for Python's lock."""
_WHERE, _PLACES = ("enterprise", "village", "sector"), 50_000
"""What says where a hazard is, and how many such places are remembered."""
_UNIQUE_LOOKING = 6
"""A sender's own number this long is unique; a shorter one is a row's count."""


class HazardIntake:
    """Takes rows of hazards inside the import's one transaction.

    `source` is the file's name, which corrections give as their reason. With `keep_numbers` a number of this town that the
    ledger lacks is taken over: the file is an export of a ledger that this one takes the place of.
    """

    def __init__(
        self, desk: Desk, writer: Writer, *, update: bool, source: str = "", keep_numbers: bool = False
    ) -> None:
        self._desk, self._writer, self._source, self._update = desk, writer, source, update
        self._register = units.register(writer, desk.today)
        self._series = connect.setting(writer, "series") or writer.town
        self._keep_numbers = keep_numbers
        self._firms = met.Firms()
        self._known = met.Known(writer)
        self._numbers = met.Numbers(writer, self._series)
        self._memo: Memo = defaultdict(dict)
        self._held: dict[str, Case] = {}
        self._arrivals = movements.Arrivals()
        self._places: dict[tuple[Typed, ...], Place] = {}

    @property
    def registered(self) -> tuple[str, ...]:
        """Return the enterprises that were registered by name on the way."""
        return tuple(self._firms.new)

    def take(self, given: Given, wrong: tuple[Problem, ...] = ()) -> Taken:
        """Take one row; a refused one has written nothing."""
        values, problems = rows.taken_apart(given, self._register, self._is_firm)
        problems += wrong
        if said := rows.is_nothing_found(values):
            return Taken(
                Outcome.SKIPPED, None, (Problem("nothing_found", messages.nothing_found(said), "title"),)
            )
        no = self._number(values)
        if no and (case := self._case(no)):
            return self._revise(case, values, problems)
        own = no is not None and no.startswith(f"{self._series}-")
        if own and not self._keep_numbers:
            problems.append(Problem("unknown_number", messages.unknown_number(no or ""), "no"))
        taken = self._register_row(values, problems, no if own else None)
        if taken.outcome is not Outcome.REFUSED:
            return taken
        return taken._replace(problems=tuple(who.explained(p, given, self._register) for p in taken.problems))

    def finish(self) -> None:
        """Write what was held back, and move the figures."""
        self._flush()
        self._arrivals.settle(self._writer)

    def _flush(self) -> None:
        self._writer.record(*self._firms.held)
        self._firms.held.clear()
        if self._held:
            cases.save_new(self._writer, list(self._held.values()), self._arrivals)
            self._held.clear()

    def _number(self, values: dict[str, Typed]) -> str | None:
        """Return the number that a row names, the ledger's own or that of the hazard which came in under it."""
        said = values.pop("no", None)
        if not isinstance(said, str):
            return None
        no = number_of(said)
        if no.startswith(f"{self._series}-"):
            return no
        values["source_no"] = said
        return recognise.by_source_no(self._writer, said) if len(said) >= _UNIQUE_LOOKING else None

    def _case(self, no: str) -> Case | None:
        return self._held.get(no) or cases.by_numbers(self._writer, [no]).get(no)

    def _place(self, form: rows.RowForm, values: Given) -> Place:
        """Read where it is; what was read without an objection, of an enterprise that is known, holds for each such row."""
        said = tuple(map(values.get, _WHERE))
        place = self._places.get(said)
        if place is None:
            place = _MetPlace(form, self._writer, self._register, self._desk, self._firms)
            if place.known and not form.problems and len(self._places) < _PLACES:
                self._places[said] = place
        return place

    def _against(self, case: Case, values: Given) -> revision.Against:
        return revision.Against(self._desk, self._register, case, self._firm_of(values))

    def _is_firm(self, name: str) -> bool:
        return self._firms.find(self._writer, name) is not None

    def _register_row(self, values: dict[str, Typed], problems: list[Problem], no: str | None) -> Taken:
        form = rows.RowForm(values, self._desk, self._memo)
        form.problems += problems
        name = values.get("enterprise")
        values["confirmed"] = name
        place = self._place(form, values)
        if not values.get("unit") and place.known and place.known.regulator:
            values["unit"] = place.known.regulator
        if not values.get("found_on"):
            form.object("missing", messages.found_day_needed(), "found_on")
        found_on = form.day("found_on") or self._desk.today
        no = self._numbers.next(no, found_on.year)
        draft = entry.read(form, self._desk, place, finder=None, no=no)
        key = met.key(place.name, draft.place, draft.title)
        if not form.problems and (known := self._known.find(draft, key)) and (case := self._case(known)):
            return self._revise(case, values, problems)
        try:
            form.done(*gate.objections(draft, self._desk.today))
            case = self._lived(Case(draft), form)
            form.done()
        except Refused as refusal:
            return _refused(refusal.problems)
        return self._add(case, place, key, told.remarks(case, case.acts, form))

    def _add(self, case: Case, place: Place, key: met.Key, notes: tuple[Problem, ...]) -> Taken:
        if place.ref and not place.ref.uid:
            place.settle(self._writer)
            self._firms.remember(place)
            case = replace(case, hazard=replace(case.hazard, enterprise=place.ref))
        no = case.hazard.no
        self._numbers.took(no, case.hazard.found_on.year)
        self._known.remember(case.hazard, key)
        self._held[no] = case
        if len(self._held) >= _BATCH:
            self._flush()
        return Taken(Outcome.ADDED, no, notes)

    def _lived(self, case: Case, form: rows.RowForm) -> Case:
        """Tell what the row says was done since it was found.

        Raises:
            Refused: an act is not allowed.
        """
        for field, act in told.of_new(form, case.hazard, self._desk.today):
            case = told.do(case, field, act, self._desk.today)
        return case

    def _revise(self, case: Case, values: dict[str, Typed], problems: list[Problem]) -> Taken:
        if case.hazard.no in self._held:
            self._flush()
        form = rows.RowForm(values, self._desk, self._memo)
        form.problems += problems
        return self._read_and_apply(case, form, values, frozenset())

    def revise(self, case: Case, given: Given, cleared: frozenset[str]) -> Taken:
        """Put edited cells into the ledger; `cleared` are fields that were made empty."""
        values, problems = rows.taken_apart(given, self._register, self._is_firm)
        form = rows.RowForm(values, self._desk, self._memo)
        form.problems += problems
        return self._read_and_apply(case, form, values, cleared)

    def agrees(self, case: Case, given: Given, cleared: frozenset[str]) -> bool:
        """Whether edited cells say nothing but how a hazard stands; what was registered before that does not count."""
        now = case.now()
        stands = replace(case.hazard, level=now.level, unit=now.unit, criterion=now.criterion, five=now.five)
        values, problems = rows.taken_apart(given, self._register, self._is_firm)
        form = rows.RowForm(values, self._desk, self._memo)
        name = values.get("enterprise")
        firm = self._firms.find(self._writer, name) if isinstance(name, str) else None
        against = revision.Against(self._desk, self._register, replace(case, hazard=stands), firm)
        return not (revision.read(form, against, cleared) or problems or form.problems)

    def unit_and_person(self, column: str, said: str) -> tuple[str, str]:
        """Return the unit and the people that a cell of a column names."""
        return who.unit_and_person(column, said, self._register)

    def _read_and_apply(
        self, case: Case, form: rows.RowForm, values: Given, cleared: frozenset[str]
    ) -> Taken:
        no = case.hazard.no
        found = revision.read(form, self._against(case, values), cleared)
        if form.problems:
            return _refused(tuple(form.problems), no)
        if not found:
            return Taken(Outcome.UNCHANGED, no, told.remarks(case, (), form))
        if not self._update:
            note = say.not_updated(no, found.differences)
            return Taken(Outcome.SKIPPED, no, (Problem("not_updated", note, found.differences[0].field),))
        try:
            after = revision.apply(case, found, self._desk.today, self._source)
        except Refused as refusal:
            return _refused(refusal.problems, no)
        cases.save(self._writer, case, after)
        return Taken(Outcome.UPDATED, no, told.remarks(after, [act for _, act in found.done], form))

    def _firm_of(self, values: Given) -> Enterprise | None:
        """Return the enterprise that a row names, registered when it is new and the row may change the ledger."""
        name = values.get("enterprise")
        if not isinstance(name, str):
            return None
        known = self._firms.find(self._writer, name)
        if known or not self._update:
            return known
        named = {"enterprise": name, "confirmed": name}
        place = self._place(rows.RowForm(named, self._desk, defaultdict(dict)), named)
        place.settle(self._writer)
        self._flush()
        return self._firms.remember(place)


_FIVE = frozenset({"measures", "responsible", "responsible_unit", "funds", "deadline", "contingency"})
_ORDER_OF_DAYS = frozenset({"before_found", "pending_before_found"})
_NEEDS_UNIT = frozenset({"unit", "responsible_unit", "responsible"})


def _refused(problems: tuple[Problem, ...], no: str | None = None) -> Taken:
    """Return a refusal without what follows from another mistake of the row, or is said once for the whole file."""
    wrong = {p.code for p in problems} | {p.where for p in problems}
    told = (
        p
        for p in problems
        if p.code != "five_or_else"
        and not ("unit_or_firm" in wrong and p.code == "missing" and p.where in _NEEDS_UNIT)
        and not ("five_unread" in wrong and p.code == "missing" and p.where in _FIVE)
        # Without a day of finding, today stands in, and nothing can be said of what came before or after.
        and not ("found_on" in wrong and p.code in _ORDER_OF_DAYS and p.where != "found_on")
    )
    return cells.refused(KIND, no, told)


class _MetPlace(Place):
    """A place that looks its enterprise up among those met already."""

    def __init__(
        self, form: rows.RowForm, writer: Writer, register: Register, desk: Desk, firms: met.Firms
    ) -> None:
        self._firms = firms
        super().__init__(form, writer, register, desk)

    def look_up(self, name: str) -> Enterprise | None:
        """Return the enterprise that is called so."""
        return self._firms.find(self.reads, name)

    def keep(self, writer: Writer, change: Change) -> None:  # noqa: ARG002  the base writes at once
        """Hold a newly known enterprise back, to be written together with the others before their hazards."""
        self._firms.held.append(change)
