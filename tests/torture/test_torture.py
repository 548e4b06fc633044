"""Kills, power cuts, full disks and crowds, at the size that every push can bear; `make torture` runs them all at length."""

from pathlib import Path

from tests.torture import crowd, faults, kills, power

SEED = 2023


def test_kill_9_at_any_moment_loses_and_halves_nothing(tmp_path: Path) -> None:
    assert kills.at_random(tmp_path, 100, SEED).failures == ()


def test_kill_9_at_every_named_place_loses_and_halves_nothing(tmp_path: Path) -> None:
    assert kills.at_failpoints(tmp_path, 1).failures == ()


def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert power.cuts(tmp_path, 100, SEED).failures == ()


def test_a_program_that_does_not_sync_is_caught_by_the_same_disk(tmp_path: Path) -> None:
    assert power.cuts(tmp_path, 60, SEED, ("careless",)).failures != ()


def test_a_full_disk_and_an_error_at_any_write_lose_nothing(tmp_path: Path) -> None:
    assert faults.everywhere(tmp_path, 31).failures == ()


def test_eight_writers_at_once_all_get_in_once(tmp_path: Path) -> None:
    assert crowd.writers(tmp_path, 8, 50, timed=False).failures == ()
