"""What a shell asks while a command line is being typed: `HAZARDCTL_COMPLETE=bash hazardctl WORDS…`.

One candidate a line: what to type, a tab, what it means. Whatever goes wrong, nothing is offered and nothing is said:
somebody is in the middle of typing.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from hazardctl.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hazardctl.cli.usage.completing import Candidate, Spot

ASKED = "HAZARDCTL_COMPLETE"
"""The variable by which a shell says that it asks, and which shell it is."""
WORDS = "HAZARDCTL_COMPLETE_WORDS"
"""The words typed so far, one a line, from a shell that loses empty arguments."""

_LONGEST_HELP = 40
_TAKEN_APART = re.compile(r"[\s'\"\\$`&|;()<>*?!#~{}\[\]]")


def answer(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return what may come where the last word stands, as the shell that asks takes it."""
    shell = environ[ASKED]
    typed = environ[WORDS].split("\n") if WORDS in environ else list(words)
    lines = [_line(one, shell) for one in _candidates(typed, environ) if "\n" not in one.value]
    return "".join(f"{line}\n" for line in lines)


def _line(one: Candidate, shell: str) -> str:
    if shell == "bash":
        # bash takes what it is given as it is typed: what it would take apart must be quoted here.
        return shlex.quote(one.value) if _TAKEN_APART.search(one.value) else one.value
    return f"{one.value}\t{clean(one.help, multiline=False)[:_LONGEST_HELP]}"


def _candidates(words: Sequence[str], environ: Mapping[str, str]) -> list[Candidate]:
    from hazardctl.cli.app import app
    from hazardctl.cli.usage import completing

    spot = completing.spot(app, words)
    offered = list(spot.offered)
    if spot.param and not offered:
        offered = _of_ledger(spot, environ)
    return [completing.Candidate(f"{spot.before}{one.value}", one.help) for one in offered]


def _of_ledger(spot: Spot, environ: Mapping[str, str]) -> list[Candidate]:
    from hazardctl.cli.usage.completing import Candidate
    from hazardctl.services.completing import values
    from hazardctl.services.desk import Desk
    from hazardctl.settings import Options, resolve

    assert spot.param  # noqa: S101  asked by the caller; tells the type checker
    options = Options(ledger=spot.given.get("ledger"), plan=spot.given.get("plan"))
    desk = Desk(resolve(options, environ))
    return [Candidate(one.value, one.help) for one in values(desk, spot.path, spot.param, spot.typed)]
