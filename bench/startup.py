"""How long a light command takes from the shell and back, beside a tool known for being quick at the same job.

Figures are for reading: nothing here passes or fails by time.

Run by `make bench` (extra `bench`), or: python -m bench.startup [--rounds N] [--hazards N]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from bench.race import Contestant, race, spread

from hazardctl.domain.acts import Closing, Rectification
from hazardctl.domain.case import Case
from hazardctl.domain.five import Five
from hazardctl.domain.hazard import Hazard, Level, Ref, Source
from hazardctl.ledger.ids import new_uid
from hazardctl.ledger.journal import Change
from hazardctl.ledger.mapping import act_row, hazard_row, span_rows
from hazardctl.ledger.queries import enterprises, units
from hazardctl.ledger.writing import Signature, Writer, writing

TODAY = date(2023, 8, 20)
YARDSTICK = "sqlite-utils rows"
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


def main() -> None:
    """Build the ledger, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--hazards", type=int, default=10_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environ = {**os.environ, "HAZARDCTL_HOME": folder, "HAZARDCTL_TODAY": TODAY.isoformat()}
        # An installed program is compiled already; without this a source tree would be compiled on every run.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        build(home, environ, wanted.hazards)
        print(
            f"{wanted.hazards} hazards, ledger of {(home / 'ledger.db').stat().st_size / 2**20:.0f} MiB, ",
            end="",
        )
        print(f"{wanted.rounds} rounds; Python {sys.version.split()[0]}\n")
        field_ = contestants(home)
        race(field_, environ, wanted.rounds)
    report(field_)


def contestants(home: Path) -> list[Contestant]:
    """Return who runs: the bare interpreter, a hello, the yardstick, and this program's commands."""
    hello = home / "hello.py"
    hello.write_text(HELLO, encoding="utf-8")
    ours = (
        ["hazard", "list"],
        ["who-owns", "gas-enforcement"],
        ["phase", "status"],
        ["hazard", "show", "BY-2023-0001"],
        ["status"],
        ["report", "monthly", "2023-08"],
    )
    return [
        Contestant("python -c pass", [sys.executable, "-c", "pass"]),
        Contestant("a Typer hello", [sys.executable, str(hello)]),
        Contestant(
            YARDSTICK,
            [str(HERE / "sqlite-utils"), "rows", str(home / "ledger.db"), "hazard", "--limit", "50"],
        ),
        *(Contestant(" ".join(["hazardctl", *words]), [str(HERE / "hazardctl"), *words]) for words in ours),
    ]


def report(field_: Sequence[Contestant]) -> None:
    """Print medians and ratios to the yardstick, each with its quartiles."""
    (yardstick,) = (one for one in field_ if one.name == YARDSTICK)
    print(f"{'':34}{'ms, median':>12}  {'quartiles':>13}   {'÷ ' + YARDSTICK:>19}  {'quartiles':>13}")
    for one in field_:
        low, middle, high = spread(one.times)
        less, ratio, more = spread(one.ratios(yardstick))
        print(
            f"{one.name:34}{middle:12.1f}  {low:5.1f} – {high:5.1f}   {ratio:19.2f}  {less:5.2f} – {more:5.2f}"
        )


def build(home: Path, environ: dict[str, str], number: int) -> None:
    """Make a ledger of that many hazards in all states, each let in by the domain's own gates."""
    subprocess.run([str(HERE / "hazardctl"), "init"], env=environ, check=True, capture_output=True)
    chance = random.Random(2023)
    with writing(home / "ledger.db", Signature("bench", "bench", TODAY)) as writer:
        offices = [unit.key for unit in units.register(writer, TODAY).units if unit.kind == "office"]
        firms = [_firm(writer, n) for n in range(300)]
        cases = [_case(chance, n, offices, firms) for n in range(1, number + 1)]
        writer.record(
            *(Change("hazard", hazard_row(case.hazard, writer.town)) for case in cases),
            *(Change("act", act_row(act, case.hazard, writer.town)) for case in cases for act in case.acts),
        )
        spans = [row for case in cases for row in span_rows(case, writer.town)]
        writer.keep("span", "hazard", [case.hazard.uid for case in cases], spans)


def _firm(writer: Writer, n: int) -> Ref:
    ref, change = enterprises.add(writer, f"测试企业{n:03}", village=None, sector=None, on=TODAY)
    writer.record(change)
    return ref


def _case(chance: random.Random, n: int, offices: Sequence[str], firms: Sequence[Ref]) -> Case:
    """Return a hazard and how far it got: six in ten closed, two rectified, the rest open and some overdue."""
    found = TODAY - timedelta(days=chance.randrange(80))
    five = Five(
        measures="更换合格的电气线路并加装漏电保护",
        responsible_unit="测试企业",
        responsible="李四",
        funds_fen=chance.randrange(1, 500) * 10_000,
        deadline=found + timedelta(days=chance.randrange(5, 60)),
        contingency="断电并疏散人员",
    )
    case = Case(
        Hazard(
            uid=new_uid(),
            no=f"BY-2023-{n:04d}",
            title=f"配电箱未接地、线路老化（第 {n} 处）",
            level=Level.GENERAL,
            unit=chance.choice(offices),
            source=chance.choice(list(Source)),
            found_on=found,
            enterprise=chance.choice(firms),
            five=five,
        )
    ).register(TODAY)
    (reached,) = chance.choices(("open", "rectified", "closed"), (2, 2, 6))
    if reached != "open":
        rectified = found + timedelta(days=chance.randrange((TODAY - found).days + 1))
        case = case.do(Rectification(on=rectified, by="李四", uid=new_uid()), TODAY)
        if reached == "closed":
            case = case.do(_closing(rectified), TODAY)
    return case


def _closing(on: date) -> Closing:
    return Closing(
        on=on,
        uid=new_uid(),
        reviewer="赵六",
        conclusion="整改到位",
        reviewer_unit="应急办",
        measures_result="已更换",
        responsible_result="李四已落实",
        funds_spent_fen=10_000,
        contingency_result="已演练",
    )


if __name__ == "__main__":
    main()
