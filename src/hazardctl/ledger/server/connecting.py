"""Getting to a server and ending a transaction on it: what is tried again, and what is known when the line breaks."""

from __future__ import annotations

import random
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger.server.faults import translated
from hazardctl.ledger.server.session import Session
from hazardctl.messages import server as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.ledger.server.address import Address

SessionT = TypeVar("SessionT", bound=Session)

WAITS = (0.1, 0.3, 0.6)
"""Seconds between one try to connect and the next; half of each is left to chance, so that offices spread."""
_PASSING = (
    "Connection refused", "the database system is starting up", "the database system is shutting down",
    "too many clients", "connection slots", "server closed the connection", "Connection reset",
)  # fmt: skip
"""What is over soon: a server that starts, or is full at this moment. libpq has no code for it."""


@contextmanager
def connected(address: Address, kind: type[SessionT]) -> Iterator[SessionT]:
    """Lend a connection; what the server refuses is said in our words, and what was not committed is taken back."""
    with translated(address):
        with translated(address, begun=False):
            raw = _connect(address)
        with closing(raw):
            yield kind(raw)


def _connect(address: Address) -> psycopg.Connection[Any]:
    for wait in WAITS:
        try:
            return _tried(address)
        except psycopg.OperationalError as error:
            if not any(words in str(error) for words in _PASSING):
                raise
        time.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311  no secret
    return _tried(address)


def _tried(address: Address) -> psycopg.Connection[Any]:
    """Connect by the address as it is: what stands in it (sslmode, sslrootcert) is libpq's to heed."""
    return psycopg.connect(address.url, connect_timeout=10, application_name="hazardctl", autocommit=True)


_stored: list[str] = []
"""Where this process has committed; a command that has is not simply run once more."""


@contextmanager
def repeatable(where: str) -> Iterator[None]:
    """Tell a write that the server took back, to let others pass, from one that nothing would help.

    Raises:
        Busy: `outrun` if it may be done once more from the start.
    """
    try:
        yield
    except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected) as error:
        busy = errors.Busy(Problem("busy", messages.busy(where)))
        busy.outrun = not _stored
        raise busy from error


def commit(session: Session, where: str) -> None:
    """End a transaction for good.

    Raises:
        Unavailable: the line broke while the server was asked to; whether it did, nobody here knows.
    """
    try:
        session.raw.execute("commit")
    except psycopg.OperationalError as error:
        if not session.raw.closed:
            raise
        raise errors.Unavailable(Problem("commit_unknown", messages.commit_unknown(where))) from error
    _stored.append(where)
