"""Writes docs/commands.md and docs/errors.md from the program itself: `make docs`. A test holds the two to it.

The first is every help screen; the second every code that a problem can have, with the sentence that goes with it, as
both stand in the source.
"""

from __future__ import annotations

import ast
import contextlib
import io
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "hazardctl"
EXITS = {
    "ChecksFailed": 1, "UsageProblem": 2, "NotFound": 3, "Refused": 4, "BadValue": 4, "Busy": 5, "LedgerDamaged": 6,
    "Unavailable": 7, "Interrupted": 130,
}  # fmt: skip
HEADINGS = {
    1: "检查出问题", 2: "命令写得不对", 3: "没有这个东西", 4: "规则不允许、不齐或写得不对", 5: "台账正忙，或别人刚改过",
    6: "台账坏了，或不是本程序的台账", 7: "文件、磁盘、服务器", 130: "中途退出",
}  # fmt: skip
GAP = "…"
"""What stands for whatever is put into a sentence."""


class Said(NamedTuple):
    """One way in which a code is uttered."""

    exit_code: int
    code: str
    sentence: str


def commands() -> str:
    """Return every command's help, as it is shown."""
    from hazardctl.cli.app import ENTRIES

    parts = ["# 全部命令\n\n由程序生成（`make docs`），和 `--help` 一字不差。\n", _help()]
    for entry in ENTRIES:
        parts += [f"## hazardctl {entry.name}\n", _help(entry.name)]
        parts += [
            text
            for name in members(entry.name)
            for text in (f"### hazardctl {entry.name} {name}\n", _help(entry.name, name))
        ]
    return "\n".join(parts)


def members(group: str) -> list[str]:
    """Return the names of a group's commands; none of what is a command itself."""
    from typer.core import TyperGroup
    from typer.main import get_command

    from hazardctl.cli.app import app

    root = get_command(app)
    assert isinstance(root, TyperGroup)  # noqa: S101  the program is a group of commands
    context = root.make_context("hazardctl", ["--no-input", group], resilient_parsing=True)
    member = root.get_command(context, group)
    return member.list_commands(context) if isinstance(member, TyperGroup) else []


def _help(*words: str) -> str:
    from hazardctl.__main__ import main

    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        main([*words, "--help"])
    return f"```text\n{shown.getvalue().rstrip()}\n```\n"


