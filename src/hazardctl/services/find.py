"""Finding a record by the number, and a unit by the name, that a person typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from hazardctl.domain.names import nearest
from hazardctl.errors import NotFound, Problem
from hazardctl.messages import register as messages

if TYPE_CHECKING:
    from hazardctl.domain.case import Case
    from hazardctl.domain.register import Register, RegisteredUnit
    from hazardctl.ledger.connect import Reads

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


def unit_of(said: str, register: Register) -> RegisteredUnit:
    """Return the unit or group that is called so, or say who has a name like it."""
    unit = register.find(said, ANY_KIND)
    if unit is None:
        called = [name for u in register.units for name in u.called]
        raise NotFound(
            Problem("unknown_unit", messages.no_such_unit(said[:40], tuple(nearest(said, called))), "unit")
        )
    return unit
