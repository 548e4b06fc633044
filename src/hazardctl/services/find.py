"""Finding a record by the number that a person typed."""

from unicodedata import normalize

from hazardctl.domain.case import Case
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.connect import Reads
from hazardctl.ledger.queries import cases
from hazardctl.messages import register as messages


def number_of(said: str) -> str:
    """Return a number as it is stored: half width, upper case, no spaces."""
    return "".join(normalize("NFKC", said).split()).upper()


def case_of(reads: Reads, said: str) -> Case:
    """Return the hazard of that number.

    Raises:
        NotFound: no hazard has it.
    """
    no = number_of(said)
    found = cases.by_numbers(reads, [no]).get(no)
    if found is None:
        raise NotFound(Problem("not_found", messages.no_such_number(said), "no"))
    return found
