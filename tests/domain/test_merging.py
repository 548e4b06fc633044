"""What several ledgers say of a row: what was said last stands, what was said apart waits, and somebody's word settles it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.canonical import canonical
from hazardctl.domain.knowledge import At, Knowledge
from hazardctl.domain.merging import ABSENT, WHOLE, Account, Entry, Open, Told

BASE = {"uid": "u", "title": "甲", "place": None, "funds_fen": 100}


def row(**changes: Any) -> dict[str, Any]:
    return {**BASE, **changes}


def said(ledger: str, seq: int, told: dict[str, Any] | None, uid: str = "u") -> Entry:
    return Entry(At(ledger, seq), uid, told)


def taken(ledger: str, seq: int, told: dict[str, Any] | None) -> Entry:
    return Entry(At(ledger, seq), "u", told, merged=True)


def account(
    *entries: Entry,
    knows: list[tuple[At, At]] | None = None,
    decided: list[tuple[At, str]] | None = None,
    entity: str = "thing",
    elder: str = "u",
) -> Account:
    return Account(entity, entries, decided or [], Knowledge(knows or []), elder)


def rivals(*values: object) -> frozenset[str]:
    return frozenset(map(canonical, values))


ALL_KNOW_ROW = [(At(ledger, 1), At("t", 1)) for ledger in "abc"]
"""Every village took the town's row in with its first entry."""
TOWN_KNOWS_BOTH = [*ALL_KNOW_ROW, (At("t", 2), At("a", 2)), (At("t", 3), At("b", 2))]
DISAGREEING = (
    said("t", 1, BASE),
    taken("a", 1, BASE),
    said("a", 2, row(title="乙")),
    taken("b", 1, BASE),
    said("b", 2, row(title="丙")),
)
"""Villages a and b set the title apart from each other."""


def apart(**by: list[dict[str, Any] | None]) -> Account:
    """The town made a row, and each village went on with it as it is told by ledger, knowing of no other."""
    entries = [said("t", 1, BASE)]
    for ledger, told in by.items():
        entries.append(taken(ledger, 1, BASE))
        entries += [said(ledger, n, one) for n, one in enumerate(told, start=2)]
    return account(*entries, knows=ALL_KNOW_ROW)


@pytest.mark.parametrize(
    ("one", "other", "comes_to"),
    [
        ({}, {"title": "乙"}, {"title": "乙"}),
        ({"title": "乙"}, {"title": "乙"}, {"title": "乙"}),
        ({"title": "乙"}, {"place": "东"}, {"title": "乙", "place": "东"}),
        ({"place": "东"}, {"funds_fen": None}, {"place": "东", "funds_fen": None}),
    ],
)
def test_what_only_one_changed_is_taken(
    one: dict[str, Any], other: dict[str, Any], comes_to: dict[str, Any]
) -> None:
    assert apart(a=[row(**one)], b=[row(**other)]).told(None) == Told(row(**comes_to))


def test_what_two_changed_shows_what_they_went_out_from() -> None:
    found = apart(a=[row(title="乙", place="东")], b=[row(title="丙")]).told(None)
    assert found == Told(row(place="东"), {"title": Open(canonical("甲"), rivals("乙", "丙"))})


def test_what_says_one_thing_together_is_told_together() -> None:
    before = {"uid": "u", "void_on": None, "void_reason": None, "duplicate_of": None}
    town, village = ({**before, "void_on": "2023-07-10", "void_reason": why} for why in ("镇", "村"))
    entries = [said("t", 1, before), said("t", 2, town), taken("a", 1, before), said("a", 2, village)]
    found = account(*entries, knows=ALL_KNOW_ROW, entity="hazard").told(None)
    assert (found.row, set(found.open)) == (before, {"void_on"})
    assert len(found.open["void_on"].rivals) == 2


def test_a_number_is_not_its_text() -> None:
    found = apart(a=[row(funds_fen=1)], b=[row(funds_fen="1")]).told(None)
    assert found.open["funds_fen"].rivals == rivals(1, "1")


def test_a_rival_that_its_side_replaced_is_gone() -> None:
    found = apart(a=[row(title="乙")], b=[row(title="丙"), row(title="丁")]).told(None)
    assert found.open["title"] == Open(canonical("甲"), rivals("乙", "丁"))


def test_who_goes_back_to_what_was_says_nothing_against_others() -> None:
    assert apart(a=[row(title="乙")], b=[row(title="丙"), BASE]).told(None) == Told(row(title="乙"))
    assert apart(a=[row(title="乙"), BASE], b=[row(title="丙"), BASE]).told(None) == Told(BASE)


def test_what_somebody_says_who_knew_of_both_settles_it() -> None:
    told = account(*DISAGREEING, said("t", 4, row(title="丙")), knows=TOWN_KNOWS_BOTH).told(None)
    assert told == Told(row(title="丙"))
    as_it_was = account(*DISAGREEING, knows=TOWN_KNOWS_BOTH, decided=[(At("t", 4), "title")]).told(None)
    assert as_it_was == Told(BASE), "no entry on the row tells of it: nothing in it changed"


