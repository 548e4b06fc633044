"""The scripts that make a shell ask this program what may come next; one file each, shown by `--show-completion`."""

from __future__ import annotations

from importlib import resources

SHELLS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1", "pwsh": "ps1"}
"""The shells by the name that is typed, with their file's suffix."""


def script(shell: str) -> str:
    """Return the script of a shell."""
    return resources.files(__package__).joinpath(f"hazardctl.{SHELLS[shell]}").read_text(encoding="utf-8")
