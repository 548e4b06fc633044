"""Groups and commands that are Chinese and load when they are named; running one command line."""
# ruff: noqa: SLF001  the framework's private parts are touched in this package and nowhere else

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import partial
from importlib import import_module
from typing import Any, Final, NamedTuple

import typer
from typer import _click
from typer._click import exceptions, parser
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command, get_command_from_info, get_command_name, get_group_from_info
from typer.models import CommandInfo, TyperInfo

from hazardctl.cli.usage import complaints
from hazardctl.errors import UsageProblem
from hazardctl.messages import usage as words
from hazardctl.render import output

PROGRAM: Final = "hazardctl"


class Entry(NamedTuple):
    """One line of the program's own help, and where the command is found when it is named.

    `target` is "package.module:attribute", a `typer.Typer`. The entry is that app's command called `name` if
    it has one (several top-level commands may share a module), else the whole app, as a group. `help` is the
    Chinese line shown for it, and its own help unless it brings one; `section` is the heading above it.
    """

    name: str
    target: str
    help: str
    section: str = words.COMMANDS


class Following(NamedTuple):
    """What is done with an option of the program that is typed after a command; `shown` in the help of some.

    Those are the commands that have an option of one of these names.
    """

    take: Callable[[typer.Context, str], None]
    shown: frozenset[str]


