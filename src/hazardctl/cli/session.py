"""What the commands of one run share: the desk, and how a refused command asks on a terminal and tries again."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hazardctl.errors import Problem, Refused
from hazardctl.render.output import Answer, Format

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    import typer

    from hazardctl.render.shapes import Page
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given, Typed
    from hazardctl.services.questions import Question
    from hazardctl.settings import Settings

Value = TypeVar("Value")

TABLE_LIMIT = 50
"""How many lines a table lists unless told otherwise; JSON and CSV always give all."""

_NOT_VALUES = frozenset({"format_", "output", "as_of", "limit", "fail", "no", "month", "yes"})


class Session:
    """One run of the program."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def desk(self) -> Desk:
        """Return the desk; it reads nothing until a service asks, and help asks for none."""
        from hazardctl.services.desk import Desk

        return Desk(self.settings)

    def day(self, said: str | None) -> date | None:
        """Read `--as-of`. A day to come is answered as things will stand if nothing more is entered."""
        if said is None:
            return None
        from hazardctl.services.form import Form

        form = Form({"as_of": said}, self.desk)
        day = form.day("as_of")
        form.done()
        return day

    def asking(self, given: Given, call: Callable[[Given], Value]) -> Value:
        """Call a service; on a terminal ask for what it misses or cannot read, and call again.

        Rules are not asked about: a refusal that no answer could mend is raised as it is. What was typed is kept.
        """
        while True:
            try:
                return call(given)
            except Refused as refusal:
                if not self.settings.interactive:
                    raise
                from hazardctl.render import prompt

                if not prompt.can_ask(refusal.problems):
                    raise
                given = prompt.ask(refusal.problems, given, self._question)

    def confirm(self, lines: Sequence[str], question: str, left_alone: str) -> None:
        """On a terminal show what is about to be done and ask; elsewhere go on.

        Raises:
            Refused: the answer was not a plain yes; nothing was done.
        """
        if not self.settings.interactive:
            return
        from hazardctl.render import prompt

        if not prompt.confirmed(lines, question):
            raise Refused(Problem("left_alone", left_alone))

    def _question(self, field: str) -> Question:
        """Return what to ask about a field of the command that is running."""
        from typer._click.globals import get_current_context

        from hazardctl.services import questions

        path = tuple(get_current_context().command_path.split()[1:])
        return questions.question_of(self.desk, path, field)

    def answer(
        self,
        kind: str,
        data: object,
        page: Callable[[], Page],
        ctx: typer.Context,
        *,
        as_of: date | None = None,
        notes: tuple[Problem, ...] = (),
        exit_code: int = 0,
        head: str | None = None,
        papers: Mapping[str, Callable[[Path], Path]] | None = None,
    ) -> Answer:
        """Return a command's answer in the format and to the files that its options name.

        `head` is given where the figures rest on an earlier entry of the journal than the newest.
        """
        files = ctx.params.get("output") or ()
        notes = (*notes, *self._warnings())
        return Answer(
            kind=kind,
            data=data,
            page=page,
            as_of=as_of,
            notes=notes,
            exit_code=exit_code,
            format=Format(ctx.params.get("format_") or Format.TABLE),
            files=tuple(Path(name) for name in files),
            head=(lambda: head) if head else self.desk.head,
            papers=papers or {},
            pages=self.settings.interactive,
            limit=(ctx.params.get("limit") or TABLE_LIMIT) if type(data) is tuple else None,
        )

    def _warnings(self) -> tuple[Problem, ...]:
        """Return what must be said beside any answer: that it comes from a damaged ledger."""
        from hazardctl.services import damage

        return damage.warnings(self.settings.ledger)


def session_of(ctx: typer.Context) -> Session:
    """Return the run that a command belongs to."""
    session = ctx.find_object(Session)
    assert session is not None  # noqa: S101  the root callback always sets it
    return session


def given_of(ctx: typer.Context) -> dict[str, Typed]:
    """Return what was typed after the command, by field."""
    named = {"from_": "from"}
    return {named.get(name, name): value for name, value in ctx.params.items() if name not in _NOT_VALUES}
