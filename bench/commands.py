"""Every other question that the office asks, on a large town's ledger and on one of national size.

Those that the part `keyboard` or `growth` measures at these sizes are not measured again here. Answers on a screen: JSON of
a whole ledger takes as long as there is to write.
"""

from collections.abc import Sequence
from pathlib import Path

from bench import ledgers, page
from bench.growth import hazardctl
from bench.race import Contestant, race

SIZES = (10_000, 191_200)
ROUNDS_AT_MOST = 5
FIRM = "测试企业000000"
QUESTIONS: Sequence[str] = (
    "doctor", "log", "hazard gaps", "hazard history BY-2023-0007", "hazard supervised", "hazard reports",
    "inspect list", "report upward 2023-12", "report half-year 2023-H2", "report phase 2", "report phase 4", "report final",
    "report unit 应急办", "unit show 应急办", "unit show 第3村", "unit list", "enterprise list", f"enterprise show {FIRM}",
    "action remind", "action suggest", "action list", "enforce list", "problem list", "permit list", "tipoff list",
    "accident list", "key-item list", "submissions", "task list", "task show 16", "task status", "task records",
    "post list", "plan show", "setting list",
)  # fmt: skip
WHOLE = ("hazard list --format json", "check --only kept-figures", "verify")
"""What goes through the whole ledger, once: one writes every hazard, the others recount every figure."""


def run(folder: Path, rounds: int) -> None:
    """Ask each question of both ledgers and write the section."""
    measured: list[list[Contestant]] = []
    rounds = min(rounds, ROUNDS_AT_MOST)
    for size in SIZES:
        field = [hazardctl(question.split()) for question in QUESTIONS]
        page.say(f"commands: {size}, {len(field)} questions, {rounds} rounds")
        environ = ledgers.environ(ledgers.ledger(folder, size))
        race(field, environ, rounds)
        once = [hazardctl(question.split()) for question in WHOLE]
        for one in once:
            one.run(environ)
        measured.append([*field, *once])
    rows = [
        [f"`{sides[0].name}`", *(cell for one in sides for cell in (page.ms(one), page.mib(one)))]
        for sides in zip(*measured, strict=True)
    ]
    head = ["", *(title for size in SIZES for title in (f"{size:,} hazards", "most memory"))]
    page.write(
        "commands",
        f"Measured {page.machine()}; medians of {rounds} rounds, the last {len(WHOLE)} once.\n\n{page.table(head, rows)}",
    )
