"""A hazard with everything that was done to it, and how it stood on any day.

The acts are told in the order of their own days (and, within a day, of typing), so that an entry typed late takes
its place in the story. A new act is let in only if it is allowed on its day and every later act still is.
"""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain import lifecycle
from hazardctl.domain.acts import Act
from hazardctl.domain.hazard import Hazard, Status
from hazardctl.domain.lifecycle import Standing
from hazardctl.errors import Problem, Refused

FOREVER = date.max
"""The `until` of the span that still holds."""


class Span(Struct, frozen=True):
    """The days from `since` to before `until` on which a hazard stood the same, and how it stood before them."""

    since: date
    until: date
    standing: Standing
    before: Standing | None


class Case(Struct, frozen=True):
    """One hazard and its acts in the order of their days."""

    hazard: Hazard
    acts: tuple[Act, ...] = ()

    def story(self) -> list[tuple[Act | None, Standing]]:
        """Return the standing after registration (with no act) and after each act."""
        now = lifecycle.begin(self.hazard)
        told: list[tuple[Act | None, Standing]] = [(None, now)]
        for act in self.acts:
            now = lifecycle.after(now, act)
            told.append((act, now))
        if self.hazard.void:
            # A void record counts on no day, not only from the day it was declared void (DESIGN.md §4.9).
            return [(act, replace(standing, status=Status.VOID)) for act, standing in told]
        return told

    def at(self, day: date) -> Standing | None:
        """Return how it stood at the end of a day; None before it was found."""
        told = [standing for _, standing in self.story() if standing.since <= day]
        return told[-1] if told else None

    def now(self) -> Standing:
        """Return how it stands after everything that is on record."""
        return self.story()[-1][1]

    def spans(self) -> tuple[Span, ...]:
        """Return its life as stretches of days; several acts on one day leave only how that day ended."""
        if not self.acts:
            return (Span(self.hazard.found_on, FOREVER, self.now(), None),)
        ends: dict[date, Standing] = {standing.since: standing for _, standing in self.story()}
        days = [*ends, FOREVER]
        previous = [None, *ends.values()]
        return tuple(
            Span(since, until, ends[since], before)
            for since, until, before in zip(days, days[1:], previous, strict=False)
        )

    def register(self, today: date) -> "Case":
        """Let the hazard in, or refuse with all objections."""
        from hazardctl.domain import entry  # noqa: PLC0415  only who enters is judged

        _refuse(*entry.objections(self.hazard, today))
        return self

    def do(self, act: Act, today: date) -> "Case":
        """Return the case with one more act, or refuse with all objections."""
        from hazardctl.domain import gates  # noqa: PLC0415  only who enters is judged

        numbered = replace(act, seq=max((a.seq for a in self.acts), default=0) + 1)
        if early := gates.too_early(act, self.now(), self.acts):
            raise Refused(early)
        case = Case(self.hazard, in_order((*self.acts, numbered)))
        case.check(today, new=numbered)
        return case

    def amend(self, hazard: Hazard, acts: tuple[Act, ...], today: date) -> "Case":
        """Return the case with its registered facts corrected; the whole story must still hold."""
        from hazardctl.domain import entry  # noqa: PLC0415  only who enters is judged

        case = Case(hazard, in_order(acts))
        _refuse(*entry.objections(hazard, today))
        case.check(today)
        return case

    def check(self, today: date, *, new: Act | None = None) -> None:
        """Refuse when an act is not allowed where it stands. Acts before a new one are not judged again."""
        from hazardctl.domain import gates  # noqa: PLC0415  only who enters is judged

        told = self.story()
        start = self.acts.index(new) if new else 0
        for act, (_, before) in list(zip(self.acts, told, strict=False))[start:]:
            judge = gates.objections if act is new else gates.still
            found = judge(self.hazard, before, act, today)
            if found and new and act is not new:
                _refuse(gates.later_act(act))
            _refuse(*found)


def in_order(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Sort acts by their own days, then by the order of typing."""
    return tuple(sorted(acts, key=lambda act: (act.on, act.seq, act.uid)))


def _refuse(*problems: Problem) -> None:
    if problems:
        raise Refused(*problems)
