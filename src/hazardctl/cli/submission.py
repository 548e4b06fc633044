"""`hazardctl submit` and `hazardctl submissions`."""

from typing import Annotated

import typer

from hazardctl.cli.options import AsOfOption, AttachOption, FailOption, FormatOption, OnOption, OutputOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()

MonthOption = Annotated[
    str | None, typer.Option("--month", metavar="月份", help="哪个月的，默认本月；按季报送的写季内任一月")
]
SenderOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="报送单位")]


@app.command("submit", help="收一份信息报送：进展、难点、经验，或零报告")
def submit(
    ctx: typer.Context,
    sender: SenderOption = None,
    month: MonthOption = None,
    progress: Annotated[str | None, typer.Option("--progress", metavar="文字", help="工作推进情况")] = None,
    difficulties: Annotated[
        str | None, typer.Option("--difficulties", metavar="文字", help="重点、难点问题")
    ] = None,
    practice: Annotated[str | None, typer.Option("--practice", metavar="文字", help="好的经验做法")] = None,
    nil: Annotated[bool, typer.Option("--nil", help="零报告")] = False,
    counts: Annotated[
        str | None, typer.Option("--counts", metavar="发现/整改", help="只报数字的小隐患自查，如 12/10，另计")
    ] = None,
    on: OnOption = None,
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="报送人")] = None,
    update: Annotated[bool, typer.Option("--update", help="更换已报的内容；报送日期仍按第一次")] = False,
    attach: AttachOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Record a return."""
    from hazardctl.render.views import submissions as views
    from hazardctl.services import submissions

    session = session_of(ctx)
    done = session.asking(
        {**given_of(ctx), "month": month}, lambda given: submissions.submit(session.desk, given)
    )
    return session.answer("submit", done.sent, lambda: views.saved(done.sent), ctx, notes=done.notes)


@app.command("submissions", help="信息报送情况：谁报了、零报告、迟报、未报")
def submissions_(
    ctx: typer.Context,
    month: MonthOption = None,
    sender: SenderOption = None,
    missing: Annotated[bool, typer.Option("--missing", help="只列未报的")] = False,
    as_of: AsOfOption = None,
    fail: FailOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show who has sent what."""
    from hazardctl.render.views import submissions as views
    from hazardctl.services import submissions

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = submissions.listed(session.desk, {**given_of(ctx), "month": month}, day)
    return session.answer(
        "submissions",
        found,
        lambda: views.table(found),
        ctx,
        as_of=day,
        exit_code=int(fail and found.not_sent > 0),
    )
