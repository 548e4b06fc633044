"""What several ledgers did to one hazard: one story where it holds together, kept aside until decided where it does not."""

from hypothesis import given
from hypothesis import strategies as st

from hazardctl.domain.knowledge import At, Knowledge
from hazardctl.domain.weaving import Deed, Stand, Story

MOST = 3
"""How many acts make a story that holds, where these tests ask."""


class Ledgers:
    """Some ledgers that write down what was done to one hazard; each shows what it knows of."""

    def __init__(self, names: str = "tabc") -> None:
        self.names = names
        self.far = {name: {name: 0} for name in names}
        self.deeds: list[Deed] = []
        self.knows: list[tuple[At, At]] = []
        self.shown = {name: [(0, Stand())] for name in names}
        self._acts = 0

    def here(self, name: str) -> Stand:
        return self.shown[name][-1][1]

    def does(self, name: str) -> str:
        """Enter one act, and return it; "" where the gates refuse it."""
        if len(self.here(name).told) >= MOST:
            return ""
        self._acts += 1
        act = f"{name}{self._acts}"
        self._write(name, Deed(self._next(name), act, entered=True), self.here(name).told | {act})
        return act

    def takes_back(self, name: str, act: str) -> None:
        if act in self.here(name).told:
            self._write(name, Deed(self._next(name), act), self.here(name).told - {act})

    def decides(self, name: str, *acts: str) -> None:
        """Settle what is open: these acts of it are told."""
        here = self.here(name)
        told = here.told | (here.aside & frozenset(acts))
        if not here.aside or (told - here.told and len(told) > MOST):
            return
        for act in sorted(told - here.told):
            self.deeds.append(Deed(self._next(name), act, entered=True))
        at = self._next(name)
        self.deeds.append(Deed(at))
        self.shown[name].append((at.seq, Stand(told)))

    def takes_in(self, name: str, *others: str) -> Stand:
        for other in others:
            at = self._next(name)
            for ledger, seq in self.far[other].items():
                if ledger != name and seq > self.far[name].get(ledger, 0):
                    self.far[name][ledger] = seq
                    self.knows.append((at, At(ledger, seq)))
            self.shown[name].append((self._next(name).seq, self.told(name)))
        return self.here(name)

    def told(self, name: str) -> Stand:
        """Return how the story stands of which a ledger knows, worked out of all of it at once."""
        far = self.far[name]
        known = sorted(
            (one for one in self.deeds if one.at.seq <= far.get(one.at.ledger, 0)), key=lambda one: one.at
        )
        return Story(known, Knowledge(self.knows), self._stood, self._holds).stand()

    def _holds(self, base: frozenset[str], more: frozenset[str]) -> bool:
        return len(base | more) <= MOST or len(base) > MOST

    def _stood(self, at: At) -> Stand:
        return [stand for seq, stand in self.shown[at.ledger] if seq <= at.seq][-1]

    def _next(self, name: str) -> At:
        self.far[name][name] += 1
        return At(name, self.far[name][name])

    def _write(self, name: str, deed: Deed, told: frozenset[str]) -> None:
        self.deeds.append(deed)
        self.shown[name].append((deed.at.seq, Stand(told, self.here(name).aside)))


def shared(*names: str) -> tuple[Ledgers, str]:
    """The town did one thing, and some villages know of it."""
    ledgers = Ledgers()
    act = ledgers.does("t")
    for name in names:
        ledgers.takes_in(name, "t")
    return ledgers, act


def acts(*told: str) -> frozenset[str]:
    return frozenset(told)


def test_what_only_one_did_is_told() -> None:
    ledgers, first = shared("a")
    second = ledgers.does("a")
    assert ledgers.takes_in("t", "a") == Stand(acts(first, second))
    ledgers.takes_back("a", first)
    assert ledgers.takes_in("t", "a") == Stand(acts(second))


def test_what_two_did_is_told_where_it_holds_together() -> None:
    ledgers, first = shared("a", "b")
    one, other = ledgers.does("a"), ledgers.does("b")
    assert ledgers.takes_in("t", "a", "b") == Stand(acts(first, one, other))


def test_what_does_not_hold_together_is_kept_aside_and_shown_as_all_knew_it() -> None:
    ledgers, first = shared("a", "b")
    new = [ledgers.does("a"), ledgers.does("a"), ledgers.does("b")]
    assert ledgers.takes_in("t", "a", "b") == Stand(acts(first), acts(*new))
    assert ledgers.takes_in("c", "t") == Stand(acts(first), acts(*new)), (
        "who only passes it on settles nothing"
    )
    more = ledgers.does("c")
    assert ledgers.takes_in("t", "c") == Stand(acts(first, more), acts(*new)), (
        "nor who goes on without settling it"
    )


def test_a_decision_settles_it_for_all_who_knew_no_more() -> None:
    ledgers, first = shared("a", "b")
    one, two, other = ledgers.does("a"), ledgers.does("a"), ledgers.does("b")
    ledgers.takes_in("t", "a", "b")
    ledgers.takes_in("c", "t")
    ledgers.decides("t", one, two)
    assert ledgers.here("t") == Stand(acts(first, one, two))
    assert ledgers.takes_in("c", "t") == Stand(acts(first, one, two))
    assert ledgers.takes_in("b", "t") == Stand(acts(first, one, two)), f"{other} was decided against"
    assert ledgers.takes_in("t", "b", "a", "c") == Stand(acts(first, one, two))


def test_two_decisions_that_differ_are_open_again() -> None:
    ledgers, first = shared("a", "b")
    one, two, other = ledgers.does("a"), ledgers.does("a"), ledgers.does("b")
    for name in "tc":
        ledgers.takes_in(name, "a", "b")
    ledgers.decides("t", one, two)
    ledgers.decides("c", other)
    assert ledgers.takes_in("t", "c") == Stand(acts(first), acts(one, two, other))
    assert ledgers.takes_in("c", "t") == ledgers.here("t")


def test_who_went_on_with_what_another_took_back_waits() -> None:
    ledgers, first = shared("a", "b")
    ledgers.takes_back("a", first)
    more = ledgers.does("b")
    assert ledgers.takes_in("t", "a", "b") == Stand(acts(), acts(first, more))
    ledgers, first = shared("a", "b")
    ledgers.takes_in("c", "b")
    ledgers.takes_back("a", first)
    assert ledgers.takes_in("t", "a", "c") == Stand(), "nobody went on with it"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["does", "does", "back", "decides", "in", "in"]),
        st.sampled_from("tabc"),
        st.sampled_from("tabc"),
        st.integers(0, 3),
    ),
    max_size=40,
)


@given(steps=STEPS)
def test_what_a_ledger_shows_is_what_all_that_it_knows_comes_to(
    steps: list[tuple[str, str, str, int]],
) -> None:
    """Acts, decisions and merges at random: what it made of it step by step is what it would make of all at once."""
    ledgers = Ledgers()
    for kind, name, other, number in steps:
        told, aside = sorted(ledgers.here(name).told), sorted(ledgers.here(name).aside)
        if kind == "does":
            ledgers.does(name)
        elif kind == "back" and told:
            ledgers.takes_back(name, told[number % len(told)])
        elif kind == "decides":
            ledgers.decides(name, *aside[:number])
        elif kind == "in" and name != other:
            ledgers.takes_in(name, other)
        assert ledgers.here(name) == ledgers.told(name)
