"""Enterprises and other places by name; a name is compared folded, so that spaces and width make no second one.

The indexes begin with the town: a look-up that left it out would read the whole table.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from hazardctl.domain.enterprise import Firm
from hazardctl.domain.hazard import Ref
from hazardctl.domain.names import enterprise_key
from hazardctl.ledger.journal import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.writing import Writer


class Enterprise(Struct, frozen=True):
    """A registered place, with what a hazard found there takes over."""

    ref: Ref
    village: str | None
    sector: str | None
    regulator: str | None


def find(reads: Reads, name: str) -> Enterprise | None:
    """Return the enterprise that is called so."""
    rows = reads.rows(
        """select uid, name, village, sector, regulator from enterprise
           where town = (select value from setting where key = 'town') and name_key = :key""",
        key=enterprise_key(name),
    )
    return (
        Enterprise(
            Ref(rows[0]["uid"], rows[0]["name"]),
            rows[0]["village"],
            rows[0]["sector"],
            rows[0]["regulator"],
        )
        if rows
        else None
    )


def names(reads: Reads) -> list[str]:
    """Return every registered name."""
    return [row["name"] for row in reads.rows("select name from enterprise order by name")]


def add(
    writer: Writer, name: str, *, village: str | None, sector: str | None, on: date
) -> tuple[Ref, Change]:
    """Return a new enterprise and the change that registers it."""
    row = {
        "uid": writer.new_uid(),
        "town": writer.town,
        "name": name,
        "name_key": enterprise_key(name),
        "village": village,
        "sector": sector,
        "registered_on": on.isoformat(),
    }
    return Ref(str(row["uid"]), name), Change("enterprise", row)


_FLAGS = ("high_risk", "sole_trader")
_DAYS = ("opened_on", "closed_on", "registered_on")
_FIRM = f"select {', '.join(Firm._fields)} from enterprise"  # noqa: S608  the columns are the fields


def firms(reads: Reads) -> list[Firm]:
    """Return every registered enterprise in the order of registration."""
    # Put in order here: SQLite would go along the index and look every row up.
    return sorted(map(_firm, reads.rows(_FIRM)), key=attrgetter("uid"))


def firm(reads: Reads, name: str) -> Firm | None:
    """Return the enterprise that is called so, with all that is known of it."""
    rows = reads.rows(
        f"""{_FIRM}
           where town = (select value from setting where key = 'town') and name_key = :key""",  # noqa: S608  as above
        key=enterprise_key(name),
    )
    return _firm(rows[0]) if rows else None


def with_code(reads: Reads, code: str) -> str | None:
    """Return the name of the enterprise that has this social credit code."""
    rows = reads.rows(
        """select name from enterprise
           where town = (select value from setting where key = 'town') and credit_code = :code""",
        code=code,
    )
    return rows[0]["name"] if rows else None


def _firm(row: Iterable[Any]) -> Firm:
    """Return an enterprise as it is stored; written out, since a town has thousands of them."""
    (
        name, code, sector, regulator, village, headcount, high_risk, sole_trader, contact, phone, address, opened_on,
        closed_on, closed_how, registered_on, uid,
    ) = row  # fmt: skip
    return Firm(
        name,
        code,
        sector,
        regulator,
        village,
        headcount,
        None if high_risk is None else bool(high_risk),
        None if sole_trader is None else bool(sole_trader),
        contact,
        phone,
        address,
        opened_on and date.fromisoformat(opened_on),
        closed_on and date.fromisoformat(closed_on),
        closed_how,
        date.fromisoformat(registered_on),
        uid,
    )


def change(writer: Writer, firm: Firm, *, new: bool) -> Change:
    """Return the change that stores an enterprise whole."""
    values = firm._asdict()
    row = {
        **values,
        **{name: None if values[name] is None else int(values[name]) for name in _FLAGS},
        **{name: values[name].isoformat() if values[name] else None for name in _DAYS},
        "town": writer.town,
        "name_key": enterprise_key(firm.name),
    }
    return Change("enterprise", row, new=new)