def test_two_who_settled_it_differently_wait() -> None:
    """The town keeps what it was, village c takes 丙: neither is somebody going back."""
    entries = (
        *DISAGREEING,
        taken("c", 1, BASE),
        said("c", 4, row(title="丙")),
    )
    both = [(At(ledger, 2), At("a", 2)) for ledger in "tc"] + [(At(ledger, 3), At("b", 2)) for ledger in "tc"]
    told = account(*entries, knows=[*ALL_KNOW_ROW, *both], decided=[(At("t", 4), "title")]).told(None)
    assert told == Told(BASE, {"title": Open(canonical("甲"), rivals("甲", "丙"))})


def test_of_two_that_all_knew_what_came_before_both_is_shown() -> None:
    """乙 and 丙 were open already when c and d, who knew of both, each said something else."""
    knows = [
        *ALL_KNOW_ROW,
        (At("d", 1), At("t", 1)),
        *((At(ledger, 2), At("a", 2)) for ledger in "cd"),
        *((At(ledger, 3), At("b", 2)) for ledger in "cd"),
    ]
    entries = [said("t", 1, BASE)]
    for ledger, seq, title in (("a", 2, "乙"), ("b", 2, "丙"), ("c", 4, "丁"), ("d", 4, "戊")):
        entries += [taken(ledger, 1, BASE), said(ledger, seq, row(title=title))]
    told = account(*entries, knows=knows).told(None)
    assert told == Told(BASE, {"title": Open(canonical("甲"), rivals("丁", "戊"))})


def test_a_row_that_one_took_back_and_another_went_on_with_waits() -> None:
    assert apart(a=[None]).told(None) == ABSENT, "nobody went on with it"
    assert apart(a=[None], b=[row(title="乙"), BASE]).told(None) == ABSENT, "it says what it said"
    found = apart(a=[None], b=[row(title="乙")]).told(None)
    assert (found.row, found.open[WHOLE].rivals) == (BASE, rivals(None, row(title="乙")))
    entries = (
        said("t", 1, BASE),
        taken("a", 1, BASE),
        said("a", 2, None),
        taken("b", 1, BASE),
        said("b", 2, row(title="乙")),
    )
    more = account(*entries, taken("t", 4, BASE), said("t", 5, row(place="东")), knows=TOWN_KNOWS_BOTH).told(
        None
    )
    assert set(more.open) == {WHOLE}, "who went on with it while that was open has not settled it"
    decided = [(At("t", 6), WHOLE)]
    stays = account(*entries, said("t", 5, row(title="乙")), knows=TOWN_KNOWS_BOTH, decided=decided).told(
        None
    )
    assert stays == Told(row(title="乙"))
    assert account(*entries, said("t", 5, None), knows=TOWN_KNOWS_BOTH, decided=decided).told(None) == ABSENT


def test_a_row_that_was_put_back_is_there() -> None:
    assert apart(a=[None, row(title="乙")]).told(None) == Told(row(title="乙"))


def test_the_order_of_typing_is_each_ledgers_own() -> None:
    before = {"uid": "a", "seq": 1, "on_day": "1"}
    told = account(said("t", 1, before), said("t", 2, {**before, "on_day": "2"}), entity="act")
    assert told.fields({**before, "seq": 4}).row == {"uid": "a", "seq": 4, "on_day": "2"}


def twins(*younger: dict[str, Any], **elder: Any) -> Told:
    firm = {
        "uid": "a",
        "name": "厂",
        "name_key": "厂",
        "phone": "1",
        "address": None,
        "registered_on": "2023-06-02",
    }
    entries = [said("t", 1, {**firm, **elder}, "a")]
    entries += [
        said("v", n, {**firm, "registered_on": "2023-06-01", **one}, "b") for n, one in enumerate(younger, 1)
    ]
    return account(*entries, entity="enterprise", elder="a").told(None)


def test_twins_fill_each_other_and_the_elder_is_shown() -> None:
    found = twins({"phone": "2", "address": "东"})
    assert found.row is not None
    assert (found.row["address"], found.row["registered_on"]) == ("东", "2023-06-02")
    assert found.open == {"phone": Open(canonical("1"), rivals("1", "2"))}
    assert twins({"phone": "2"}, {"phone": "3"}).open["phone"].rivals == rivals("1", "3")
    assert twins({"phone": None}).open == {}
    assert twins({"phone": "2"}, phone=None).open == {}


def test_one_name_written_in_two_ways_is_the_elders() -> None:
    found = twins({"name": "厂 "})
    assert (found.row or {})["name"] == "厂"
    assert found.open == {}
    assert set(twins({"name": "另一个厂", "name_key": "另一个厂"}).open) == {"name"}


def undone(ledger: str, seq: int, told: dict[str, Any]) -> Entry:
    return Entry(At(ledger, seq), "u", told, undo=True)


