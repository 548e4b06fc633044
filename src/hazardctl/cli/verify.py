"""`hazardctl verify`."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command("verify", help="核对台账有没有被改过、坏过：流水、每一行、存下的数、印发、附件")
def verify(
    ctx: typer.Context,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="校验码", help="纸上印的校验码，或印发的月份如 2023-08、2023-08/2"),
    ] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Prove the ledger against its own journal."""
    from hazardctl.render.views import proof as views
    from hazardctl.services import backups, proof

    session = session_of(ctx)
    found = proof.verify(session.desk, since)
    on_server = session.desk.on_server
    copy = None if found.sound or on_server else backups.newest_good(session.desk)
    page = views.page(found, str(copy) if copy else None, on_server=on_server)
    return session.answer("verify", found, lambda: page, ctx, exit_code=int(not found.sound), head=found.head)
