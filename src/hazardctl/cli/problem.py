"""`hazardctl problem …`."""

from typing import Annotated

import typer

from hazardctl.cli import voiding
from hazardctl.cli.options import (
    AsOfOption,
    AttachOption,
    EnterpriseOption,
    FailOption,
    FormatOption,
    FromOption,
    HazardOption,
    NoteOption,
    OnOption,
    OutputOption,
    ReasonOption,
    ToOption,
    VillageOption,
    VoidFilter,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.cli.voiding import Numbered
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given

app = typer.Typer(help="问题清单：自查不处、他查严处，真改不罚、假改严罚（WT-2023-0001）")

NoArgument = Annotated[str, typer.Argument(metavar="问题编号", help="如 WT-2023-0001")]
DueOption = Annotated[str | None, typer.Option("--due", metavar="日期", help="办理期限")]
OutcomeOption = Annotated[
    str | None, typer.Option("--outcome", metavar="结果", help="genuine 真改、false 假改")
]


def _step(ctx: typer.Context, step: str, no: str) -> Answer:
    """Take one step with a problem: every command that continues one goes this way."""
    from hazardctl.render.views import problems as views
    from hazardctl.services import problems

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: problems.do(session.desk, step, no, given))
    return session.answer(
        f"problem.{step}", done.problem, lambda: views.changed(step, done.problem), ctx, notes=done.notes
    )


@app.command("add", help="列入问题清单；自查还是他查可从隐患或检查记录带出，可同时交办")
def add(
    ctx: typer.Context,
    problem_title: Annotated[str | None, typer.Option("--title", metavar="文字", help="问题描述")] = None,
    problem_origin: Annotated[
        str | None, typer.Option("--origin", metavar="来源", help="self 自查、other 他查")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="发现单位")] = None,
    enterprise: EnterpriseOption = None,
    village: VillageOption = None,
    hazard: HazardOption = None,
    visit: Annotated[str | None, typer.Option("--visit", metavar="检查编号", help="如 JC-2023-0001")] = None,
    reported: Annotated[bool, typer.Option("--reported", help="企业主动报告的")] = False,
    assign_to: Annotated[
        str | None, typer.Option("--assign-to", metavar="单位", help="同时交办给谁（加 --due）")
    ] = None,
    problem_due: DueOption = None,
    on: OnOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Put a problem on the list."""
    from hazardctl.render.views import problems as views
    from hazardctl.services import problems

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: problems.add(session.desk, given))
    return session.answer(
        "problem.add", done.problem, lambda: views.added(done.problem), ctx, notes=done.notes
    )


@app.command("assign", help="交办（可重新交办）")
def assign(
    ctx: typer.Context,
    no: NoArgument,
    assigned_to: Annotated[
        str | None, typer.Option("--to", metavar="单位", help="交办给哪个办所或村（社区）")
    ] = None,
    problem_due: DueOption = None,
    on: OnOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Assign a problem."""
    return _step(ctx, "assign", no)


@app.command("reply", help="回复办理情况，等待核实")
def reply(
    ctx: typer.Context,
    no: NoArgument,
    reply_text: Annotated[str | None, typer.Option("--text", metavar="文字", help="办理情况")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁回复的")] = None,
    on: OnOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Reply to a problem."""
    return _step(ctx, "reply", no)


@app.command("close", help="核实后销号：真改还是假改")
def close(
    ctx: typer.Context,
    no: NoArgument,
    correction: OutcomeOption = None,
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁核实的")] = None,
    on: OnOption = None,
    note: NoteOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Close a problem."""
    return _step(ctx, "close", no)


@app.command("reopen", help="整改不实，重新挂账")
def reopen(
    ctx: typer.Context,
    no: NoArgument,
    reason: ReasonOption = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Open a closed problem again."""
    return _step(ctx, "reopen", no)


@app.command("list", help="列出问题；--handling 看「自查不处、他查严处，真改不罚、假改严罚」")
def list_(
    ctx: typer.Context,
    problem_origin: Annotated[
        str | None, typer.Option("--origin", metavar="来源", help="self 自查、other 他查")
    ] = None,
    unfinished: Annotated[bool, typer.Option("--open", help="只列未销号的")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期未回复的")] = False,
    correction: OutcomeOption = None,
    handling: Annotated[
        bool, typer.Option("--handling", help="按自查（他查）、真改（假改）、是否处罚计数，并列出不一致的")
    ] = False,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="由它发现的，或交办给它的")
    ] = None,
    village: VillageOption = None,
    enterprise: EnterpriseOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    void: VoidFilter = False,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List problems, or answer how the four maxims were kept."""
    from hazardctl.render.views import problems as views
    from hazardctl.services import problems

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    given = given_of(ctx)
    if handling:
        kept = problems.handling(session.desk, given, day)
        against = int(fail and bool(kept.contradictions))
        return session.answer(
            "problem.handling", kept, lambda: views.handling(kept), ctx, as_of=day, exit_code=against
        )
    found = problems.listed(session.desk, given, day)
    return session.answer(
        "problem.list",
        found,
        lambda: views.table(found),
        ctx,
        as_of=day,
        exit_code=int(fail and bool(found)),
    )


@app.command("show", help="查看一个问题")
def show(
    ctx: typer.Context,
    no: NoArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one problem."""
    from hazardctl.render.views import problems as views
    from hazardctl.services import problems

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = problems.show(session.desk, no, day)
    return session.answer("problem.show", found, lambda: views.card(found), ctx, as_of=day)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import problems

    return problems.void(desk, no, given)


voiding.add_to(app, "problem", "matter.problem", "WT-2023-0001", _void)
