"""How one option or argument is written and what it accepts, in the words of the office."""

from collections.abc import Sequence
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

from typer import _click
from typer._click import types
from typer._types import TyperChoice
from typer.core import TyperArgument, TyperOption

from hazardctl.messages import usage as words

P = TypeVar("P", TyperArgument, TyperOption)


def shown(ctx: _click.Context, kind: type[P]) -> list[P]:
    """Give the visible arguments, or options, of the command that `ctx` belongs to."""
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, kind) and not param.hidden]


def options(ctx: _click.Context) -> dict[str, TyperOption]:
    """Give the visible options by every name they have."""
    return {
        name: option for option in shown(ctx, TyperOption) for name in (*option.opts, *option.secondary_opts)
    }


def label(param: _click.Parameter) -> str:
    """Name a parameter in a sentence: an option by its long name, an argument by what stands in its place."""
    return max(param.opts, key=len) if isinstance(param, TyperOption) else metavar(param)


def metavar(param: _click.Parameter) -> str:
    """Name what the user writes there, with `…` if there may be several."""
    name = param.metavar or _kind(param.type)
    return f"{name}…" if param.nargs == -1 and not name.endswith("…") else name


def _kind(kind: types.ParamType) -> str:
    if isinstance(kind, types.Tuple):
        return " ".join(map(_kind, kind.types))
    return "|".join(choices(kind)) or words.METAVARS.get(kind.name, words.ANY_VALUE)


def choices(kind: types.ParamType) -> list[str]:
    """List what a choice accepts, as typed; nothing for any other type."""
    members: Sequence[Any] = kind.choices if isinstance(kind, TyperChoice) else ()
    return [text(member) for member in members]


def text(value: object) -> str:
    """Write a value as it is typed on the command line."""
    return str(value.value if isinstance(value, Enum) else value)


def limits(kind: types.ParamType) -> str:
    """Say between which numbers a value must lie, or nothing."""
    return words.span(kind.min, kind.max) if isinstance(kind, (types.IntRange, types.FloatRange)) else ""


def accepted(kind: types.ParamType) -> str:
    """Say what a type accepts, or nothing if that is any text."""
    if allowed := choices(kind):
        return words.one_of(allowed)
    general, span = words.ACCEPTED.get(kind.name, ""), limits(kind)
    return words.in_span(general, span) if span else general


def variables(param: _click.Parameter) -> list[str]:
    """Name the environment variables that stand in for a parameter."""
    return [param.envvar] if isinstance(param.envvar, str) else list(param.envvar or ())


def likely(word: str, names: Sequence[str]) -> list[str]:
    """Find up to three names that the user may have meant."""
    return get_close_matches(word.lower(), names, n=3, cutoff=0.6)
