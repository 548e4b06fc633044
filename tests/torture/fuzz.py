"""What a keyboard can do wrong: argument vectors of chance over every command, and plans spoilt by hand."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer
from tests.torture import hostile
from tests.torture.sheets import other_bytes, sheets
from tests.torture.sitting import ChildDiedError, demo_office, outcome, typed, wrong
from tests.torture.texts import texts
from typer.core import TyperGroup, TyperOption

from hazardctl.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

    from tests.torture.machine import Machine, Outcome
    from typer import _click

__all__ = ["arguments", "plans", "sheets", "texts"]

BATCH = 50

_NUMBERS = (
    *(f"BY-2023-{n:04d}" for n in range(1, 13)), "JC-2023-0001", "JC-2023-0003", "ZF-2023-0001", "ZY-2023-0001",
    "JB-2023-0001", "SG-2023-0001", "WT-2023-0001", "DB-2023-0001", "RW-2023-0001", "ZX-2023-0001", "by-2023-0001",
    "ＢＹ－２０２３－０００１", "BY-2023-9999", "1", "2", "3", "20", "21", "2-12", "6-5", "36",
)  # fmt: skip
_DAYS = (
    "2023-08-31", "2023/8/1", "2023.9.5", "20230801", "2023年8月31日", "8月31日", "2023年9月底前", "月底", "今天", "+15天",
    "2023-07-10", "2023-10-01", "２０２３－０８－０１", "2022-01-01", "2099-12-31",
)  # fmt: skip
_MONEY = ("20000", "2万", "1.5万元", "0", "3000元", "０．５万")
_UNITS = (
    "经发办",
    "应急办",
    "规划建设管理环保办",
    "建管办",
    "虚构东村",
    "虚构西村",
    "虚构河社区",
    "负有安全生产监管职责办所（中心）",
    "无此办",
)
_PLACES = ("示例面馆（虚构）", "示例家具厂（虚构）", "示例超市（虚构）", "示例面馆(虚构)", "新的厂")
_WORDS = ("李四", "王五", "演示员乙", "已整改", "灯坏了", "消防", "燃气", "工贸")
_MONTHS = ("2023-08", "2023-07", "2023-06", "2023年8月", "2023-09", "2023-13", "上半年", "2023-H1", "1", "2")
_FILES = (
    "a.xlsx", "a.csv", "a.json", "a.txt", "a.docx", "a.html", "a.ics", "表.xlsx", "b.db", "ledger.db", "dir", "dir/a.csv", "a", "@file",
    "story.txt", "-",
)  # fmt: skip
_CHOICES = (
    "general", "major", "重大", "department", "self", "village", "tipoff", "fine", "warning", "true", "partly", "false", "remind",
    "assign", "supervise", "interview", "phone", "town", "district", "discovered", "rectified", "workers", "reassign", "refer",
    "site", "papers", "eliminated", "mistaken", "confined_space", "有限空间", "office", "village", "done", "returned", "closed",
    "rectify", "review", "close", "extend", "open", "overdue", "void", "inspection", "complaint", "self_check", "moved", "pass", "fail",
)  # fmt: skip
_LIKELY = {
    "no": _NUMBERS, "numbers": _NUMBERS, "tx": _NUMBERS, "hazard": _NUMBERS, "visit": _NUMBERS, "problem": _NUMBERS, "duty": _NUMBERS,
    "task": _NUMBERS, "like": _NUMBERS, "recurs_from": _NUMBERS, "duplicate_of": _NUMBERS, "since": (*_NUMBERS, *_MONTHS, "a" * 64),
    "on": _DAYS, "from_": _DAYS, "to": (*_DAYS, *_UNITS), "as_of": _DAYS, "found_on": _DAYS, "deadline": _DAYS, "pending": _DAYS,
    "due": _DAYS, "until": _DAYS, "reply_due": _DAYS, "opened_on": _DAYS, "closed_on": _DAYS, "term": _DAYS,
    "funds": _MONEY, "funds_spent": _MONEY, "amount": _MONEY, "reward": _MONEY, "loss": _MONEY,
    "unit": _UNITS, "village": _UNITS, "found_unit": _UNITS, "reviewer_unit": _UNITS, "assign_to": _UNITS, "regulator": _UNITS,
    "report_to": _UNITS, "group": _UNITS, "names": _UNITS, "from_unit": _UNITS,
    "name": (*_UNITS, *_PLACES), "enterprise": _PLACES,
    "month": _MONTHS, "half": _MONTHS, "number": _MONTHS,
    "file": _FILES, "files": _FILES, "output": _FILES, "map_": _FILES, "text_file": _FILES, "code_file": _FILES, "folder": _FILES,
    "attach": _FILES, "form": _FILES,
    "level": _CHOICES, "source": _CHOICES, "status": _CHOICES, "kind": _CHOICES, "channel": _CHOICES, "result": _CHOICES,
    "penalty": _CHOICES, "authority": _CHOICES, "origin": _CHOICES, "outcome": _CHOICES, "review_kind": _CHOICES,
    "operation": _CHOICES, "reason": (*_CHOICES, *_WORDS), "limit": ("1", "5", "0", "200"), "rows": ("1", "5", "5001"),
    "headcount": ("5", "30", "30人", "０"), "deaths": ("0", "1"), "injured": ("0", "3"), "people": ("20", "三十"),
    "format_": ("table", "json", "csv", "yaml"),
}  # fmt: skip
_ROOT = (
    ("--actor", "赵六"), ("--no-input",), ("--ledger", "b.db"), ("--ledger", "postgresql://nobody/x"), ("--plan", "dir"), ("--plan", "home"),
    ("--version",), ("--actor", "王\x1b[31m五"), ("--help",),
)  # fmt: skip
"""What stands before a command. `--debug` is left out: tracebacks are what it is for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A command with its parameters, as the program itself declares them."""

    path: tuple[str, ...]
    params: tuple[_click.Parameter, ...]


def program() -> list[Line]:
    """Return every command of the program; what is loaded for it stays loaded for the processes forked from this one."""
    return list(_commands(typer.main.get_command(app), ()))


def _commands(command: _click.Command, path: tuple[str, ...]) -> Iterator[Line]:
    ctx = command.make_context(path[-1] if path else "hazardctl", [], resilient_parsing=True)
    if isinstance(command, TyperGroup):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            yield from _commands(inner, (*path, name))
    else:
        yield Line(path, tuple(command.params))


def vector(chance: Random, lines: Sequence[Line]) -> tuple[str, ...]:
    """Return an argument vector: mostly what somebody might type, some of it hostile, some of it out of order."""
    line = chance.choice(lines)
    eager = chance.choice((0.1, 0.3, 0.7))
    words = [word for param in line.params for word in _typed(chance, param, eager)]
    before = chance.choice(_ROOT) if chance.random() < 0.1 else ()
    said = [*before, *line.path, *words]
    if chance.random() < 0.15:
        said = _spoilt(chance, said)
    return tuple(hostile.inside(word) for word in said)


def _typed(chance: Random, param: _click.Parameter, eager: float) -> list[str]:
    if not isinstance(param, TyperOption):
        several = chance.randint(1, 3) if param.nargs == -1 else 1
        wanted = several if chance.random() < 0.95 else chance.randint(0, 2)
        return [_value(chance, str(param.name)) for _ in range(wanted)]
    if chance.random() > _likelihood(str(param.name), eager):
        return []
    name = chance.choice((*param.opts, *param.secondary_opts))
    if param.is_flag:
        return [name]
    value = _value(chance, str(param.name))
    return [f"{name}={value}"] if name.startswith("--") and chance.random() < 0.4 else [name, value]


def _likelihood(name: str, eager: float) -> float:
    """Return how likely an option is typed: what most commands ask for, often; a file to write to, seldom."""
    if name in {"title", "level", "unit", "source", "reason", "enterprise", "yes"}:
        return max(eager, 0.6)
    return 0.15 if name in {"output", "format_"} else eager


def _value(chance: Random, name: str) -> str:
    dice = chance.random()
    if dice < 0.78:
        return chance.choice(_LIKELY.get(name, _WORDS))
    if dice < 0.85:
        return chance.choice(chance.choice(list(_LIKELY.values())))
    return hostile.word(chance)


def _spoilt(chance: Random, words: list[str]) -> list[str]:
    at = chance.randrange(len(words))
    match chance.randrange(5):
        case 0:
            return words[:at] + words[at + 1 :]
        case 1:
            return [*words[:at], hostile.word(chance), *words[at:]]
        case 2:
            return [*words, words[at]]
        case 3:
            return chance.sample(words, len(words))
        case _:
            return [*words[:at], words[at] + hostile.word(chance), *words[at + 1 :]]


def arguments(folder: Path, size: int, seed: int) -> Outcome:
    """Type argument vectors over every command; the ledger stays whole, and a refusal leaves its bytes alone."""
    chance, lines = random.Random(seed), program()  # noqa: S311  dice
    base, failures = demo_office(folder / "base"), []
    codes: dict[int, int] = {}
    for start in range(0, size, BATCH):
        place = folder / f"batch-{start}"
        machine = base.copied(place / "home")
        (place / "dir").mkdir()
        shutil.copyfile(base.ledger, place / "b.db")
        vectors = [vector(chance, lines) for _ in range(min(BATCH, size - start))]
        failures += _batch(machine, vectors, codes)
        shutil.rmtree(place)
    told = "、".join(f"exit {code}: {times}" for code, times in sorted(codes.items()))
    return outcome(
        f"argument vectors over all {len(lines)} commands",
        size,
        failures,
        told,
        "typed through the program's main on a fresh copy of the demonstration's ledger for every "
        f"{BATCH}; after them the whole proof runs over the ledger",
    )


def _batch(machine: Machine, vectors: list[tuple[str, ...]], codes: dict[int, int]) -> list[str]:
    try:
        found = typed(machine, vectors)
    except ChildDiedError as error:
        return [str(error)]
    for one in found:
        codes[one.code] = codes.get(one.code, 0) + 1
    flaws = [f"flaw {flaw} after {vectors!a}" for flaw in machine.flaws()] if machine.ledger.exists() else []
    return [problem for one in found for problem in wrong(one)] + flaws


def plans(folder: Path, size: int, seed: int) -> Outcome:
    """Check plans that were spoilt: each is accepted or refused by name, line and key."""
    chance = random.Random(seed)  # noqa: S311  dice
    base = demo_office(folder / "base")
    base.does("plan", "export", str(folder / "good"))
    names, failures, refused = ("task_list.yaml", "duty_matrix.yaml"), [], 0
    for start in range(0, size, BATCH):
        lines = []
        for n in range(start, min(start + BATCH, size)):
            at = folder / f"plan-{n}"
            shutil.copytree(folder / "good", at)
            spoilt = at / chance.choice(names)
            spoilt.write_bytes(_other_plan(chance, spoilt.read_bytes()))
            lines.append(("--plan", str(at), "plan", "check"))
        try:
            found = typed(base, lines)
        except ChildDiedError as error:
            failures.append(str(error))
            continue
        failures += [problem for one in found for problem in wrong(one, codes={0, 1})]
        refused += sum(one.code == 1 for one in found)
    return outcome(
        "plans spoilt by hand",
        size,
        failures,
        f"{size - refused} accepted, {refused} refused",
        "bytes, lines, keys, depths and values of the two YAML files changed by chance; `plan check` runs on each",
    )


_YAML = (
    "!!python/object:os.system x", "&a [*a, *a]", "<<: *a", "*a", "? - x", "- - - -", "[" * 300, "{" * 40, "---", "...", "\t", "%YAML 9.9",
    "'", '"', "\ufeff", "\x00", "null", "~", "yes", "1e999", ".inf", "0o777", "2023-02-30", "2023-13-45", ": :", "key: key: key", "|\n  x", ">-",
    "99999999999999999999999", "!!binary x", "!!set {a}", "a" * 70_000, "@x", "`x", "# ", "\x1b[31m", "\u202e", "- id: 1-1", "id: 1-1",
)  # fmt: skip


def _other_plan(chance: Random, data: bytes) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        data = other_bytes(chance, data) if chance.random() < 0.2 else _other_lines(chance, data)
    return data


def _other_lines(chance: Random, data: bytes) -> bytes:
    lines = data.decode("utf-8", "replace").split("\n")
    at = chance.randrange(len(lines))
    key, colon, value = lines[at].partition(": ")
    other = chance.choice((*_YAML, hostile.text(chance)))
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(at, other)
        case 3:
            lines[at] = key + colon + other
        case 4:
            lines[at] = " " * chance.randint(0, 40) + lines[at].lstrip()
        case 5:
            lines[at] = key + "x" + colon + value
        case 6:
            end = min(at + chance.randint(1, 30), len(lines))
            lines[at:at] = lines[at:end]
        case _:
            there = chance.randrange(len(lines))
            lines[at], lines[there] = lines[there], lines[at]
    return "\n".join(lines).encode("utf-8", "surrogatepass")
