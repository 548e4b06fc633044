"""`hazardctl action …`."""

from typing import Annotated

import typer

from hazardctl.cli import voiding
from hazardctl.cli.options import (
    AsOfOption,
    AttachOption,
    DocNoOption,
    EnterpriseOption,
    FailOption,
    FormatOption,
    FromOption,
    HazardOption,
    OnOption,
    OutputOption,
    ToOption,
    VillageOption,
    VoidFilter,
)
from hazardctl.cli.session import Session, given_of, session_of
from hazardctl.cli.voiding import Numbered
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given

app = typer.Typer(help="督办：提示、调度、交办、督办、约谈、通报、曝光（DB-2023-0001）")

NoArgument = Annotated[str, typer.Argument(metavar="督办编号", help="如 DB-2023-0001")]
TargetOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="对哪个单位")]
KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="手段",
        help="remind 提示、dispatch 调度、assign 交办、supervise 督办、interview 约谈等",
    ),
]
ByOption = Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁办的，默认经办人")]


def _names(session: Session) -> dict[str, str]:
    return {step.key: step.name for step in session.desk.plan.ladder}


@app.command("add", help="记一次督办：对单位或企业，可附有关隐患和回复期限")
def add(
    ctx: typer.Context,
    kind: KindOption = None,
    target: TargetOption = None,
    enterprise: EnterpriseOption = None,
    hazard: HazardOption = None,
    text: Annotated[str | None, typer.Option("--text", metavar="文字", help="内容")] = None,
    on: OnOption = None,
    by: ByOption = None,
    from_unit: Annotated[
        str | None, typer.Option("--from-unit", metavar="单位", help="发出单位，默认牵头的办所")
    ] = None,
    doc_no: DocNoOption = None,
    reply_due: Annotated[str | None, typer.Option("--reply-due", metavar="日期", help="回复期限")] = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record an action."""
    from hazardctl.render.views import actions as views
    from hazardctl.services import actions

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: actions.add(session.desk, given))
    return session.answer(
        "action.add", done.action, lambda: views.saved(done.action, _names(session)), ctx, notes=done.notes
    )


@app.command("reply", help="记对方的回复和效果")
def reply(
    ctx: typer.Context,
    no: NoArgument,
    text: Annotated[str | None, typer.Option("--text", metavar="文字", help="回复内容")] = None,
    effect: Annotated[str | None, typer.Option("--effect", metavar="文字", help="效果")] = None,
    on: OnOption = None,
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁回复的")] = None,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record a reply."""
    from hazardctl.render.views import actions as views
    from hazardctl.services import actions

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: actions.reply(session.desk, no, given))
    return session.answer(
        "action.reply", done.action, lambda: views.saved(done.action, _names(session)), ctx, notes=done.notes
    )


@app.command("list", help="列出督办记录，新的在前；逾期未回复的标出")
def list_(
    ctx: typer.Context,
    kind: KindOption = None,
    unit: TargetOption = None,
    enterprise: EnterpriseOption = None,
    village: VillageOption = None,
    open_: Annotated[bool, typer.Option("--open", help="只列等回复的")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期未回复的")] = False,
    from_: FromOption = None,
    to: ToOption = None,
    void: VoidFilter = False,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List actions."""
    from hazardctl.render.views import actions as views
    from hazardctl.services import actions

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = actions.listed(session.desk, {**given_of(ctx), "open": open_}, day)
    names = _names(session)
    return session.answer(
        "action.list",
        found,
        lambda: views.table(found, names),
        ctx,
        as_of=day,
        exit_code=int(fail and bool(found)),
    )


@app.command("show", help="看一次督办")
def show(
    ctx: typer.Context,
    no: NoArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one action."""
    from hazardctl.render.views import actions as views
    from hazardctl.services import actions

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = actions.show(session.desk, no, day)
    return session.answer("action.show", found, lambda: views.card(found, _names(session)), ctx, as_of=day)


@app.command("suggest", help="逾期的隐患、没按期回复的督办，下一步可用什么手段（只提示，不办理）")
def suggest(
    ctx: typer.Context,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="监管责任单位")] = None,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Propose the next step."""
    from hazardctl.render.views import actions as views
    from hazardctl.services import actions

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = actions.suggest(session.desk, given_of(ctx), day)
    return session.answer(
        "action.suggest",
        found,
        lambda: views.suggestions(found),
        ctx,
        as_of=day,
        exit_code=int(fail and bool(found)),
    )


@app.command("remind", help="提醒文字，可直接转发到工作群：不写 --unit 就是每个单位一份")
def remind(
    ctx: typer.Context,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只提醒这个单位")] = None,
    text: Annotated[bool, typer.Option("--text", help="只要文字，方便复制")] = False,
    record: Annotated[bool, typer.Option("--record", help="已发出：记一次提示")] = False,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Put reminders into words."""
    from hazardctl.render.views import reminders as views
    from hazardctl.services import reminders

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = reminders.remind(session.desk, unit, day, keep=record)
    page = views.plain if text else views.page
    data = found[0] if unit else found
    return session.answer("action.remind", data, lambda: page(found), ctx, as_of=day)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import actions

    return actions.void(desk, no, given)


voiding.add_to(app, "action", "matter.action", "DB-2023-0001", _void)
