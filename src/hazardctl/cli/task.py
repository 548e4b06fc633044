"""`hazardctl task …`: the tasks of the plan, what was done for each, and what is missing since when."""

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
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.cli.voiding import Numbered
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given

app = typer.Typer(help="重点任务：做了没有、缺谁、从何时起缺")

DutyArgument = Annotated[
    str, typer.Argument(metavar="任务", help="编号，如 2-12；或常规工作，如 monthly-dispatch")
]
DoneByOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="落实单位")]


@app.command("list", help="列出任务，可按责任单位、按行动筛选")
def list_(
    ctx: typer.Context,
    unit: UnitOption = None,
    action: Annotated[int | None, typer.Option("--action", metavar="序号", help="第几个行动")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List tasks."""
    from hazardctl.render.views import plans as views
    from hazardctl.services import duties

    session = session_of(ctx)
    found = duties.tasks(session.desk, unit, action)
    return session.answer("task.list", found, lambda: views.tasks(found), ctx)


@app.command("show", help="看一项任务：原文、责任单位、频次")
def show(
    ctx: typer.Context,
    task: Annotated[str, typer.Argument(metavar="任务", help="编号，如 1-8；或印刷序号")],
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one task."""
    from hazardctl.render.views import plans as views
    from hazardctl.services import duties

    session = session_of(ctx)
    found = duties.task(session.desk, task)
    return session.answer("task.show", found, lambda: views.task(found), ctx)


@app.command("log", help="记一次任务落实；检查、调度、通报已记的自动算数，不用再记")
def log(
    ctx: typer.Context,
    duty: DutyArgument,
    part: Annotated[
        str | None, typer.Option("--part", metavar="部分", help="任务有几部分时写明，如 daily、training")
    ] = None,
    item: Annotated[
        str | None, typer.Option("--item", metavar="名目", help="如 岗位操作卡、火灾应急预案")
    ] = None,
    enterprise: EnterpriseOption = None,
    village: VillageOption = None,
    unit: DoneByOption = None,
    post: Annotated[str | None, typer.Option("--post", metavar="岗位", help="如 党委主要负责人")] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="姓名", help="谁做的")] = None,
    on: OnOption = None,
    to: Annotated[str | None, typer.Option("--to", metavar="日期", help="连续几天的，写到哪一天")] = None,
    people: Annotated[str | None, typer.Option("--people", metavar="人数", help="参加人数")] = None,
    note: NoteOption = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record that a duty was done."""
    from hazardctl.render.views import duties as views
    from hazardctl.services import enterprise_pages, records

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: records.log(session.desk, duty, given))
    return session.answer(
        "task.log",
        done.record,
        lambda: views.logged(done.record, enterprise_pages.names(session.desk.plan).parts),
        ctx,
        notes=done.notes,
    )


@app.command("status", help="完成情况：应完成、已完成、缺谁、从何时起缺")
def status(
    ctx: typer.Context,
    unit: UnitOption = None,
    task: Annotated[str | None, typer.Option("--task", metavar="任务", help="只看一项，并列出缺谁")] = None,
    enterprise: EnterpriseOption = None,
    missing: Annotated[bool, typer.Option("--missing", help="只列还缺的，并列出缺谁")] = False,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show done and expected."""
    from hazardctl.render.views import duties as views
    from hazardctl.services import records

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = records.status(session.desk, given_of(ctx), day)
    in_full = bool(task or missing or enterprise)
    return session.answer(
        "task.status",
        found,
        lambda: views.status(found, in_full=in_full),
        ctx,
        as_of=day,
        exit_code=int(fail and found.missing > 0),
    )


@app.command("records", help="列出任务落实记录，新的在前")
def records_(
    ctx: typer.Context,
    duty: Annotated[str | None, typer.Argument(metavar="任务", help="只列一项任务的")] = None,
    unit: DoneByOption = None,
    enterprise: EnterpriseOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List duty records."""
    from hazardctl.render.views import duties as views
    from hazardctl.services import enterprise_pages, records

    session = session_of(ctx)
    day = session.day(as_of)
    found = records.listed(session.desk, duty, given_of(ctx), day)
    return session.answer(
        "task.records",
        found,
        lambda: views.records(found, enterprise_pages.names(session.desk.plan).parts),
        ctx,
        as_of=day,
    )


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import records

    return records.void(desk, no, given)


voiding.add_to(app, "task", "matter.record", "JL-2023-0001", _void)
