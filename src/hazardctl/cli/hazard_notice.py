"""`hazardctl hazard notice`: the papers that go with a hazard."""

from functools import partial
from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, output_option
from hazardctl.cli.session import given_of, session_of
from hazardctl.render.output import Answer, Format

_app = typer.Typer()


def add_to(app: typer.Typer) -> None:
    """Put this command into the group `hazard`."""
    app.registered_commands += _app.registered_commands


@_app.command("notice", help="出文书：整改通知书、复查意见书、销号和延期审批表、移送函、督办函（Word）")
def notice(
    ctx: typer.Context,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="隐患编号…", help="一家单位的一条或几条隐患")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="种类",
            help="rectify 整改通知、review 复查意见、close 销号审批、extend 延期审批、refer 移送函、supervise 督办函",
        ),
    ] = None,
    visit: Annotated[
        str | None,
        typer.Option(
            "--visit",
            metavar="检查编号",
            help="一次检查发现的全部隐患，如 JC-2023-0001；不适合出这种文书的不列入",
        ),
    ] = None,
    next_: Annotated[
        bool, typer.Option("--next", help="延期表：不按最近一次申请填，出下一次申请的空表")
    ] = False,
    format_: FormatOption = Format.TABLE,
    output: Annotated[list[str] | None, output_option(".docx", files=(".json", ".txt"))] = None,
) -> Answer:
    """Make a paper of one hazard or several."""
    from hazardctl.render import papers
    from hazardctl.render.views import notices as views
    from hazardctl.services import notices

    session = session_of(ctx)
    given = {name.rstrip("_"): value for name, value in given_of(ctx).items() if name != "numbers"}
    made = session.asking(given, lambda told: notices.notice(session.desk, numbers or (), told))
    return session.answer(
        "hazard.notice",
        notices.as_record(made),
        lambda: views.page(made),
        ctx,
        notes=made.notes,
        papers={".docx": partial(papers.notice, made, session.desk)},
    )
