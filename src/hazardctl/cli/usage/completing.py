"""Where the cursor stands on an unfinished command line, and which commands and options may come there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from hazardctl.cli.usage.commands import PROGRAM, Commands
from hazardctl.cli.usage.parameters import choices, options, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import typer
    from typer import _click


class Candidate(NamedTuple):
    """What may be typed, and what it means."""

    value: str
    help: str = ""


class Spot(NamedTuple):
    """Where the cursor stands: what has been typed of the word, and what is expected there.

    `before` belongs to the word and stays (`--unit=`). `path` is the command so far; `param` the option or argument whose
    value is to come, None where only `offered` may come; `given` the root's options with their values.
    """

    typed: str
    before: str
    path: tuple[str, ...]
    param: str | None
    offered: tuple[Candidate, ...]
    given: dict[str, str]


def spot(app: typer.Typer, words: Sequence[str]) -> Spot:
    """Walk a command line up to its last word, which is the one to complete (empty where it has not begun)."""
    *done, typed = words or [""]
    ctx = get_command(app).make_context(PROGRAM, [], resilient_parsing=True)
    given: dict[str, str] = {}
    waiting: TyperOption | None = None
    positional, verbatim = 0, False
    for word in done:
        if waiting:
            if not ctx.parent:
                given[str(waiting.name)] = word
            waiting = None
        elif word == "--" and not verbatim:
            verbatim = True
        elif word.startswith("-") and not verbatim:
            waiting = _waits(ctx, word)
        elif isinstance(ctx.command, TyperGroup):
            inner = ctx.command.get_command(ctx, word)
            if inner is None:
                return Spot(typed, "", (), None, (), given)
            ctx = inner.make_context(word, [], parent=ctx, resilient_parsing=True)
        else:
            positional += 1
    return _at(ctx, typed, waiting, positional, verbatim=verbatim)._replace(given=given)


def _waits(ctx: _click.Context, word: str) -> TyperOption | None:
    """Return the option that a word names, where its value is still to come."""
    option = options(ctx).get(word)
    return option if option and not option.is_flag and not option.count else None


def _at(
    ctx: _click.Context, typed: str, waiting: TyperOption | None, positional: int, *, verbatim: bool
) -> Spot:
    path = tuple(ctx.command_path.split()[1:])
    name, equals, value = typed.partition("=")
    if not waiting and equals and typed.startswith("--"):
        waiting, typed = _waits(ctx, name), value
    before = f"{name}=" if waiting and equals and name.startswith("--") else ""
    if waiting:
        return Spot(typed, before, path, waiting.name, _allowed(waiting, typed), {})
    if typed.startswith("-") and not verbatim:
        return Spot(typed, "", path, None, tuple(_options(ctx, typed)), {})
    if isinstance(ctx.command, Commands):
        return Spot(typed, "", path, None, tuple(_commands(ctx, typed)), {})
    arguments = shown(ctx, TyperArgument)
    argument = arguments[min(positional, len(arguments) - 1)] if arguments else None
    if argument is None or (positional >= len(arguments) and argument.nargs != -1):
        return Spot(typed, "", path, None, tuple(_options(ctx, typed)), {})
    return Spot(typed, "", path, argument.name, _allowed(argument, typed), {})


def _allowed(param: TyperOption | TyperArgument, typed: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(value) for value in choices(param.type) if value.startswith(typed))


def _options(ctx: _click.Context, typed: str) -> Iterator[Candidate]:
    for option in shown(ctx, TyperOption):
        name = max((*option.opts, *option.secondary_opts), key=len)
        if name.startswith(typed):
            yield Candidate(name, option.help or "")


def _commands(ctx: _click.Context, typed: str) -> Iterator[Candidate]:
    assert isinstance(ctx.command, Commands)  # noqa: S101  asked by the caller; tells the type checker
    for _, name, text in ctx.command.summaries(ctx):
        if name.startswith(typed):
            yield Candidate(name, text)
