"""What is wrong with a command line, as problems in Chinese; never a word of the framework's own."""

import os
from collections.abc import Iterator, Sequence
from typing import Any, Final

from typer import _click
from typer._click import exceptions
from typer._click.core import ParameterSource
from typer.core import TyperArgument, TyperGroup

from hazardctl.cli.usage.parameters import (
    accepted,
    choices,
    label,
    likely,
    metavar,
    options,
    shown,
    variables,
)
from hazardctl.errors import Problem, UsageProblem
from hazardctl.messages import usage as words

_FEW: Final = 20  # more names than this are no answer; the help screen has them
_WIDE_DASHES: Final = "－—–―‐−"


def explain(error: exceptions.UsageError, ctx: _click.Context, given: Sequence[str]) -> list[Problem]:
    """Name every problem of the arguments `given` to the command of `ctx`, which could not read them."""
    path = ctx.command_path
    match error:
        case exceptions.NoSuchOption():
            return [_no_such_option(error.option_name, ctx, given)]
        case exceptions.BadOptionUsage():
            return [_bad_use(error.option_name, ctx)]
        case exceptions.BadParameter():
            return list(_bad_values(ctx, given)) or [of_our_own(error, path)]
        case exceptions.BadArgumentUsage():
            several = [p for p in shown(ctx, TyperArgument) if p.nargs > 1]
            return [
                Problem("wrong_count", words.wrong_count(metavar(p), p.nargs, path), p.name) for p in several
            ]
        case _ if left := _left_over(ctx, given):
            return [Problem("extra_argument", words.too_many(left, path), path)]
        case _:
            return [of_our_own(error, path)]


def of_our_own(error: exceptions.ClickException, path: str) -> Problem:
    """Keep a message that our own code wrote (it ends as a Chinese sentence does), and replace any other."""
    own = error.message.endswith("。")
    return Problem("bad_usage", error.message if own else words.not_understood(path), path)


def raised_inside(error: exceptions.ClickException, path: str) -> Problem:
    """Explain what was raised while a command ran, its command line having been read."""
    if isinstance(error, exceptions.FileError):
        return Problem("bad_file", words.bad_file(error.filename, path), error.filename)
    ctx = error.ctx if isinstance(error, exceptions.UsageError) else None
    return of_our_own(error, ctx.command_path if ctx else path)


def refuse_wide_dashes(ctx: _click.Context, given: Sequence[str]) -> None:
    """Refuse an option of this command whose dashes come out of a Chinese input method (`——level`)."""
    known = options(ctx)
    for word in given:
        head = word.partition("=")[0]
        bare = head.lstrip(_WIDE_DASHES + "-")
        meant = next((name for name in (f"--{bare}", f"-{bare}") if name in known), None)
        if meant and any(dash in head[:2] for dash in _WIDE_DASHES):
            raise UsageProblem(Problem("wide_dash", words.wide_dash(head, meant), known[meant].name))


def missing_command(ctx: _click.Context, names: Sequence[str]) -> UsageProblem:
    """Say that a group got options but none of its commands `names`."""
    path = ctx.command_path
    return UsageProblem(Problem("missing_command", words.no_command(path, _few(names)), path))


def no_such_command(word: str, ctx: _click.Context, summaries: dict[str, str]) -> UsageProblem:
    """Say that a group has no such command, of these with their help; Chinese is sought in the help."""
    names, path = list(summaries), ctx.command_path
    wanted = [word, *words.MEANT.get(word, ())]
    guesses = [name for name in wanted if name in names or name in options(ctx)]
    guesses = guesses or likely(word, names) or [name for name, line in summaries.items() if word in line]
    guesses = guesses or [f"{name} {sub}" for sub in wanted for name in _with_member(ctx, names, sub)]
    return UsageProblem(
        Problem("no_such_command", words.no_such_command(word, path, guesses[:3], _few(names)), path)
    )


