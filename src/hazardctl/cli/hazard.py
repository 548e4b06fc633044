"""`hazardctl hazard …`: signatures and help; what they do is in `services`."""

from typing import Annotated, Any

import typer

from hazardctl.cli.options import (
    ApproverOption,
    AsOfOption,
    DocNoOption,
    FailOption,
    FormatOption,
    FromOption,
    LimitOption,
    NoArgument,
    NoteOption,
    OnOption,
    OutputOption,
    ReasonOption,
    ToOption,
    UnitOption,
    VillageOption,
    limit_for,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer(help="隐患：登记、整改、复查、销号、延期、转办")


def _text(name: str, help_: str, metavar: str = "文字") -> Any:
    """Return an option whose value is read, with every other, by the service."""
    return typer.Option(name, metavar=metavar, help=help_)


TitleOption = Annotated[str | None, _text("--title", "隐患描述（500 字以内）")]
LevelOption = Annotated[str | None, _text("--level", "隐患等级：major（重大）或 general（一般）", "等级")]
SourceOption = Annotated[
    str | None,
    _text("--source", "隐患来源：self 企业自查、department 部门检查、village 村排查、tipoff 举报、"
          "supervision 督查、expert 专家、upper 上级交办", "来源"),
]  # fmt: skip
SectorOption = Annotated[str | None, _text("--sector", "行业领域，如 燃气、消防", "行业")]
CategoryOption = Annotated[str | None, _text("--category", "隐患类别，如 消防设施")]
EnterpriseOption = Annotated[str | None, _text("--enterprise", "单位（场所）名称", "名称")]
PlaceOption = Annotated[str | None, _text("--place", "具体部位")]
FoundOnOption = Annotated[str | None, _text("--found-on", "排查日期，默认今天", "日期")]
FoundUnitOption = Annotated[str | None, _text("--found-unit", "排查单位", "单位")]
FoundByOption = Annotated[str | None, _text("--found-by", "排查人员，默认经办人", "姓名")]
CriterionOption = Annotated[str | None, _text("--criterion", "判定依据：文件名称和条款（重大隐患必填）")]
MeasuresOption = Annotated[str | None, _text("--measures", "五落实·整改措施")]
ResponsibleUnitOption = Annotated[
    str | None, _text("--responsible-unit", "五落实·整改责任单位，默认就是该单位（场所）", "单位")
]
ResponsibleOption = Annotated[str | None, _text("--responsible", "五落实·整改责任人", "姓名")]
ControlOption = Annotated[str | None, _text("--control-person", "管控责任人", "姓名")]
LeaderOption = Annotated[str | None, _text("--leader", "包保领导", "姓名")]
FundsOption = Annotated[
    str | None, _text("--funds", "五落实·整改资金，如 20000 或 2万；0 即无需资金", "金额")
]
FundsSourceOption = Annotated[str | None, _text("--funds-source", "资金来源")]
NoFundsOption = Annotated[bool, typer.Option("--no-funds", help="五落实·无需资金")]
DeadlineOption = Annotated[
    str | None, _text("--deadline", "五落实·整改时限，如 2023-08-31、8月底前、+15天", "日期")
]
ContingencyOption = Annotated[str | None, _text("--contingency", "五落实·应急预案")]
SpotOption = Annotated[str | None, _text("--fixed-on-spot", "即查即改：现场怎么改的")]
PendingOption = Annotated[str | None, _text("--pending", "五落实一时定不下来：哪天补齐", "日期")]
InterimOption = Annotated[str | None, _text("--interim", "临时管控措施")]
KeyItemOption = Annotated[str | None, _text("--key-item", "重点检查事项")]
ReviewerOption = Annotated[str | None, _text("--reviewer", "复查人员", "姓名")]


@app.command("add", help="登记隐患：现场已改、五落实齐全，或先登记待补")
def add(
    ctx: typer.Context,
    title: TitleOption = None,
    level: LevelOption = None,
    unit: UnitOption = None,
    source: SourceOption = None,
    enterprise: EnterpriseOption = None,
    village: VillageOption = None,
    place: PlaceOption = None,
    sector: SectorOption = None,
    category: CategoryOption = None,
    found_on: FoundOnOption = None,
    found_unit: FoundUnitOption = None,
    found_by: FoundByOption = None,
    visit: Annotated[str | None, _text("--visit", "检查记录编号，带出日期、单位、村和检查人", "JC-…")] = None,
    criterion: CriterionOption = None,
    measures: MeasuresOption = None,
    responsible_unit: ResponsibleUnitOption = None,
    responsible: ResponsibleOption = None,
    funds: FundsOption = None,
    funds_source: FundsSourceOption = None,
    no_funds: NoFundsOption = False,
    deadline: DeadlineOption = None,
    contingency: ContingencyOption = None,
    control_person: ControlOption = None,
    leader: LeaderOption = None,
    fixed_on_spot: SpotOption = None,
    reviewer: Annotated[str | None, _text("--reviewer", "即查即改的，复查人员（同时销号）", "姓名")] = None,
    pending: PendingOption = None,
    interim: InterimOption = None,
    recurs_from: Annotated[str | None, _text("--recurs-from", "复发自哪条隐患", "编号")] = None,
    like: Annotated[str | None, _text("--like", "照着哪条隐患填（描述、类别、措施等）", "编号")] = None,
    key_item: KeyItemOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Register a hazard."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import entry

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: entry.add(session.desk, given))
    return session.answer(
        "hazard.add", done.hazard, lambda: views.registered(done.hazard), ctx, notes=done.notes
    )


@app.command("list", help="列出隐患：可按单位、村、等级、状态、逾期等筛选，可查任何一天")
def list_(
    ctx: typer.Context,
    unit: UnitOption = None,
    village: VillageOption = None,
    level: LevelOption = None,
    status: Annotated[
        str | None,
        _text(
            "--status",
            "状态：pending 待补、open 整改中、rectified 待复查、closed 已销号、referred 已移送、void 作废",
            "状态",
        ),
    ] = None,
    sector: SectorOption = None,
    source: SourceOption = None,
    enterprise: EnterpriseOption = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期的")] = False,
    due_within: Annotated[str | None, _text("--due-within", "只列几天内到期的", "天数")] = None,
    listed: Annotated[bool, typer.Option("--listed", help="只列挂牌督办的")] = False,
    from_: FromOption = None,
    to: ToOption = None,
    search: Annotated[str | None, _text("--search", "描述、部位、单位、编号里含有的字")] = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List hazards as they stood on a day."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import hazards

    session = session_of(ctx)
    day = session.day(as_of)
    given = given_of(ctx)
    wanted = hazards.read_filter(session.desk, {**given, "from": given.get("from_")})
    most = limit if output and limit is None else limit_for(format_, limit)
    found = hazards.listed(session.desk, wanted, day, most or -1)
    return session.answer(
        "hazard.list",
        found,
        lambda: views.table(found, most or -1),
        ctx,
        as_of=day or session.desk.today,
        exit_code=int(fail and bool(found)),
    )


@app.command("show", help="看一条隐患的全部情况")
def show(
    ctx: typer.Context,
    no: NoArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one hazard."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import hazards

    session = session_of(ctx)
    day = session.day(as_of)
    found = hazards.show(session.desk, no, day)
    return session.answer(
        "hazard.show", found, lambda: views.card(found), ctx, as_of=day or session.desk.today
    )


@app.command("gaps", help="五落实还缺什么：待补的排在最前")
def gaps(
    ctx: typer.Context,
    unit: UnitOption = None,
    village: VillageOption = None,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List what is missing of the five, by hazard."""
    from dataclasses import replace

    from hazardctl.render.views import hazards as views
    from hazardctl.services import hazards

    session = session_of(ctx)
    day = session.day(as_of)
    wanted = replace(hazards.read_filter(session.desk, given_of(ctx)), gaps=True)
    found = hazards.listed(session.desk, wanted, day)
    return session.answer(
        "hazard.gaps",
        found,
        lambda: views.gaps(found),
        ctx,
        as_of=day or session.desk.today,
        exit_code=int(fail and bool(found)),
    )


@app.command("history", help="一条隐患的来龙去脉：谁、何时、把什么改成了什么")
def history(
    ctx: typer.Context, no: NoArgument, format_: FormatOption = Format.TABLE, output: OutputOption = None
) -> Answer:
    """Tell everything that was entered about a hazard."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import history as services

    session = session_of(ctx)
    lines = services.of(session.desk, no)
    return session.answer("hazard.history", lines, lambda: views.history(no, lines), ctx)


@app.command("amend", help="更正登记内容（对每一天都有效）；改时限、等级、单位、来源、日期要写 --reason")
def amend(
    ctx: typer.Context,
    no: NoArgument,
    title: TitleOption = None,
    level: LevelOption = None,
    unit: UnitOption = None,
    source: SourceOption = None,
    enterprise: EnterpriseOption = None,
    village: VillageOption = None,
    place: PlaceOption = None,
    sector: SectorOption = None,
    category: CategoryOption = None,
    found_on: FoundOnOption = None,
    found_unit: FoundUnitOption = None,
    found_by: FoundByOption = None,
    criterion: CriterionOption = None,
    measures: MeasuresOption = None,
    responsible_unit: ResponsibleUnitOption = None,
    responsible: ResponsibleOption = None,
    funds: FundsOption = None,
    funds_source: FundsSourceOption = None,
    no_funds: NoFundsOption = False,
    deadline: DeadlineOption = None,
    contingency: ContingencyOption = None,
    control_person: ControlOption = None,
    leader: LeaderOption = None,
    fixed_on_spot: SpotOption = None,
    pending: PendingOption = None,
    interim: InterimOption = None,
    key_item: KeyItemOption = None,
    reason: ReasonOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Correct registered facts."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import amend as services

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: services.amend(session.desk, no, given))
    return session.answer("hazard.amend", done, lambda: views.changed("amend", done), ctx)


@app.command("void", help="作废（登记错了），或归并到另一条；任何一天都不再计数，但保留在台账里")
def void(
    ctx: typer.Context,
    no: NoArgument,
    reason: ReasonOption = None,
    duplicate_of: Annotated[str | None, _text("--duplicate-of", "归并到哪条隐患", "编号")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Declare a record void."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import hazards

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: hazards.void(session.desk, no, given))
    return session.answer("hazard.void", done, lambda: views.changed("void", done), ctx)


def _act(ctx: typer.Context, act: str, no: str) -> Answer:
    """Do one act: every command below goes this way."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import hazards

    session = session_of(ctx)
    command = f"hazard {act.replace('_', '-')}"
    build = hazards.BUILDERS[act]
    done = session.asking(given_of(ctx), lambda given: hazards.do(session.desk, command, no, given, build))
    return session.answer(f"hazard.{act}", done, lambda: views.changed(act, done), ctx)


@app.command("plan", help="补齐五落实：先登记待补的隐患，补齐后才能整改、销号")
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


@app.command("rectify", help="整改完成，等待复查")
def rectify(
    ctx: typer.Context,
    no: NoArgument,
    on: OnOption = None,
    by: Annotated[str | None, _text("--by", "谁整改的，默认整改责任人", "姓名")] = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the rectification."""
    return _act(ctx, "rectify", no)


@app.command("close", help="复查合格，销号：五落实逐项确认")
def close(
    ctx: typer.Context,
    no: NoArgument,
    reviewer: ReviewerOption = None,
    on: OnOption = None,
    measures_result: Annotated[str | None, _text("--measures-result", "措施落实情况")] = None,
    responsible_result: Annotated[
        str | None, _text("--responsible-result", "责任落实情况：谁负责完成的")
    ] = None,
    funds_spent: Annotated[str | None, _text("--funds-spent", "实际投入，如 18000 或 1.8万", "金额")] = None,
    contingency_result: Annotated[str | None, _text("--contingency-result", "预案落实情况")] = None,
    conclusion: Annotated[str | None, _text("--conclusion", "复查意见，默认「整改到位」")] = None,
    reviewer_unit: Annotated[
        str | None, _text("--reviewer-unit", "复查单位，默认监管责任单位", "单位")
    ] = None,
    review_kind: Annotated[
        str | None, _text("--review-kind", "复查方式：site 现场（默认）、papers 资料、self 自查", "方式")
    ] = None,
    how: Annotated[
        str | None,
        _text("--kind", "销号方式：rectified 整改（默认）、eliminated 灭失（关停搬迁拆除）", "方式"),
    ] = None,
    evidence: Annotated[str | None, _text("--evidence", "隐患灭失的依据（eliminated 必填）")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Close a hazard."""
    return _act(ctx, "close", no)


@app.command("reject", help="复查不合格，退回整改")
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


@app.command("extend", help="延期整改：批准的或未获批准的都记，原定时限不变")
def extend(
    ctx: typer.Context,
    no: NoArgument,
    new_deadline: Annotated[str | None, _text("--to", "延到哪一天", "日期")] = None,
    reason: ReasonOption = None,
    approver: ApproverOption = None,
    interim: InterimOption = None,
    on: OnOption = None,
    applicant: Annotated[str | None, _text("--applicant", "申请人", "姓名")] = None,
    late: Annotated[str | None, _text("--late", "时限已过才办理的原因")] = None,
    refused: Annotated[bool, typer.Option("--refused", help="申请未获批准")] = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record an extension, granted or refused."""
    return _act(ctx, "extend", no)


@app.command("reopen", help="撤销销号，重新挂账")
def reopen(
    ctx: typer.Context,
    no: NoArgument,
    reason: Annotated[str | None, _text("--reason", "mistaken 销号有误、false 虚假销号", "原因")] = None,
    approver: ApproverOption = None,
    on: OnOption = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Take a closing back."""
    return _act(ctx, "reopen", no)


@app.command("transfer", help="转办给镇里别的单位（reassign），或移送区级等（refer）")
def transfer(
    ctx: typer.Context,
    no: NoArgument,
    to: Annotated[str | None, _text("--to", "转给谁", "单位")] = None,
    kind: Annotated[str | None, _text("--kind", "reassign 转办、refer 移送", "方式")] = None,
    reason: ReasonOption = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Hand a hazard to another office, or out of the town."""
    return _act(ctx, "transfer", no)


@app.command("reply", help="移送后的答复：已办结（ended）或退回（returned）")
def reply(
    ctx: typer.Context,
    no: NoArgument,
    outcome: Annotated[str | None, _text("--outcome", "ended 已办结、returned 退回本镇", "结果")] = None,
    note: NoteOption = None,
    on: OnOption = None,
    doc_no: DocNoOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the answer to a referral."""
    return _act(ctx, "reply", no)


@app.command("regrade", help="等级调整（由人决定，写明依据）")
def regrade(
    ctx: typer.Context,
    no: NoArgument,
    level: LevelOption = None,
    basis: Annotated[str | None, _text("--basis", "依据：文件名称和条款")] = None,
    approver: ApproverOption = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Change the level."""
    return _act(ctx, "regrade", no)


@app.command("report", help="双报告：发现报告、整改报告；另记报区和向职工报告")
def report_(
    ctx: typer.Context,
    no: NoArgument,
    report: Annotated[
        str | None,
        _text("--kind", "discovered 发现、rectified 整改、district 报区、workers 向职工报告", "种类"),
    ] = None,
    to: Annotated[str | None, _text("--to", "报给谁，默认监管责任单位", "单位")] = None,
    on: OnOption = None,
    by: Annotated[str | None, _text("--by", "谁报的", "姓名")] = None,
    doc_no: DocNoOption = None,
    basis: Annotated[str | None, _text("--basis", "依据的检查记录", "JC-…")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record a report."""
    return _act(ctx, "report", no)


@app.command("list-up", help="挂牌督办")
def list_up(
    ctx: typer.Context,
    no: NoArgument,
    authority: Annotated[
        str | None,
        _text("--authority", "town 镇级、district 区级、city 市级、province 省级、nation 国家级", "层级"),
    ] = None,
    on: OnOption = None,
    doc_no: DocNoOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record that an authority listed it."""
    return _act(ctx, "list_up", no)


@app.command("delist", help="摘牌")
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
