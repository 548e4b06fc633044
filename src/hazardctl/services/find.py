"""Finding a record by the number, and a unit by the name, that a person typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from hazardctl.domain.hazard import Ref
from hazardctl.domain.names import nearest
from hazardctl.errors import NotFound, Problem
from hazardctl.messages import register as messages

if TYPE_CHECKING:
    from hazardctl.domain.case import Case
    from hazardctl.domain.register import Register, RegisteredUnit
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Form

ANY_KIND = ("office", "village", "group")


def number_of(said: str) -> str:
    """Return a number as it is stored: half width, upper case, no spaces."""
    return "".join(normalize("NFKC", said).split()).upper()


def case_of(reads: Reads, said: str) -> Case:
    """Return the hazard of that number.

    Raises:
        NotFound: no hazard has it.
    """
    from hazardctl.ledger.queries import cases  # a duty look-up finds units and no hazards

    no = number_of(said)
    found = cases.by_numbers(reads, [no]).get(no)
    if found is None:
        raise NotFound(Problem("not_found", messages.no_such_number(said), "no"))
    return found


def hazard_of(form: Form, reads: Reads, field: str) -> Ref | None:
    """Read the number of a hazard and return a reference to it; an unknown one is objected to."""
    said = form.line(field)
    return _hazard(form, reads, field, said) if said else None


def hazards_of(form: Form, reads: Reads, field: str = "hazard") -> tuple[Ref, ...]:
    """Read the numbers of several hazards; each is named once."""
    found = (_hazard(form, reads, field, said) for said in form.many(field))
    return tuple(dict.fromkeys(ref for ref in found if ref))


def _hazard(form: Form, reads: Reads, field: str, said: str) -> Ref | None:
    from hazardctl.ledger.queries import cases

    found = cases.by_numbers(reads, [number_of(said)]).get(number_of(said))
    if found is None:
        form.object("not_found", messages.no_such_number(said), field)
        return None
    return Ref(found.hazard.uid, found.hazard.no)


def visit_of(form: Form, reads: Reads, field: str = "visit") -> Ref | None:
    """Read the number of an inspection and return a reference to it; an unknown one is objected to."""
    said = form.line(field)
    if not said:
        return None
    from hazardctl.ledger.queries import inspections

    seen = inspections.by_number(reads, number_of(said))
    if seen is None:
        form.object("no_such_visit", messages.no_such_visit(said), field)
        return None
    return inspections.visit_ref(seen)


def enterprise_of(desk: Desk, form: Form) -> str | None:
    """Read the name of a registered enterprise and return its uid; an unknown one is objected to."""
    name = form.line("enterprise")
    if not name:
        return None
    from hazardctl.ledger.queries import enterprises

    with desk.reading() as reader:
        known = enterprises.find(reader, name)
        near = () if known else tuple(nearest(name, enterprises.names(reader)))
    if known is None:
        form.object("unknown_enterprise", messages.no_such_enterprise(name, near), "enterprise")
        return None
    return known.ref.uid


def unit_of(said: str, register: Register) -> RegisteredUnit:
    """Return the unit or group that is called so, or say who has a name like it."""
    unit = register.find(said, ANY_KIND)
    if unit is None:
        called = [name for u in register.units for name in u.called]
        raise NotFound(
            Problem("unknown_unit", messages.no_such_unit(said[:40], tuple(nearest(said, called))), "unit")
        )
    return unit
