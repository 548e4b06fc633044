"""What a ledger keeps for speed, made anew by hand where a test has put rows into the file past the program."""

import sqlite3

from hazardctl.domain.movement import COUNTERS, moved


def add_up(raw: sqlite3.Connection, town: str = "BY") -> None:
    """Add the figures up from the spans that are there."""
    cursor = raw.execute("select * from span")
    names = [column[0] for column in cursor.description]
    cells = moved((), (dict(zip(names, row, strict=True)) for row in cursor))
    raw.execute("delete from movement")
    raw.executemany(
        f"insert into movement (town, part, key, day, {', '.join(COUNTERS)})"
        f" values (?, ?, ?, ?, {', '.join('?' * len(COUNTERS))})",
        [(town, *cell, *counters) for cell, counters in cells.items()],
    )
