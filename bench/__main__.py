"""All parts of the bench, or one; each writes its section of docs/performance.md (scale: of docs/scale.md).

    python -m bench [--part keyboard|growth|sheets|office|scale]… [--folder FOLDER] [--rounds N]

Ledgers are made once in the folder (4.6 million hazards take 28 GB and more than an hour).
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from bench import growth, keyboard, office, page, scale, sheets

PARTS: dict[str, Callable[[Path, int], None]] = {
    "keyboard": keyboard.run,
    "growth": growth.run,
    "sheets": sheets.run,
    "office": office.run,
    "scale": scale.run,
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
    for name in wanted.part or PARTS:
        page.say(f"== {name}")
        PARTS[name](wanted.folder.resolve(), wanted.rounds)


if __name__ == "__main__":
    main()
