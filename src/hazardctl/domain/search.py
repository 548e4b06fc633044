"""Finding by several words, each as it is written or as it sounds: 配电箱, peidian, pdx.

A word of Latin letters is looked for as it stands, as pinyin (whole syllables; the last one may be begun), and as the
first letters of the syllables. Nothing here knows how a character is read: `Readings` is handed in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from hazardctl.domain.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    Readings = Callable[[str], frozenset[str]]
    """How a character may be read, without tones; nothing for what is no Chinese character."""


def unread(_: str) -> frozenset[str]:
    """Read no character at all."""
    return frozenset()


_LATIN = re.compile("[a-z]{2,}")
"""One letter alone would be the first of a character in nearly every text."""


class Sought(Struct, frozen=True):
    """What was asked for: `written` words stand in the text as they are, `latin` ones may be its sound. All must hold."""

    written: tuple[str, ...]
    latin: tuple[str, ...]

    @classmethod
    def read(cls, said: str) -> Sought:
        """Take a question apart at its blanks."""
        words = dict.fromkeys(said.split())
        latin = tuple(word for word in words if _LATIN.fullmatch(fold(word)))
        return cls(tuple(word for word in words if word not in latin), tuple(map(fold, latin)))

    def __bool__(self) -> bool:
        return bool(self.written or self.latin)

    def in_text(self, text: str, readings: Readings, *, first_letters: bool = True) -> bool:
        """Whether a text holds every word; in a long one, first letters are met by chance and may be left out."""
        folded = fold(text)
        return all(fold(word) in folded for word in self.written) and self.heard_in(
            folded, readings, first_letters=first_letters
        )

    def heard_in(self, text: str, readings: Readings, *, first_letters: bool = True) -> bool:
        """Whether a folded text holds every word of Latin letters, as it stands or as it sounds."""
        return all(
            word in text or sounds_in(text, word, readings, first_letters=first_letters)
            for word in self.latin
        )


def sounds_in(text: str, word: str, readings: Readings, *, first_letters: bool = True) -> bool:
    """Whether characters side by side in a text are read as a word, in full or by their first letters."""
    read = [readings(char) or frozenset({char}) for char in text]
    return any(
        _in_full(read[at:], word) or (first_letters and _by_first_letters(read[at : at + len(word)], word))
        for at, sounds in enumerate(read)
        if any(sound[0] == word[0] for sound in sounds)
    )


def _in_full(read: list[frozenset[str]], word: str) -> bool:
    """Whether the word is these syllables from the first on; its last one may be no more than begun."""
    ends = {0}
    for sounds in read:
        for end in ends:
            if end and any(sound.startswith(word[end:]) for sound in sounds):
                return True
        ends = {end + len(sound) for end in ends for sound in sounds if word.startswith(sound, end)}
        if len(word) in ends:
            return True
        if not ends:
            return False
    return False


def _by_first_letters(read: list[frozenset[str]], word: str) -> bool:
    return len(read) == len(word) and all(
        any(sound[0] == letter for sound in sounds) for sounds, letter in zip(read, word, strict=True)
    )
