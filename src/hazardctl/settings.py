"""Where things are and who is at the desk: option before environment before config.toml before the default.

The one module that reads the environment. Nothing here opens a ledger or a plan.
"""

import getpass
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hazardctl import clock
from hazardctl.domain.text import clean, legible
from hazardctl.errors import Problem, Unavailable, UsageProblem
from hazardctl.messages import desk as messages

_LONGEST_NAME = 60
_SERVERS = ("postgresql://", "postgres://")


class Options(NamedTuple):
    """The root options as given on the command line."""

    ledger: str | None = None
    plan: str | None = None
    actor: str | None = None
    debug: bool = False
    no_input: bool = False
    town: str | None = None


class Settings(NamedTuple):
    """What every command knows of its surroundings. `moved_today` is set when HAZARDCTL_TODAY moved the day.

    `town` is the one that was named, by code or name; `plan_named` whether the plan's folder was.
    """

    ledger: Path
    plan_folder: Path | None
    actor: str
    today: date
    moved_today: date | None = None
    debug: bool = False
    interactive: bool = False
    home: Path = Path()
    cache: Path | None = None
    server: str | None = None
    town: str | None = None
    plan_named: bool = False


def resolve(options: Options, environ: Mapping[str, str]) -> Settings:
    """Return the settings for one run.

    Raises:
        UsageProblem: HAZARDCTL_TODAY or config.toml cannot be understood.
        Unavailable: the ledger is on a server, which this version cannot reach.
    """
    home = place(legible(environ.get("HAZARDCTL_HOME") or "~/hazardctl"))
    config = _config(home / "config.toml")

    def chosen(given: str | None, name: str) -> str | None:
        return given or legible(environ.get(f"HAZARDCTL_{name.upper()}") or "") or config.get(name)

    if options.ledger and has_password(options.ledger):
        raise UsageProblem(Problem("password_typed", messages.password_typed(), "ledger"))
    ledger, server = located(chosen(options.ledger, "ledger"), home)
    plan = chosen(options.plan, "plan")
    moved = _moved_today(environ.get("HAZARDCTL_TODAY"))
    settings = Settings(
        home=home,
        server=server,
        cache=_cache(environ),
        ledger=ledger,
        plan_folder=_plan_folder(plan, ledger),
        plan_named=bool(plan),
        actor=clean(chosen(options.actor, "actor") or "", multiline=False)[:_LONGEST_NAME] or _login(),
        today=moved or clock.real_today(),
        moved_today=moved,
        debug=options.debug,
        interactive=not options.no_input and sys.stdin.isatty() and sys.stdout.isatty(),
    )
    return in_town(settings, chosen(options.town, "town"))


def in_town(settings: Settings, said: str | None) -> Settings:
    """Return the settings for one town; its plan may lie in a folder of its name, `plans/BY`, beside others."""
    town = clean(said or "", multiline=False)[:_LONGEST_NAME]
    if not town:
        return settings
    own = settings.ledger.parent / "plans" / town
    if settings.plan_named or not settings.server or own.parent.name != "plans" or not own.is_dir():
        return settings._replace(town=town)
    return settings._replace(town=town, plan_folder=own)


def has_password(said: str) -> bool:
    """Whether there is a password in an address: others on the machine see what a program was called with."""
    if "://" not in said:
        return False
    import re  # noqa: PLC0415  only an address is looked into

    return bool(re.search(r"://[^/@?]*:.*@|[?&](?:ssl)?password=", said, re.IGNORECASE))


def located(said: str | None, home: Path) -> tuple[Path, str | None]:
    """Return the ledger's file, and its address where it is on a server: then what is attached lies in the home folder."""
    server = said if said and said.startswith(_SERVERS) else None
    return (place(said) if said and not server else home / "ledger.db"), server


def _cache(environ: Mapping[str, str]) -> Path | None:
    """Return the user's own folder for what may be deleted at any time; None where the user has none."""
    said = legible(environ.get("HAZARDCTL_CACHE") or "")
    if said:
        return place(said)
    named, home = ("LOCALAPPDATA", "USERPROFILE") if os.name == "nt" else ("XDG_CACHE_HOME", "HOME")
    if environ.get(named):
        return Path(environ[named]) / "hazardctl"
    return Path(environ[home]) / ".cache" / "hazardctl" if environ.get(home) else None


def _config(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    import tomllib  # noqa: PLC0415  only an office that has a config pays for it

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageProblem(Problem("bad_config", messages.bad_config(path), str(path))) from error
    except OSError as error:
        raise Unavailable(Problem("file", messages.unreadable(path), str(path))) from error
    return {key: str(value) for key, value in values.items() if isinstance(value, str)}


def place(said: str) -> Path:
    """Return a file or folder as it was typed; `~` is the user's own, and where it cannot be, a name like any other.

    A file whose name is no text in the locale is found by how its name reads (`legible`), if only one reads so.
    """
    try:
        path = Path(said).expanduser()
    except RuntimeError:
        path = Path(said)
    if os.path.lexists(path) or said.isascii():
        return path
    try:
        found = [name for name in os.listdir(path.parent) if name != path.name == legible(name)]  # noqa: PTH208  no Path: raw
    except (OSError, ValueError):
        return path
    return path.with_name(found[0]) if len(found) == 1 else path


def _plan_folder(said: str | None, ledger: Path) -> Path | None:
    """A town's own plan may lie beside its ledger; None means the plan that comes with the program."""
    if said:
        return place(said)
    beside = ledger.parent / "plan"
    return beside if beside.is_dir() else None


def _moved_today(said: str | None) -> date | None:
    if not said:
        return None
    from hazardctl.domain.period import FIRST_YEAR, LAST_YEAR  # noqa: PLC0415  only a moved today pays for it

    try:
        day = date.fromisoformat(said.strip())
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageProblem(Problem("bad_today", messages.bad_today(said), "HAZARDCTL_TODAY"))
    return day


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return os.environ.get("USERNAME") or "未署名"
