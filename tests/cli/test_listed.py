"""挂牌督办: who supervises it, until when, and what was told of its progress."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Office


def test_a_listing_has_its_person_and_term_and_progress_is_told_without_changing_anything(
    office: "Office",
) -> None:
    no = office.registers(deadline="2023-09-30")
    office.does(
        "hazard", "list-up", no, "--authority", "district", "--person", "王区长", "--term", "2023-09-30"
    )
    before = office.asks("hazard", "show", no)
    office.does("hazard", "progress", no, "--note", "设备已下单", "--by", "李四", "--on", "2023-07-10")
    assert office.asks("hazard", "show", no) == before
    told = office.does("hazard", "history", no).out
    assert all(words in told for words in ("王区长", "整改进展", "设备已下单"))


def test_progress_needs_words_and_a_hazard_that_is_in_hand(office: "Office") -> None:
    no = office.registers()
    assert office.is_refused("hazard", "progress", no) == ["missing"]
    office.does("hazard", "rectify", no, today="2023-07-11")
    office.closes(no, on="2023-07-12")
    assert office.is_refused("hazard", "progress", no, "--note", "完成", today="2023-07-13") == ["closed"]
