"""`hazardctl permit …`."""

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
    NoteOption,
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

app = typer.Typer(help="作业许可：检维修、有限空间、委外等作业，逐项检查（ZY-2023-0001）")

NoArgument = Annotated[str, typer.Argument(metavar="作业编号", help="如 ZY-2023-0001")]
OperationOption = Annotated[
    str | None,
    typer.Option("--operation", metavar="作业", help="作业种类，如 检维修、有限空间、委外"),
]
GuardianOption = Annotated[
    str | None, typer.Option("--guardian", metavar="姓名", help="现场监护人；写了就算这一项办结")
]
ReportToOption = Annotated[
    str | None, typer.Option("--report-to", metavar="单位", help="向谁报备；写了就算这一项办结")
]
ByOption = Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁核对的，默认经办人")]


@app.command("add", help="办一张作业许可；已经办结的检查一并写上，没写的逐项列为缺")
def add(
    ctx: typer.Context,
    operation: OperationOption = None,
    enterprise: EnterpriseOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="日期", help="作业日期，可以是以后，默认今天")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="日期", help="许可到哪一天为止")] = None,
    unit: UnitOption = None,
    village: VillageOption = None,
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="行业", help="新登记的单位属于哪个行业")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="文字", help="作业部位")] = None,
    what: Annotated[str | None, typer.Option("--what", metavar="文字", help="作业内容")] = None,
    contractor: Annotated[
        str | None, typer.Option("--contractor", metavar="名称", help="承包单位（委外作业必填）")
    ] = None,
    worker: Annotated[
        str | None, typer.Option("--worker", metavar="姓名", help="作业人员，多人用、隔开")
    ] = None,
    guardian: GuardianOption = None,
    report_to: ReportToOption = None,
    done: Annotated[
        list[str] | None, typer.Option("--done", metavar="检查项", help="已办结的检查，可写多个")
    ] = None,
    by: ByOption = None,
    note: NoteOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Enter a permit."""
    from hazardctl.render.views import permits as views
    from hazardctl.services import permits

    session = session_of(ctx)
    made = session.asking(given_of(ctx), lambda given: permits.add(session.desk, given))
    return session.answer("permit.add", made.permit, lambda: views.added(made.permit), ctx, notes=made.notes)


@app.command("tick", help="记办结的检查；先通风、再检测、后作业")
def tick(
    ctx: typer.Context,
    no: NoArgument,
    checks: Annotated[
        list[str] | None, typer.Argument(metavar="检查项…", help="如 通风、安全协议，可写多个")
    ] = None,
    on: OnOption = None,
    by: ByOption = None,
    guardian: GuardianOption = None,
    report_to: ReportToOption = None,
    note: NoteOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Tick checks."""
    from hazardctl.render.views import permits as views
    from hazardctl.services import permits

    session = session_of(ctx)
    made = session.asking(given_of(ctx), lambda given: permits.tick(session.desk, no, given))
    return session.answer(
        "permit.tick", made.permit, lambda: views.ticked(made.permit), ctx, notes=made.notes
    )


@app.command("start", help="开始作业；有限空间没有先通风、再检测的，不能开始")
def start(
    ctx: typer.Context,
    no: NoArgument,
    on: OnOption = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the beginning of the work."""
    from hazardctl.render.views import permits as views
    from hazardctl.services import permits

    session = session_of(ctx)
    made = session.asking(given_of(ctx), lambda given: permits.start(session.desk, no, given))
    return session.answer(
        "permit.start", made.permit, lambda: views.started(made.permit), ctx, notes=made.notes
    )


@app.command("finish", help="作业完成")
def finish(
    ctx: typer.Context,
    no: NoArgument,
    on: OnOption = None,
    note: NoteOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record the end of the work."""
    from hazardctl.render.views import permits as views
    from hazardctl.services import permits

    session = session_of(ctx)
    made = session.asking(given_of(ctx), lambda given: permits.finish(session.desk, no, given))
    return session.answer(
        "permit.finish", made.permit, lambda: views.finished(made.permit), ctx, notes=made.notes
    )


@app.command("list", help="列出作业许可和各自缺的检查，新的在前")
def list_(
    ctx: typer.Context,
    operation: OperationOption = None,
    missing: Annotated[bool, typer.Option("--missing", help="只列检查不齐的")] = False,
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
    """List permits."""
    from hazardctl.render.views import permits as views
    from hazardctl.services import permits

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = permits.listed(session.desk, given_of(ctx), day)
    code = int(fail and bool(found))
    return session.answer("permit.list", found, lambda: views.table(found), ctx, as_of=day, exit_code=code)


@app.command("show", help="看一张作业许可：每项检查办结没有，方案怎么说")
def show(
    ctx: typer.Context,
    no: NoArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one permit."""
    from hazardctl.render.views import permits as views
    from hazardctl.services import permits

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = permits.show(session.desk, no, day)
    return session.answer("permit.show", found, lambda: views.card(found), ctx, as_of=day)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import permits

    return permits.void(desk, no, given)


voiding.add_to(app, "permit", "matter.permit", "ZY-2023-0001", _void)
