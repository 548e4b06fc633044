"""`hazardctl move`."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command(
    "move",
    help="把台账整本搬到另一处：新文件，或 postgresql:// 开头的服务器地址；原台账不动，搬的时候请大家先停手",
)
def move(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="去处", help="新文件，或服务器地址；那里不能已有台账")],
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Carry the ledger to another place."""
    from hazardctl.messages import moving as messages
    from hazardctl.render.shapes import Line, Page
    from hazardctl.services import moving

    session = session_of(ctx)
    done = moving.move(session.desk, target)
    lines = [
        Line(messages.moved(done.target, done.rows, done.entries, done.head or ""), "good"),
        *([Line(messages.files(done.files))] if done.files else []),
        *([Line(messages.files_left("、".join(done.files_left)), "warn")] if done.files_left else []),
        Line(messages.use_it(done.target)),
        *([Line(messages.name_the_town(done.town))] if "://" in done.target else []),
        Line(messages.leave_the_old(done.source), "warn"),
    ]
    return session.answer("move", done, lambda: Page(lines), ctx)
