"""`hazardctl log` and `hazardctl undo`."""

from typing import Annotated

import typer

from hazardctl.cli.options import (
    FormatOption,
    FromOption,
    LimitOption,
    OutputOption,
    ReasonOption,
    ToOption,
    limit_for,
)
from hazardctl.cli.session import given_of, session_of
from hazardctl.errors import Problem, Refused
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command("log", help="流水：谁、何时、办了什么；加流水号看每一项 原来 → 现在")
def log(
    ctx: typer.Context,
    tx: Annotated[str | None, typer.Argument(metavar="流水号", help="只看这一步，逐项列出")] = None,
    no: Annotated[str | None, typer.Option("--no", metavar="编号", help="只看这个编号的")] = None,
    actor: Annotated[str | None, typer.Option("--by", metavar="姓名", help="只看这个人办的")] = None,
    command: Annotated[
        str | None, typer.Option("--command", metavar="命令", help="只看这个命令，如 'hazard close'")
    ] = None,
    from_: FromOption = None,
    to: ToOption = None,
    search: Annotated[str | None, typer.Option("--search", metavar="文字", help="内容里有这几个字的")] = None,
    limit: LimitOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Tell what was typed."""
    from hazardctl.render.views import log as views
    from hazardctl.services import log as services

    session = session_of(ctx)
    most = -1 if output else limit_for(format_, limit)
    if tx:
        detail = services.shown(session.desk, tx, most)
        return session.answer("log.show", detail, lambda: views.detail(detail), ctx)
    given = {**given_of(ctx), "no": no}
    found = services.listed(session.desk, given, most)
    return session.answer("log", found, lambda: views.table(found, most if most > 0 else None), ctx)


@app.command("undo", help="撤销：自己刚办的一步，或写流水号；登记的作废留号，其余撤回，流水都在")
def undo(
    ctx: typer.Context,
    tx: Annotated[str | None, typer.Argument(metavar="流水号", help="撤销哪一步，见 hazardctl log")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接撤销")] = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Take one command back."""
    from hazardctl.messages import undo as messages
    from hazardctl.render.views import log as views
    from hazardctl.services import undo as services

    session = session_of(ctx)
    plan = services.preview(session.desk, tx)
    if not yes:
        lines = views.undoing(plan)
        if not session.settings.interactive:
            raise Refused(Problem("needs_yes", "\n".join([*lines, messages.needs_yes(plan.seq)]), "yes"))
        session.confirm(lines, messages.ask(), messages.left_alone())
    done = services.undo(session.desk, plan.tx, reason)
    return session.answer("undo", done, lambda: views.undone(done, told=not yes), ctx)
