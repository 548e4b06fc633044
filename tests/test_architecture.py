"""The shape of the code: who may import whom, who may print, how long things get, and what goes into the package."""

import ast
import importlib.util
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "hazardctl"
LONGEST_BODY = 50
LONGEST_FILE = 350

PATHS = sorted(SOURCE.rglob("*.py"))
MODULES = {
    str(path.relative_to(SOURCE)): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in PATHS
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """Count the lines of the body without its docstring: a long signature is a command's options, no long body."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def calls(tree: ast.Module, names: frozenset[str]) -> list[int]:
    """Return the lines on which one of these is called, by name or as an attribute."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in names
    ]


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_only_render_prints() -> None:
    printing = frozenset({"print", "echo", "secho", "Console"})
    lines = {name: calls(tree, printing) for name, tree in MODULES.items() if not name.startswith("render/")}
    assert {name: found for name, found in lines.items() if found} == {}


def test_only_the_ledger_speaks_sql() -> None:
    statement = re.compile(
        r"\s*(?:select\b.*\bfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|pragma)\b", re.DOTALL
    )
    speaking = {
        f"{name}:{node.lineno}"
        for name, tree in MODULES.items()
        if not name.startswith("ledger/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and statement.match(node.value)
    }
    assert speaking == set()


def test_only_the_clock_reads_the_clock() -> None:
    clock = re.compile(r"\b(?:datetime\.now|datetime\.utcnow|date\.today|time\.time)\(")
    reading = [str(p.relative_to(SOURCE)) for p in PATHS if clock.search(p.read_text(encoding="utf-8"))]
    assert reading == ["clock.py"]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(MODULES[name])


def test_no_function_is_long() -> None:
    long = {
        f"{name}:{function.name}": lines
        for name, tree in MODULES.items()
        for function in functions(tree)
        if (lines := body_lines(function)) > LONGEST_BODY
    }
    assert long == {}


def test_no_file_is_long() -> None:
    lengths = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8").count("\n") for path in PATHS}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_nothing_is_called_utils() -> None:
    names = {path.stem for path in PATHS} | {path.parent.name for path in PATHS}
    assert names & {"util", "utils", "helpers", "common", "misc"} == set()


# Brackets around single letters keep these lines from naming what they look for.
REGISTRY = re.compile(
    r"py[p]i\.|[p]ythonhosted|[i]ndex-url|[f]ind-links|registry\.[n]pm|[m]irrors?\.|/simple[/]", re.IGNORECASE
)
MACHINE = re.compile(r"(?<![\w.~])/(?:[r]oot|[h]ome|[U]sers|[w]ork|[t]mp|[o]pt|[m]nt)/|\b[A-Z]:\\[U]sers")


def repository_files() -> list[Path]:
    """Return what is committed or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git work tree, so what is committed cannot be told")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("forbidden", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_place_on_one_machine(forbidden: re.Pattern[str]) -> None:
    naming = {
        f"{path.relative_to(ROOT)}:{number}": line.strip()
        for path in repository_files()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if forbidden.search(line)
    }
    assert naming == {}


def test_the_wheel_carries_the_plan_and_the_migrations(tmp_path: Path) -> None:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed, so no wheel can be built without a network")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", tmp_path, ROOT], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("hazardctl-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    data = {f"hazardctl/data/{path.name}" for path in (ROOT / "data").iterdir()}
    sources = {
        f"hazardctl/{p.relative_to(SOURCE)}"
        for p in SOURCE.rglob("*")
        if p.suffix in {".py", ".sql", ".bash", ".zsh", ".fish", ".ps1"}
    }
    assert data | sources <= inside
    assert [name for name in inside if name.startswith(("tests/", "bench/"))] == []
