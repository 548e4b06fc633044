"""`hazardctl export`: the printed forms, and sheets that come back changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hazardctl.cli.hazard_options import LevelOption, SectorOption, SourceOption
from hazardctl.cli.import_ import MapOption
from hazardctl.cli.options import (
    AsOfOption,
    EnterpriseOption,
    FormatOption,
    FromOption,
    OutputOption,
    ToOption,
    UnitOption,
    VillageOption,
)
from hazardctl.cli.session import Session, given_of, session_of
from hazardctl.exchange.columns import SheetKind
from hazardctl.render.output import Answer, Format
from hazardctl.settings import place

if TYPE_CHECKING:
    from hazardctl.services.exports import Exported

app = typer.Typer()

_NARROWING = (
    "form", "map_", "unit", "village", "level", "status", "sector", "source", "enterprise", "overdue", "listed", "from_",
    "to", "as_of",
)  # fmt: skip
"""Options that ask for a part of the ledger; a bundle is all of it."""


@app.command("export", help="导出台账表：打印、上报，或改好再用 import --update 导回")
def export(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="文件", help="写到哪个文件，如 台账.xlsx；写成 .zip 是整本打包，给别处 merge"),
    ],
    kind: Annotated[
        SheetKind,
        typer.Option("--kind", help="hazards 隐患、enterprises 单位、records 任务落实、submissions 信息报送"),
    ] = SheetKind.HAZARDS,
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--form",
            metavar="表",
            help="full 全表、short 会议简表、units 各办所数据库、villages 各村；可写多个，不写就都要",
        ),
    ] = None,
    map_: MapOption = None,
    unit: UnitOption = None,
    village: VillageOption = None,
    level: LevelOption = None,
    status: Annotated[str | None, typer.Option("--status", metavar="状态", help="只要这个状态的")] = None,
    sector: SectorOption = None,
    source: SourceOption = None,
    enterprise: EnterpriseOption = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只要逾期的")] = False,
    listed: Annotated[bool, typer.Option("--listed", help="只要挂牌督办的")] = False,
    from_: FromOption = None,
    to: ToOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Write the ledger's forms."""
    from hazardctl.errors import Problem, UsageProblem
    from hazardctl.messages import workbooks as messages
    from hazardctl.render.shapes import Line, Page

    session, path = session_of(ctx), Path(file)
    if path.suffix.lower() == ".zip":
        narrowed = [name for name in _NARROWING if ctx.params.get(name)]
        if narrowed or kind is not SheetKind.HAZARDS:
            raise UsageProblem(Problem("whole_only", messages.whole_only(path.name), "file"))
        return _bundle(session, path, ctx)
    if path.suffix.lower() != ".xlsx":
        raise UsageProblem(Problem("bad_suffix", messages.only_xlsx(path.name), "file"))
    if map_:
        done = _mapped(session, path, map_, ctx)
    elif kind is SheetKind.HAZARDS:
        done = _ledger(session, path, form or [], ctx)
    else:
        done = _register(session, path, kind, as_of)
    lines = [Line(messages.exported(done.file, len(done.sheets), done.rows), "good")]
    if not map_:
        lines.append(Line(messages.comes_back(done.file), "quiet"))
    return session.answer(
        "export", done, lambda: Page(lines), ctx, as_of=session.day(as_of) or session.desk.today
    )


def _bundle(session: Session, path: Path, ctx: typer.Context) -> Answer:
    from hazardctl.messages import merging
    from hazardctl.render.shapes import Line, Page
    from hazardctl.services import bundles

    done = bundles.bundle(session.desk, path)
    line = Line(merging.bundled(done.file, done.entries, done.files), "good")
    return session.answer("export", done, lambda: Page([line]), ctx)


def _ledger(session: Session, path: Path, said: list[str], ctx: typer.Context) -> "Exported":
    from hazardctl.render.xlsx import ledger
    from hazardctl.services import exports, look

    wanted = look.read_filter(session.desk, given_of(ctx))
    day = session.day(ctx.params["as_of"])
    with exports.ledger(session.desk, wanted, day, exports.forms(said)) as book:
        return ledger.write(book, path)


def _register(session: Session, path: Path, kind: SheetKind, as_of: str | None) -> "Exported":
    from hazardctl.render.xlsx import register
    from hazardctl.services import exports

    book = exports.register(session.desk, kind, session.day(as_of))
    return exports.Exported(str(register.write(book, path)), kind, (str(kind),), len(book.rows))


def _mapped(session: Session, path: Path, map_: str, ctx: typer.Context) -> "Exported":
    from hazardctl.exchange import maps
    from hazardctl.render.xlsx import mapped
    from hazardctl.services import exports, look
    from hazardctl.services import mapped as services

    wanted = look.read_filter(session.desk, given_of(ctx))
    one = maps.load(place(map_))
    filled = services.fill(session.desk, one, wanted, session.day(ctx.params["as_of"]))
    written = mapped.write(filled, path)
    kind = maps.FIGURES_KIND if one.figures else str(one.kind)
    return exports.Exported(str(written), kind, (filled.writing.sheet,), len(filled.rows))
