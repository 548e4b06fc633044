"""`hazardctl template`."""

from typing import Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import session_of
from hazardctl.exchange.columns import SheetKind
from hazardctl.render.output import Answer, Format

app = typer.Typer()

ROWS_AT_MOST = 5000


@app.command("template", help="做一份发给各村各办填的 Excel 表样，收回来用 import 导入")
def template(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="文件", help="写到哪个文件，如 隐患清单.xlsx")],
    kind: Annotated[
        SheetKind,
        typer.Option(
            "--kind",
            metavar="种类",
            help="hazards 隐患、enterprises 单位、records 任务落实、submissions 信息报送",
        ),
    ] = SheetKind.HAZARDS,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="填报单位，印在表头")] = None,
    rows: Annotated[
        int | None,
        typer.Option("--rows", min=1, max=ROWS_AT_MOST, metavar="行数", help="留多少空行，默认 200"),
    ] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Write a form."""
    from hazardctl.messages import templates as messages
    from hazardctl.render.shapes import Line, Page
    from hazardctl.render.xlsx import template as form
    from hazardctl.services import templates

    session = session_of(ctx)
    blank = templates.make(session.desk, file, kind, unit, rows or templates.ROWS)
    done = templates.written(blank, form.write(blank))
    lines = (
        Line(messages.made(done.file, kind, blank.rows, len(blank.columns)), "good"),
        Line(messages.offered(blank.offered)),
        Line(messages.send_out(done.file)),
    )
    return session.answer("template", done, lambda: Page(lines), ctx, notes=blank.notes)
