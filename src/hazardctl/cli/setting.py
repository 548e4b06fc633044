"""`hazardctl setting …`: the office's own numbers of days, and the holidays that its working days go by."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer(help="本单位定的天数：方案只写及时、定期的，由本单位定；工作日按哪年的安排算")

KeyArgument = Annotated[
    str, typer.Argument(metavar="项目", help="如 report_days、submission_days、interval.1-4/hearing")
]


@app.command("list", help="列出可以定的天数和现在定的数")
def list_(ctx: typer.Context, format_: FormatOption = Format.TABLE, output: OutputOption = None) -> Answer:
    """List what may be settled."""
    from hazardctl.render.views import rules as views
    from hazardctl.services import rules

    session = session_of(ctx)
    found = rules.listed(session.desk)
    return session.answer("setting.list", found, lambda: views.table(found), ctx)


@app.command("set", help="定一项天数")
def set_(
    ctx: typer.Context,
    key: KeyArgument,
    value: Annotated[str, typer.Argument(metavar="天数", help="整数天数，如 3")],
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Settle a number."""
    from hazardctl.render.views import rules as views
    from hazardctl.services import rules

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: rules.settle(session.desk, key, given))
    return session.answer("setting.set", done, lambda: views.settled(done), ctx)


@app.command("clear", help="清除一项，恢复默认或未定")
def clear(
    ctx: typer.Context, key: KeyArgument, format_: FormatOption = Format.TABLE, output: OutputOption = None
) -> Answer:
    """Take a number back."""
    from hazardctl.render.views import rules as views
    from hazardctl.services import rules

    session = session_of(ctx)
    done = rules.clear(session.desk, key)
    return session.answer("setting.clear", done, lambda: views.settled(done), ctx)


@app.command("holidays", help="工作日按什么算：每年的放假通知、放假和调休上班的日子")
def holidays(
    ctx: typer.Context,
    year: Annotated[int | None, typer.Argument(metavar="年份", help="如 2026，默认有的都列")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List the years by which working days are counted."""
    from hazardctl.render.views import rules as views
    from hazardctl.services import holidays as services

    session = session_of(ctx)
    found = services.listed(session.desk, year)
    own = str(services.own_file(session.desk))
    return session.answer("setting.holidays", found, lambda: views.calendar(found, own), ctx)
