"""A row's identity is a uuid7, so that rows sort by when they were made, on every machine."""

import time
from uuid import RFC_4122, UUID

from hazardctl.ledger.ids import new_uid

SOME = 5_000


def test_it_is_a_uuid_of_version_7_that_tells_the_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    told = UUID(new_uid())
    assert (told.version, told.variant) == (7, RFC_4122)
    assert before <= told.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_each_sorts_after_the_one_before_and_is_written_as_uuids_are() -> None:
    some = [new_uid() for _ in range(SOME)]
    assert some == sorted(set(some))
    assert some == [str(UUID(one)) for one in some]


def test_what_is_left_to_chance_is_so_in_every_digit() -> None:
    last = [one[19:].replace("-", "") for one in (new_uid() for _ in range(SOME))]
    assert {digit for one in last for digit in one[0]} == set("89ab")
    for place in range(1, 16):
        assert {one[place] for one in last} == set("0123456789abcdef")
