"""`hazardctl backup` and `hazardctl restore`."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.errors import Problem, Refused
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
    rotated = [Line(messages.rotated(len(done.rotated)), "quiet")] if done.rotated else []
    page = Page((Line(messages.written(done.path, done.entries, done.head), "good"), *rotated))
    return session.answer("backup", done, lambda: page, ctx)


@app.command("restore", help="恢复：用一份备份替换台账，原文件留着")
def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="备份文件", help="用哪一份备份")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接恢复")] = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Put a copy in the ledger's place."""
    from hazardctl.messages import backups as messages
    from hazardctl.render.shapes import Line, Page
    from hazardctl.services import restore as services

    session = session_of(ctx)
    plan = services.preview(session.desk, file)
    if plan.replaces and not yes:
        from hazardctl.render import prompt

        lines = [messages.will_restore(file, plan.entries, plan.beyond)]
        if not session.settings.interactive:
            raise Refused(Problem("needs_yes", "\n".join([*lines, messages.needs_yes(file)]), "yes"))
        if not prompt.confirmed(lines, messages.ask()):
            raise Refused(Problem("left_alone", messages.left_alone()))
    done = services.restore(session.desk, plan)
    asides = [messages.kept(done.kept), messages.lost(done.lost)] if done.kept else []
    page = Page([Line(messages.restored(done.path, done.seq), "good"), *(Line(one) for one in asides if one)])
    return session.answer("restore", done, lambda: page, ctx)
