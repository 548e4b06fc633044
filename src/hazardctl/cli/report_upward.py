"""`hazardctl report upward`: the text for the level above."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

_app = typer.Typer()


def add_to(group: typer.Typer) -> None:
    """Put this command into the group `report`."""
    group.registered_commands += _app.registered_commands


@_app.command("upward", help="报上级：本期数字和各单位报送的进展、难点、经验，可直接复制")
def upward(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Argument(metavar="月份", help="如 2023-08，默认本月；按季报送的写季内任一月")
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="已印发的月份也按今天的台账重算")] = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Make the report for the level above."""
    from hazardctl.render import papers
    from hazardctl.render.views import upward as views
    from hazardctl.services import district
    from hazardctl.services import upward as services

    session = session_of(ctx)
    whole = district.upward_of_towns(session.desk, month, live=live)
    if whole is not None:
        return session.answer("report.upward", whole, lambda: views.of_towns(whole), ctx, as_of=whole.until)
    found = services.upward(session.desk, month, live=live)
    return session.answer(
        "report.upward",
        found,
        lambda: views.page(found),
        ctx,
        as_of=found.until,
        notes=views.notes(found),
        papers=papers.upward(found, session.desk),
    )
