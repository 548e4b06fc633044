"""A canary informant: told to the office once, looked for in everything the program writes, and destroyed.

Every command of the program is typed, those that answer in every format and to every kind of file; one that is in
neither list below is a failure, so that a new command cannot be forgotten.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tests.torture.fuzz import program, vector
from tests.torture.kills import SHEET
from tests.torture.machine import Machine, Outcome, in_wal
from tests.torture.sitting import TODAY, ChildDiedError, demo_office, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.torture.sitting import Typed

NAME, PHONE = "金丝雀赵铁柱", "13987654321"
STORY = f"{NAME}（电话 {PHONE}）说：甲厂锁闭安全出口，夜里照常开工。"
TIP, OTHER = "JB-2023-0002", "JB-2023-0003"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_NO = "BY-2023-0004"
_LATEST = (97, 98, 100, 102)
"""Steps of the log: the last that the office is prepared with, the tip-offs among them."""

ANSWERS: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("backup",): ((), ("extra.db",)),
    ("doctor",): ((), ("--full",)),
    ("export",): (("out-export.xlsx",), ("out-export.csv",)),
    ("log",): ((), ("--no", TIP), ("--search", NAME), ("--command", "tipoff add"), *((str(n),) for n in _LATEST)),
    ("undo",): ((),),
    ("verify",): ((),),
    ("template",): (("out-template.xlsx",),),
    ("check",): ((), ("--list",)),
    ("status",): ((),),
    ("hazard", "list"): ((), ("--source", "tipoff"), ("--search", PHONE)),
    ("hazard", "show"): ((_NO,),),
    ("hazard", "gaps"): ((),),
    ("hazard", "history"): ((_NO,), (TIP,)),
    ("hazard", "supervised"): ((),),
    ("hazard", "reports"): ((),),
    ("hazard", "notice"): ((_NO, "--kind", "rectify"),),
    ("inspect", "list"): ((),),
    ("inspect", "show"): (("JC-2023-0001",),),
    ("report", "monthly"): (("2023-08",), ("2023-08", "--live"), ("2023-08", "--brief"), ("2023-08", "--issue")),
    ("report", "diff"): (("2023-08",),),
    ("report", "upward"): (("2023-08",),),
    ("report", "half-year"): ((),),
    ("report", "phase"): (("2",),),
    ("report", "final"): ((),),
    ("report", "unit"): (("经发办",),),
    ("report", "templates", "export"): (("out-templates",),),
    ("enforce", "list"): ((),),
    ("enforce", "show"): (("ZF-2023-0001",),),
    ("problem", "list"): ((),),
    ("problem", "show"): (("WT-2023-0001",),),
    ("enterprise", "list"): ((),),
    ("enterprise", "show"): (("示例面馆（虚构）",),),
    ("action", "list"): ((),),
    ("action", "show"): (("DB-2023-0001",),),
    ("action", "suggest"): ((),),
    ("action", "remind"): (("--unit", "经发办"),),
    ("submissions",): ((),),
    ("tipoff", "list"): ((), ("--open",), ("--void",)),
    ("accident", "list"): ((),),
    ("permit", "list"): ((),),
    ("permit", "show"): (("ZY-2023-0001",),),
    ("key-item", "list"): ((),),
    ("setting", "list"): ((),),
    ("setting", "holidays"): ((), ("2023",)),
    ("guide",): ((), ("开会前",)),
    ("who-owns",): (("燃气",),),
    ("plan", "show"): ((),),
    ("plan", "check"): ((),),
    ("plan", "export"): (("out-plan",),),
    ("phase", "status"): ((),),
    ("task", "list"): ((),),
    ("task", "show"): (("1-1",),),
    ("task", "status"): ((),),
    ("task", "records"): ((),),
    ("post", "list"): ((),),
    ("unit", "list"): ((),),
    ("unit", "show"): (("经发办",),),
}  # fmt: skip
"""Commands that answer, and what is typed after each. A question that holds the canary is told so by its echo alone."""

ONLY_SHOWS = ("tipoff", "show")
"""The one command that may show it."""

WRITES = {
    "init", "demo", "import", "restore", "move", "merge", "submit", "hazard add", "hazard amend", "hazard void", "hazard plan", "hazard rectify", "hazard close",
    "hazard reject", "hazard extend", "hazard reopen", "hazard transfer", "hazard reply", "hazard regrade", "hazard report", "hazard list-up",
    "hazard progress", "hazard delist", "hazard attach", "inspect add", "inspect void", "enforce open", "enforce penalise", "enforce recheck",
    "enforce suspend", "enforce resume", "enforce void", "problem add", "problem assign", "problem reply", "problem close", "problem reopen",
    "problem void", "enterprise add", "enterprise amend", "action add", "action reply", "action void", "tipoff add", "tipoff verify",
    "tipoff reward", "tipoff redact", "tipoff void", "accident add", "accident void", "permit add", "permit tick", "permit start", "permit finish",
    "permit void", "key-item add", "key-item void", "setting set", "setting clear", "phase deliver", "task log", "task void", "post set", "unit add",
    "unit join",
}  # fmt: skip
"""Commands that write: typed with arguments of chance."""

_NEVER_BY_CHANCE = {"demo", "restore", "move", "tipoff redact"}
"""They make ledgers elsewhere, or are what comes last. A moved ledger holds all that the other held, as a copy does."""

_FILES = (("xlsx", "csv", "json", "txt"), ("docx",), ("html",), ("ics",))


def canary(folder: Path, size: int, seed: int) -> Outcome:
    """Tell the office, ask every command, and destroy what was told; `size` is how many writing commands are typed."""
    chance, lines = random.Random(seed), program()  # noqa: S311  dice
    machine = demo_office(folder)
    _told(machine)
    failures = [
        f"neither asked nor typed: {name}"
        for name in (" ".join(line.path) for line in lines)
        if name not in WRITES | {" ".join(path) for path in (*ANSWERS, ONLY_SHOWS)}
    ]
    questions = list(_questions())
    failures += _heard(typed(machine, questions))
    failures += _heard(typed(machine, questions[::7], tty=True))
    writing = [line for line in lines if " ".join(line.path) in WRITES - _NEVER_BY_CHANCE]
    for start in range(0, size, 100):
        copy = machine.copied(folder / f"writing-{start}" / "home")
        vectors = [vector(chance, writing) for _ in range(min(100, size - start))]
        failures += _heard(_survived(copy, [(*words, *_debug(n)) for n, words in enumerate(vectors)]))
        shutil.rmtree(copy.home.parent)
    failures += _heard(typed(machine, _mistakes(machine)))
    undone = list(_undone(machine))
    failures += undone
    failures += [f"a file holds it: {path}" for path in _holding(machine.home.parent) if not _may_hold(path)]
    copies = _copies(machine)
    failures += _destroyed(machine)
    return Outcome(
        claim="an informant is shown by one command alone, and after redaction stands in no byte",
        target="0 hits in any output or file; 0 hits after redaction in the ledger, its logs and its copies",
        trials=len(questions) + size,
        failures=tuple(failures),
        measured=f"{len(questions)} questions, {size} writing commands, {copies} copies before redaction",
        how="name and phone looked for in UTF-8, UTF-16 (both ends) and GB18030 in every output and every file",
    )


def _told(machine: Machine) -> None:
    """Take two tip-offs in, the second one long enough to lie on pages of its own, and let one lead to a hazard."""
    story = machine.home.parent / "story.txt"
    for text in (STORY, STORY * 100):
        story.write_text(text, encoding="utf-8")
        machine.does("tipoff", "add", "--text-file", str(story), "--village", "虚构东村", today=TODAY)
    story.unlink()
    machine.does("tipoff", "verify", TIP, "--result", "true", "--hazard", _NO, today=TODAY)


def _questions() -> Iterator[tuple[str, ...]]:
    for path, asked in ANSWERS.items():
        for at, more in enumerate(asked):
            words = (*path, *more)
            yield from ((*words, f"--format={format_}") for format_ in ("table", "json", "csv"))
            for suffixes in _FILES:
                names = [f"out-{'-'.join(path)}-{at}.{suffix}" for suffix in suffixes]
                yield (*words, *(word for name in names for word in ("-o", name)))


def _debug(number: int) -> tuple[str, ...]:
    """Every third command asks for a traceback, which must not tell either."""
    return () if number % 3 else ("--debug",)


def _mistakes(machine: Machine) -> list[tuple[str, ...]]:
    """Return commands that are given the canary and go wrong, with and without a traceback."""
    story = machine.home.parent / "again.txt"
    story.write_text(STORY, encoding="utf-8")
    wrong = (
        ("tipoff", "add", "--text-file", str(story), "--channel", "胡说"),
        ("tipoff", "add", "--text-file", str(story), "--on", "2023-13-01", "--format", "json"),
        ("tipoff", "add", "--text-file", str(story), "--unit", "无此办"),
        ("tipoff", "add", "--text-file", str(story), "-o", "x.pdf"),
        ("tipoff", "reward", TIP, "--amount", "500", "--approver", "镇长", "--code-file", str(story)),
        ("tipoff", "redact", TIP),
        ("undo",),
        ("undo", "--format", "json"),
    )
    return [(*before, *words) for words in wrong for before in ((), ("--debug",))]


def _undone(machine: Machine) -> Iterator[str]:
    """Take the other tip-off back, and that too: it comes into no answer on the way."""
    (machine.home.parent / "again.txt").unlink()
    log = machine.does("log", "--no", OTHER, "--format", "json", today=TODAY).out
    step = str(json.loads(log)["data"][0]["seq"])
    steps = (
        ("undo", step),
        ("undo", step, "--yes"),
        ("log", step),
        ("tipoff", "list", "--void"),
        ("undo", "--format", "json"),
        ("undo", "--yes"),
        ("log", "--format", "json"),
        ("verify",),
    )
    done = typed(machine, steps)
    yield from (
        f"{one.words}: exit {one.code} {one.err}" for one in done if "--yes" in one.words and one.code
    )
    yield from _heard(done)


def trapped(folder: Path) -> list[str]:
    """Take a tip-off in where the disk refuses its text, with a traceback asked for; return what was told."""
    machine = Machine(folder / "home")
    machine.does("init", today=TODAY)
    with closing(sqlite3.connect(machine.ledger)) as raw:
        raw.execute("create trigger full before insert on secret begin select raise(abort, 'full'); end")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    words = ("tipoff", "add", "--text-file", str(folder / "story.txt"))
    return _heard(typed(machine, [words, (*words, "--format=json"), ("--debug", *words)]))


def _survived(machine: Machine, vectors: list[tuple[str, ...]]) -> list[Typed]:
    try:
        return typed(machine, vectors)
    except ChildDiedError:
        return []


def _heard(done: Iterable[Typed]) -> list[str]:
    """Return the commands whose answer holds the canary though they were not asked with it."""
    return [
        f"{one.words!a} tells it: exit {one.code}"
        for one in done
        for word in (NAME, PHONE)
        if word in one.out + one.err and not any(word in said for said in one.words)
    ]


def _holding(folder: Path) -> list[Path]:
    """Return the files below a folder in whose bytes the canary stands, in any encoding."""
    forms = {word.encode(encoding) for word in (NAME, PHONE) for encoding in ENCODINGS}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if any(form in path.read_bytes() for form in forms)]


def _may_hold(path: Path) -> bool:
    return path.name.startswith("ledger.db") or path.suffix == ".db" or f" {NAME}" in path.name


def _copies(machine: Machine) -> int:
    """Make a copy in every way there is, and return how many lie about: they all hold what was told."""
    elsewhere = machine.home.parent / "elsewhere"
    elsewhere.mkdir()
    sheet = machine.home.parent / "sheet.csv"
    head, *rows = SHEET.splitlines()
    sheet.write_text(
        "\n".join([head, *(row.replace("过期", f"过期第{n}次") for n in range(14) for row in rows)]),
        encoding="utf-8",
    )
    machine.does("backup", str(elsewhere / "copy.db"), today=TODAY)
    machine.does("import", str(sheet), "--village", "虚构东村", today=TODAY)
    machine.does("restore", str(elsewhere / "copy.db"), "--yes", today=TODAY)
    machine.run("unit", "add", "又一村", today=TODAY, before=in_wal)
    machine.does("backup", today=TODAY)
    shutil.copyfile(machine.ledger, machine.home / "backups" / "ledger-v3-0123456789ab.db")
    # What a command that was killed leaves: a copy half way to its place.
    shutil.copyfile(machine.ledger, machine.home / ".hazardctl-killed.db")
    shutil.copyfile(machine.ledger, elsewhere / ".hazardctl-killed.db")
    return len(_holding(machine.home.parent))


def _destroyed(machine: Machine) -> Iterator[str]:
    """Redact both tip-offs, one of them with a log beside the ledger, and look through every byte."""
    first = machine.run("tipoff", "redact", TIP, "--reason", "期满", "--format", "json", today=TODAY)
    last = machine.run(
        "tipoff", "redact", OTHER, "--reason", "期满", "--format", "json", today=TODAY, before=in_wal
    )
    if first.code or last.code:
        yield f"redaction was refused: {first.err}{last.err}"
    yield from (f"after redaction {path} holds it" for path in _holding(machine.home.parent))
    yield from (f"flaw {flaw} after redaction" for flaw in machine.flaws())
    yield from _heard(
        typed(machine, [("tipoff", "show", TIP), ("tipoff", "show", OTHER, "--format=json"), ("verify",)])
    )
