"""`hazardctl unit …`."""

from typing import Annotated

import typer

from hazardctl.cli.options import AsOfOption, FormatOption, OutputOption, named_at_most
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer(help="单位：办所、村（社区）、集体责任单位")


@app.command("list", help="列出全部单位和集体责任单位")
def list_(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List units."""
    from hazardctl.render.views import units as views
    from hazardctl.services import units

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = units.listed(session.desk, day)
    return session.answer("unit.list", found, lambda: views.table(found), ctx, as_of=day)


@app.command("show", help="一个单位的全部职责、任务和未销号隐患")
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="单位", help="简称、全称或别名")],
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one unit's page."""
    from hazardctl.render.views import units as views
    from hazardctl.services import units

    session = session_of(ctx)
    day = session.day(as_of)
    most = named_at_most(views.HAZARDS_AT_MOST, format_, output)
    found = units.show(session.desk, name, day, most)
    return session.answer("unit.show", found, lambda: views.page(found), ctx, as_of=day or session.desk.today)


@app.command("add", help="登记单位，可一次登记多个；名称以村、社区结尾的按村（社区）登记")
def add(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="名称…", help="单位名称（简称）")],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="类别", help="office 办所、village 村（社区）、group 集体责任单位"),
    ] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", metavar="别名", help="别名，可写多个")] = None,
    full: Annotated[str | None, typer.Option("--name", metavar="全称", help="全称")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Register units."""
    from hazardctl.render.views import units as views
    from hazardctl.services import units

    session = session_of(ctx)
    done = units.add(session.desk, names, kind, alias or (), full)
    return session.answer("unit.add", done, lambda: views.added(done), ctx)


@app.command("join", help="把单位加入集体责任单位")
def join(
    ctx: typer.Context,
    group: Annotated[str, typer.Argument(metavar="组名", help="集体责任单位")],
    names: Annotated[list[str], typer.Argument(metavar="单位…", help="要加入的单位")],
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Make units members of a group."""
    from hazardctl.render.views import units as views
    from hazardctl.services import units

    session = session_of(ctx)
    done = units.join(session.desk, group, names)
    return session.answer("unit.join", done, lambda: views.joined(done), ctx)
