"""Percentages as the forms print them: one decimal, and nothing where there is nothing below the line."""


def rate(part: int, whole: int) -> float | None:
    """Return a percentage with one decimal, half up; None when there is nothing below the line."""
    if whole == 0:
        return None
    return (2000 * part + whole) // (2 * whole) / 10
