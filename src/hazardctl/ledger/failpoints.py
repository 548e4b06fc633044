"""Named places at which a test may stop the program, to see that what is left behind is whole.

The program itself never arms one: nothing here reads the environment or costs more than a call.
"""

from collections.abc import Callable

POINTS = (
    "asking", "begun", "rows_stored", "entries_stored", "spans_kept", "figures_moved", "before_commit", "committed",
    "created", "migrated_statement", "migrated",
    "copied", "copy_checked", "copy_in_place", "copy_remembered", "rotated",
    "file_copied", "file_in_place",
    "restore_checked", "restore_marked", "old_kept", "restored",
    "written", "replaced",
)  # fmt: skip
"""Every name that `reached` is called with; a test compares."""

_watch: Callable[[str], object] | None = None


def reached(name: str) -> None:
    """Say that the program has come to a place."""
    if _watch is not None:
        _watch(name)


def arm(watch: Callable[[str], object] | None) -> None:
    """Have every place told to a test; None ends it."""
    global _watch  # noqa: PLW0603  one process, one watcher
    _watch = watch
