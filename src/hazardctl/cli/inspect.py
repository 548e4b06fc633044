"""`hazardctl inspect …`."""

from typing import Annotated

import typer

from hazardctl.cli import voiding
from hazardctl.cli.options import (
    FormatOption,
    FromOption,
    LimitOption,
    NoteOption,
    OutputOption,
    ToOption,
    UnitOption,
    VillageOption,
    VoidFilter,
    limit_for,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.cli.voiding import Numbered
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given

app = typer.Typer(help="检查记录：查到隐患的和没查到的都记（JC-2023-0001）")


@app.command("add", help="记一次检查；查到的隐患再用 hazard add --visit 登记")
def add(
    ctx: typer.Context,
    enterprise: Annotated[
        str | None, typer.Option("--enterprise", metavar="名称", help="单位（场所）名称")
    ] = None,
    unit: UnitOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="检查日期，默认今天")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="检查人员，默认经办人")] = None,
    village: VillageOption = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="来源", help="department 部门检查（默认）、supervision 督查、village 村排查等"
        ),
    ] = None,
    sector: Annotated[str | None, typer.Option("--sector", metavar="行业", help="行业领域")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="文字", help="具体部位")] = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record a visit."""
    from hazardctl.render.views import inspections as views
    from hazardctl.services import inspections

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: inspections.add(session.desk, given))
    return session.answer(
        "inspect.add", done.visit, lambda: views.recorded(done.visit), ctx, notes=done.notes
    )


@app.command("list", help="列出检查记录，新的在前")
def list_(
    ctx: typer.Context,
    unit: UnitOption = None,
    village: VillageOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    void: VoidFilter = False,
    limit: LimitOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List visits."""
    from hazardctl.render.views import inspections as views
    from hazardctl.services import inspections

    session = session_of(ctx)
    given = given_of(ctx)
    found = inspections.listed(session.desk, given, limit_for(format_, limit))
    return session.answer("inspect.list", found, lambda: views.table(found), ctx)


@app.command("show", help="看一次检查")
def show(
    ctx: typer.Context,
    no: Annotated[str, typer.Argument(metavar="检查编号", help="如 JC-2023-0001")],
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one visit."""
    from hazardctl.render.views import inspections as views
    from hazardctl.services import inspections

    session = session_of(ctx)
    found = inspections.show(session.desk, no)
    return session.answer("inspect.show", found, lambda: views.card(found), ctx)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import inspections

    return inspections.void(desk, no, given)


voiding.add_to(app, "inspect", "entity.inspection", "JC-2023-0001", _void)
