"""The rows of a table as somebody would have typed them: cell by cell, and what was read once not read again.

A cell that says nothing is left out. What cannot be a cell of its column at all is told for the whole row at once;
whether the row may stand is for the intakes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.domain.text import BadValue
from hazardctl.errors import Problem
from hazardctl.exchange import cells
from hazardctl.exchange.columns import CellKind
from hazardctl.messages import imports as messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hazardctl.exchange.book import Value
    from hazardctl.exchange.headings import Found
    from hazardctl.exchange.table import Row, Table
    from hazardctl.services.imported import Wanted

_REMEMBERED = 50_000
"""How many cells of a column are kept in mind; descriptions that never come again must not fill the memory."""

Typed = tuple[dict[str, str], tuple[Problem, ...]]
"""A row's text by field, and what is wrong with its cells as such."""


class Reader:
    """Reads the rows of one table; into `notes` goes what the office should know of how it was understood."""

    def __init__(self, table: Table, wanted: Wanted, notes: dict[str, None]) -> None:
        words = wanted.map.values if wanted.map else {}
        self._columns = [
            (found.column.field, _Column(found, table, words.get(found.column.field, {}), notes))
            for found in table.read
        ]
        self._defaults = {**(wanted.map.defaults if wanted.map else {}), **wanted.defaults}

    def read(self, row: Row) -> Typed:
        """Return what a row says."""
        try:
            given = {
                name: text
                for (name, column), cell in zip(self._columns, row.cells, strict=True)
                if cell is not None and (text := column[cell]) is not None
            }
            wrong: tuple[Problem, ...] = ()
        except BadValue:
            given, wrong = self._with_mistakes(row)
        for name, text in self._defaults.items():
            given.setdefault(name, text)
        return given, wrong

    def _with_mistakes(self, row: Row) -> Typed:
        """Read a row of which not every cell can be read."""
        given: dict[str, str] = {}
        wrong: list[Problem] = []
        for (name, column), cell in zip(self._columns, row.cells, strict=True):
            try:
                text = None if cell is None else column[cell]
            except BadValue as error:
                wrong.append(Problem(error.code, error.message, name))
            else:
                if text is not None:
                    given[name] = text
        return given, tuple(wrong)


class _Column(dict["Value", "str | None"]):
    """The cells of one column that were read, and what they say."""

    def __init__(self, found: Found, table: Table, words: Mapping[str, str], notes: dict[str, None]) -> None:
        super().__init__()
        self._found, self._words, self._notes = found, words, notes
        self._wan = found.wan if found.wan is not None else table.wan

    def __missing__(self, cell: Value) -> str | None:
        """Read a cell that was not met before.

        Raises:
            BadValue: it can be none of this column.
        """
        found = self._found
        if found.column.kind is not CellKind.MONEY:
            text = cells.typed(cell, found.column, wan=False)
        else:
            if self._wan is None and cell and isinstance(cell, (int, float)):
                self._notes[messages.yuan_assumed(found.heading)] = None
            text = cells.typed(cell, found.column, wan=bool(self._wan))
        if text is not None:
            text = self._words.get(text, text)
        if len(self) < _REMEMBERED and cell not in _LIKE_MARKS:
            self[cell] = text
        return text


_LIKE_MARKS = frozenset({0, 1})
"""For a dict 1 and true are one key, and a cell of a flag may hold either; so both are read each time."""
