"""A bar for long work, on a terminal only and on standard error, so that answers stay clean. Draws nothing elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hazardctl.messages import imports as messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def shown(*, interactive: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what is told how far the work is (done, all); None where nobody watches."""
    if not interactive:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(messages.working(), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
