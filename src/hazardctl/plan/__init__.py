"""A town's plan folder, read and checked: `load` is the light way in, and needs no pydantic.

A folder holds `task_list.yaml`, `duty_matrix.yaml` and, if the office wants its own labels, `labels.yaml`.
Nothing here knows a particular town. Full checking is `plan.validate`; what is doubtful in the document is
`plan.check`.
"""

from pathlib import Path
from typing import Final

from msgspec import Struct

from hazardctl.domain.campaign import Plan
from hazardctl.errors import ChecksFailed, NotFound, Problem, Unavailable
from hazardctl.messages import plan as say
from hazardctl.plan import kept as trees
from hazardctl.plan.read import DUTY_MATRIX, TASK_LIST, Origin, read
from hazardctl.plan.tree import Document

__all__ = ["LABELS", "PLAN_FILES", "Loaded", "file_bytes", "load", "packaged", "read_folder"]

LABELS: Final = "labels.yaml"
PLAN_FILES: Final = (DUTY_MATRIX, LABELS, TASK_LIST)
"""Every file of a plan folder, in the order in which they are hashed. Only the labels may be missing."""


class Loaded(Struct, frozen=True):
    """A folder as read: the plan (None where a file is missing or no YAML), the trees, and what is wrong."""

    plan: Plan | None
    documents: dict[str, Document]
    problems: tuple[Problem, ...]


def load(folder: Path | None = None, kept: Path | None = None) -> Plan:
    """Read a plan folder, or the plan that comes with the program where `folder` is None.

    Args:
        folder: the plan.
        kept: where trees of files that were read before are kept (`plan.kept`); None to read the files themselves.

    Raises:
        NotFound: the folder does not exist.
        ChecksFailed: something in the files is wrong or missing; all of it is named.
        Unavailable: the system will not let a file be read.
    """
    loaded = read_folder(folder or packaged(), kept)
    if loaded.plan is None or loaded.problems:
        raise ChecksFailed(*loaded.problems)
    return loaded.plan


def packaged() -> Path:
    """Find the plan that comes with the program: inside the package, or in a source tree beside `src`."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "data", here.parents[3] / "data"):
        if (folder / TASK_LIST).is_file():
            return folder
    raise NotFound(Problem("no_plan", say.no_packaged_plan()))


def read_folder(folder: Path, kept: Path | None = None) -> Loaded:
    """Read a plan folder without raising for its content. Raises as `load` does for folder and system."""
    if not folder.is_dir():
        raise NotFound(Problem("no_plan", say.no_folder(str(folder)), str(folder)))
    contents = {name: file_bytes(folder / name) for name in PLAN_FILES if (folder / name).is_file()}
    absent = [
        Problem("missing_file", say.no_file(n), n) for n in (TASK_LIST, DUTY_MATRIX) if n not in contents
    ]
    documents = {
        name: trees.document(name, raw, folder / name, kept)
        for name, raw in contents.items()
        if name != LABELS
    }
    problems = [*absent, *(p for d in documents.values() for p in d.problems)]
    if absent or any(d.root is None for d in documents.values()):
        return Loaded(None, documents, tuple(problems))
    origin = Origin(folder, b"".join(contents.values()))
    plan, more = read(documents[TASK_LIST], documents[DUTY_MATRIX], origin)
    return Loaded(plan, documents, (*problems, *more))


def file_bytes(path: Path) -> bytes:
    """Return what a file of a folder holds.

    Raises:
        Unavailable: the system will not let it be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Unavailable(Problem("unreadable", say.file_unreadable(path.name, why), str(path))) from error
