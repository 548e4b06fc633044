"""`hazardctl report half-year|phase|final|unit`: reports of more than a month, and one office's own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from hazardctl.cli import issuing
from hazardctl.cli.issuing import DocNoOption, IssueOption, LiveOption
from hazardctl.cli.options import AsOfOption, FormatOption, WordOption, named_at_most
from hazardctl.cli.session import Session, session_of
from hazardctl.render.output import Answer, Format

if TYPE_CHECKING:
    from hazardctl.services.summary_issues import Handed, Way

_app = typer.Typer()


def add_to(group: typer.Typer) -> None:
    """Put these commands into the group `report`."""
    group.registered_commands += _app.registered_commands


def _answer(ctx: typer.Context, make: Callable[[Session, "Way"], "Handed"]) -> Answer:
    """Answer with a report; before it is handed in, the paper that is asked for is filled for nothing."""
    from hazardctl.render import papers
    from hazardctl.render.views import summaries as views
    from hazardctl.services.summary_issues import LIVE, Way

    session, typed = session_of(ctx), ctx.params
    way = Way(live=typed["live"], issue=typed["issue"], doc_no=typed["doc_no"])
    issuing.check(**way._asdict())
    if way.issue:
        papers.rehearse_summary(make(session, LIVE).summary, session.desk, typed["output"] or ())
    found, last = make(session, way)
    issue = found.report.issue
    return session.answer(
        f"report.{found.kind}",
        found,
        lambda: views.page(found, last, session.desk.head()),
        ctx,
        as_of=found.until,
        notes=views.notes(found) if way.issue else (),
        head=issue.head if issue else None,
        papers=papers.summary(found, session.desk),
    )


@_app.command("half-year", help="半年通报：整治进展、各单位任务完成和整改排名")
def half_year(
    ctx: typer.Context,
    half: Annotated[
        str | None, typer.Argument(metavar="半年", help="如 2023-H2、2023年下半年，默认本半年")
    ] = None,
    issue: IssueOption = False,
    live: LiveOption = False,
    doc_no: DocNoOption = None,
    format_: FormatOption = Format.TABLE,
    output: WordOption = None,
) -> Answer:
    """Make the half-year's circular."""
    from hazardctl.services import summaries

    return _answer(ctx, lambda session, way: summaries.half_year(session.desk, half, way))


@_app.command("phase", help="一个阶段的情况：数字、阶段成果、各单位排名")
def phase(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="阶段", help="1 到 4，或阶段名称")],
    issue: IssueOption = False,
    live: LiveOption = False,
    doc_no: DocNoOption = None,
    format_: FormatOption = Format.TABLE,
    output: WordOption = None,
) -> Answer:
    """Make a phase's report."""
    from hazardctl.services import summaries

    return _answer(ctx, lambda session, way: summaries.phase(session.desk, number, way))


@_app.command("final", help="行动总结：全程数字对照目标")
def final(
    ctx: typer.Context,
    issue: IssueOption = False,
    live: LiveOption = False,
    doc_no: DocNoOption = None,
    format_: FormatOption = Format.TABLE,
    output: WordOption = None,
) -> Answer:
    """Make the whole campaign's report."""
    from hazardctl.services import summaries

    return _answer(ctx, lambda session, way: summaries.final(session.desk, way))


@_app.command("unit", help="一个单位的情况：隐患、任务、阶段成果、职责，供它自己开会用")
def unit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="单位", help="办所（中心）或村（社区）")],
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: WordOption = None,
) -> Answer:
    """Make one office's page."""
    from hazardctl.render import papers
    from hazardctl.render.views import units as views
    from hazardctl.services import units

    session = session_of(ctx)
    day = session.day(as_of) or session.desk.today
    most = named_at_most(views.HAZARDS_AT_MOST, format_, output)
    found = units.show(session.desk, name, day, most)
    return session.answer(
        "report.unit",
        found,
        lambda: views.page(found),
        ctx,
        as_of=day,
        papers=papers.unit(found, session.desk, day),
    )
