"""`hazardctl enforce …`."""

from typing import TYPE_CHECKING, Annotated

import typer

from hazardctl.cli import voiding
from hazardctl.cli.options import (
    ApproverOption,
    AsOfOption,
    AttachOption,
    DocNoOption,
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
    UnitOption,
    VillageOption,
    VoidFilter,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.cli.voiding import Numbered
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given

if TYPE_CHECKING:
    from collections.abc import Callable

    from hazardctl.domain.enforcement_record import EnforcementRecord
    from hazardctl.render.shapes import Page
    from hazardctl.services.enforcement import Done

app = typer.Typer(help="执法“三部曲”：检查诊断、行政处罚、整改复查（ZF-2023-0001）")

NoArgument = Annotated[str, typer.Argument(metavar="执法编号", help="如 ZF-2023-0001")]


def _step(
    ctx: typer.Context,
    kind: str,
    call: "Callable[[Desk, Given], Done]",
    page: "Callable[[EnforcementRecord], Page]",
) -> Answer:
    """Record one step: every command that writes goes this way."""
    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: call(session.desk, given))
    return session.answer(f"enforce.{kind}", done.case, lambda: page(done.case), ctx, notes=done.notes)


@app.command("open", help="立案（第一步：检查诊断）；单位、村可从检查记录、隐患或问题带出")
def open_(
    ctx: typer.Context,
    enterprise: EnterpriseOption = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="立案（检查）单位")] = None,
    findings: Annotated[
        str | None, typer.Option("--findings", metavar="文字", help="检查诊断发现的问题")
    ] = None,
    hazard: HazardOption = None,
    visit: Annotated[str | None, typer.Option("--visit", metavar="检查编号", help="如 JC-2023-0001")] = None,
    problem: Annotated[
        list[str] | None, typer.Option("--problem", metavar="问题编号", help="有关问题，可写多个")
    ] = None,
    village: VillageOption = None,
    on: OnOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Open a case."""
    from hazardctl.render.views import enforcement as views
    from hazardctl.services import enforcement

    return _step(ctx, "open", enforcement.open_case, views.opened)


@app.command("penalise", help="第二步：行政处罚，或不予处罚（写理由），或移送有权处罚的机关")
def penalise(
    ctx: typer.Context,
    no: NoArgument,
    penalty: Annotated[
        str | None,
        typer.Option(
            "--penalty",
            metavar="种类",
            help="warning 警告、fine 罚款、confiscate 没收、suspend 停产停业、revoke 吊销许可证、detain 行政拘留",
        ),
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="金额", help="罚款（没收）金额，如 20000 或 2万")
    ] = None,
    decided_by: Annotated[
        str | None, typer.Option("--authority", metavar="机关", help="谁作出的处罚决定，如 区应急局")
    ] = None,
    no_penalty: Annotated[
        str | None, typer.Option("--no-penalty", metavar="理由", help="不予处罚的理由")
    ] = None,
    refer_to: Annotated[
        str | None, typer.Option("--refer-to", metavar="机关", help="移送给哪个机关（加 --reason）")
    ] = None,
    reason: ReasonOption = None,
    doc_no: DocNoOption = None,
    on: OnOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the second step."""
    from hazardctl.render.views import enforcement as views
    from hazardctl.services import enforcement

    return _step(ctx, "penalise", lambda desk, given: enforcement.penalise(desk, no, given), views.decided)


@app.command("recheck", help="第三步：整改复查；合格才办结，不合格继续")
def recheck(
    ctx: typer.Context,
    no: NoArgument,
    result: Annotated[
        str | None, typer.Option("--result", metavar="结果", help="passed 合格、failed 不合格")
    ] = None,
    recheck_by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="复查人员")] = None,
    on: OnOption = None,
    note: NoteOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the third step."""
    from hazardctl.render.views import enforcement as views
    from hazardctl.services import enforcement

    return _step(ctx, "recheck", lambda desk, given: enforcement.recheck(desk, no, given), views.rechecked)


@app.command("suspend", help="停产停业整顿：从哪天起、到哪天、局部还是全部")
def suspend(
    ctx: typer.Context,
    no: NoArgument,
    scope: Annotated[
        str | None, typer.Option("--scope", metavar="范围", help="partial 局部、whole 全部")
    ] = None,
    suspended_until: Annotated[
        str | None, typer.Option("--until", metavar="日期", help="整顿期限的最后一天，没有写明的不填")
    ] = None,
    doc_no: DocNoOption = None,
    on: OnOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record that work must stop."""
    from hazardctl.render.views import enforcement as views
    from hazardctl.services import enforcement

    return _step(ctx, "suspend", lambda desk, given: enforcement.suspend(desk, no, given), views.suspended)


@app.command("resume", help="恢复生产经营：经审查同意方可恢复（安全生产法第六十五条）")
def resume(
    ctx: typer.Context,
    no: NoArgument,
    approver: ApproverOption = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="文字", help="审查同意的依据，如审查意见书")
    ] = None,
    on: OnOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record that work was let go on."""
    from hazardctl.render.views import enforcement as views
    from hazardctl.services import enforcement

    return _step(ctx, "resume", lambda desk, given: enforcement.resume(desk, no, given), views.resumed)


@app.command("list", help="列出执法案件：未办结的、以罚代管风险、多次受处罚、停产停业中的")
def list_(
    ctx: typer.Context,
    unfinished: Annotated[bool, typer.Option("--open", help="只列未办结的")] = False,
    risk: Annotated[bool, typer.Option("--risk", help="只列以罚代管风险：已处罚、整改复查未合格的")] = False,
    alerts: Annotated[
        bool, typer.Option("--alerts", help="只列要提醒的：多次受处罚、停产停业期满未恢复")
    ] = False,
    suspended: Annotated[bool, typer.Option("--suspended", help="只列停产停业整顿中的")] = False,
    unit: UnitOption = None,
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
    """List cases."""
    from hazardctl.render.views import enforcement as views
    from hazardctl.services import enforcement

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = enforcement.listed(session.desk, given_of(ctx), day)
    return session.answer(
        "enforce.list",
        found,
        lambda: views.table(found),
        ctx,
        as_of=day,
        exit_code=int(fail and bool(found)),
    )


@app.command("show", help="查看一件执法案件的三步")
def show(
    ctx: typer.Context,
    no: NoArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one case."""
    from hazardctl.render.views import enforcement as views
    from hazardctl.services import enforcement

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = enforcement.show(session.desk, no, day)
    return session.answer("enforce.show", found, lambda: views.card(found), ctx, as_of=day)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import enforcement

    return enforcement.void(desk, no, given)


voiding.add_to(app, "enforce", "matter.enforcement", "ZF-2023-0001", _void)
