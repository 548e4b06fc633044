"""`hazardctl report monthly --by town`: the month of a district, a row for each town."""

from enum import StrEnum
from typing import Annotated

import typer

from hazardctl.cli.session import session_of
from hazardctl.errors import Problem, UsageProblem
from hazardctl.render.output import Answer


class By(StrEnum):
    """What a report has a row for."""

    TOWN = "town"


ByOption = Annotated[By | None, typer.Option("--by", help="区里用：town 按镇汇总，一镇一行，未报的标出")]
_ALONE = ("from_", "to", "issue", "brief", "doc_no")
"""Options of one town's report."""


def by_town(ctx: typer.Context, month: str | None, *, live: bool) -> Answer:
    """Make the district's table.

    Raises:
        UsageProblem: an option of one town's report stands beside it.
    """
    from hazardctl.messages import district as messages
    from hazardctl.render.views import towns as views
    from hazardctl.services import towns

    typed = [f"--{name.strip('_').replace('_', '-')}" for name in _ALONE if ctx.params.get(name)]
    # A paper has the form of one town's report; a table goes into a workbook or a CSV.
    typed += [f"-o {name}" for name in ctx.params.get("output") or () if name.endswith((".docx", ".html"))]
    if typed:
        raise UsageProblem(Problem("by_alone", messages.by_alone(typed), "by"))
    session = session_of(ctx)
    found = towns.monthly(session.desk, month, live=live)
    return session.answer("report.towns", found, lambda: views.page(found), ctx, as_of=found.period.to)
