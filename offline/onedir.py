"""Makes a folder that runs without a Python, for the kind of machine that it is made on: `make onedir`.

PyInstaller packs what a wheel installs, not a source tree: the plan and the guides lie inside the package only there.
The folder is tried before it is handed over: every screen of help, the demo with its papers, a guide.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reference import members

from hazardctl.cli.app import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
SPEC = Path(__file__).with_name("hazardctl.spec")


def build(target: Path) -> Path:
    """Return the program in its new folder `target`/hazardctl."""
    with tempfile.TemporaryDirectory(prefix="onedir-") as name:
        made = Path(name)
        python = _installed(made / "env")
        places = ["--distpath", str(made / "dist"), "--workpath", str(made / "work")]
        _run([python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR", *places, SPEC])
        folder = target / "hazardctl"
        shutil.rmtree(folder, ignore_errors=True)
        target.mkdir(parents=True, exist_ok=True)
        shutil.move(made / "dist" / "hazardctl", folder)
    return folder / ("hazardctl.exe" if os.name == "nt" else "hazardctl")


def _installed(folder: Path) -> Path:
    """Install the program as a wheel, with PyInstaller, and return the Python of that environment."""
    _run([sys.executable, "-m", "venv", folder])
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--constraint", ROOT / "constraints.txt", f"{ROOT}[bundle]"])
    return python


def trials() -> Iterator[list[str]]:
    """Return what a folder must be able to do: every screen of help loads the commands, the demo works with them."""
    yield ["--help"]
    for entry in ENTRIES:
        yield [entry.name, "--help"]
        yield from ([entry.name, name, "--help"] for name in members(entry.name))
    yield from (["--version"], ["guide", "第一天"], ["demo"], ["init"])
    yield from (["report", "monthly", "-o", f"通报.{kind}"] for kind in ("docx", "xlsx", "html", "json"))
    yield from (["export", "台账.xlsx"], ["import", "台账.xlsx", "--dry-run"], ["status", "-o", "期限.ics"])


def check(program: Path) -> int:
    """Run every trial with nothing of this machine's Python in reach; return how many there were."""
    number = 0
    with tempfile.TemporaryDirectory(prefix="onedir-") as home:
        alone = {"HOME": home, "HAZARDCTL_HOME": home, "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
        for number, words in enumerate(trials(), start=1):  # noqa: B007  counted
            _run([program, *words], alone)
    return number


def _run(words: Sequence[str | Path], alone: Mapping[str, str] | None = None) -> None:
    """Run it, in an environment of its own where one is given."""
    cwd = alone["HOME"] if alone else None
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=alone, cwd=cwd)
    if done.returncode:
        sys.exit(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")


def main() -> None:
    """Build, try, say where it lies and how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=ROOT / "dist" / "onedir")
    program = build(parser.parse_args().target)
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file())
    print(f"{program}: {size / 2**20:.0f} MiB, {check(program)} commands tried")


if __name__ == "__main__":
    main()
