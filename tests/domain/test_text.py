"""What happens to text on its way in and out."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hazardctl.domain.text import TEXT_LIMIT, TITLE_LIMIT, BadValue, clean, escaped, limited, safe, typed
from hazardctl.messages.values import quoted

ANY_TEXT = st.text(st.characters(), max_size=80)
HOSTILE = st.text(
    "\x1b\x9b\x9d\x90\x9c\x07[]()0;1m\\P^_? \t\r\n\v\x85\u2028\u202e\u2066\u200b红é\u0301\ud800", max_size=40
)
BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C]
ZERO_WIDTH = [*range(0x200B, 0x2010), 0x2060, 0xFEFF]
TAGS = range(0xE0000, 0xE0080)
GONE = {chr(c) for c in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *BIDI, *ZERO_WIDTH, *TAGS)}


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("\x1b[31m红\x1b[0m", "红"),
        ("\x9b31m红\x9b0m", "红"),
        ("\x1b[38;2;255;0;0m红", "红"),
        ("\x1b]0;改标题\x07灭火器", "灭火器"),
        ("\x1b]8;;http://example.com\x1b\\链接\x1b]8;;\x1b\\", "链接"),
        ("\x1bP1$r\x1b\\甲", "甲"),
        ("\x1b(B甲\x1bc", "甲"),
        ("\x1b[2J\x1b[H清屏", "清屏"),
        ("\x1b\u200b[31m红", "红"),
        ("\x1b]没有结尾的标题", "没有结尾的标题"),
        ("甲\x1b", "甲"),
        ("甲\x00乙\x07丙\x7f丁\x85戊", "甲乙丙丁戊"),
        ("甲\u202e乙\u2066丙\u2069", "甲乙丙"),
        ("张\u200b三\ufeff", "张三"),
        ("甲\U000e0041\U000e007f", "甲"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("e\u0301", "é"),
        ("甲\t乙", "甲 乙"),
        ("  \u3000甲\u3000 ", "甲"),
        ("甲\ud83d乙\udcff", "甲\ufffd乙\ufffd"),
        ("甲\uffff", "甲\ufffd"),
        ("", ""),
    ],
)
def test_what_could_mislead_a_terminal_or_a_reader_is_taken_out(given_text: str, kept: str) -> None:
    assert clean(given_text, multiline=False) == kept
    assert clean(given_text, multiline=True) == kept


@pytest.mark.parametrize(
    "data",
    [
        "[red]粗[/red]",
        "[/]",
        "=1+1",
        "@SUM(A1)",
        "{x}",
        "%s",
        ":fire:",
        "a_b 100%",
        "<b>&amp;",
        "'",
        "😀",
        "㙍𠮷",
    ],
)
def test_text_that_looks_like_code_is_data_and_stays(data: str) -> None:
    assert clean(data, multiline=False) == data
    assert safe(data) == data


@pytest.mark.parametrize(
    ("given_text", "lines", "one_line"),
    [
        ("甲\r\n乙", "甲\n乙", "甲 乙"),
        ("甲\r乙", "甲\n乙", "甲 乙"),
        ("甲\v乙", "甲\n乙", "甲 乙"),
        ("甲\u2028乙\u2029丙", "甲\n乙\n丙", "甲 乙 丙"),
        ("甲\n\n 乙 \n", "甲\n\n 乙", "甲 乙"),
    ],
)
def test_lines_are_kept_where_they_are_wanted_and_joined_by_a_space_elsewhere(
    given_text: str, lines: str, one_line: str
) -> None:
    assert clean(given_text, multiline=True) == lines
    assert clean(given_text, multiline=False) == one_line


def assert_harmless(text: str) -> None:
    assert not GONE & set(text)
    text.encode()


def test_no_character_of_unicode_comes_through_that_should_not() -> None:
    for start in range(0, 0x110000, 0x1000):
        block = "甲".join(chr(c) for c in range(start, start + 0x1000))
        assert_harmless(safe(block))
        assert_harmless(clean(block, multiline=True))
        assert "\n" not in clean(block, multiline=False)


@example("\x1b[3\x1b[31m1m")
@example("\x1b\x1b]0;\x1b[m\x07")
@given(ANY_TEXT | HOSTILE)
def test_cleaned_text_is_harmless_and_cleaning_it_again_changes_nothing(text: str) -> None:
    for multiline in (True, False):
        once = clean(text, multiline=multiline)
        assert_harmless(once)
        assert once == once.strip() == unicodedata.normalize("NFC", once)
        assert clean(once, multiline=multiline) == once
        assert safe(once) == once


@given(ANY_TEXT | HOSTILE)
def test_shown_text_is_harmless_whatever_was_stored(text: str) -> None:
    assert_harmless(safe(text))
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    "piece", ["\x1b]", "\x90", "\x9b", "\x1b[0", "\x1b ", " \n", "\x90a", "\u200b", "e\u0301"]
)
def test_a_long_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    begun = time.perf_counter()
    clean(piece * 100_000, multiline=False)
    assert time.perf_counter() - begun < 2


def test_a_text_up_to_the_limit_is_taken_whole() -> None:
    assert limited("隐" * TITLE_LIMIT, TITLE_LIMIT) == "隐" * 500
    assert limited("隐" * TEXT_LIMIT, TEXT_LIMIT) == "隐" * 5000


def test_a_longer_text_is_refused_with_its_length_and_the_limit_and_never_cut() -> None:
    with pytest.raises(BadValue, match="501个字，最多500个字") as refused:
        limited("隐" * 501, TITLE_LIMIT)
    assert refused.value.code == "too_long"
    assert str(refused.value) == refused.value.message


def test_a_space_between_two_digits_of_a_typed_value_is_kept() -> None:
    assert typed(" ２０２３ 年 8 月 3 1 日 ") == "2023年8月3 1日"
    assert typed("x" * 41) == ""


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("8月底", "「8月底」"),
        ("", "「」（空）"),
        ("\x1b[31m", "「?[31m」"),
        ("甲\n乙", "「甲 乙」"),
        ("\udcff", "「?」"),
        ("一" * 30, "「" + "一" * 30 + "」"),
        ("一" * 31, "「" + "一" * 29 + "…」"),
    ],
)
def test_a_quoted_text_is_short_and_safe(given_text: str, shown: str) -> None:
    assert quoted(given_text) == shown


@given(ANY_TEXT | HOSTILE)
def test_any_quoted_text_has_at_most_thirty_characters_that_can_be_printed(text: str) -> None:
    assert len(quoted(text).removesuffix("（空）")) <= 32
    assert quoted(text).isprintable()


def test_nothing_that_is_not_to_be_shown_can_be_printed() -> None:
    """`escaped` lets a text through at a glance where all of it can be; elsewhere it looks for each character."""
    every = "".join(map(chr, range(0x110000)))
    gone = {c for c in every if escaped(f"\n{c}", lambda _: "") != f"\n{c}"}
    assert gone >= {c for c in GONE if c != "\n"} - {"\x00"}
    assert not [c for c in gone if c.isprintable()]
