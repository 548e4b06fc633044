"""`hazardctl doctor`."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

app = typer.Typer()


@app.command("doctor", help="体检：版本、台账在哪、权限、磁盘、网盘、时钟、备份；有问题以退出码 1 结束")
def doctor(
    ctx: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="连台账和每一份备份都从头核对")] = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Look at what the program and the ledger stand on."""
    from hazardctl.domain.doctor import Health
    from hazardctl.render.views import doctor as views
    from hazardctl.services import doctor as services

    session = session_of(ctx)
    found = services.doctor(session.desk, full=full)
    bad = any(sign.health is Health.BAD for sign in found)
    return session.answer("doctor", found, lambda: views.page(found), ctx, exit_code=int(bad))
