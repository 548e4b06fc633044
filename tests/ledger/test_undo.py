"""Every command of a campaign is taken back and done again: the ledger becomes what it was, and proves itself."""

from typing import TYPE_CHECKING, Any

from tests.ledger.test_journal import CAMPAIGN, JOURNALED

from hazardctl.ledger.proof.examine import examine
from hazardctl.ledger.proof.reading import examining

if TYPE_CHECKING:
    from tests.ledger.conftest import Keeper


def tables(keeper: "Keeper") -> dict[tuple[str, str], dict[str, Any]]:
    """Return every row of the ledger but what tells of undoing itself."""
    names = [name for name in (*JOURNALED, "span") if name not in {"undone", "retracted"}]
    return {
        (name, f"{row.get('uid')}{row.get('hazard')}{row.get('since')}"): row
        for name in names
        for row in keeper.rows(f"select * from {name}")
    }


def proven(keeper: "Keeper") -> None:
    with examining(keeper.path) as reads:
        assert examine(reads, keeper.path).flaws == ()


def test_every_command_of_a_campaign_is_taken_back_and_done_again(keeper: "Keeper") -> None:
    keeper.path.unlink()
    before: dict[tuple[str, str], dict[str, Any]] = {}
    for day, words in CAMPAIGN:
        keeper.does(*words, today=day)
        if words[0] == "init" and day == "2023-06-01":
            keeper.does("unit", "add", "双龙村", "白羊社区", today=day)
        after = tables(keeper)
        if "--issue" in words:
            assert keeper.run("undo", "--yes", today=day) == 4
        elif words[0] != "backup" and day != "2023-06-01":
            _there_and_back(keeper, day, words, before, after)
        before = tables(keeper)


def _there_and_back(
    keeper: "Keeper",
    day: str,
    words: tuple[str, ...],
    before: dict[tuple[str, str], dict[str, Any]],
    after: dict[tuple[str, str], dict[str, Any]],
) -> None:
    keeper.does("undo", "--yes", today=day)
    proven(keeper)
    back = tables(keeper)
    changed = {
        place: row
        for place, row in back.items()
        if before.get(place) != row and not (row.get("void_on") and place not in before)
    }
    stays = {"act", "step", "concern", "evidence", "secret", "enterprise", "span", "record"}
    assert {place[0] for place in changed} <= stays, words
    assert before.keys() <= back.keys(), words
    keeper.does("undo", "--yes", today=day)
    proven(keeper)
    assert tables(keeper) == after, words
