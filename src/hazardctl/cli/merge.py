"""`hazardctl merge`."""

from typing import TYPE_CHECKING, Annotated

import typer

from hazardctl.cli.options import FormatOption, OutputOption
from hazardctl.cli.session import Session, session_of
from hazardctl.errors import Problem, Refused
from hazardctl.render.output import Answer, Format
from hazardctl.settings import place

if TYPE_CHECKING:
    from hazardctl.services.merging.service import Merging

app = typer.Typer()


@app.command(
    "merge",
    help="合并别处登记的台账（村里的、离线的）：先试算给人看，确认了再并；两边不一致的留着等人定",
)
def merge(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="台账…", help="台账文件，或 export 打的 .zip 包；可写多个")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试算，不写进台账")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接合并")] = False,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="列出两边不一致、还没定的")] = False,
    decide: Annotated[
        str | None, typer.Option("--decide", metavar="代号", help="定下 --conflicts 列出的一处")
    ] = None,
    take: Annotated[
        str | None, typer.Option("--take", metavar="第几种", help="取第几种；0 是维持双方改动前的")
    ] = None,
    format_: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> Answer:
    """Merge other ledgers into this one."""
    from hazardctl.messages import merging as messages

    session = session_of(ctx)
    if bool(files) + conflicts + (decide is not None) > 1:
        raise Refused(Problem("one_thing", messages.one_thing(), "file"))
    if (take and decide is None) or ((dry_run or yes) and (conflicts or decide)):
        raise Refused(Problem("of_no_use", messages.of_no_use(), "take"))
    if conflicts:
        return _conflicts(session, ctx)
    if decide is not None:
        return _decide(session, ctx, decide, take)
    return _merge(session, ctx, files or [], dry_run=dry_run, yes=yes)


def _merge(session: Session, ctx: typer.Context, files: list[str], *, dry_run: bool, yes: bool) -> Answer:
    from hazardctl.messages import merging as messages
    from hazardctl.render.views import merging as views
    from hazardctl.services.merging import service

    paths = [place(name) for name in files]
    done: Merging
    if dry_run:
        done = service.preview(session.desk, paths)
    else:
        if not yes:
            lines = views.told(service.preview(session.desk, paths))
            if not session.settings.interactive:
                words = [
                    *(line.text for line in lines),
                    messages.needs_yes(" ".join(map(messages.as_typed, files))),
                ]
                raise Refused(Problem("needs_yes", "\n".join(words), "yes"))
            session.confirm([line.text for line in lines], messages.ask(), messages.left_alone())
        done = service.merge(session.desk, paths)
    return session.answer("merge", done, lambda: views.page(done), ctx)


def _conflicts(session: Session, ctx: typer.Context) -> Answer:
    from hazardctl.render.views import merging as views
    from hazardctl.services.merging import deciding

    found = deciding.listed(session.desk)
    return session.answer("merge.conflicts", found, lambda: views.conflicts(found), ctx)


def _decide(session: Session, ctx: typer.Context, said: str, take: str | None) -> Answer:
    from hazardctl.messages import merging as messages
    from hazardctl.render.shapes import Line, Page
    from hazardctl.services.merging import deciding

    conflict, value = deciding.decide(session.desk, said, take)
    line = Line(messages.decided(conflict.id, conflict.what, conflict.label, value), "good")
    return session.answer("merge.decide", conflict, lambda: Page([line]), ctx)
