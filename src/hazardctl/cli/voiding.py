"""`void` for every group of numbered records: one command, made for each of them. It knows none of them."""

from collections.abc import Callable
from typing import Annotated, Protocol

import typer

from hazardctl.cli.options import FormatOption, OutputOption, ReasonOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.messages import matters as messages
from hazardctl.messages.labels import label
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given


class Numbered(Protocol):
    """A record as an answer, known by its number."""

    @property
    def no(self) -> str | None:
        """Return its number."""
        ...


def add_to(
    app: typer.Typer, kind: str, term: str, example: str, void: Callable[[Desk, str, Given], Numbered]
) -> None:
    """Put `void` into a group; `kind` is that of its answers, `term` the label of what is declared void."""
    name = label(term)

    @app.command("void", help=messages.void_help(name))
    def _void(
        ctx: typer.Context,
        no: Annotated[str, typer.Argument(metavar="编号", help=f"如 {example}")],
        reason: ReasonOption = None,
        format_: FormatOption = Format.TABLE,
        output: OutputOption = None,
    ) -> Answer:
        from hazardctl.render.views import matters as views

        session = session_of(ctx)
        done = session.asking(given_of(ctx), lambda given: void(session.desk, no, given))
        return session.answer(f"{kind}.void", done, lambda: views.voided(done.no or "", name), ctx)
