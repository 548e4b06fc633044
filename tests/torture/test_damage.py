"""What the disk, a stranger's SQL, a power cut in an upgrade and a full office may do to a ledger, at a small size."""

from pathlib import Path

import pytest
from tests.torture import backups, damage, edits, upgrades


@pytest.mark.parametrize("seed", [1, 2])
def test_a_damaged_file_is_found_out_or_gives_the_right_figures(tmp_path: Path, seed: int) -> None:
    assert damage.damages(tmp_path, 100, seed).failures == ()


def test_an_edit_past_the_program_is_found_and_a_clean_cut_against_paper(tmp_path: Path) -> None:
    assert edits.edits(tmp_path, 100, 1).failures == ()


def test_an_upgrade_killed_after_any_statement_leaves_the_old_ledger(tmp_path: Path) -> None:
    assert upgrades.interrupted(tmp_path, 1, 1).failures == ()


def test_programs_that_meet_an_old_ledger_upgrade_it_once(tmp_path: Path) -> None:
    assert upgrades.at_once(tmp_path, 1, 1).failures == ()


def test_a_ledger_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    assert upgrades.newer(tmp_path, 1, 1).failures == ()


def test_copies_made_under_writers_are_whole(tmp_path: Path) -> None:
    assert backups.under_writers(tmp_path, 5, 1, writers=3).failures == ()
