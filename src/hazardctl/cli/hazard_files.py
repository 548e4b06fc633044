"""`hazardctl hazard attach`: files that prove something about a hazard."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, NoArgument, OutputOption
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

_app = typer.Typer()


def add_to(app: typer.Typer) -> None:
    """Put this command into the group `hazard`."""
    app.registered_commands += _app.registered_commands


@_app.command("attach", help="附上照片、通知书等凭证；文件存一份在台账旁的 evidence 文件夹")
def attach(
    ctx: typer.Context,
    no: NoArgument,
    files: Annotated[list[str], typer.Argument(metavar="文件…", help="要附的文件，可写多个")],
    keep_position: Annotated[
        bool, typer.Option("--keep-position", help="保留照片里的拍摄位置（默认去掉，只留时间、相机和方向）")
    ] = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Attach files to a hazard."""
    from hazardctl.render.views import attachments as views
    from hazardctl.services import attachments

    session = session_of(ctx)
    done = session.asking(given_of(ctx), lambda given: attachments.attach(session.desk, no, given))
    return session.answer(
        "hazard.attach", done, lambda: views.attached(done), ctx, notes=attachments.notes(done)
    )
