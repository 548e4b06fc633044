"""`hazardctl report …`."""

from typing import TYPE_CHECKING, Annotated

import typer

from hazardctl.cli import issuing, report_summary, report_towns, report_upward
from hazardctl.cli.issuing import DocNoOption, IssueOption, LiveOption
from hazardctl.cli.options import (
    FormatOption,
    FromOption,
    OutputOption,
    PaperOption,
    ToOption,
)
from hazardctl.cli.report_towns import ByOption
from hazardctl.cli.session import session_of
from hazardctl.render.output import Answer, Format

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hazardctl.errors import Problem
    from hazardctl.render.shapes import Page
    from hazardctl.reports.values import MonthlyReport
    from hazardctl.services.desk import Desk

group = typer.Typer(help="报表：每月调度、印发和前后对比")


@group.command("monthly", help="每月调度：本月、累计、存量变动、逾期、临期、五落实、双报告")
def monthly(
    ctx: typer.Context,
    month: Annotated[str | None, typer.Argument(metavar="月份", help="如 2023-08，默认本月")] = None,
    from_: FromOption = None,
    to: ToOption = None,
    issue: IssueOption = False,
    live: LiveOption = False,
    brief: Annotated[bool, typer.Option("--brief", help="只出一段话，贴到工作群")] = False,
    doc_no: DocNoOption = None,
    by: ByOption = None,
    format_: FormatOption = Format.TABLE,
    output: PaperOption = None,
) -> Answer:
    """Make the monthly report."""
    if by is not None:
        return report_towns.by_town(ctx, month, live=live)
    from hazardctl.services import reports

    session = session_of(ctx)
    issuing.check(issue=issue, live=live, doc_no=doc_no)
    given = {"from": from_, "to": to}
    if issue:
        from hazardctl.render import papers

        draft = reports.monthly(session.desk, month, given, live=True).report
        papers.rehearse(draft, session.desk, output or ())
        found, last = reports.issue(session.desk, month, given, doc_no)
    else:
        found, last = reports.monthly(session.desk, month, given, live=live)

    def page() -> "Page":
        from hazardctl.render.views import monthly as views

        return views.brief(found) if brief else views.page(found, last, session.desk.head())

    return session.answer(
        "report.monthly",
        found,
        page,
        ctx,
        as_of=found.period.to,
        notes=_notes(found) if issue else (),
        head=found.issue.head if found.issue else None,
        papers=_papers(found, session.desk) if output else {},
    )


# JSON waits for no page and no paper to be loaded.


def _notes(found: "MonthlyReport") -> "tuple[Problem, ...]":
    from hazardctl.render.views import monthly as views

    return views.notes(found)


def _papers(found: "MonthlyReport", desk: "Desk") -> "Mapping[str, Callable[[Path], Path]]":
    from hazardctl.render import papers

    return papers.monthly(found, desk)


@group.command("diff", help="印发以后变了什么：数字和隐患，原来 → 现在")
def diff(
    ctx: typer.Context,
    month: Annotated[str | None, typer.Argument(metavar="月份", help="如 2023-08，默认本月")] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Compare an issue with the ledger of today."""
    from hazardctl.render.views import issues as views
    from hazardctl.services import reports

    session = session_of(ctx)
    found = reports.difference(session.desk, month)
    return session.answer("report.diff", found, lambda: views.page(found), ctx, as_of=session.desk.today)


templates = typer.Typer(help="Word 模板：导出来改抬头和措辞")
group.add_typer(templates, name="templates")


@templates.command("export", help="把各种 Word 模板写到一个文件夹")
def export(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="写到哪里，没有就新建")],
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Write the templates of the papers."""
    from pathlib import Path

    from hazardctl.messages import papers as messages
    from hazardctl.render.docx import fill
    from hazardctl.render.shapes import Line, Page

    session = session_of(ctx)
    written = tuple(str(path) for path in fill.export(Path(folder)))
    return session.answer(
        "report.templates", {"files": written}, lambda: Page([Line(messages.exported(written))]), ctx
    )


report_upward.add_to(group)
report_summary.add_to(group)
