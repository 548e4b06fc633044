"""`hazardctl import`: sheets from villages and offices into the ledger."""

from typing import TYPE_CHECKING, Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption, VillageOption, YesOption
from hazardctl.cli.session import session_of
from hazardctl.exchange.columns import SheetKind
from hazardctl.render.output import Answer, Format
from hazardctl.settings import place

if TYPE_CHECKING:
    from hazardctl.exchange.maps import Map
    from hazardctl.services.imported import Result

app = typer.Typer()

KindOption = Annotated[
    SheetKind | None,
    typer.Option(
        "--kind",
        help="表里是什么：hazards 隐患、enterprises 单位、records 任务落实、submissions 信息报送；不写就按表头认",
    ),
]

MapOption = Annotated[
    str | None, typer.Option("--map", metavar="对照.yaml", help="别人的表样：哪一列是哪一项")
]


@app.command("import", help="导入一张表：先全部查一遍，有问题的逐格指出并另存一份标红的")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="文件", help=".xlsx .xlsm .xls .ods .csv")],
    kind: KindOption = None,
    map_: MapOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试一遍，不写入台账")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="有退回的行时，先收通过的行")] = False,
    update: Annotated[bool, typer.Option("--update", help="已有的按表更新（表里空着的格不动）")] = False,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="没写监管责任单位的行，一律按它")
    ] = None,
    village: VillageOption = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="来源", help="没写隐患来源的行，一律按它，如 village")
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="等级", help="没写隐患等级的行，一律按它，如 general")
    ] = None,
    found_on: Annotated[
        str | None, typer.Option("--found-on", metavar="日期", help="没写排查日期的行，一律按它")
    ] = None,
    yes: YesOption = False,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Import a sheet."""
    from msgspec.structs import replace

    from hazardctl.messages import confirm as messages
    from hazardctl.render import progress
    from hazardctl.render.views import imports as views
    from hazardctl.render.xlsx import marked
    from hazardctl.services import imports
    from hazardctl.services.imported import Wanted

    session = session_of(ctx)
    defaults = {"unit": unit, "village": village, "source": source, "level": level, "found_on": found_on}
    wanted = Wanted(
        kind=kind,
        map=_map(map_),
        dry_run=dry_run,
        partial=partial,
        update=update,
        defaults={name: value for name, value in defaults.items() if value},
    )

    def take(wanted: Wanted) -> "Result":
        with progress.shown(interactive=session.settings.interactive) as tick:
            return imports.take(session.desk, place(file), wanted, tick)

    if session.settings.interactive and not (yes or dry_run):
        would = take(replace(wanted, dry_run=True)).imported
        # Where nothing would be written there is nothing to ask: the real run says what is wrong.
        if would.added + would.updated and (partial or not would.refused):
            session.confirm(views.importing(would), messages.ask_importing(), messages.not_imported())
    result = take(wanted)
    done = result.imported
    if done.errors:
        done = done._replace(error_file=marked.beside(place(file), result))
    return session.answer("import", done, lambda: views.page(done), ctx, exit_code=int(done.refused > 0))


def _map(name: str | None) -> "Map | None":
    if name is None:
        return None
    from hazardctl.exchange import maps

    return maps.load(place(name))
