"""`hazardctl report half-year|phase|final|unit`: reports of more than a month, and one office's own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hazardctl.cli.options import AsOfOption, FormatOption
from hazardctl.cli.session import Session, session_of
from hazardctl.render.output import SUFFIXES, Answer, Format, check_file

if TYPE_CHECKING:
    from hazardctl.services.summaries import Summary

_app = typer.Typer()


def add_to(group: typer.Typer) -> None:
    """Put these commands into the group `report`."""
    group.registered_commands += _app.registered_commands


def _checked(names: list[str] | None) -> list[str] | None:
    for name in names or ():
        check_file(Path(name), (".docx", *SUFFIXES))
    return names


_OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        help="写到文件（.docx .xlsx .csv .json .txt），可写多个",
        callback=_checked,
    ),
]


def _answer(ctx: typer.Context, make: Callable[[Session], "Summary"]) -> Answer:
    from hazardctl.render import papers
    from hazardctl.render.views import summaries as views

    session = session_of(ctx)
    found = make(session)
    return session.answer(
        f"report.{found.kind}",
        found,
        lambda: views.page(found),
        ctx,
        as_of=found.until,
        papers=papers.summary(found, session.desk),
    )


@_app.command("half-year", help="半年通报：整治进展、各单位任务完成和整改排名")
def half_year(
    ctx: typer.Context,
    half: Annotated[
        str | None, typer.Argument(metavar="半年", help="如 2023-H2、2023年下半年，默认本半年")
    ] = None,
    format_: FormatOption = Format.TABLE,
    output: _OutputOption = None,
) -> Answer:
    """Make the half-year's circular."""
    from hazardctl.services import summaries

    return _answer(ctx, lambda session: summaries.half_year(session.desk, half))


@_app.command("phase", help="一个阶段的情况：数字、阶段成果、各单位排名")
def phase(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="阶段", help="1 到 4，或阶段名称")],
    format_: FormatOption = Format.TABLE,
    output: _OutputOption = None,
) -> Answer:
    """Make a phase's report."""
    from hazardctl.services import summaries

    return _answer(ctx, lambda session: summaries.phase(session.desk, number))


@_app.command("final", help="行动总结：全程数字对照目标")
def final(
    ctx: typer.Context,
    format_: FormatOption = Format.TABLE,
    output: _OutputOption = None,
) -> Answer:
    """Make the whole campaign's report."""
    from hazardctl.services import summaries

    return _answer(ctx, lambda session: summaries.final(session.desk))


@_app.command("unit", help="一个单位的情况：隐患、任务、阶段成果、职责，供它自己开会用")
def unit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="单位", help="办所（中心）或村（社区）")],
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: _OutputOption = None,
) -> Answer:
    """Make one office's page."""
    from hazardctl.render import papers
    from hazardctl.render.views import units as views
    from hazardctl.services import units

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    found = units.show(session.desk, name, day)
    return session.answer(
        "report.unit",
        found,
        lambda: views.page(found),
        ctx,
        as_of=day,
        papers=papers.unit(found, session.desk, day),
    )
