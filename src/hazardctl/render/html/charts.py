"""Charts as SVG text: bars side by side, and lines over months. Sizes are in the drawing's own units."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 66, 40
"""The title and the legend stand in the top margin, with room for the label of the highest value below them."""
COLOURS = ("#1f4e79", "#c55a11", "#548235")
_LONGEST_LABEL = 8
_STEPS = 4


class Series(NamedTuple):
    """One thing that a chart shows, with a value for each label."""

    name: str
    values: Sequence[int]


def bars(title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Return groups of bars, one group for each label."""
    top, group = _top(series), _plot_width() / max(len(labels), 1)
    bar = group * 0.7 / max(len(series), 1)
    parts = [*_frame(title, top, series)]
    for at, label in enumerate(labels):
        left = _LEFT + group * at + group * 0.15
        for number, one in enumerate(series):
            y = _y(one.values[at], top)
            parts.append(
                f'<rect x="{left + bar * number:.1f}" y="{y:.1f}" width="{bar * 0.92:.1f}" '
                f'height="{HEIGHT - _BOTTOM - y:.1f}" fill="{COLOURS[number]}"/>'
            )
            parts.append(_text(left + bar * (number + 0.46), y - 4, str(one.values[at]), size=11))
        parts.append(_text(_LEFT + group * (at + 0.5), HEIGHT - _BOTTOM + 18, _short(label)))
    return _drawing(title, parts)


def lines(title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Return a line for each series over the labels."""
    top, step = _top(series), _plot_width() / max(len(labels), 1)
    parts = [*_frame(title, top, series)]
    for number, one in enumerate(series):
        points = [(_LEFT + step * (at + 0.5), _y(value, top)) for at, value in enumerate(one.values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[number]}" stroke-width="2.5"/>')
        for (x, y), value in zip(points, one.values, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[number]}"/>')
            parts.append(_text(x, y - 8, str(value), size=11))
    parts += [
        _text(_LEFT + step * (at + 0.5), HEIGHT - _BOTTOM + 18, label) for at, label in enumerate(labels)
    ]
    return _drawing(title, parts)


def _top(series: Sequence[Series]) -> int:
    """Return the highest value of the scale: a multiple of its steps, so that their numbers are whole."""
    most = max((value for one in series for value in one.values), default=0)
    return max(_STEPS, -(-most // _STEPS) * _STEPS)


def _plot_width() -> int:
    return WIDTH - _LEFT - _RIGHT


def _y(value: int, top: int) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top


def _frame(title: str, top: int, series: Sequence[Series]) -> Iterator[str]:
    yield _text(WIDTH / 2, 22, title, size=15)
    for number in range(_STEPS + 1):
        value = top * number // _STEPS
        y = _y(value, top)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#ccc"/>'
        yield _text(_LEFT - 8, y + 4, str(value), anchor="end", size=11)
    for number, one in enumerate(series):
        x = WIDTH - _RIGHT - 110 * (len(series) - number)
        yield f'<rect x="{x}" y="32" width="12" height="10" fill="{COLOURS[number]}"/>'
        yield _text(x + 17, 42, one.name, anchor="start", size=12)


def _text(x: float, y: float, words: str, *, anchor: str = "middle", size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{escape(words)}</text>'


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _drawing(title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )
