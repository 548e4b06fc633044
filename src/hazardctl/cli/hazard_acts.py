"""The dated acts on a hazard as commands: each hands its options to the one service that does acts.

With them stands the list that the acts of listed supervision keep.
"""

from typing import Annotated

import typer

from hazardctl.cli.hazard_options import (
    ContingencyOption,
    DeadlineOption,
    FundsOption,
    FundsSourceOption,
    InterimOption,
    LevelOption,
    MeasuresOption,
    NoFundsOption,
    ResponsibleOption,
    ResponsibleUnitOption,
    ReviewerOption,
    text_option,
)
from hazardctl.cli.options import (
    ApproverOption,
    AsOfOption,
    DocNoOption,
    FailOption,
    FormatOption,
    NoArgument,
    NoteOption,
    OnOption,
    OutputOption,
    ReasonOption,
    UnitOption,
    VillageOption,
    YesOption,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

_app = typer.Typer()

AuthorityOption = Annotated[
    str | None,
    text_option("--authority", "town 镇级、district 区级、city 市级、province 省级、nation 国家级", "层级"),
]


def add_to(app: typer.Typer) -> None:
    """Put these commands into the group `hazard`."""
    app.registered_commands += _app.registered_commands


def _act(ctx: typer.Context, act: str, no: str) -> Answer:
    """Do one act: every command below goes this way."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import hazards

    session = session_of(ctx)
    command = f"hazard {act.replace('_', '-')}"
    build = hazards.BUILDERS[act]
    done = session.asking(given_of(ctx), lambda given: hazards.do(session.desk, command, no, given, build))
    return session.answer(f"hazard.{act}", done, lambda: views.changed(act, done), ctx)


def _close(ctx: typer.Context, no: str) -> Answer:
    """Close a hazard; on a terminal only after it was shown what is being confirmed."""
    from hazardctl.messages import confirm as messages
    from hazardctl.render.views import closing as views
    from hazardctl.render.views.hazards import changed
    from hazardctl.services import hazards

    session = session_of(ctx)
    build = hazards.BUILDERS["close"]
    given, (before, act) = session.asking(
        given_of(ctx), lambda given: (given, hazards.preview(session.desk, no, given, build))
    )
    session.confirm(views.confirming(before, act), messages.ask_closing(), messages.not_closed(before.no))
    done = hazards.do(session.desk, "hazard close", no, given, build)
    return session.answer("hazard.close", done, lambda: changed("close", done), ctx)


@_app.command("plan", help="补齐五落实：先登记待补的隐患，补齐后才能整改、销号")
def plan(
    ctx: typer.Context,
    no: NoArgument,
    measures: MeasuresOption = None,
    responsible_unit: ResponsibleUnitOption = None,
    responsible: ResponsibleOption = None,
    funds: FundsOption = None,
    funds_source: FundsSourceOption = None,
    no_funds: NoFundsOption = False,
    deadline: DeadlineOption = None,
    contingency: ContingencyOption = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Complete the five."""
    return _act(ctx, "plan", no)


@_app.command("rectify", help="整改完成，等待复查")
def rectify(
    ctx: typer.Context,
    no: NoArgument,
    on: OnOption = None,
    by: Annotated[str | None, text_option("--by", "谁整改的，默认整改责任人", "姓名")] = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the rectification."""
    return _act(ctx, "rectify", no)


@_app.command("close", help="复查合格，销号：五落实逐项确认")
def close(
    ctx: typer.Context,
    no: NoArgument,
    reviewer: ReviewerOption = None,
    on: OnOption = None,
    measures_result: Annotated[str | None, text_option("--measures-result", "措施落实情况")] = None,
    responsible_result: Annotated[
        str | None, text_option("--responsible-result", "责任落实情况：谁负责完成的")
    ] = None,
    funds_spent: Annotated[
        str | None, text_option("--funds-spent", "实际投入，如 18000 或 1.8万", "金额")
    ] = None,
    contingency_result: Annotated[str | None, text_option("--contingency-result", "预案落实情况")] = None,
    conclusion: Annotated[str | None, text_option("--conclusion", "复查意见，默认「整改到位」")] = None,
    reviewer_unit: Annotated[
        str | None, text_option("--reviewer-unit", "复查单位，默认监管责任单位", "单位")
    ] = None,
    review_kind: Annotated[
        str | None,
        text_option("--review-kind", "复查方式：site 现场（默认）、papers 资料、self 自查", "方式"),
    ] = None,
    how: Annotated[
        str | None,
        text_option("--kind", "销号方式：rectified 整改（默认）、eliminated 灭失（关停搬迁拆除）", "方式"),
    ] = None,
    evidence: Annotated[str | None, text_option("--evidence", "隐患灭失的依据（eliminated 必填）")] = None,
    yes: YesOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Close a hazard."""
    if session_of(ctx).settings.interactive and not yes:
        return _close(ctx, no)
    return _act(ctx, "close", no)


@_app.command("reject", help="复查不合格，退回整改")
def reject(
    ctx: typer.Context,
    no: NoArgument,
    reviewer: ReviewerOption = None,
    on: OnOption = None,
    reason: ReasonOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record a re-inspection that failed."""
    return _act(ctx, "reject", no)


@_app.command("extend", help="延期整改：批准的或未获批准的都记，原定时限不变")
def extend(
    ctx: typer.Context,
    no: NoArgument,
    new_deadline: Annotated[str | None, text_option("--to", "延到哪一天", "日期")] = None,
    reason: ReasonOption = None,
    approver: ApproverOption = None,
    interim: InterimOption = None,
    on: OnOption = None,
    applicant: Annotated[str | None, text_option("--applicant", "申请人", "姓名")] = None,
    late: Annotated[str | None, text_option("--late", "时限已过才办理的原因")] = None,
    refused: Annotated[bool, typer.Option("--refused", help="申请未获批准")] = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record an extension, granted or refused."""
    return _act(ctx, "extend", no)


@_app.command("reopen", help="撤销销号，重新挂账")
def reopen(
    ctx: typer.Context,
    no: NoArgument,
    reason: Annotated[
        str | None, text_option("--reason", "mistaken 销号有误、false 虚假销号", "原因")
    ] = None,
    approver: ApproverOption = None,
    on: OnOption = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Take a closing back."""
    return _act(ctx, "reopen", no)


@_app.command("transfer", help="转办给镇里别的单位（reassign），或移送区级等（refer）")
def transfer(
    ctx: typer.Context,
    no: NoArgument,
    to: Annotated[str | None, text_option("--to", "转给谁", "单位")] = None,
    kind: Annotated[str | None, text_option("--kind", "reassign 转办、refer 移送", "方式")] = None,
    reason: ReasonOption = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Hand a hazard to another office, or out of the town."""
    return _act(ctx, "transfer", no)


@_app.command("reply", help="移送后的答复：已办结（ended）或退回（returned）")
def reply(
    ctx: typer.Context,
    no: NoArgument,
    outcome: Annotated[
        str | None, text_option("--outcome", "ended 已办结、returned 退回本镇", "结果")
    ] = None,
    note: NoteOption = None,
    on: OnOption = None,
    doc_no: DocNoOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the answer to a referral."""
    return _act(ctx, "reply", no)


@_app.command("regrade", help="等级调整（由人决定，写明依据）")
def regrade(
    ctx: typer.Context,
    no: NoArgument,
    level: LevelOption = None,
    basis: Annotated[str | None, text_option("--basis", "依据：文件名称和条款")] = None,
    approver: ApproverOption = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Change the level."""
    return _act(ctx, "regrade", no)


@_app.command("report", help="双报告：发现报告、整改报告；另记报区和向职工报告")
def report_(
    ctx: typer.Context,
    no: NoArgument,
    report: Annotated[
        str | None,
        text_option("--kind", "discovered 发现、rectified 整改、district 报区、workers 向职工报告", "种类"),
    ] = None,
    to: Annotated[str | None, text_option("--to", "报给谁，默认监管责任单位", "单位")] = None,
    on: OnOption = None,
    by: Annotated[str | None, text_option("--by", "谁报的", "姓名")] = None,
    doc_no: DocNoOption = None,
    basis: Annotated[str | None, text_option("--basis", "依据的检查记录", "JC-…")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record a report."""
    return _act(ctx, "report", no)


@_app.command("list-up", help="挂牌督办")
def list_up(
    ctx: typer.Context,
    no: NoArgument,
    authority: AuthorityOption = None,
    on: OnOption = None,
    doc_no: DocNoOption = None,
    person: Annotated[str | None, text_option("--person", "督办人", "姓名")] = None,
    term: Annotated[str | None, text_option("--term", "督办期限", "日期")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record that an authority listed it."""
    return _act(ctx, "list_up", no)


@_app.command("progress", help="整改进展：挂牌督办的每月记一次")
def progress(
    ctx: typer.Context,
    no: NoArgument,
    note: NoteOption = None,
    on: OnOption = None,
    by: Annotated[str | None, text_option("--by", "谁报的", "姓名")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record how far it has come."""
    return _act(ctx, "progress", no)


@_app.command("supervised", help="挂牌督办中的：谁挂、谁督、期限、最近进展、本月谁没报")
def supervised(
    ctx: typer.Context,
    unit: UnitOption = None,
    village: VillageOption = None,
    authority: AuthorityOption = None,
    owed: Annotated[bool, typer.Option("--owed", help="只列本月进展未报的")] = False,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List what is under listed supervision."""
    from hazardctl.render.views import supervised as views
    from hazardctl.services.supervised import listed_supervision

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = listed_supervision(session.desk, given_of(ctx), day)
    code = int(fail and bool(found))
    return session.answer(
        "hazard.supervised", found, lambda: views.table(found), ctx, as_of=day, exit_code=code
    )


@_app.command("delist", help="摘牌")
def delist(
    ctx: typer.Context,
    no: NoArgument,
    on: OnOption = None,
    doc_no: DocNoOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record that the authority delisted it."""
    return _act(ctx, "delist", no)
