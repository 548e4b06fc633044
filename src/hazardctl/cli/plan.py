"""`hazardctl who-owns` and `hazardctl plan …`: what the plan says."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.errors import NotFound, Problem, Refused, UsageProblem
from hazardctl.render.output import Answer, Format

app = typer.Typer()
group = typer.Typer(help="行动方案：查看、检查、导出")


@app.command("who-owns", help="查职责：哪个领域、哪件事由谁负责（分工表 → 重点任务 → 原则）")
def who_owns(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="领域…", help="如 燃气、自建房、举报奖励、gas-enforcement")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="反过来查：这个单位负责什么")
    ] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Answer who owns a trade or a matter, or what a unit owns."""
    from hazardctl.messages import usage
    from hazardctl.render.views import plans as views
    from hazardctl.services import duties

    session = session_of(ctx)
    if unit:
        held = duties.of_unit(session.desk, unit)
        return session.answer("who-owns.unit", held, lambda: views.holdings(held), ctx)
    if not words or not "".join(words).strip():
        raise UsageProblem(Problem("missing_argument", usage.who_owns_what(), "words"))
    found = duties.who_owns(session.desk, " ".join(words))
    code = Refused.exit_code if found.ambiguous else NotFound.exit_code if found.match == "none" else 0
    return session.answer("who-owns", found, lambda: views.ownership(found), ctx, exit_code=code)


@group.command("show", help="方案概要：行动、阶段、原则")
def show(ctx: typer.Context, format_: FormatOption = Format.TABLE, output: OutputOption = None) -> Answer:
    """Show the plan in short."""
    from hazardctl.render.views import plans as views
    from hazardctl.services import plans

    session = session_of(ctx)
    found = plans.show(session.desk)
    return session.answer("plan.show", found, lambda: views.plan(found), ctx)


@group.command("check", help="全面检查方案文件，列出原文疑点和还空着的名单")
def check(ctx: typer.Context, format_: FormatOption = Format.TABLE, output: OutputOption = None) -> Answer:
    """Validate the plan and list what is doubtful in it."""
    from hazardctl.render.views import plans as views
    from hazardctl.services import plans

    session = session_of(ctx)
    found = plans.check(session.desk)
    return session.answer("plan.check", found, lambda: views.check(found), ctx)


@group.command("export", help="把方案文件复制到文件夹，供别的镇、别的年度改用")
def export(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="放到哪里")],
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Copy the plan's files."""
    from hazardctl.render.views import plans as views
    from hazardctl.services import plans

    session = session_of(ctx)
    paths = plans.export(session.desk, folder)
    return session.answer("plan.export", paths, lambda: views.exported(folder), ctx)
