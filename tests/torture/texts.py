"""Hostile texts in every field that takes words, and every way out of the ledger: screen, pipe, CSV, Excel, Word, page.

What is stored is what was typed without what cannot be shown; what comes out runs nowhere and hides nothing.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from tests.torture import hostile
from tests.torture.machine import Machine
from tests.torture.sheets import formulas, parts, unshowable
from tests.torture.sitting import ChildDiedError, outcome, typed, wrong

from hazardctl.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from random import Random

    from tests.torture.machine import Outcome
    from tests.torture.sitting import Typed

BATCH = 1000
TITLE, WORDS = 500, 5000

FIELDS = {
    "title": TITLE, "place": WORDS, "category": WORDS, "found_by": WORDS, "criterion": WORDS, "measures": WORDS, "responsible": WORDS,
    "contingency": WORDS, "funds_source": WORDS, "control_person": WORDS,
}  # fmt: skip
"""Fields of a hazard that take any words, and how many characters."""
_REST = ("--level", "major", "--unit", "经发办", "--source", "department", "--funds", "0", "--deadline", "2023-08-20", "--found-on", "2023-08-10",
         "--village", "双龙村")  # fmt: skip
_ONE_LINE = frozenset(FIELDS) - {"measures", "contingency", "criterion"}
_OUT = ("xlsx", "csv", "json", "txt")


class _Added(NamedTuple):
    """A command that stores texts, by field, and as what they should be stored."""

    words: tuple[str, ...]
    texts: dict[str, str]


def texts(folder: Path, size: int, seed: int) -> Outcome:
    """Store hostile texts and let them out every way; count what is unsafe in what came out."""
    chance = random.Random(seed)  # noqa: S311  dice
    base = Machine(folder / "base" / "home")
    base.does("init", today="2023-06-01")
    base.does("unit", "add", "双龙村", today="2023-06-01")
    failures: list[str] = []
    stored = tried = 0
    while tried < size:
        place = folder / f"batch-{tried}"
        machine = base.copied(place / "home")
        added = _commands(chance, min(BATCH, size - tried))
        tried += sum(len(one.texts) for one in added)
        try:
            kept = _entered(machine, added, failures)
            stored += sum(len(one.texts) for one in kept)
            failures += _outside(chance, machine, kept)
        except ChildDiedError as error:
            failures.append(str(error))
        failures += [f"flaw {flaw}" for flaw in machine.flaws()]
        shutil.rmtree(place)
    return outcome(
        "hostile texts reach no terminal, workbook, CSV, document or page unsafely",
        tried,
        failures,
        f"{stored} of {tried} texts let in and shown, the others refused in one sentence",
        "typed into hazards, enterprises, actions and problems; shown as table (piped and on a terminal), JSON, CSV, "
        "workbook, notice, report as document and page",
    )


def _commands(chance: Random, size: int) -> list[_Added]:
    """Return commands that store about as many texts as asked for, a tenth of them too long, empty or refused."""
    made: list[_Added] = []
    left = size
    while left > 0:
        kind = chance.random()
        if kind < 0.8:
            one = _hazard(chance)
        elif kind < 0.9:
            one = _other(
                chance, ("action", "add", "--kind", "remind", "--unit", "经发办"), ("text", "by", "doc-no")
            )
        else:
            one = _other(chance, ("problem", "add", "--origin", "self", "--unit", "经发办"), ("title",))
        made.append(one)
        left -= len(one.texts)
    return made


def _hazard(chance: Random) -> _Added:
    said = {name: _text(chance) for name in chance.sample(list(FIELDS), chance.randint(3, len(FIELDS)))}
    said = {name: text for name, text in said.items() if chance.random() < 0.05 or _fits(text, FIELDS[name])}
    said |= {"enterprise": _text(chance)[:60]}
    needed = {
        "title": "题",
        "criterion": "依据",
        "measures": "措施",
        "responsible": "李四",
        "contingency": "预案",
    }
    options = [f"--{name.replace('_', '-')}={text}" for name, text in {**needed, **said}.items()]
    return _Added(("hazard", "add", *options, *_REST, "--format", "json"), said)


def _other(chance: Random, words: tuple[str, ...], names: tuple[str, ...]) -> _Added:
    said = {name: _text(chance) for name in names}
    return _Added((*words, *(f"--{name}={text}" for name, text in said.items())), said)


def _text(chance: Random) -> str:
    """Return a text as a command line could hold it: two halves that come to stand side by side are one character."""
    said = hostile.text(chance).replace("\x00", "")
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _fits(text: str, limit: int) -> bool:
    return 0 < len(clean(text, multiline=True)) <= limit


def _entered(machine: Machine, added: list[_Added], failures: list[str]) -> list[_Added]:
    """Type the commands and return those that were let in, each hazard's fields compared with what was typed."""
    kept = []
    for one, done in zip(added, typed(machine, [a.words for a in added]), strict=True):
        failures += wrong(done, codes={0, 4})
        if not done.code:
            kept.append(one)
            failures += _not_kept(one, done)
    return kept


def _not_kept(one: _Added, done: Typed) -> Iterator[str]:
    """Return the fields of a hazard that do not hold what can be shown of what was typed."""
    if one.words[:2] != ("hazard", "add"):
        return
    data = json.loads(done.out)["data"]
    held = {**data, **data["five"]}
    for name, text in one.texts.items():
        found = held.get(name)
        if name not in held or found is None:
            continue
        if hostile.UNSHOWABLE.search(found):
            yield f"{name} holds what cannot be shown: {found!a}"
        if _bare(found) != _bare(_showable(text)) and name != "enterprise":
            yield f"{name} holds {found!a}, typed {text!a}"