def lazy_root(
    entries: Sequence[Entry],
    callback: Callable[..., object],
    summary: str,
    following: Mapping[str, Following] | None = None,
) -> typer.Typer:
    """Make the program: its options are those of `callback`; a command is imported only when it is named.

    Args:
        entries: The static table of commands, in the order of the help screen.
        callback: A normal Typer callback, which declares the options that stand before the command.
        summary: The Chinese text at the head of the program's help.
        following: Options of `callback`, by name, that may stand after a command as well.
    """

    class Root(Commands):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.later = {entry.name: _of_entry(entry) for entry in entries}
            self.following = following or {}

    return typer.Typer(
        cls=Root,
        callback=callback,
        help=summary,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def run(app: typer.Typer, argv: Sequence[str]) -> object:
    """Run one command line (without the program's name) and return what the command returned.

    Nothing is printed but a help screen that was asked for. The caller renders the value and turns exceptions
    into an exit code; errors of the command itself, `HazardctlError` among them, pass through untouched.

    Returns:
        The command's value; None after a help screen (also that of a bare group) or `typer.Exit(0)`.

    Raises:
        UsageProblem: The command line is wrong; it carries all that is missing or unreadable (exit 2).
        SystemExit: A command raised `typer.Exit(n)` with n not 0; `code` is n.
        KeyboardInterrupt: Ctrl-C, the end of input at a prompt, or `typer.Abort` (exit 130).
    """
    try:
        with get_command(app).make_context(PROGRAM, list(argv)) as ctx:
            return ctx.command.invoke(ctx)
    except exceptions.ClickException as error:
        raise UsageProblem(complaints.raised_inside(error, PROGRAM)) from error
    except typer.Exit as end:
        if end.exit_code:
            raise SystemExit(end.exit_code) from None
        return None
    except (typer.Abort, EOFError) as end:
        raise KeyboardInterrupt from end


class _Later(NamedTuple):
    """A command that is converted only when it is named; these words are enough for the help of its group."""

    help: str
    section: str
    hidden: bool
    load: Callable[[], _click.Command]


def _show_help(ctx: _click.Context, _param: object, wanted: bool) -> None:
    """Write the help screen; the framework's own way of writing dies on a code page without Chinese."""
    if wanted and not ctx.resilient_parsing:
        output.put(ctx.get_help() + "\n")
        raise typer.Exit


class _Chinese(_click.Command):
    """What a command and a group share: help and usage errors."""

    def summaries(self, ctx: _click.Context) -> Iterable[tuple[str, str, str]]:  # noqa: ARG002  for groups
        """Give section, name and help of each member to be shown."""
        return ()

    def get_help_option(self, ctx: _click.Context) -> TyperOption | None:
        """Word the framework's own `--help` in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = words.HELP_OPTION
            option.callback = _show_help
        return option

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        """Write the whole help screen, so that nothing of the framework's (or of rich) is left in it."""
        from hazardctl.cli.usage.screens import help_page

        formatter.write(help_page(ctx, self.summaries(ctx)))

    def make_parser(self, ctx: _click.Context) -> parser._OptionParser:
        """Parse as the framework does, but for `_Parser`."""
        reader = _Parser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(reader, ctx)
        return reader

    def parse_args(self, ctx: _click.Context, args: list[str]) -> list[str]:
        """Read the arguments of this level, or say in Chinese all that is wrong with them."""
        given = tuple(args)
        complaints.refuse_wide_dashes(ctx, given)
        try:
            return super().parse_args(ctx, args or (["--help"] if self.no_args_is_help else []))
        except exceptions.UsageError as error:
            raise UsageProblem(*complaints.explain(error, ctx, given)) from error


class Command(_Chinese, TyperCommand):
    """A Chinese command; `lazy_root` makes every command of its entries one."""


class Commands(_Chinese, TyperGroup):
    """A Chinese group, whose members may wait until they are named; alone on the line it shows its help."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.later: Mapping[str, _Later] = {}
        self.following: Mapping[str, Following] = {}
        self.no_args_is_help = not self.invoke_without_command

    def list_commands(self, ctx: _click.Context) -> list[str]:
        """Name the members, loaded or not, in the order in which they were declared."""
        return list(dict.fromkeys([*self.later, *super().list_commands(ctx)]))

    def get_command(self, ctx: _click.Context, cmd_name: str) -> _click.Command | None:
        """Give a member, loading it if this is the first time."""
        if cmd_name in self.later and cmd_name not in self.commands:
            command = self.later[cmd_name].load()
            self.add_command(command, cmd_name)
            if isinstance(command, Command):
                command.params += _repeated(ctx.find_root().command, command)
        return super().get_command(ctx, cmd_name)

    def summaries(self, ctx: _click.Context) -> Iterator[tuple[str, str, str]]:
        """Give section, name and help of each member to be shown, loading none."""
        for name in self.list_commands(ctx):
            member = self.later.get(name) or self.commands[name]
            section = member.section if isinstance(member, _Later) else words.COMMANDS
            if not member.hidden:
                yield section, name, inspect.cleandoc(member.help or "").partition("\n\n")[0]

    def parse_args(self, ctx: _click.Context, args: list[str]) -> list[str]:
        """Read the options of the group; a command must follow."""
        rest = super().parse_args(ctx, args)
        if not (ctx._protected_args or self.invoke_without_command or ctx.resilient_parsing):
            raise complaints.missing_command(ctx, [name for _, name, _ in self.summaries(ctx)])
        return rest

    def resolve_command(
        self, ctx: _click.Context, args: list[str]
    ) -> tuple[str | None, _click.Command | None, list[str]]:
        """Find the command that the first word names."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise complaints.no_such_command(args[0], ctx, {n: text for _, n, text in self.summaries(ctx)})
        return args[0], command, args[1:]


def _repeated(root: _click.Command, command: Command) -> Iterator[TyperOption]:
    """Yield the options of the program that a command takes as well."""
    following = root.following if isinstance(root, Commands) else {}
    has = {param.name for param in command.params}
    for param in root.params:
        if isinstance(param, TyperOption) and param.name in following.keys() - has:
            again, option = copy(param), following[param.name]
            again.expose_value, again.hidden = False, not has & option.shown
            again.callback = partial(_taken, option)
            yield again


def _taken(option: Following, ctx: typer.Context, _param: object, said: str | None) -> None:
    if said is not None and not ctx.resilient_parsing:
        option.take(ctx, said)


class _Parser(parser._OptionParser):
    """Never takes the name of an option for the value of the one before: `--title --level` lacks a title."""

    def _get_value_from_state(
        self, option_name: str, option: parser._Option, state: parser._ParsingState
    ) -> str | Sequence[str]:
        if state.rargs and (state.rargs[0] in self._long_opt or state.rargs[0] in self._short_opt):
            state.rargs.clear()  # no value follows, as at the end of the line
        return super()._get_value_from_state(option_name, option, state)


def _of_entry(entry: Entry) -> _Later:
    return _Later(entry.help, entry.section, hidden=False, load=partial(_load, entry))


def _load(entry: Entry) -> _click.Command:
    module, _, attribute = entry.target.partition(":")
    app: typer.Typer = getattr(import_module(module), attribute)
    alone = next((info for info in app.registered_commands if _name(info) == entry.name), None)
    command = _converted(alone) if alone else _group(app)
    command.help = command.help or entry.help
    return command


def _group(app: typer.Typer) -> Commands:
    shell = copy(app)
    # The members are converted one by one, when they are named; Typer would make groups among them in English.
    shell.registered_commands, shell.registered_groups = [], []
    group = get_group_from_info(
        TyperInfo(shell, cls=Commands),
        pretty_exceptions_short=False,
        rich_markup_mode=None,
        suggest_commands=False,
    )
    assert isinstance(group, Commands)  # noqa: S101  tells the type checker what cls= does
    group.help = app.info.help if isinstance(app.info.help, str) else ""  # else Typer takes a docstring
    group.later = {_name(info): _of_info(info) for info in app.registered_commands}
    group.later |= {str(inner.name): _of_group(inner) for inner in app.registered_groups}
    return group


def _of_group(inner: TyperInfo) -> _Later:
    app = inner.typer_instance
    assert app is not None  # noqa: S101  what `add_typer` was given
    text = app.info.help if isinstance(app.info.help, str) else ""
    return _Later(text, words.COMMANDS, hidden=False, load=partial(_group, app))


def _of_info(info: CommandInfo) -> _Later:
    text = info.short_help or info.help or ""
    return _Later(text, words.COMMANDS, hidden=info.hidden, load=partial(_converted, info))


def _converted(info: CommandInfo) -> _click.Command:
    ours = copy(info)
    ours.cls = Command if info.cls in {None, TyperCommand} else info.cls
    ours.help = info.help or ""  # else Typer takes the docstring
    return get_command_from_info(ours, pretty_exceptions_short=False, rich_markup_mode=None)


def _name(info: CommandInfo) -> str:
    return info.name or get_command_name(getattr(info.callback, "__name__", ""))
