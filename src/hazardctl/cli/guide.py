"""`hazardctl guide`: the guides, offline."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command("guide", help="使用指南：按要办的事看；不写主题就列出来")
def guide(
    ctx: typer.Context,
    topic: Annotated[str | None, typer.Argument(metavar="主题", help="如 登记隐患、开会前、日历")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Show a guide, or what there is to read."""
    from hazardctl.render.views import guides as views
    from hazardctl.services import guides

    session = session_of(ctx)
    if topic is None:
        known = guides.topics()
        return session.answer("guide", known, lambda: views.listed(known), ctx)
    found = guides.shown(topic)
    return session.answer("guide", found, lambda: views.page(found), ctx)
