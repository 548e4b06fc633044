"""`hazardctl phase …`."""

from typing import Annotated

import typer

from hazardctl.cli.options import AsOfOption, FormatOption, NoteOption, OnOption, OutputOption, UnitOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer(help="阶段：进度、期限、阶段成果")


@app.command("status", help="各阶段走到哪里、还剩几天、各单位成果交了没有")
def status(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show where the campaign is."""
    from hazardctl.render.views import phases as views
    from hazardctl.services import phases

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = phases.status(session.desk, day)
    return session.answer("phase.status", found, lambda: views.page(found, day), ctx, as_of=day)


@app.command("deliver", help="记一项阶段成果：某单位已经交了")
def deliver(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="成果", help="编号或名称，见 phase status")],
    unit: UnitOption = None,
    on: OnOption = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record that a unit handed a deliverable in."""
    from hazardctl.render.views import phases as views
    from hazardctl.services import phases

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: phases.deliver(session.desk, key, given))
    return session.answer("phase.deliver", done, lambda: views.delivered(done), ctx)