def errors() -> str:
    """Return the catalogue of what can go wrong."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in sentences():
        found[one.exit_code][one.code].add(one.sentence)
    parts = [
        "# 报错是什么意思\n",
        "由程序生成（`make docs`）。每一句后面都写着怎么办；`…` 处是具体的编号、名字或内容。\n",
    ]
    for number in sorted(found):
        parts.append(f"## 退出码 {number}：{HEADINGS[number]}\n\n| 代码 | 屏幕上的话 |\n|---|---|")
        parts += [
            f"| `{code}` | {'<br>'.join(sorted(s.replace('|', '／') for s in said))} |"
            for code, said in sorted(found[number].items())
        ]
        parts.append("")
    return "\n".join(parts)


@cache
def sentences() -> tuple[Said, ...]:
    """Return every problem that the source can utter."""
    return tuple(_sentences())


def _sentences() -> Iterator[Said]:
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        names = _imports(tree)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            uttered = _uttered(call)
            if uttered:
                code, sentence = uttered
                yield Said(_exit(call, parents, path), code, _worded(sentence, names, _scope(call, parents)))


def _uttered(call: ast.Call) -> tuple[str, ast.expr] | None:
    """Return the code and the sentence of a call that makes a problem."""
    name = (
        call.func.attr
        if isinstance(call.func, ast.Attribute)
        else call.func.id
        if isinstance(call.func, ast.Name)
        else ""
    )
    at = {"Problem": 0, "BadValue": 0, "object": 0, "wrong": 1}.get(name)
    if at is None or len(call.args) < at + 2:
        return None
    code = call.args[at]
    return (
        (code.value, call.args[at + 1])
        if isinstance(code, ast.Constant) and isinstance(code.value, str)
        else None
    )


def _exit(call: ast.Call, parents: dict[ast.AST, ast.AST], path: Path) -> int:
    node: ast.AST | None = call
    while node is not None:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EXITS:
            return EXITS[node.func.id]
        node = parents.get(node)
    layer = path.relative_to(SOURCE).parts
    return 1 if layer[0] in {"plan", "exchange"} else 2 if layer[:2] == ("cli", "usage") else 4


def _scope(call: ast.Call, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    """Return the function that a call stands in."""
    node: ast.AST = call
    while node in parents and not isinstance(node, ast.FunctionDef):
        node = parents[node]
    return node


def _imports(tree: ast.Module) -> dict[str, str]:
    """Return what each name of a module was imported as: the module, and in it the function."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _worded(sentence: ast.expr, names: dict[str, str], scope: ast.AST, depth: int = 0) -> str:
    """Return the longest pattern of the functions of `messages` that an expression speaks of, directly or by a name."""
    found = [GAP]
    for node in ast.walk(sentence):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.append(_said_by(names.get(node.value.id, ""), node.attr))
        elif isinstance(node, ast.Name):
            found.append(_said_by(*names.get(node.id, "").rpartition(".")[::2]))
            if depth < 3:  # noqa: PLR2004  deeper than any sentence is made
                found += [_worded(value, names, scope, depth + 1) for value in _assigned(node.id, scope)]
    return max(found, key=len)


def _said_by(module: str, function: str) -> str:
    path = ROOT / "src" / (module.replace(".", "/") + ".py")
    spoken = module.startswith("hazardctl.messages") and path.is_file()
    return _pages(path).sentence(function) if spoken else GAP


def _assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    return [
        node.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]


@cache
def _pages(path: Path) -> _Pages:
    return _Pages(path)


class _Pages:
    """The functions of one module of sentences."""

    def __init__(self, path: Path) -> None:
        body = ast.parse(path.read_text(encoding="utf-8")).body
        self._functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}

    def sentence(self, name: str, depth: int = 0) -> str:
        """Return the longest of what a function says; other functions of the module are looked into."""
        function = self._functions.get(name)
        if function is None or depth > 3:  # noqa: PLR2004  deeper than any sentence is made
            return GAP
        given = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
        return max((self._pattern(value, given, depth) for value in returned), key=len, default=GAP)

    def _pattern(self, node: ast.expr, given: dict[str, ast.expr], depth: int) -> str:  # noqa: C901, PLR0911  one a kind of node
        def again(part: ast.expr) -> str:
            return self._pattern(part, given, depth)

        match node:
            case ast.Constant():
                return str(node.value)
            case ast.JoinedStr():
                return "".join(again(part) for part in node.values)
            case ast.FormattedValue():
                return again(node.value)
            case ast.Call(func=ast.Attribute(attr="join"), args=[ast.GeneratorExp() as every]):
                return again(every.generators[0].iter)
            case ast.List():
                return "；".join(again(part) for part in node.elts)
            case ast.BinOp(op=ast.Add()):
                return again(node.left) + again(node.right)
            case ast.IfExp():
                return max(again(node.body), again(node.orelse), key=len)
            case ast.BoolOp():
                return max(map(again, node.values), key=len)
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                return self.sentence(name, depth + 1)
            case ast.Name(id=name) if name in given and depth < 3:  # noqa: PLR2004  as above
                return self._pattern(given[name], {k: v for k, v in given.items() if k != name}, depth)
            case _:
                return GAP


if __name__ == "__main__":
    (ROOT / "docs" / "commands.md").write_text(commands(), encoding="utf-8")
    (ROOT / "docs" / "errors.md").write_text(errors(), encoding="utf-8")
