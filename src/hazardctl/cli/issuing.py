"""The options with which a report is handed in, the same on every report."""

from typing import Annotated

import typer

from hazardctl.errors import Problem, UsageProblem

IssueOption = Annotated[
    bool, typer.Option("--issue", help="印发：数字从此固定，再打印都是这一份；再印发成为下一号")
]
LiveOption = Annotated[bool, typer.Option("--live", help="已印发的也按今天的台账重算")]
DocNoOption = Annotated[
    str | None, typer.Option("--doc-no", metavar="文号", help="印发的文号，和 --issue 一起用")
]


def check(*, issue: bool, live: bool, doc_no: str | None) -> None:
    """Refuse options that contradict each other before anything is written for good."""
    from hazardctl.messages import issues as messages

    wrong = []
    if issue and live:
        wrong.append(Problem("issue_or_live", messages.issue_or_live(), "live"))
    if doc_no and not issue:
        wrong.append(Problem("doc_no_alone", messages.doc_no_alone(), "doc_no"))
    if wrong:
        raise UsageProblem(*wrong)
