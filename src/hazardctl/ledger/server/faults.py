"""What a server's errors mean to a user, by SQLSTATE."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.messages import server as messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hazardctl.ledger.server.address import Address

_TIPOFFS = "secret"
"""The table of which the server says that it is closed; the words around it are in the server's language."""
_BUSY = {"55P03", "40001", "40P01"}
_MEANS: dict[str, Callable[[str], Problem]] = {
    "28P01": lambda where: Problem("wrong_password", messages.wrong_password(where)),
    "28000": lambda where: Problem("no_such_role", messages.no_such_role(where)),
    "3D000": lambda where: Problem("no_database", messages.no_such_database(where)),
    "25006": lambda where: Problem("replica", messages.read_only(where)),
    "42501": lambda where: Problem("not_allowed", messages.not_allowed(where)),
    "53300": lambda where: Problem("server_full", messages.too_many(where)),
    "53100": lambda where: Problem("disk_full", messages.disk_full(where)),
}
_AS_TYPED = "as typed"
_ENCRYPTION = "encryption"
_NOT_ADMITTED = "not admitted"
_MEANS_WITHOUT_A_CODE: dict[str, Callable[[str], Problem]] = {
    _AS_TYPED: lambda where: Problem("bad_address", messages.bad_address(where)),
    _NOT_ADMITTED: lambda where: Problem("not_admitted", messages.not_admitted(where)),
    _ENCRYPTION: lambda where: Problem("encryption", messages.encryption(where)),
}
_BEFORE_ANYBODY_IS_IN = (
    ("no pg_hba.conf entry", _NOT_ADMITTED),
    ("invalid sslmode", _AS_TYPED),
    ("invalid port", _AS_TYPED),
    ("invalid integer", _AS_TYPED),
    ("SSL", _ENCRYPTION),
    ("certificate", _ENCRYPTION),
    ("password authentication failed", "28P01"),
    ("no password supplied", "28P01"),
    ("does not exist", "3D000"),
    ("too many clients", "53300"),
    ("connection slots", "53300"),
)
"""libpq gives no code for what a server says before it lets anybody in; the first that fits says it. Its words are English (`lc_messages=C`)."""


@contextmanager
def translated(address: Address, *, begun: bool = True) -> Iterator[None]:
    """Turn what the server says into our errors; anything unknown is a fault of ours.

    Before it was `begun` there was no connection; afterwards one that breaks takes back what was not committed. Of
    what is unknown only the first line goes on: what PostgreSQL adds to it (DETAIL) is the row that could not be stored.
    """
    try:
        yield
    except psycopg.Error as error:
        where, state = str(address), error.sqlstate or _state(error, begun=begun)
        if state in _BUSY:
            raise errors.Busy(Problem("busy", messages.busy(where))) from error
        if state == "42501" and _TIPOFFS in str(error.diag.message_primary):
            raise errors.Refused(Problem("tipoffs_closed", messages.tipoffs_closed(where))) from error
        means = _MEANS.get(state) or _MEANS_WITHOUT_A_CODE.get(state)
        if means:
            raise errors.Unavailable(means(where)) from error
        if isinstance(error, psycopg.OperationalError):
            raise errors.Unavailable(_lost(where) if begun else _away(where)) from error
        raise RuntimeError(type(error).__name__, state, error.diag.message_primary) from None


def _lost(where: str) -> Problem:
    return Problem("connection_lost", messages.lost(where))


def _away(where: str) -> Problem:
    return Problem("server_away", messages.away(where))


def _state(error: psycopg.Error, *, begun: bool) -> str:
    if not begun and isinstance(error, psycopg.ProgrammingError):
        return _AS_TYPED  # libpq could not read the address
    return next((state for words, state in _BEFORE_ANYBODY_IS_IN if words in str(error)), "")
