"""The help screen of a command or group, as one plain text."""

import inspect
from collections.abc import Iterable, Iterator

from typer import _click
from typer.core import TyperArgument, TyperGroup, TyperOption

from hazardctl.cli.usage.parameters import limits, metavar, shown, text, variables
from hazardctl.messages import usage as words
from hazardctl.render import columns


def help_page(ctx: _click.Context, commands: Iterable[tuple[str, str, str]]) -> str:
    """Write the help of the command of `ctx`; `commands` are section, name and help of each member."""
    command = ctx.command
    texts = [
        columns.indented(inspect.cleandoc(part)) if part else "" for part in (command.help, command.epilog)
    ]
    return "\n\n".join(filter(None, [_usage(ctx), texts[0], *_sections(ctx, commands), texts[1]]))


def _usage(ctx: _click.Context) -> str:
    slots = [ctx.command_path, words.OPTIONS_SLOT, *map(_slot, shown(ctx, TyperArgument))]
    slots += [words.COMMAND_SLOT] if isinstance(ctx.command, TyperGroup) else []
    return columns.indented(" ".join(slots), words.USAGE)


def _slot(param: TyperArgument) -> str:
    return metavar(param) if param.required else f"[{metavar(param)}]"


def _sections(ctx: _click.Context, commands: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    rows = {
        words.ARGUMENTS: [(metavar(param), _explained(param)) for param in shown(ctx, TyperArgument)],
        words.OPTIONS: [(_spelled(param), _explained(param)) for param in shown(ctx, TyperOption)],
    }
    for section, name, summary in commands:
        rows.setdefault(section, []).append((name, summary))
    return (f"{heading}：\n{columns.table(lines)}" for heading, lines in rows.items() if lines)


def _spelled(option: TyperOption) -> str:
    spellings = [", ".join(sorted(names, key=len)) for names in (option.opts, option.secondary_opts) if names]
    takes_none = option.is_flag or option.count
    return " / ".join(spellings) if takes_none else f"{spellings[0]} {metavar(option)}"


def _explained(param: TyperArgument | TyperOption) -> str:
    default, names = _default(param), variables(param)
    notes = [
        words.REQUIRED if param.required else "",
        words.default(default) if default else "",
        limits(param.type),
        words.environment(names) if param.show_envvar and names else "",
    ]
    note = "；".join(filter(None, notes))
    return " ".join(filter(None, [param.help, f"[{note}]" if note else ""]))


def _default(param: TyperArgument | TyperOption) -> str:
    value = param.show_default if isinstance(param.show_default, str) else param.default
    if not param.show_default or value is None or callable(value):
        return ""
    if isinstance(param, TyperOption) and isinstance(value, bool):
        return param.opts[0] if value else next(iter(param.secondary_opts), "")
    return "、".join(map(text, value if isinstance(value, (list, tuple)) else [value]))
