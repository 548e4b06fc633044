"""How long the folder of `make onedir` takes to start, beside a wheel installed into an environment of its own.

Run after `make onedir`: python -m bench.onedir --wheel PROGRAM [--rounds N]
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench.race import Contestant, race, spread

FOLDER = Path(__file__).resolve().parents[1] / "dist" / "onedir" / "hazardctl" / "hazardctl"
COMMANDS = (["--version"], ["--help"], ["who-owns", "gas-enforcement"], ["status"], ["hazard", "list"])


def main() -> None:
    """Lay a ledger, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--wheel", type=Path, required=True, help="hazardctl as pip installed it")
    wanted = parser.parse_args()
    if not FOLDER.exists():
        sys.exit(f"{FOLDER} is not there: make onedir")
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "HAZARDCTL_HOME": home, "HAZARDCTL_TODAY": "2023-08-20"}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        Contestant("init", [str(wanted.wheel), "init"]).run(environ)
        pairs = [
            tuple(Contestant(" ".join(words), [str(program), *words]) for program in (wanted.wheel, FOLDER))
            for words in COMMANDS
        ]
        race([one for pair in pairs for one in pair], environ, wanted.rounds)
    print(f"{'':28}{'wheel, ms':>10}{'onedir, ms':>12}{'onedir ÷ wheel':>16}{'quartiles':>16}")
    for wheel, onedir in pairs:
        less, ratio, more = spread(onedir.ratios(wheel))
        times = f"{spread(wheel.times)[1]:10.1f}{spread(onedir.times)[1]:12.1f}"
        print(f"{wheel.name:28}{times}{ratio:16.2f}{less:9.2f} – {more:.2f}")


if __name__ == "__main__":
    main()
