"""`hazardctl init` and `hazardctl demo`."""

from typing import Annotated, Any

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


def _signer(name: str, help_: str) -> Any:
    return typer.Option(name, metavar="姓名", help=help_)


@app.command("init", help="建立台账；已有台账时只更新填表人等")
def init(
    ctx: typer.Context,
    series: Annotated[
        str | None, typer.Option("--series", metavar="代号", help="隐患编号的系列，默认用方案里的镇代号")
    ] = None,
    preparer: Annotated[str | None, _signer("--preparer", "填表人")] = None,
    auditor: Annotated[str | None, _signer("--auditor", "审核人")] = None,
    head: Annotated[str | None, _signer("--head", "单位负责人")] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="电话", help="联系电话")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Make a ledger."""
    from hazardctl.render.views import ledger as views
    from hazardctl.services import setup

    session = session_of(ctx)
    given = given_of(ctx)
    if session.settings.interactive and not session.desk.has_ledger:
        from hazardctl.render import prompt

        given |= prompt.signers({name: given.get(name) for name in setup.SIGNERS})
    made = setup.init(session.desk, given)
    return session.answer("init", made, lambda: views.made(made), ctx)


@app.command("demo", help="用虚构单位演示一遍全过程，最后出 2023 年 8 月调度表")
def demo(
    ctx: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(metavar="文件夹", help="把演示台账留在这里；不写就用完即弃")
    ] = None,
    output: OutputOption = None,
) -> Answer:
    """Walk a newcomer through everything."""
    from hazardctl.cli.demo import walk

    page = walk(folder)
    return session_of(ctx).answer("demo", None, lambda: page, ctx)
