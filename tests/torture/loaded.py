"""Everything of the program loaded beforehand, so that a forked command costs its work and not its imports."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import hazardctl


@cache
def load_everything() -> None:
    """Import every module once; what is forked afterwards has them."""
    for module in pkgutil.walk_packages(hazardctl.__path__, "hazardctl."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
