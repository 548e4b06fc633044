"""Top-level commands that share one module, for the tests of the command line."""

from typing import Annotated

import typer

from hazardctl.errors import Problem, Refused

app = typer.Typer()


@app.command("backup")
def backup(file: Annotated[str | None, typer.Argument(metavar="文件")] = None) -> object:
    return file or "ledger.bak"


@app.command("doctor")
def doctor(no: Annotated[int, typer.Argument(metavar="序号")]) -> object:
    return no


@app.command("end")
def end(how: Annotated[str, typer.Argument(metavar="方式")]) -> object:
    match how:
        case "exit0":
            raise typer.Exit
        case "exit3":
            raise typer.Exit(3)
        case "abort":
            raise typer.Abort
        case "eof":
            raise EOFError
        case "ctrl-c":
            raise KeyboardInterrupt
        case "ours":
            raise typer.BadParameter("今天不是工作日。")
        case "refused":
            raise Refused(Problem("missing", "五落实不全。"))
        case "english":
            raise typer.BadParameter("not today")
    return 3
