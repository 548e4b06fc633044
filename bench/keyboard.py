"""At the keyboard: how long a command takes from the shell and back, beside what one would use instead and the floor."""

import json
import shutil
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench import ledgers, page
from bench.race import Contestant, race

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(sys.executable).parent
HELLO = """\
from typing import Annotated
import typer

app = typer.Typer()

@app.command()
def hello(name: Annotated[str, typer.Option(help="whom to greet")] = "world") -> None:
    typer.echo(f"hello {name}")

app()
"""
INSERT = """\
import sys
from sqlalchemy import event
from sqlmodel import Session, create_engine
sys.path.insert(0, {source!r})
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.tables import Hazard

engine = create_engine("sqlite:///" + sys.argv[1])

@event.listens_for(engine, "connect")
def durable(connection, record):
    connection.execute("pragma synchronous = extra")

with Session(engine) as session:
    uid = new_uid()
    row = dict.fromkeys(Hazard.model_fields) | dict(
        uid=uid, town="BY", no=uid, series="XX", year=2023, seq=int(uid[:8] + uid[9:13], 16), title="配电箱未接地",
        level="general", unit="经发办", found_on="2023-12-19", source="department", no_funds=0, funds_fen=0,
    )
    session.add(Hazard(**row))
    session.commit()
print("saved")
"""
ADD = (
    "--no-input", "hazard", "add", "--title", "配电箱未接地", "--level", "general", "--unit", "经发办", "--source",
    "department", "--found-on", "2023-12-19", "--measures", "接地", "--responsible-unit", "某厂", "--responsible", "李四",
    "--no-funds", "--deadline", "2024-01-10", "--contingency", "断电",
)  # fmt: skip
SMALL = "sqlite-utils rows"
FLOOR = "a Typer hello"
SAVED = "a bare SQLModel insert"


def run(folder: Path, rounds: int, hazards: int = 10_000) -> None:
    """Race the commands on one ledger and write the section."""
    home = folder / "keyboard"
    home.mkdir(parents=True, exist_ok=True)
    # A copy: `hazard add` writes into it, round by round.
    shutil.copy(ledgers.ledger(folder, hazards) / "ledger.db", home / "ledger.db")
    everyone = {one.name: one for one in (*_floor(home), *_peers(home, hazards), *_ours())}
    page.say(f"keyboard: {len(everyone)} contestants, {rounds} rounds")
    race(list(everyone.values()), ledgers.environ(home), rounds)
    page.write("keyboard", _section(everyone, hazards, rounds))


def _ours() -> list[Contestant]:
    def hazardctl(*words: str, answer: str) -> Contestant:
        name = "hazard add" if "add" in words else " ".join(words)
        return Contestant(f"hazardctl {name}", [str(HERE / "hazardctl"), *words], answer=answer)

    return [
        hazardctl("--help", answer="hazard"),
        hazardctl("who-owns", "gas-enforcement", answer="燃气"),
        hazardctl("phase", "status", answer="2023-12-31"),
        hazardctl("hazard", "show", "BY-2023-0007", answer="第 7 处"),
        hazardctl("hazard", "list", "--limit", "50", answer="BY-2023-"),
        hazardctl("status", answer="累计排查"),
        hazardctl("report", "monthly", "2023-12", answer="累计"),
        hazardctl(*ADD, answer="已登记"),
    ]


def _floor(home: Path) -> list[Contestant]:
    hello, insert = home / "hello.py", home / "insert.py"
    hello.write_text(HELLO, encoding="utf-8")
    source = str(Path(__file__).resolve().parent.parent / "src")
    insert.write_text(INSERT.format(source=source), encoding="utf-8")
    other = home / "insert.db"
    other.write_bytes((home / "ledger.db").read_bytes())
    python = sys.executable
    return [
        Contestant("python -c 'import sqlite3'", [python, "-c", "import sqlite3"]),
        Contestant(FLOOR, [python, str(hello)], answer="hello"),
        Contestant(SAVED, [python, str(insert), str(other)], answer="saved"),
    ]


