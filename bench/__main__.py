"""All parts of the bench, or one; each writes its section of docs/performance.md (scale: of docs/scale.md).

    python -m bench [--part keyboard|growth|commands|sheets|office|scale]… [--folder FOLDER] [--rounds N]

Ledgers are made once in the folder (4.6 million hazards take 28 GB and more than an hour). The part `scale` runs only
when it is asked for: it needs a PostgreSQL server to start, and 35 GB.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from bench import commands, growth, keyboard, office, page, sheets


def _scale(folder: Path, rounds: int) -> None:
    from bench import scale  # noqa: PLC0415  the others need neither a server nor its driver

    scale.run(folder, rounds)


PARTS: dict[str, Callable[[Path, int], None]] = {
    "keyboard": keyboard.run,
    "growth": growth.run,
    "commands": commands.run,
    "sheets": sheets.run,
    "office": office.run,
    "scale": _scale,
}


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"))
    parser.add_argument("--rounds", type=int, default=15)
    wanted = parser.parse_args()
    for name in wanted.part or (part for part in PARTS if part != "scale"):
        page.say(f"== {name}")
        PARTS[name](wanted.folder.resolve(), wanted.rounds)


if __name__ == "__main__":
    main()
