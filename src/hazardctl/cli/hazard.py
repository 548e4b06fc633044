"""`hazardctl hazard …`: registering, looking, correcting. The acts on a hazard are in `hazard_acts`."""

from typing import Annotated

import typer

from hazardctl.cli import hazard_acts, hazard_files, hazard_notice, hazard_reports
from hazardctl.cli.hazard_options import (
    CategoryOption,
    ContingencyOption,
    ControlOption,
    CriterionOption,
    DeadlineOption,
    EnterpriseOption,
    FoundByOption,
    FoundOnOption,
    FoundUnitOption,
    FundsOption,
    FundsSourceOption,
    InterimOption,
    KeyItemOption,
    LeaderOption,
    LevelOption,
    MeasuresOption,
    NoFundsOption,
    PendingOption,
    PlaceOption,
    ResponsibleOption,
    ResponsibleUnitOption,
    SectorOption,
    SourceOption,
    SpotOption,
    SupervisorOption,
    TitleOption,
    text_option,
)
from hazardctl.cli.options import (
    AsOfOption,
    FailOption,
    FormatOption,
    FromOption,
    LimitOption,
    NoArgument,
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
    visit: Annotated[
        str | None, text_option("--visit", "检查记录编号，带出日期、单位、村和检查人", "JC-…")
    ] = None,
    criterion: CriterionOption = None,
    measures: MeasuresOption = None,
    responsible_unit: ResponsibleUnitOption = None,
    responsible: ResponsibleOption = None,
    funds: FundsOption = None,
    funds_source: FundsSourceOption = None,
    no_funds: NoFundsOption = False,
    deadline: DeadlineOption = None,
    contingency: ContingencyOption = None,
    supervisor: SupervisorOption = None,
    control_person: ControlOption = None,
    leader: LeaderOption = None,
    fixed_on_spot: SpotOption = None,
    reviewer: Annotated[
        str | None, text_option("--reviewer", "即查即改的，复查人员（同时销号）", "姓名")
    ] = None,
    pending: PendingOption = None,
    interim: InterimOption = None,
    recurs_from: Annotated[str | None, text_option("--recurs-from", "复发自哪条隐患", "编号")] = None,
    like: Annotated[str | None, text_option("--like", "照着哪条隐患填（描述、类别、措施等）", "编号")] = None,
    key_item: KeyItemOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer | None:
    """Register a hazard; on a terminal what is missing is asked for in a form."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import entry, interview

    session = session_of(ctx)
    given = given_of(ctx)

    def answer(done: entry.Registered) -> Answer:
        page = lambda: views.registered(done.hazard)  # noqa: E731
        return session.answer("hazard.add", done.hazard, page, ctx, notes=done.notes)

    if session.settings.interactive and interview.leaves_open(session.desk, given):
        from hazardctl.cli import hazard_form

        hazard_form.run(session, given, answer)
        return None
    return answer(entry.add(session.desk, given))


@app.command("list", help="列出隐患：可按单位、村、等级、状态、逾期等筛选，可查任何一天")
def list_(
    ctx: typer.Context,
    unit: UnitOption = None,
    village: VillageOption = None,
    level: LevelOption = None,
    status: Annotated[
        str | None,
        text_option(
            "--status",
            "状态：pending 待补、open 整改中、rectified 待复查、closed 已销号、referred 已移送、void 作废",
            "状态",
        ),
    ] = None,
    sector: SectorOption = None,
    source: SourceOption = None,
    enterprise: EnterpriseOption = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期的")] = False,
    due_within: Annotated[
        str | None, text_option("--due-within", "只列几天内到期、还没有逾期的（逾期的用 --overdue）", "天数")
    ] = None,
    listed: Annotated[bool, typer.Option("--listed", help="只列挂牌督办的")] = False,
    stock: Annotated[bool, typer.Option("--stock", help="只列行动开始前的存量")] = False,
    carried: Annotated[bool, typer.Option("--carried", help="只列行动结束时结转的")] = False,
    from_: FromOption = None,
    to: ToOption = None,
    search: Annotated[
        str | None, text_option("--search", "描述、部位、单位、编号里的字，可写几个词，也可写拼音或首字母")
    ] = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List hazards as they stood on a day."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import look

    session = session_of(ctx)
    day = session.day(as_of)
    given = given_of(ctx)
    wanted = look.read_filter(session.desk, given)
    most = limit if output and limit is None else limit_for(format_, limit)
    poured = format_ is not Format.TABLE and not (output or limit)
    rows = () if poured else look.listed(session.desk, wanted, day, most or -1)
    found = look.poured(session.desk, wanted, day) if poured else rows
    return session.answer(
        "hazard.list",
        found,
        lambda: views.table(rows, most or -1),
        ctx,
        as_of=day or session.desk.today,
        exit_code=int(fail and found != ()),
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
    from hazardctl.services import look

    session = session_of(ctx)
    day = session.day(as_of)
    found = look.show(session.desk, no, day)
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
    from msgspec.structs import replace

    from hazardctl.render.views import hazards as views
    from hazardctl.services import look

    session = session_of(ctx)
    day = session.day(as_of)
    wanted = replace(look.read_filter(session.desk, given_of(ctx)), gaps=True)
    found = look.listed(session.desk, wanted, day)
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
    supervisor: SupervisorOption = None,
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
    return session.answer(
        "hazard.amend", done.hazard, lambda: views.changed("amend", done.hazard), ctx, notes=done.notes
    )


@app.command("void", help="作废（登记错了），或归并到另一条；任何一天都不再计数，但保留在台账里")
def void(
    ctx: typer.Context,
    no: NoArgument,
    reason: ReasonOption = None,
    duplicate_of: Annotated[str | None, text_option("--duplicate-of", "归并到哪条隐患", "编号")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Declare a record void."""
    from hazardctl.render.views import hazards as views
    from hazardctl.services import hazards

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: hazards.void(session.desk, no, given))
    return session.answer("hazard.void", done, lambda: views.changed("void", done), ctx)


hazard_acts.add_to(app)
hazard_files.add_to(app)
hazard_notice.add_to(app)
hazard_reports.add_to(app)
