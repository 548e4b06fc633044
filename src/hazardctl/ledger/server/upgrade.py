"""A server's ledger of an older schema: brought to this program's in one transaction, while nobody else writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl import errors
from hazardctl.errors import Problem
from hazardctl.ledger import migrations
from hazardctl.ledger.server import locks, schema, towns
from hazardctl.messages import server as messages

if TYPE_CHECKING:
    from hazardctl.ledger.server.session import Session


def is_due(found: towns.Found) -> bool:
    """Whether a database is not as this program reads and writes it."""
    return found.version < migrations.NEWEST or (found.version == migrations.NEWEST and not found.whole)


def upgrade(session: Session, where: str) -> None:
    """Bring the database up to date, and journal that in the ledger of each of its towns, as a file's upgrade does.

    A copy of it is the administrator's to make: a server's is made by pg_dump.

    Raises:
        Unavailable: it is too old, or the login may not change tables.
        Refused: it holds several towns that nothing keeps apart for this login.
    """
    session.raw.execute("begin")
    locks.everybody(session)
    found = towns.look(session)  # another program may have been quicker
    if found and is_due(found):
        if found.version < schema.OLDEST:
            raise errors.Unavailable(
                Problem("older_ledger", messages.older(where, found.version, migrations.NEWEST))
            )
        if not found.is_mine:
            raise errors.Unavailable(Problem("upgrade_due", messages.upgrade_due(where)))
        towns.under_its_rules(session, found, where)
        schema.bring_up_to_date(session, found.version)
        _finish(session, found.version)
    session.raw.execute("commit")


def _finish(session: Session, have: int) -> None:
    from hazardctl.ledger.upgrade import finish
    from hazardctl.ledger.writing import Signature, Writer

    now = towns.look(session)
    outstanding = [step for step in migrations.steps() if step.version > have]
    for town in now.towns if now and outstanding else ():
        towns.narrow(session, town)
        writer = Writer(session, Signature("hazardctl", "migrate"))
        writer.identify(town.ledger, town.code)
        finish(writer, have, outstanding)
