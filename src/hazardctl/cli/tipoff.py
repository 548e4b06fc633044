"""`hazardctl tipoff …`. Text and code come from a file, from standard input or by a question: never as an option."""

import sys
from typing import Annotated

import typer

from hazardctl.cli import voiding
from hazardctl.cli.options import (
    ApproverOption,
    AsOfOption,
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
from hazardctl.errors import Problem, Refused
from hazardctl.messages import tipoffs as messages
from hazardctl.render.output import Answer, Format
from hazardctl.services.desk import Desk
from hazardctl.services.form import Given, Typed
from hazardctl.settings import place

app = typer.Typer(help="举报：受理、核查、奖励；不登记举报人（JB-2023-0001）")

NoArgument = Annotated[str, typer.Argument(metavar="举报编号", help="如 JB-2023-0001")]
HandlerOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="承办单位")]


def _read(name: str | None) -> str | None:
    """Return what a file or standard input (`-`) holds; None where none is named, so that it is asked for."""
    if name is None:
        return None
    try:
        raw = sys.stdin.buffer.read() if name == "-" else place(name).read_bytes()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("gb18030")
    except (OSError, ValueError) as error:
        raise Refused(Problem("no_file", messages.not_readable(name), "tip")) from error


def _given(ctx: typer.Context, field: str, value: str | None) -> dict[str, Typed]:
    """Return what was typed, with what was read in place of the file's name."""
    return {**{k: v for k, v in given_of(ctx).items() if not k.endswith("_file")}, field: value}


@app.command("add", help="受理举报；内容从文件、标准输入或提问读入，领奖码只显示一次")
def add(
    ctx: typer.Context,
    text_file: Annotated[
        str | None, typer.Option("--text-file", metavar="文件", help="举报内容所在的文件，- 表示标准输入")
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel", metavar="途径", help="phone 电话、visit 来访、letter 来信、online 网络、other"
        ),
    ] = None,
    internal: Annotated[bool, typer.Option("--internal", help="企业员工内部举报")] = False,
    enterprise: EnterpriseOption = None,
    village: VillageOption = None,
    sector: Annotated[str | None, typer.Option("--sector", metavar="行业", help="行业领域")] = None,
    unit: HandlerOption = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Take a tip-off in."""
    from hazardctl.render.views import tipoffs as views
    from hazardctl.services import tipoffs

    session = session_of(ctx)
    given = _given(ctx, "tip", _read(text_file))
    done = session.asking(given, lambda given: tipoffs.add(session.desk, given))
    data = {**done.tipoff._asdict(), "claim_code": done.claim_code}
    return session.answer("tipoff.add", data, lambda: views.received(done), ctx, notes=done.notes)


@app.command("verify", help="记核查结果，和由它查出的隐患")
def verify(
    ctx: typer.Context,
    no: NoArgument,
    result: Annotated[
        str | None, typer.Option("--result", metavar="结果", help="true 属实、partly 部分属实、false 不属实")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="核查人员，默认经办人")] = None,
    on: OnOption = None,
    hazard: HazardOption = None,
    note: NoteOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record what checking found."""
    from hazardctl.render.views import tipoffs as views
    from hazardctl.services import tipoffs

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: tipoffs.verify(session.desk, no, given))
    return session.answer("tipoff.verify", done, lambda: views.changed(done), ctx)


@app.command("reward", help="凭领奖码发放奖励，只发一次")
def reward(
    ctx: typer.Context,
    no: NoArgument,
    reward: Annotated[str | None, typer.Option("--amount", metavar="金额", help="奖励金额")] = None,
    approver: ApproverOption = None,
    code_file: Annotated[
        str | None, typer.Option("--code-file", metavar="文件", help="领奖码所在的文件，- 表示标准输入")
    ] = None,
    on: OnOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Pay a reward."""
    from hazardctl.render.views import tipoffs as views
    from hazardctl.services import tipoffs

    session = session_of(ctx)
    given = _given(ctx, "code", _read(code_file))
    done = session.asking(given, lambda given: tipoffs.reward(session.desk, no, given))
    return session.answer("tipoff.reward", done, lambda: views.changed(done), ctx)


@app.command("list", help="列出举报，不含内容")
def list_(
    ctx: typer.Context,
    open_: Annotated[bool, typer.Option("--open", help="只列待核查的")] = False,
    unit: HandlerOption = None,
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
    """List tip-offs without their text."""
    from hazardctl.render.views import tipoffs as views
    from hazardctl.services import tipoffs

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = tipoffs.listed(session.desk, {**given_of(ctx), "open": open_}, day)
    return session.answer(
        "tipoff.list", found, lambda: views.table(found), ctx, as_of=day, exit_code=int(fail and bool(found))
    )


@app.command("show", help="看一件举报的内容；只有这条命令显示内容")
def show(
    ctx: typer.Context,
    no: NoArgument,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show one tip-off with its text."""
    from hazardctl.render.views import tipoffs as views
    from hazardctl.services import tipoffs

    session = session_of(ctx)
    found = tipoffs.show(session.desk, no, session.desk.today)
    data = {**found.tipoff._asdict(), "text": found.text}
    return session.answer("tipoff.show", data, lambda: views.card(found), ctx)


@app.command("redact", help="销毁举报内容：台账和能找到的备份一并销毁，不能恢复")
def redact(
    ctx: typer.Context,
    no: NoArgument,
    reason: ReasonOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Destroy the text of a tip-off."""
    from hazardctl.render.views import tipoffs as views
    from hazardctl.services import tipoffs

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: tipoffs.redact(session.desk, no, given))
    return session.answer("tipoff.redact", done, lambda: views.redacted(done), ctx)


def _void(desk: Desk, no: str, given: Given) -> Numbered:
    from hazardctl.services import tipoffs

    return tipoffs.void(desk, no, given)


voiding.add_to(app, "tipoff", "matter.tipoff", "JB-2023-0001", _void)
