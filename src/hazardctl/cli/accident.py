"""`hazardctl accident …`."""

from typing import Annotated

import typer

from hazardctl.cli import voiding
from hazardctl.cli.options import (
    AsOfOption,
    AttachOption,
    EnterpriseOption,
    FormatOption,
    FromOption,
    HazardOption,
    OnOption,
    OutputOption,
    ToOption,
    UnitOption,
    VillageOption,
    VoidFilter,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.cli.voiding import Numbered
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given

app = typer.Typer(help="事故：对照全年死亡人数目标（SG-2023-0001）")

NoArgument = Annotated[str, typer.Argument(metavar="事故编号", help="如 SG-2023-0001")]


@app.command("add", help="记一起事故")
def add(
    ctx: typer.Context,
    summary: Annotated[str | None, typer.Option("--summary", metavar="文字", help="简要经过")] = None,
    on: OnOption = None,
    enterprise: EnterpriseOption = None,
    village: VillageOption = None,
    sector: Annotated[str | None, typer.Option("--sector", metavar="行业", help="行业领域")] = None,
    unit: UnitOption = None,
    place: Annotated[str | None, typer.Option("--place", metavar="文字", help="地点")] = None,
    deaths: Annotated[str | None, typer.Option("--deaths", metavar="人数", help="死亡人数，默认 0")] = None,
    injured: Annotated[str | None, typer.Option("--injured", metavar="人数", help="受伤人数，默认 0")] = None,
    loss: Annotated[str | None, typer.Option("--loss", metavar="金额", help="直接经济损失")] = None,
    cause: Annotated[str | None, typer.Option("--cause", metavar="文字", help="原因")] = None,
    hazard: HazardOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record an accident."""
    from hazardctl.render.views import accidents as views
    from hazardctl.services import accidents

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: accidents.add(session.desk, given))
    return session.answer(
        "accident.add", done.accident, lambda: views.added(done.accident), ctx, notes=done.notes
    )


@app.command("list", help="列出事故，并对照今年的死亡人数目标")
def list_(
    ctx: typer.Context,
    unit: UnitOption = None,
    village: VillageOption = None,
    enterprise: EnterpriseOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    void: VoidFilter = False,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List accidents."""
    from hazardctl.render.views import accidents as views
    from hazardctl.services import accidents

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = accidents.listed(session.desk, given_of(ctx), day)
    return session.answer("accident.list", found.items, lambda: views.table(found), ctx, as_of=day)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import accidents

    return accidents.void(desk, no, given)


voiding.add_to(app, "accident", "matter.accident", "SG-2023-0001", _void)
