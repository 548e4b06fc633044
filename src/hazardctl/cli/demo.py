"""`hazardctl demo`: the real command lines of the story, run one after the other on a ledger of their own."""

import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hazardctl.cli.demo_story import STORY, Step
from hazardctl.errors import HazardctlError, Problem, Refused
from hazardctl.messages import demo as say
from hazardctl.render.output import Answer
from hazardctl.render.shapes import Line, Page, Part, Title
from hazardctl.settings import place


def walk(folder: str | None) -> Page:
    """Run the story and return it as one page; without a folder the ledger is thrown away afterwards.

    Raises:
        Refused: the folder holds a ledger already.
    """
    with ExitStack() as stack:
        home = place(folder) if folder else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ledger = home / "ledger.db"
        if ledger.exists():
            raise Refused(Problem("exists", say.exists(home), "folder"))
        parts: list[Part] = [Title(say.head(), 1), Line(say.invented(), "warn")]
        for chapter in STORY:
            parts.append(Title(chapter.heading))
            for step in chapter.steps:
                told = _told(step, ledger)
                parts += told if step.shown else []
        parts.append(Line("\n" + (say.kept(ledger) if folder else say.thrown_away()), "quiet"))
    return Page(parts)


def _told(step: Step, ledger: Path) -> list[Part]:
    """Run one step and return its command line with what it answered, refusals included."""
    from hazardctl.cli.app import app
    from hazardctl.cli.usage import run

    words = shlex.split(step.line)
    line = Line("\n" + say.command(step.day, step.line), "quiet")
    with _on(step.day):
        try:
            answer = run(app, ["--no-input", "--ledger", str(ledger), "--actor", step.actor, *words])
        except HazardctlError as error:
            if not step.shown:
                raise
            return [line, *(Line("  " + p.message, "warn") for p in error.problems)]
    return [line, *(answer.page().parts if isinstance(answer, Answer) else ())]


@contextmanager
def _on(day: str) -> Iterator[None]:
    """Move today for one step, as HAZARDCTL_TODAY does, and keep the office's own plan out of the story."""
    moved = {"HAZARDCTL_TODAY": day, "HAZARDCTL_PLAN": ""}
    before = {name: os.environ.get(name) for name in moved}
    os.environ.update(moved)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