def _peers(home: Path, number: int) -> list[Contestant]:
    """Give each its own store with as many things in it as there are hazards, and ask for those in hand."""
    watson, todo, task = home / "watson", home / "todo", home / "task"
    for place, make in ((watson, _frames), (todo, _todos), (task, _tasks)):
        if not place.exists():
            place.mkdir()
            make(place, number)
    rows = [str(HERE / "sqlite-utils"), "rows", str(home / "ledger.db"), "hazard", "--limit", "50"]
    return [
        Contestant(SMALL, rows, answer="BY-2023-"),
        Contestant(
            "watson projects", [str(HERE / "watson"), "projects"], {"WATSON_DIR": str(watson)}, "某厂"
        ),
        Contestant("watson log", [str(HERE / "watson"), "log", "-G"], {"WATSON_DIR": str(watson)}),
        Contestant(
            "todo list", [str(HERE / "todo"), "list"], {"TODOMAN_CONFIG": str(todo / "config.py")}, "配电箱"
        ),
        Contestant("task list", ["task", "rc:" + str(task / "taskrc"), "limit:50", "list"], answer="配电箱"),
    ]


def _frames(place: Path, number: int) -> None:
    start = int(ledgers.TODAY.strftime("%s")) - number * 600
    frames = [
        [start + n * 600, start + n * 600 + 300, f"某厂{n % 300}", uuid.uuid4().hex, ["配电箱"], start]
        for n in range(number)
    ]
    (place / "frames").write_text(json.dumps(frames), encoding="utf-8")


def _todos(place: Path, number: int) -> None:
    box = place / "lists" / "office"
    box.mkdir(parents=True)
    for n in range(number):
        done = "STATUS:COMPLETED\nPERCENT-COMPLETE:100\n" if n % 10 else ""
        due = (ledgers.TODAY + timedelta(days=n % 60)).strftime("%Y%m%d")
        (box / f"{n}.ics").write_text(
            f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:bench\nBEGIN:VTODO\nUID:{n}\nDTSTAMP:20231201T000000Z\n"
            f"SUMMARY:配电箱未接地（第 {n} 处）\nDUE;VALUE=DATE:{due}\n{done}END:VTODO\nEND:VCALENDAR\n",
            encoding="utf-8",
        )
    config = f'path = "{place}/lists/*"\ncache_path = "{place}/cache.sqlite3"\ndate_format = "%Y-%m-%d"\n'
    (place / "config.py").write_text(config, encoding="utf-8")


def _tasks(place: Path, number: int) -> None:
    rc = place / "taskrc"
    rc.write_text(f"data.location={place}/data\nconfirmation=no\nverbose=nothing\n", encoding="utf-8")
    tasks = [
        {
            "description": f"配电箱未接地（第 {n} 处）",
            "status": "completed" if n % 10 else "pending",
            "entry": "20231201T000000Z",
            "uuid": str(uuid.uuid4()),
            **({"end": "20231210T000000Z"} if n % 10 else {}),
        }
        for n in range(number)
    ]
    subprocess.run(
        ["task", f"rc:{rc}", "import", "-"], input=json.dumps(tasks).encode(), check=True, capture_output=True
    )


def _section(everyone: dict[str, Contestant], hazards: int, rounds: int) -> str:
    small, floor, saved = everyone[SMALL], everyone[FLOOR], everyone[SAVED]
    others: Sequence[tuple[str, Callable[[Contestant], str]]] = (
        (f"÷ {SMALL}", lambda one: page.times(one, small)),
        (f"÷ {FLOOR}", lambda one: page.times(one, floor)),
        ("÷ todo list", lambda one: page.times(one, everyone["todo list"])),
        ("÷ watson projects", lambda one: page.times(one, everyone["watson projects"])),
    )
    rows = [
        [f"`{one.name}`", page.ms(one), *(of(one) for _, of in others), page.mib(one)]
        for one in everyone.values()
    ]
    add = page.times(everyone["hazardctl hazard add"], saved)
    return f"""\
Measured {page.machine()}; ledger of {hazards:,} hazards, {rounds} rounds. Median of the rounds, and of the
ratios within a round with their quartiles. Each peer holds as many things as there are hazards, one in ten in hand.

{page.table(["", "median", *(name for name, _ in others), "peak"], rows)}

`hazard add` ÷ {SAVED} (same table, `synchronous=EXTRA`, no journal, no checks): {add}.
"""