def test_what_was_taken_back_is_as_if_it_had_not_been_said() -> None:
    entries = (
        *DISAGREEING,
        said("t", 4, row(title="丁")),
        undone("t", 5, BASE),
    )
    still = Told(BASE, {"title": Open(canonical("甲"), rivals("乙", "丙"))})
    assert account(*entries, knows=TOWN_KNOWS_BOTH).told(None) == still, "it is open again"
    again = account(*entries, undone("t", 6, row(title="丁")), knows=TOWN_KNOWS_BOTH).told(None)
    assert again == Told(row(title="丁")), "the undo was taken back as well"
    gone_on = (taken("c", 1, BASE), said("c", 3, row(title="戊")))
    known = [*TOWN_KNOWS_BOTH, (At("c", 1), At("a", 2)), (At("c", 1), At("b", 2)), (At("c", 2), At("t", 4))]
    told = account(*entries, *gone_on, knows=known).told(None)
    assert told.open["title"].rivals == rivals("甲", "戊"), "somebody had gone on with it"


class Simulated:
    """A town and three villages, each a list of entries on one row and how far it knows the others."""

    NAMES = "tabc"

    def __init__(self) -> None:
        self.entries: list[Entry] = [said("t", 1, BASE)]
        self.decided: list[tuple[At, str]] = []
        self.knows: list[tuple[At, At]] = []
        self.far = {name: {name: 0} for name in self.NAMES} | {"t": {"t": 1}}
        self.here: dict[str, Told] = dict.fromkeys(self.NAMES, ABSENT) | {"t": Told(BASE)}
        self.before: dict[str, Told] = {}

    def _next(self, name: str) -> At:
        self.far[name][name] += 1
        return At(name, self.far[name][name])

    def says(self, name: str, title: str) -> None:
        told = self.here[name]
        if told.row is not None and told.row["title"] != title:
            self.before[name] = told
            self.here[name] = Told(row(title=title))
            self.entries.append(said(name, self._next(name).seq, row(title=title)))

    def undoes(self, name: str) -> None:
        """Take back what was said last, unless something else was done since."""
        if before := self.before.pop(name, None):
            assert before.row is not None
            self.here[name] = before
            self.entries.append(undone(name, self._next(name).seq, dict(before.row)))

    def decides(self, name: str, pick: int) -> None:
        told = self.here[name]
        if "title" in told.open:
            found = told.open["title"]
            value = [found.ancestor, *sorted(found.rivals)][pick % (len(found.rivals) + 1)]
            self.says(name, value.strip('"'))
            self.decided.append((self._next(name), "title"))
            self.here[name] = Told(self.here[name].row)
            self.before.pop(name, None)

    def takes(self, name: str, other: str) -> None:
        self.before.pop(name, None)
        place = self._next(name)
        for ledger, seq in self.far[other].items():
            if ledger != name and seq > self.far[name].get(ledger, 0):
                self.far[name][ledger] = seq
                self.knows.append((place, At(ledger, seq)))
        told = self.told(name)
        if told != self.here[name]:
            self.here[name] = told
            self.entries.append(taken(name, self._next(name).seq, dict(told.row) if told.row else None))

    def told(self, name: str) -> Told:
        """Return what all that a ledger knows comes to."""
        far = self.far[name]
        known = [one for one in self.entries if one.at.seq <= far.get(one.at.ledger, 0)]
        decided = [one for one in self.decided if one[0].seq <= far.get(one[0].ledger, 0)]
        if not known:
            return ABSENT
        return account(*sorted(known, key=lambda one: one.at), knows=self.knows, decided=decided).told(None)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["says", "says", "undoes", "decides", "takes"]),
        st.sampled_from(Simulated.NAMES),
        st.sampled_from(Simulated.NAMES),
        st.integers(0, 3),
    ),
    max_size=30,
)


@given(steps=STEPS)
def test_what_a_ledger_shows_is_what_all_that_it_knows_comes_to(
    steps: list[tuple[str, str, str, int]],
) -> None:
    """It says, decides and takes in at random: what it made of it step by step is what it would make of all at once."""
    simulated = Simulated()
    for kind, name, other, number in steps:
        if kind == "says":
            simulated.says(name, "甲乙丙丁"[number])
        elif kind == "decides":
            simulated.decides(name, number)
        elif kind == "undoes":
            simulated.undoes(name)
        elif name != other:
            simulated.takes(name, other)
        assert simulated.here[name] == simulated.told(name)


def test_who_knew_whom() -> None:
    knows = Knowledge([(At("a", 5), At("b", 3)), (At("b", 4), At("a", 2))])
    assert knows.of(At("a", 6)) == {"a": 6, "b": 3}
    assert knows.of(At("a", 4)) == {"a": 4}
    assert knows.before(At("a", 2), At("b", 4))
    assert not knows.before(At("a", 3), At("b", 4))
    assert knows.before(At("a", 3), At("a", 4))
    assert not knows.before(At("a", 3), At("a", 3))
