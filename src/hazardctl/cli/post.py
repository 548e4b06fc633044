"""`hazardctl post …`."""

from typing import Annotated

import typer

from hazardctl.cli.options import AsOfOption, FormatOption, OutputOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer(help="岗位：方案要求亲自做的，由谁担任")


@app.command("list", help="列出方案里的岗位、担任人和要做的任务")
def list_(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """List posts."""
    from hazardctl.render.views import duties as views
    from hazardctl.services import posts

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = posts.listed(session.desk, day)
    return session.answer("post.list", found, lambda: views.posts(found), ctx, as_of=day)


@app.command("set", help="登记岗位由谁担任，几位分管负责人可一次写全")
def set_(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="岗位", help="如 分管负责人")],
    names: Annotated[list[str], typer.Argument(metavar="姓名…", help="担任人，可写多个")],
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="日期", help="从哪天起担任；首次登记默认行动开始之日，换人默认今天"),
    ] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Say who holds a post."""
    from hazardctl.render.views import duties as views
    from hazardctl.services import posts

    session = session_of(ctx)
    done = posts.hand_over(session.desk, key, names, given_of(ctx))
    return session.answer("post.set", done, lambda: views.post_set(done), ctx)
