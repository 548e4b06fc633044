"""`hazardctl backup`."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command("backup", help="备份台账：先核对再落盘，默认放在台账旁的 backups 文件夹")
def backup(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="文件", help="备份到哪个文件")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Copy the ledger."""
    from hazardctl.messages import backups as messages
    from hazardctl.render.shapes import Line, Page
    from hazardctl.services import backups

    session = session_of(ctx)
    done = backups.backup(session.desk, file)
    page = Page((Line(messages.written(done.path, done.entries, done.head), "good"),))
    return session.answer("backup", done, lambda: page, ctx)
