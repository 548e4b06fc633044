"""How values read on a screen: nothing as 「—」, days short, money in 元, rates with their sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.money import say_wan, say_yuan
from hazardctl.messages.labels import yes_no

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NOTHING = "—"


def text(value: object) -> str:
    """Return a value as it reads in a table."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return yes_no(value)
    return str(value)


def day(value: date | None) -> str:
    """Return a day in a column."""
    return value.isoformat() if value else NOTHING


def percent(value: float | None) -> str:
    """Return a rate; 「—」 where there is nothing below the line."""
    return NOTHING if value is None else f"{value:.1f}%"


def yuan(fen: int | None) -> str:
    """Return an amount in 元."""
    return NOTHING if fen is None else f"{say_yuan(fen)}"


def wan(fen: int) -> str:
    """Return an amount in 万元, as forms ask for it."""
    return f"{say_wan(fen)}万元"


def signed(change: int) -> str:
    """Return a change with its sign."""
    return f"+{change}" if change > 0 else str(change)


def together(values: Iterable[str], mark: str = "、") -> str:
    """Join names as Chinese does; 「—」 for none."""
    return mark.join(values) or NOTHING
