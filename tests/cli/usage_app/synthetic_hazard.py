"""A group of commands with every kind of parameter, for the tests of the command line."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Level(StrEnum):
    MAJOR = "major"
    GENERAL = "general"


ADD = "登记一条隐患。\n\n五落实缺一不可。"
SHOW = "看一条隐患的全部经过，包括每一次整改、复查、延期、挂牌、转办和移送，"
SHOW += "以及谁在什么时候记下的。"
app = typer.Typer(help="登记、整改、复查、销号。")


@app.callback()
def group(*, quiet: Annotated[bool, typer.Option("--quiet", help="少说几句")] = False) -> None:
    """English for developers."""


@app.command("add", help=ADD, epilog="例：\nhazardctl hazard add --title 灭火器过期")
def add(
    *,
    title: Annotated[str, typer.Option("--title", "-t", help="隐患描述")],
    level: Annotated[Level, typer.Option("--level", help="隐患等级")],
    source: Annotated[str, typer.Option("--source", help="隐患来源")] = "self",
    tag: Annotated[list[str] | None, typer.Option("--tag", help="标签")] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=9, envvar="HAZARDCTL_LIMIT", help="最多几条")
    ] = 5,
    ratio: Annotated[float, typer.Option("--ratio", help="比例")] = 0.5,
    file: Annotated[Path | None, typer.Option("--file", exists=True, dir_okay=False, help="照片")] = None,
    folder: Annotated[
        Path | None, typer.Option("--folder", exists=True, file_okay=False, help="文件夹")
    ] = None,
    span: Annotated[tuple[int, int] | None, typer.Option("--span", help="起止")] = None,
    fast: Annotated[bool, typer.Option("--fast/--slow", help="快慢")] = True,
    open_only: Annotated[bool, typer.Option("--open", help="只看未销号")] = False,
) -> object:
    """English for developers."""
    return {"title": title, "level": level, "limit": limit, "tag": tag}


@app.command("show", help=SHOW)
def show(
    no: Annotated[str, typer.Argument(metavar="编号", help="隐患编号")],
    rest: Annotated[list[str] | None, typer.Argument(metavar="编号", help="更多编号")] = None,
) -> object:
    """English for developers."""
    return [no, *(rest or [])]


@app.command("list", help="列出隐患。")
def list_() -> object:
    """English for developers."""
    return []


@app.command("secret", hidden=True)
def secret() -> object:
    """English for developers."""
    return "hidden, yet here"
