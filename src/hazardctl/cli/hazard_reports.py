"""`hazardctl hazard reports`: the register of 双报告."""

from typing import Annotated

import typer

from hazardctl.cli.hazard_options import text_option
from hazardctl.cli.options import AsOfOption, FailOption, FormatOption, OutputOption, UnitOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

_app = typer.Typer()


def add_to(app: typer.Typer) -> None:
    """Put this command into the group `hazard`."""
    app.registered_commands += _app.registered_commands


@_app.command("reports", help="双报告登记：哪些应报未报、已几天，哪些报给了谁")
def reports(
    ctx: typer.Context,
    owed: Annotated[bool, typer.Option("--owed", help="只列应报未报的")] = False,
    unit: UnitOption = None,
    report: Annotated[
        str | None,
        text_option("--kind", "discovered 发现、rectified 整改、district 报区、workers 向职工报告", "种类"),
    ] = None,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List the register."""
    from hazardctl.render.views import double_reports as views
    from hazardctl.services import double_reports

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = double_reports.listed(session.desk, given_of(ctx), day)
    late = any(line.owed for line in found.items)
    return session.answer(
        "hazard.reports",
        found.items,
        lambda: views.table(found),
        ctx,
        as_of=day,
        exit_code=int(fail and late),
    )
