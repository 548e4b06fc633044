"""`hazardctl check`."""

from typing import Annotated

import typer

from hazardctl.cli.options import AsOfOption, FormatOption, OutputOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command("check", help="查台账：缺什么、哪里不对、谁逾期；没有问题就不出声，有问题以退出码 1 结束")
def check(
    ctx: typer.Context,
    only: Annotated[
        str | None, typer.Option("--only", metavar="规则", help="只查一条规则，名称见 --list")
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--level",
            metavar="级别",
            help="查到这一级为止：error 只查错误，warning 错误和提醒，notice 全部（默认）",
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="列出全部规则")] = False,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer | None:
    """Check the ledger; nothing is said where nothing is wrong."""
    from hazardctl.render.views import checks as views
    from hazardctl.services import checks

    session = session_of(ctx)
    if list_:
        rules = checks.listed()
        return session.answer("check.rules", rules, lambda: views.rules(rules), ctx)
    day = session.day(as_of) or session.desk.today
    found = checks.check(session.desk, given_of(ctx), day)
    if not found and format_ is Format.TABLE and not output:
        return None
    return session.answer(
        "check",
        found,
        lambda: views.page(found, in_full=only is not None),
        ctx,
        as_of=day,
        exit_code=int(bool(found)),
    )