_ESCAPES = re.compile("[\x1b\x80-\x9f]")


def _showable(text: str) -> str:
    """Return, by a rule simpler than the program's own, what must be left of a text; with an escape, nothing is said."""
    return clean(text, multiline=True) if _ESCAPES.search(text) else hostile.UNSHOWABLE.sub("", text)


def _bare(text: str) -> str:
    """Fold what may differ: white space, composition, and the mark that stands for half a character."""
    return re.sub("[\\s\ufffd\ud800-\udfff\ufffe\uffff]", "", unicodedata.normalize("NFC", text))


def _outside(chance: Random, machine: Machine, kept: list[_Added]) -> Iterator[str]:
    """Return what is unsafe in anything that comes out."""
    count = sum(one.words[:2] == ("hazard", "add") for one in kept)
    numbers = [f"BY-2023-{n:04d}" for n in range(1, count + 1)]
    lines = list(_questions(chance, numbers))
    written = [line for line in lines if "-o" in line]
    asked = [line for line in lines if "-o" not in line]
    for tty in (False, True):
        for done in typed(machine, asked if tty is False else asked[::2], tty=tty):
            yield from wrong(done, codes={0, 1})
            if "--format=csv" in done.words:
                yield from _cells(done.out, str(done.words))
    for done in typed(machine, written):
        yield from wrong(done, codes={0, 1})
    for path in sorted(machine.home.parent.glob("out-*")):
        yield from (f"{path.name}: {one}" for one in _unsafe(path))
    yield from _lost(machine, kept)


def _questions(chance: Random, numbers: list[str]) -> Iterator[tuple[str, ...]]:
    some = chance.sample(numbers, min(3, len(numbers)))
    lists = (("hazard", "list"), ("enterprise", "list"), ("action", "list"), ("problem", "list"), ("log",), ("check", "--list"), ("status",),
             ("hazard", "gaps"), ("hazard", "reports"), ("enterprise", "list", "--missing=sector"))  # fmt: skip
    for words in lists:
        yield from ((*words, f"--format={format_}") for format_ in ("table", "csv", "json"))
    for no in some:
        for words in (
            ("hazard", "show", no),
            ("hazard", "history", no),
            ("log", str(chance.randint(3, len(numbers) + 2))),
        ):
            yield from ((*words, f"--format={format_}") for format_ in ("table", "csv", "json"))
    yield from (
        ("hazard", "list", *(w for s in _OUT for w in ("-o", f"out-list.{s}"))),
        ("enterprise", "list", "-o", "out-enterprises.xlsx", "-o", "out-enterprises.csv"),
        ("log", "-o", "out-log.xlsx", "-o", "out-log.csv"),
        ("check", "--list", "-o", "out-check.xlsx"),
        (
            "report",
            "monthly",
            "2023-08",
            *(w for s in (*_OUT, "docx", "html") for w in ("-o", f"out-report.{s}")),
        ),
        ("report", "upward", "2023-08", "-o", "out-upward.xlsx"),
    )
    for n, no in enumerate(some):
        yield ("hazard", "show", no, *(w for s in _OUT for w in ("-o", f"out-show-{n}.{s}")))
        yield ("hazard", "notice", no, "--kind", "rectify", "-o", f"out-notice-{n}.docx")


def _unsafe(path: Path) -> Iterator[str]:
    match path.suffix:
        case ".xlsx":
            yield from formulas(path)
            yield from parts(path)
            yield from _formula_cells(path)
        case ".docx":
            yield from parts(path)
        case ".html":
            yield from _page(path.read_text(encoding="utf-8"))
        case ".csv":
            text = path.read_text(encoding="utf-8-sig")
            yield from _cells(text, path.name)
            yield from unshowable(text)
        case _:
            yield from unshowable(path.read_text(encoding="utf-8"))


def _cells(text: str, where: str) -> Iterator[str]:
    """Return the cells of a CSV that a spreadsheet would take for a formula."""
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            if cell.startswith(hostile.FORMULA_SIGNS) and not re.fullmatch(r"[+-]\d+(\.\d+)?", cell):
                yield f"{where}: the cell {cell!a} begins a formula"


def _formula_cells(path: Path) -> Iterator[str]:
    from openpyxl import load_workbook

    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            yield from (f"{cell.coordinate} is a formula" for cell in row if cell.data_type == "f")


class _Tags(HTMLParser):
    """Collects the tags of a page with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _page(html: str) -> Iterator[str]:
    """Return what of a page came from a text and not from us."""
    page = _Tags()
    page.feed(html)
    yield from unshowable(html)
    if hostile.RAN in html:
        yield "ran a tag"
    if hostile.SCRIPT in html:
        yield "holds a script that was typed"
    for tag, attributes in page.tags:
        bad = [name for name in attributes if name.startswith("on")]
        if (
            tag in {"iframe", "object", "embed", "a"}
            or bad
            or "javascript:" in str(attributes.values()).lower()
        ):
            yield f"has <{tag} {attributes}>"


def _lost(machine: Machine, kept: list[_Added]) -> Iterator[str]:
    """Return whether a variation selector was lost between the keyboard and a workbook's list."""
    clear = ("title", "place", "measures")
    wanted = sum(
        text.count(hostile.VARIANT)
        for one in kept
        for name, text in one.texts.items()
        if one.words[:2] == ("hazard", "add") and name in clear and not _ESCAPES.search(text)
    )
    (done,) = typed(machine, [("hazard", "list", "--format=json")])
    held = [{**row, **row["five"]} for row in json.loads(done.out)["data"]]
    found = sum(str(row[name]).count(hostile.VARIANT) for row in held for name in clear)
    if found < wanted:
        yield f"{wanted - found} of {wanted} ideographic variants were lost"
