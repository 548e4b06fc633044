"""The towns whose ledgers lie in one place, and the one of them that a session is in. A file is one town's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.ledger.connect import setting
from hazardctl.messages import towns as messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hazardctl.ledger.connect import Reads


class Town(NamedTuple):
    """A town: the plan's `town_code`, its ledger's id ('' before it has one), its name and the series of its numbers."""

    code: str
    ledger: str
    name: str
    series: str


class Survey(NamedTuple):
    """Questions over several towns: what is asked through `reads` counts all of `towns` together.

    `narrowed` has what follows answered by one town alone, or with None by all of them again.
    """

    reads: Reads
    towns: tuple[Town, ...]
    narrowed: Callable[[Town | None], None]


def chosen(towns: Sequence[Town], said: str | None) -> Town:
    """Return the town that was named, by its code or its name; where there is one alone, none need be named.

    Raises:
        NotFound: none of them is called so.
        Refused: there are several, and none was named.
    """
    if said is None and len(towns) == 1:
        return towns[0]
    if said is None:
        raise Refused(Problem("which_town", messages.which_town(_called(towns)), "town"))
    found = next((town for town in towns if is_called(said, town.code, town.name)), None)
    if found is None:
        raise NotFound(Problem("unknown_town", messages.unknown_town(said, _called(towns)), "town"))
    return found


def is_called(said: str, *names: str) -> bool:
    """Whether a town's code or name was typed; letters may be small."""
    return said.strip().casefold() in {name.casefold() for name in names if name}


def of_file(reads: Reads, name: str) -> Survey:
    """Return a file as what it is among others: one town."""
    code = setting(reads, "town") or ""
    town = Town(code, setting(reads, "ledger") or "", name, setting(reads, "series") or code)
    return Survey(reads, (town,), lambda _town: None)


def check_file(reads: Reads, said: str, name: str) -> None:
    """See that a file is the ledger of the town that was named; one too damaged to say whose it is passes.

    Raises:
        NotFound: it is another town's.
    """
    code = setting(reads, "town")
    if code and not is_called(said, code, name):
        raise NotFound(Problem("unknown_town", messages.file_of_one_town(said, name or code), "town"))


def _called(towns: Sequence[Town]) -> list[str]:
    return [f"{town.name}（{town.code}）" if town.name else town.code for town in towns]
