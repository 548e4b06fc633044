"""Who waits for whom: writers of one town for each other, nobody for another town; a change of the tables for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hazardctl.ledger.server.session import Session

SECONDS = 30
"""How long anybody waits for a turn."""


def _patience(session: Session) -> None:
    session.raw.execute(f"set local lock_timeout = '{SECONDS}s'".encode())


def everybody(session: Session) -> None:
    """Take the turn of all writers, for what changes the tables themselves."""
    _patience(session)
    session.rows("select pg_advisory_xact_lock(hashtext('hazardctl'))")


def of_town(session: Session, town: str) -> None:
    """Take the turn of one town's writers, and keep the tables from being changed meanwhile."""
    _patience(session)
    session.rows(
        """select pg_advisory_xact_lock_shared(hashtext('hazardctl')),
                  pg_advisory_xact_lock(hashtext('hazardctl'), hashtext(:town))""",
        town=town,
    )


def newcomer(session: Session) -> None:
    """Take the turn of those who add a town: each must see the towns and the series that the last one brought."""
    _patience(session)
    session.rows("select pg_advisory_xact_lock(hashtext('hazardctl town'))")
