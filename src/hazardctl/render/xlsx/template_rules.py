"""What a form's cell offers and accepts while it is filled, as a validation: drop-down, day, amount, number, or a hint.

Only what the import would refuse for certain is stopped; where it may know an alias or a day in words, the cell asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hazardctl.exchange.columns import CellKind
from hazardctl.messages import templates as messages
from hazardctl.services.templates import STRICT, list_of

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

    from hazardctl.exchange.columns import Column

FIRST_DAY, LAST_DAY = "32874", "73415"
"""1990-01-01 and 2100-12-31 as a workbook counts days: a date written as text would depend on the country."""

_HINTS: Final = {
    CellKind.DAY: messages.a_day,
    CellKind.MONTH: messages.a_month,
    CellKind.MONEY: messages.an_amount,
    CellKind.NUMBER: messages.a_number,
}


def rule(column: Column, source: str | None) -> DataValidation | None:
    """Return a column's validation; `source` is the range that its drop-down refers to. None where there is nothing to say."""
    from openpyxl.worksheet.datavalidation import DataValidation

    hints = _hints(column, source)
    prompt = messages.prompt(column.note, hints.prompt, needed=column.needed)
    if column.kind is CellKind.SERIAL or not prompt:
        return None
    found = DataValidation(
        **_accepted(column, source),
        allow_blank=True,
        showInputMessage=True,
        promptTitle=column.heading[: messages.TITLE_LIMIT],
        prompt=prompt,
    )
    if hints.error:
        found.showErrorMessage, found.errorTitle, found.error = (
            True,
            column.heading[: messages.TITLE_LIMIT],
            hints.error,
        )
    return found


def _hints(column: Column, source: str | None) -> messages.Hints:
    if source:
        return messages.choose(strict=list_of(column) in STRICT)
    kind = _HINTS.get(column.kind)
    return kind() if kind else messages.Hints("", "")


def _accepted(column: Column, source: str | None) -> dict[str, str]:
    if source:
        return {
            "type": "list",
            "formula1": source,
            "errorStyle": "stop" if list_of(column) in STRICT else "warning",
        }
    if column.kind is CellKind.DAY:
        return {
            "type": "date",
            "operator": "between",
            "formula1": FIRST_DAY,
            "formula2": LAST_DAY,
            "errorStyle": "warning",
        }
    if column.kind is CellKind.MONEY:
        return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0", "errorStyle": "warning"}
    if column.kind is CellKind.NUMBER:
        return {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"}
    return {}
