"""An office's own terms: `labels.yaml` in its plan folder, one `key: term` a line, in place of those of OFFICE.md."""

from pathlib import Path

from hazardctl.errors import ChecksFailed, Problem
from hazardctl.messages import labels
from hazardctl.messages import plan as say
from hazardctl.plan import kept as trees
from hazardctl.plan.tree import Mapping, Scalar

FILE = "labels.yaml"


def take(folder: Path, kept: Path | None = None) -> None:
    """Put a folder's terms in force, if it has any; `kept` as in `plan.load`.

    Raises:
        ChecksFailed: the file is no YAML, or names a term that the program does not have; every mistake is named.
    """
    path = folder / FILE
    if not path.is_file():
        return
    document = trees.document(FILE, path.read_bytes(), path, kept)
    terms, problems = dict[str, str](), list(document.problems)
    items = document.root.items if isinstance(document.root, Mapping) else {}
    for key, node in items.items():
        if key in labels.LABELS and isinstance(node, Scalar) and isinstance(node.value, str) and node.value:
            terms[key] = node.value
        else:
            problems.append(Problem("unknown_label", say.unknown_label(key), f"{FILE}:{node.line} {key}"))
    if problems:
        raise ChecksFailed(*problems)
    labels.override(terms)
