"""`hazardctl status`."""

from datetime import date
from pathlib import Path

import typer

from hazardctl.cli.options import AsOfOption, CalendarOption, FormatOption
from hazardctl.cli.session import Session, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command("status", help="今天先看什么：待补、逾期、临期、待复查，每一项怎么办；-o 期限.ics 出日历")
def status(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: CalendarOption = None,
) -> Answer:
    """Show the morning page; as .ics it is a calendar of what falls due."""
    from hazardctl.render.views import status as views
    from hazardctl.services import morning

    session = session_of(ctx)
    found = morning.status(session.desk, session.day(as_of))
    return session.answer(
        "status",
        found,
        lambda: views.page(found),
        ctx,
        as_of=found.today,
        papers={".ics": lambda path: _calendar(session, found.today, path)},
    )


def _calendar(session: Session, day: date, path: Path) -> Path:
    from hazardctl.render import ics

    return ics.write(session.desk, day, path)