def _with_member(ctx: _click.Context, names: Sequence[str], wanted: str) -> list[str]:
    """Return the groups that have such a command: `list` alone is a command of many."""
    # Looking into groups loads their modules, which only a word that may well be there is worth.
    if ctx.parent is not None or wanted not in words.VERBS:
        return []
    assert isinstance(ctx.command, TyperGroup)  # noqa: S101  only a group lacks a command
    groups = ((name, ctx.command.get_command(ctx, name)) for name in names)
    return [
        name for name, group in groups if isinstance(group, TyperGroup) and wanted in group.list_commands(ctx)
    ]


def _no_such_option(name: str, ctx: _click.Context, given: Sequence[str]) -> Problem:
    word, path = _as_typed(name, given), ctx.command_path
    at_root = options(ctx.find_root())
    if ctx.parent and word in at_root:
        return Problem("misplaced_option", words.belongs_first(word, _put_first(word, ctx)), word)
    names = {name.lstrip("-"): name for name in options(ctx)}
    guesses = [names[bare] for bare in likely(word.lstrip("-"), list(names))]
    say = words.no_option_before_command if isinstance(ctx.command, TyperGroup) else words.no_such_option
    return Problem("no_such_option", say(word, path, guesses, _few(list(names.values()))), word)


def _as_typed(name: str, given: Sequence[str]) -> str:
    """Find the word that was typed: of `-level` the framework reports only `-l`."""
    typed = [word.partition("=")[0] for word in given]
    return name if name in typed else next((word for word in typed if word.startswith(name)), name)


def _put_first(word: str, ctx: _click.Context) -> str:
    root, option = ctx.find_root(), options(ctx.find_root())[word]
    value = [] if option.is_flag else [metavar(option)]
    return " ".join([root.command_path, word, *value, *ctx.command_path.split(" ")[1:], "…"])


def _bad_use(name: str, ctx: _click.Context) -> Problem:
    option, path = options(ctx)[name], ctx.command_path
    if option.is_flag:
        return Problem("unexpected_value", words.takes_no_value(name, path), option.name)
    if option.nargs > 1:
        return Problem("wrong_count", words.wrong_count(name, option.nargs, path), option.name)
    return Problem("missing_value", words.no_value(name, metavar(option), path), option.name)


def _left_over(ctx: _click.Context, given: Sequence[str]) -> list[str]:
    _, left, _ = ctx.command.make_parser(ctx).parse_args(list(given))
    return [] if isinstance(ctx.command, TyperGroup) else left


def _bad_values(ctx: _click.Context, given: Sequence[str]) -> Iterator[Problem]:
    """Read every parameter again, so that all that is missing or unreadable is named at once."""
    typed, left, _ = ctx.command.make_parser(ctx).parse_args(list(given))
    for param in ctx.command.get_params(ctx):
        value, source = param.consume_value(ctx, typed)
        try:
            missing = param.value_is_missing(param.type_cast_value(ctx, value))
        except exceptions.BadParameter as error:
            yield _bad_value(param, value, error, _named(param, source), ctx.command_path)
        else:
            if param.required and missing:
                yield _missing(param, ctx.command_path)
    if left and not isinstance(ctx.command, TyperGroup):
        yield Problem("extra_argument", words.too_many(left, ctx.command_path), ctx.command_path)


def _missing(param: _click.Parameter, path: str) -> Problem:
    if isinstance(param, TyperArgument):
        message = words.missing_argument(metavar(param), accepted(param.type), path)
    else:
        message = words.missing_option(label(param), metavar(param), accepted(param.type), path)
    return Problem("missing", message, param.name)


def _bad_value(
    param: _click.Parameter, value: Any, error: exceptions.BadParameter, name: str, path: str
) -> Problem:
    typed = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    if error.message.endswith("。") and error.message != typed:
        return Problem("bad_value", error.message, param.name)
    guesses = likely(typed, choices(param.type))
    return Problem("bad_value", words.bad_value(name, typed, accepted(param.type), guesses, path), param.name)


def _named(param: _click.Parameter, source: ParameterSource) -> str:
    if source is not ParameterSource.ENVIRONMENT:
        return label(param)
    return words.from_environment(next(v for v in variables(param) if os.environ.get(v)), label(param))


def _few(names: Sequence[str]) -> Sequence[str]:
    return names if len(names) <= _FEW else ()
