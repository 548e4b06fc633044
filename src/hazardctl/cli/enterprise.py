"""`hazardctl enterprise …`."""

from typing import Annotated

import typer

from hazardctl.cli.options import (
    AsOfOption,
    FailOption,
    FormatOption,
    LimitOption,
    OutputOption,
    UnitOption,
    VillageOption,
    limit_for,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer(help="单位（场所）：资料、监管单位、缺什么")

NameArgument = Annotated[str, typer.Argument(metavar="名称", help="单位（场所）名称")]
CodeOption = Annotated[
    str | None, typer.Option("--credit-code", metavar="代码", help="统一社会信用代码，18 位")
]
SectorOption = Annotated[str | None, typer.Option("--sector", metavar="行业", help="行业领域")]
RegulatorOption = Annotated[
    str | None, typer.Option("--regulator", metavar="单位", help="监管单位；写 auto 按方案的分工确定")
]
HeadcountOption = Annotated[
    str | None, typer.Option("--headcount", metavar="人数", help="从业人员；30 人以下（含）为小微企业")
]
HighRiskOption = Annotated[bool, typer.Option("--high-risk", help="高危行业领域企业")]
NotHighRiskOption = Annotated[bool, typer.Option("--not-high-risk", help="不是高危行业领域企业")]
SoleOption = Annotated[bool, typer.Option("--sole-trader", help="个体经营者")]
NotSoleOption = Annotated[bool, typer.Option("--not-sole-trader", help="不是个体经营者")]
ContactOption = Annotated[str | None, typer.Option("--contact", metavar="姓名", help="联系人")]
PhoneOption = Annotated[str | None, typer.Option("--phone", metavar="电话", help="联系电话，列表里不全显示")]
AddressOption = Annotated[str | None, typer.Option("--address", metavar="地址", help="地址")]
OpenedOption = Annotated[
    str | None, typer.Option("--opened-on", metavar="日期", help="开业日期；之前的任务不算它的")
]


@app.command("add", help="登记一家单位（场所）")
def add(
    ctx: typer.Context,
    name: NameArgument,
    credit_code: CodeOption = None,
    sector: SectorOption = None,
    regulator: RegulatorOption = None,
    village: VillageOption = None,
    headcount: HeadcountOption = None,
    high_risk: HighRiskOption = False,
    not_high_risk: NotHighRiskOption = False,
    sole_trader: SoleOption = False,
    not_sole_trader: NotSoleOption = False,
    contact: ContactOption = None,
    phone: PhoneOption = None,
    address: AddressOption = None,
    opened_on: OpenedOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Register an enterprise."""
    from hazardctl.render.views import enterprises as views
    from hazardctl.services import enterprises

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: enterprises.add(session.desk, given))
    found = enterprises.as_record(done.firm)
    return session.answer("enterprise.add", found, lambda: views.saved(found), ctx, notes=done.notes)


@app.command("amend", help="更正资料；停业的写 --closed-on，之后的任务不再算它的")
def amend(
    ctx: typer.Context,
    name: NameArgument,
    new_name: Annotated[str | None, typer.Option("--name", metavar="名称", help="新名称")] = None,
    credit_code: CodeOption = None,
    sector: SectorOption = None,
    regulator: RegulatorOption = None,
    village: VillageOption = None,
    headcount: HeadcountOption = None,
    high_risk: HighRiskOption = False,
    not_high_risk: NotHighRiskOption = False,
    sole_trader: SoleOption = False,
    not_sole_trader: NotSoleOption = False,
    contact: ContactOption = None,
    phone: PhoneOption = None,
    address: AddressOption = None,
    opened_on: OpenedOption = None,
    closed_on: Annotated[str | None, typer.Option("--closed-on", metavar="日期", help="停业日期")] = None,
    closed_how: Annotated[
        str | None, typer.Option("--closed-how", metavar="方式", help="closed（关闭）或 moved（搬迁）")
    ] = None,
    not_closed: Annotated[bool, typer.Option("--not-closed", help="没有停业（撤销记错的停业）")] = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Correct what is known of an enterprise."""
    from hazardctl.render.views import enterprises as views
    from hazardctl.services import enterprises

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: enterprises.amend(session.desk, name, given))
    found = enterprises.as_record(done.firm)
    return session.answer("enterprise.amend", found, lambda: views.amended(found), ctx, notes=done.notes)


@app.command("list", help="列出单位（场所），可只列缺某项的")
def list_(
    ctx: typer.Context,
    missing: Annotated[
        str | None,
        typer.Option(
            "--missing",
            metavar="什么",
            help="缺什么：明白卡、演练、自查（本月一次没有）、培训、两单两卡、每月排查、任务编号如 2-12/drill；"
            "资料：监管单位、行业领域、credit_code、sector、regulator、village、headcount、contact、phone",
        ),
    ] = None,
    unit: UnitOption = None,
    village: VillageOption = None,
    sector: SectorOption = None,
    high_risk: HighRiskOption = False,
    is_micro: Annotated[bool, typer.Option("--micro", help="小微企业（30 人以下）")] = False,
    sole_trader: SoleOption = False,
    closed: Annotated[bool, typer.Option("--closed", help="只列已停业的")] = False,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="文字", help="名称里的字，可写几个词，也可写拼音或首字母"),
    ] = None,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List enterprises."""
    from hazardctl.render.views import enterprises as views
    from hazardctl.services import enterprise_pages

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    everything = enterprise_pages.listed(session.desk, given_of(ctx), day)
    most = limit_for(format_, limit)
    found = everything if most < 0 else everything[:most]
    return session.answer(
        "enterprise.list",
        found,
        lambda: views.table(found, cut=len(found) < len(everything)),
        ctx,
        as_of=day,
        exit_code=int(fail and bool(found)),
    )


@app.command("show", help="一家单位的全部：资料、隐患、检查、任务完成情况")
def show(
    ctx: typer.Context,
    name: NameArgument,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one enterprise."""
    from hazardctl.render.views import enterprises as views
    from hazardctl.services import enterprise_pages

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = enterprise_pages.show(session.desk, name, day)
    return session.answer(
        "enterprise.show",
        found,
        lambda: views.page(found, enterprise_pages.names(session.desk.plan)),
        ctx,
        as_of=day,
    )
