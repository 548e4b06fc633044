"""Names of people, enterprises and units: when two of them are the same, and which known one was meant.

Folded names are for comparing only; what was typed is stored and shown. Nothing here decides for the user:
`nearest` proposes.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from hazardctl.domain.text import safe

# Ideographic and emoji variation selectors: another form of the same character.
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# The dot in 阿依古丽·买买提 is typed in many ways.
_DOTTED = frozenset("•‧・∙⋅●.。")
"""Looked for first: to translate a name takes seven times as long as to see that it has none of them."""
_DOTS = str.maketrans(dict.fromkeys(_DOTTED, "·"))
_BRACKETS = str.maketrans("〔【[〖「", "(((((") | str.maketrans("〕】]〗」", ")))))")
_SEVERAL = r"[、，,;；/\n]"

_SHORT_NAME = 2
_ALIKE = 0.6  # 张小三 and 王小三 0.67; 张三 and 张小三 0.8
_ALIKE_SHORT = 0.5  # in a name of two characters one wrong one leaves 0.5


def fold(name: str) -> str:
    """Fold a name for comparing: NFKC, no spaces, nothing invisible, one kind of middle dot, case folded."""
    # NFKC does this too, but then it writes the whole text anew; most have nothing else that it would touch.
    half = safe(name).replace("，", ",").replace("（", "(").replace("）", ")")
    bare = unicodedata.normalize("NFKC", _VARIATIONS.sub("", half))
    cased = unicodedata.normalize("NFKC", "".join(bare.split()).casefold())
    return cased if _DOTTED.isdisjoint(cased) else cased.translate(_DOTS)


def people(text: str) -> frozenset[str]:
    """Return the folded names in a field that may hold several (张三、李四)."""
    return frozenset(folded for part in re.split(_SEVERAL, text) if (folded := fold(part)))


def same_person(a: str, b: str) -> bool:
    """Whether two fields name the same person, or share one where they name several (DESIGN.md §4.2).

    An empty field names nobody and is the same as nobody.
    """
    return not people(a).isdisjoint(people(b))


def enterprise_key(name: str) -> str:
    """Fold an enterprise's name so that duplicates meet: as `fold`, with one kind of bracket."""
    return fold(name).translate(_BRACKETS)


def nearest(query: str, known: Iterable[str], limit: int = 5) -> list[str]:
    """Return at most `limit` known names like the query, best first.

    Equal after folding comes first, then where one holds the other, then likeness; ties keep the given order.
    """
    wanted = enterprise_key(query)
    if not wanted:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    ranked = ((_rank(matcher, wanted, enterprise_key(name)), name) for name in dict.fromkeys(known))
    found = sorted(((rank, name) for rank, name in ranked if rank), key=lambda pair: pair[0] or ())
    return [name for _, name in found[:limit]]


def _rank(matcher: SequenceMatcher[str], wanted: str, name: str) -> tuple[int, float] | None:
    """Rank a folded name (smaller is nearer), or `None` when it is not like the wanted one."""
    if not name:
        return None
    if name == wanted:
        return 0, 0.0
    matcher.set_seq1(name)
    if wanted in name or name in wanted:
        return 1, -matcher.ratio()
    return (2, -matcher.ratio()) if _is_alike(matcher, wanted, name) else None


def _is_alike(matcher: SequenceMatcher[str], wanted: str, name: str) -> bool:
    """Whether the likeness is high enough; the two quick bounds spare a long list most of the work."""
    least = _ALIKE_SHORT if max(len(wanted), len(name)) <= _SHORT_NAME else _ALIKE
    return all(ratio() >= least for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
