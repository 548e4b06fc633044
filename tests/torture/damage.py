"""Damage to the files: bits turned over, pages zeroed, cut, stale or in another's place, whole files swapped.

What a command then says may be a refusal or the figures of the whole ledger. It may say others only where `verify`
finds the damage; where a whole ledger was put in the place of another, `verify` is given the head on paper.
"""

from __future__ import annotations

import io
import json
import shutil
import signal
import sqlite3
from collections import Counter
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.torture.kills import SHEET
from tests.torture.machine import ADD, FIVE, Machine, Outcome, Ran, die_at, office
from tests.torture.schemas import old_ledger
from tests.torture.town import TODAY, town

from hazardctl.__main__ import main
from hazardctl.ledger import locking, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = 4096
READS = (
    ("report", "monthly", "2023-07", "--live", "--format", "json"),
    ("hazard", "list", "--format", "json"),
    ("status", "--format", "json"),
)
WRITE = ("unit", "add", "新添的村")
SLOWEST = 60
"""Seconds after which a command hangs."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A whole ledger with its figures and its head on paper, and the files that may be put in its place."""

    whole: Machine
    hot: Machine
    older: Path
    foreign: Path
    earlier: Path
    head: str
    figures: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage: how it is done, how often among the others, on which machine, and against what it shows."""

    name: str
    harm: Callable[[Random, Machine, Stock], None]
    weight: int
    hot: bool = False
    on_paper: bool = False


def _bit(chance: Random, path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _burst(chance: Random, path: Path) -> None:
    data = bytearray(path.read_bytes())
    length = chance.randrange(2, 600)
    at = chance.randrange(max(len(data) - length, 1))
    data[at : at + length] = chance.randbytes(min(length, len(data) - at))
    path.write_bytes(data)


def _cut(chance: Random, path: Path) -> None:
    size = path.stat().st_size
    at = chance.choice((chance.randrange(size), chance.randrange(size) // PAGE * PAGE))
    path.write_bytes(path.read_bytes()[:at])


def _zeroed(chance: Random, path: Path) -> None:
    data = bytearray(path.read_bytes())
    size = chance.choice((512, PAGE))
    at = chance.randrange(len(data)) // size * size
    data[at : at + size] = bytes(len(data[at : at + size]))
    path.write_bytes(data)


def _pages_swapped(chance: Random, path: Path) -> None:
    data = bytearray(path.read_bytes())
    one, other = (n * PAGE for n in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]
    path.write_bytes(data)


def _stale_page(chance: Random, machine: Machine, stock: Stock) -> None:
    """A write that the disk acknowledged and never did: one page as it was before."""
    old, data = stock.older.read_bytes(), bytearray(machine.ledger.read_bytes())
    shared = min(len(old), len(data)) // PAGE
    differing = [
        n for n in range(shared) if old[n * PAGE : (n + 1) * PAGE] != data[n * PAGE : (n + 1) * PAGE]
    ]
    at = chance.choice(differing) * PAGE
    data[at : at + PAGE] = old[at : at + PAGE]
    machine.ledger.write_bytes(data)


def _ledger(harm: Callable[[Random, Path], None]) -> Callable[[Random, Machine, Stock], None]:
    return lambda chance, machine, _stock: harm(chance, machine.ledger)


def _log(harm: Callable[[Random, Path], None]) -> Callable[[Random, Machine, Stock], None]:
    return lambda chance, machine, _stock: harm(chance, _log_of(machine))


def _log_of(machine: Machine) -> Path:
    return machine.ledger.with_name("ledger.db-journal")


def _evidence(harm: Callable[[Random, Path], None]) -> Callable[[Random, Machine, Stock], None]:
    def harmed(chance: Random, machine: Machine, _stock: Stock) -> None:
        files = sorted(path for path in (machine.home / "evidence").rglob("*") if path.is_file())
        one = chance.choice(files)
        one.chmod(0o600)
        harm(chance, one)

    return harmed


def _gone(_chance: Random, path: Path) -> None:
    path.unlink()


def _file(content: Callable[[Stock], bytes]) -> Callable[[Random, Machine, Stock], None]:
    return lambda _chance, machine, stock: _put(machine, content(stock))


def _put(machine: Machine, content: bytes) -> None:
    machine.ledger.write_bytes(content)


def _newer(_chance: Random, machine: Machine, _stock: Stock) -> None:
    with closing(sqlite3.connect(machine.ledger)) as raw:
        raw.execute(f"pragma user_version = {migrations.NEWEST + 1}")


KINDS = (
    Kind("a bit turned over", _ledger(_bit), 60),
    Kind("a burst of noise", _ledger(_burst), 24),
    Kind("cut short", _ledger(_cut), 18),
    Kind("a page or sector zeroed", _ledger(_zeroed), 24),
    Kind("two pages in each other's place", _ledger(_pages_swapped), 12),
    Kind("a page as it was before", _stale_page, 18),
    Kind("an older copy", _file(lambda stock: stock.older.read_bytes()), 2, on_paper=True),
    Kind("another town's ledger", _file(lambda stock: stock.foreign.read_bytes()), 2, on_paper=True),
    Kind("a ledger of an earlier schema", _file(lambda stock: stock.earlier.read_bytes()), 2, on_paper=True),
    Kind("a ledger of a newer schema", _newer, 2),
    Kind("an empty file", _file(lambda _: b""), 2),
    Kind("a text", _file(lambda _: "台账\n".encode() * 500), 2),
    Kind("a bit of evidence", _evidence(_bit), 4),
    Kind("evidence cut short", _evidence(_cut), 2),
    Kind("evidence gone", _evidence(_gone), 4),
    Kind("a bit of a killed writer's log", _log(_bit), 8, hot=True),
    Kind("noise in a killed writer's log", _log(_burst), 4, hot=True),
    Kind("a killed writer's log cut short", _log(_cut), 4, hot=True),
    Kind("a killed writer's log zeroed", _log(_zeroed), 4, hot=True),
    Kind("a killed writer's log gone", _log(_gone), 2, hot=True),
)


def prepared(folder: Path) -> Stock:
    """Make the ledgers and ask the whole one for its figures."""
    whole = town(folder / "town" / "home")
    # Each refusal would prove the copy in it, to offer it: a fifth of the time.
    shutil.rmtree(whole.home / "backups")
    older = folder / "older.db"
    shutil.copyfile(whole.ledger, older)
    for n in range(3):
        whole.does(*ADD, "--title", f"新隐患{n}", "--found-on", "2023-07-05", *FIVE, today="2023-07-20")
    _, told = _ask(whole, READS)
    with closing(sqlite3.connect(whole.ledger)) as raw:
        (head,) = raw.execute("select hash from journal order by seq desc limit 1").fetchone()
    return Stock(
        whole,
        _killed(whole, folder),
        older,
        office(folder / "other" / "home").ledger,
        old_ledger(folder / "earlier" / "home", migrations.NEWEST - 2).ledger,
        head,
        tuple(_figures(ran) for ran in told),
    )


def _killed(whole: Machine, folder: Path) -> Machine:
    """Kill a writer whose pages are in the ledger already: only the log beside it can take them out again."""
    hot = whole.copied(folder / "killed" / "home")
    (folder / "many.csv").write_text(SHEET, encoding="utf-8")

    def spills() -> None:
        spill_early()
        die_at("before_commit")()

    hot.run("import", str(folder / "many.csv"), today=TODAY, before=spills)
    if not _log_of(hot).exists() or hot.ledger.read_bytes() == whole.ledger.read_bytes():
        raise RuntimeError("the killed writer left no work for its log")
    return hot


def spill_early() -> None:
    """Let the program keep so few pages in memory that they reach the file long before the commit."""
    prepare = locking.prepare

    def small(raw: sqlite3.Connection, path: Path) -> None:
        prepare(raw, path)
        raw.execute("pragma cache_size = 5")

    locking.prepare = small


class Told(NamedTuple):
    """What became of one damaged file."""

    how: str
    failures: tuple[str, ...]


def damages(folder: Path, size: int, seed: int) -> Outcome:
    """Damage a ledger in many ways, and ask every copy for its figures, for proof, and to take an entry."""
    chance, stock = Random(seed), prepared(folder)  # noqa: S311  dice
    hows: Counter[str] = Counter()
    failures: list[str] = []
    for n, kind in enumerate(_drawn(chance, size)):
        told = _trial(stock, kind, folder / f"d{n}", Random(f"{seed}/{n}"))  # noqa: S311  dice
        hows[told.how] += 1
        failures += [f"{kind.name} ({seed}/{n}): {failure}" for failure in told.failures]
    return Outcome(
        claim="a damaged ledger is found out or gives the right figures",
        target="each detected or harmless, 0 silent wrong figures, 0 tracebacks",
        trials=size,
        failures=tuple(failures),
        measured=", ".join(f"{hows[how]} {how}" for how in sorted(hows)),
        how=f"{len(KINDS)} kinds of damage to ledger, log and evidence; 3 reads, verify and a write on each",
    )


def _drawn(chance: Random, size: int) -> list[Kind]:
    """Draw kinds by their weight, each at least once."""
    more = chance.choices(KINDS, [kind.weight for kind in KINDS], k=max(size - len(KINDS), 0))
    return [*KINDS, *more][:size]


def _trial(stock: Stock, kind: Kind, place: Path, chance: Random) -> Told:
    machine = (stock.hot if kind.hot else stock.whole).copied(place / "home")
    kind.harm(chance, machine, stock)
    other = machine.copied(place / "second" / "home")
    proof = ("verify", "--since", stock.head) if kind.on_paper else ("verify",)
    complaints, (*reads, verified) = _ask(machine, (*READS, proof))
    failures = [*complaints, *_of_reads(reads, verified)]
    found = verified.code in {1, 6}
    same = [ran.code == 0 and _figures(ran) == due for ran, due in zip(reads, stock.figures, strict=True)]
    if not found and not all(same):
        failures.append(f"silent: verify {verified.code}, same figures {same}")
    failures += _of_write(other, proof, found=found)
    with suppress(OSError):
        shutil.rmtree(place)
    return Told(_how(reads, same, found=found), tuple(failures))


def _how(reads: list[Ran], same: list[bool], *, found: bool) -> str:
    if any(ran.code for ran in reads):
        return "refused by the reading itself"
    if all(same):
        return "found by verify, figures right" if found else "harmless"
    return "wrong figures found by verify" if found else "silent"


def _of_reads(reads: list[Ran], verified: Ran) -> Iterator[str]:
    if any(ran.code == 6 for ran in reads) and verified.code == 0:
        yield "a read refuses what verify calls whole"


def _of_write(machine: Machine, proof: tuple[str, ...], *, found: bool) -> Iterator[str]:
    """A write is refused on a broken structure; one let through hides nothing that could be found before."""
    complaints, (wrote,) = _ask(machine, (WRITE,))
    yield from complaints
    if wrote.code != 0:
        return
    if not is_sound(machine.ledger):
        yield "wrote on a broken structure"
    if not found:
        return
    more, (verified,) = _ask(machine, (proof,))
    yield from more
    if verified.code == 0:
        yield "a write hid the damage"


def is_sound(ledger: Path) -> bool:
    """Whether SQLite finds the structure of a file sound."""
    try:
        with closing(sqlite3.connect(ledger)) as raw:
            raw.text_factory = bytes
            return bool(raw.execute("pragma quick_check(1)").fetchone()[0] == b"ok")
    except sqlite3.Error:
        return False


def _ask(machine: Machine, commands: tuple[tuple[str, ...], ...]) -> tuple[list[str], list[Ran]]:
    """Run commands one after another in one process; return what none may do, and what each left behind."""
    folder = machine.home.parent

    def before() -> None:
        signal.alarm(SLOWEST)
        for n, words in enumerate(commands[:-1]):
            _aside(folder / f"{n}", words)

    last = machine.run(*commands[-1], today=TODAY, before=before)
    told = [*(_read_aside(folder / f"{n}") for n in range(len(commands) - 1)), last]
    return [why for words, ran in zip(commands, told, strict=True) for why in unseemly(words, ran)], told


def _aside(place: Path, words: tuple[str, ...]) -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(words))
    place.write_text(json.dumps([code, out.getvalue(), err.getvalue()]), encoding="utf-8")


def _read_aside(place: Path) -> Ran:
    if not place.exists():
        return Ran(None, "", "killed, or it hung", 0)
    code, out, err = json.loads(place.read_text(encoding="utf-8"))
    place.unlink()
    return Ran(code, out, err, 0)


def unseemly(words: tuple[str, ...], ran: Ran) -> Iterator[str]:
    """Yield what no command may do on any ledger: hang, crash, or end with a code that says something else."""
    allowed = {0, 1, 6} if words[0] == "verify" else {0, 6}
    if ran.code not in allowed:
        yield f"{words[0]}: exit {ran.code} {ran.err[-300:]}"
    elif "Traceback" in ran.err or "程序出了意外" in ran.err:
        yield f"{words[0]}: {ran.err[-300:]}"


def _figures(ran: Ran) -> Any:
    try:
        return json.loads(ran.out)["data"]
    except ValueError:
        return None
