"""The command framework, made Chinese and fast: help screens, usage errors, commands loaded when named.

The only package that touches Typer's private parts (`typer._click`, the converters of `typer.main`); written
against typer>=0.26,<0.29. It knows no command of this program and words nothing (`messages.usage` does).

A command module needs nothing from here: it writes `app = typer.Typer(help="…")` and
`@app.command("add", help="…")`, and `lazy_root` gives each of its commands the two classes below. Only text
given as `help=` or `epilog=` is shown; docstrings are for developers and never reach the screen. Annotations
must be real ones: Typer evaluates those of `from __future__ import annotations` one by one, which is slow.
"""

from hazardctl.cli.usage.commands import PROGRAM, Command, Commands, Entry, Following, lazy_root, run

__all__ = ["PROGRAM", "Command", "Commands", "Entry", "Following", "lazy_root", "run"]
