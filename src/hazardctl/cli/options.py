"""Options that many commands share, each with its help, once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from hazardctl.cli.session import TABLE_LIMIT
from hazardctl.render.output import SUFFIXES, Format, check_file


def output_option(*papers: str, files: Sequence[str] = SUFFIXES) -> Any:
    """Return `-o` of a command that writes these papers beside the ordinary files.

    A file that cannot be written is refused while nothing has been done yet.
    """
    suffixes = (*papers, *files)

    def checked(names: list[str] | None) -> list[str] | None:
        for name in names or ():
            check_file(Path(name), suffixes)
        return names

    help_ = f"写到文件（{' '.join(suffixes)}），可写多个"
    return typer.Option("--output", "-o", metavar="文件", help=help_, callback=checked)


FormatOption = Annotated[Format, typer.Option("--format", help="输出格式：表格、JSON 或 CSV")]
OutputOption = Annotated[list[str] | None, output_option()]
PaperOption = Annotated[
    list[str] | None, output_option(".docx", ".xlsx", ".html", files=(".csv", ".json", ".txt"))
]
WordOption = Annotated[list[str] | None, output_option(".docx")]
CalendarOption = Annotated[list[str] | None, output_option(".ics")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="按这一天结束时的情况回答")]
OnOption = Annotated[str | None, typer.Option("--on", metavar="日期", help="办理日期，默认今天")]
NoArgument = Annotated[str, typer.Argument(metavar="隐患编号", help="如 BY-2023-0001")]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="监管责任单位")]
VillageOption = Annotated[str | None, typer.Option("--village", metavar="村", help="属地村（社区）")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="日期", help="从这一天起")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="日期", help="到这一天止")]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="条数", help="最多列多少条，表格默认 50")
]
FailOption = Annotated[bool, typer.Option("--fail", help="列出了内容就以退出码 1 结束（供定时任务用）")]
ReasonOption = Annotated[str | None, typer.Option("--reason", metavar="文字", help="事由")]
ApproverOption = Annotated[str | None, typer.Option("--approver", metavar="姓名", help="批准人")]
DocNoOption = Annotated[str | None, typer.Option("--doc-no", metavar="文号", help="文号")]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="文字", help="说明")]
EnterpriseOption = Annotated[
    str | None, typer.Option("--enterprise", metavar="名称", help="单位（场所）名称")
]
HazardOption = Annotated[
    list[str] | None, typer.Option("--hazard", metavar="隐患编号", help="有关隐患，可写多个")
]
AttachOption = Annotated[
    list[str] | None, typer.Option("--attach", metavar="文件", help="附件（凭证），可写多个")
]
YesOption = Annotated[bool, typer.Option("--yes", help="在终端里也不再询问")]
VoidFilter = Annotated[bool, typer.Option("--void", help="只列已作废的")]


def named_at_most(most: int, format_: Format, output: Sequence[str] | None) -> int:
    """Return how many a page names: so many on the screen, in JSON and in a file all (-1)."""
    return most if format_ is Format.TABLE and not output else -1


def limit_for(format_: Format, limit: int | None) -> int:
    """Return how many to list: -1 for all."""
    return limit or (TABLE_LIMIT if format_ is Format.TABLE else -1)
