"""`hazardctl key-item …`."""

from typing import Annotated

import typer

from hazardctl.cli import voiding
from hazardctl.cli.options import (
    AsOfOption,
    FormatOption,
    OnOption,
    OutputOption,
    UnitOption,
    VoidFilter,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.cli.voiding import Numbered
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given

app = typer.Typer(help="重点检查事项：每个行业先查什么（ZD-2023-0001）")

NoArgument = Annotated[str, typer.Argument(metavar="事项编号", help="如 ZD-2023-0001")]
SectorOption = Annotated[str | None, typer.Option("--sector", metavar="行业", help="行业领域，如 燃气、消防")]


@app.command("add", help="给一个行业列一条重点检查事项")
def add(
    ctx: typer.Context,
    item_text: Annotated[str | None, typer.Argument(metavar="内容", help="查什么，500 字以内")] = None,
    sector: SectorOption = None,
    unit: UnitOption = None,
    basis_text: Annotated[
        str | None, typer.Option("--source", metavar="文字", help="出自哪份文件哪一条")
    ] = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Settle a key item."""
    from hazardctl.render.views import key_items as views
    from hazardctl.services import key_items

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: key_items.add(session.desk, given))
    return session.answer("key_item.add", done, lambda: views.added(done), ctx)


@app.command("list", help="列出重点检查事项（方案的在前），和各自排查出的隐患数")
def list_(
    ctx: typer.Context,
    sector: SectorOption = None,
    unit: UnitOption = None,
    void: VoidFilter = False,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List key items."""
    from hazardctl.render.views import key_items as views
    from hazardctl.services import key_items

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = key_items.listed(session.desk, given_of(ctx), day)
    return session.answer("key_item.list", found, lambda: views.table(found), ctx, as_of=day)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import key_items

    return key_items.void(desk, no, given)


voiding.add_to(app, "key_item", "matter.key_item", "ZD-2023-0001", _void)
