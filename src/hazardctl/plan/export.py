"""A copy of a plan's files for another town or year to start from.

Copies bytes, so that comments and source text stay as they are. This module must not change a file that says
something else.
"""

from pathlib import Path

from hazardctl.domain.campaign import Plan
from hazardctl.errors import Problem, Refused, Unavailable
from hazardctl.messages import plan as say
from hazardctl.plan import PLAN_FILES


def export(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Copy the plan's files into `folder`, made if need be, and give their paths there.

    Raises:
        Refused: the folder holds a plan file that says something else; nothing is written then.
        Unavailable: the system will not let it be read or written.
    """
    sources = [plan.folder / name for name in PLAN_FILES if (plan.folder / name).is_file()]
    try:
        contents = {folder / source.name: source.read_bytes() for source in sources}
        _refuse_other(contents)
        folder.mkdir(parents=True, exist_ok=True)
        for path, raw in contents.items():
            _write(path, raw)
    except OSError as error:
        raise _unavailable(error, folder) from error
    return tuple(contents)


def _refuse_other(contents: dict[Path, bytes]) -> None:
    others = [path for path, raw in contents.items() if path.exists() and path.read_bytes() != raw]
    if others:
        raise Refused(*(Problem("file_differs", say.file_differs(p.name), str(p)) for p in others))


def _write(path: Path, raw: bytes) -> None:
    if path.exists():
        return
    # Whole or not at all: a cut file would be taken for a plan.
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(raw)
    unfinished.replace(path)


def _unavailable(error: OSError, folder: Path) -> Unavailable:
    where = str(error.filename or folder)
    why = error.strerror or type(error).__name__
    return Unavailable(Problem("unwritable", say.file_unwritable(Path(where).name, why), where))
