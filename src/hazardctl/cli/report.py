"""`hazardctl status` and `hazardctl report …`."""

from typing import Annotated

import typer

from hazardctl.cli import report_upward
from hazardctl.cli.options import AsOfOption, FormatOption, FromOption, OutputOption, ToOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()
group = typer.Typer(help="报表：每月调度")


@app.command("status", help="今天先看什么：待补、逾期、临期、待复查，每一项怎么办")
def status(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show the morning page."""
    from hazardctl.render.views import status as views
    from hazardctl.services import reports

    session = session_of(ctx)
    found = reports.status(session.desk, session.day(as_of))
    return session.answer("status", found, lambda: views.page(found), ctx, as_of=found.today)


@group.command("monthly", help="每月调度：本月、累计、存量变动、逾期、临期、五落实、双报告")
def monthly(
    ctx: typer.Context,
    month: Annotated[str | None, typer.Argument(metavar="月份", help="如 2023-08，默认本月")] = None,
    from_: FromOption = None,
    to: ToOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Make the monthly report."""
    from hazardctl.render.views import monthly as views
    from hazardctl.services import reports

    session = session_of(ctx)
    found = reports.monthly(session.desk, month, {"from": from_, "to": to})
    return session.answer("report.monthly", found, lambda: views.page(found), ctx, as_of=found.period.to)


report_upward.add_to(group)
