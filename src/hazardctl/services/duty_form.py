"""What was typed about a duty that was done, read against what the plan asks: which part, what, by and for whom.

Each reader objects to what does not fit, so that a record that is let in is one that counts.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from hazardctl.domain.names import fold
from hazardctl.errors import Problem
from hazardctl.ledger.queries import enterprises, records
from hazardctl.messages import duties as messages
from hazardctl.reports import liable
from hazardctl.reports.coverage import key_of, posts_of

if TYPE_CHECKING:
    from hazardctl.domain.campaign import Cadence, Plan
    from hazardctl.domain.enterprise import Firm
    from hazardctl.domain.register import Register
    from hazardctl.reports.coverage import AnyDuty
    from hazardctl.services.form import Form
    from hazardctl.services.place import Place


class Asked:
    """The form of one duty record beside the duty that it is about."""

    def __init__(self, form: Form, plan: Plan, duty: AnyDuty, register: Register, place: Place) -> None:
        self.form, self.duty = form, duty
        self._plan, self._register, self._place = plan, register, place
        self.part = self._part()

    @property
    def _key(self) -> str:
        return key_of(self.duty)

    @property
    def _per(self) -> str:
        """Say what the part is counted by."""
        if self.part and posts_of(self.duty, self.part):
            return "post"
        return str(getattr(self.duty, "per", "unit"))

    @cached_property
    def _firm(self) -> Firm | None:
        ref = self._place.ref
        return enterprises.firm(self._place.reads, ref.name) if ref else None

    def _part(self) -> Cadence | None:
        """Read which part of a duty was done; a duty of one part needs no naming."""
        keys = {part.key: part for part in self.duty.cadence}
        said = self.form.line("part")
        if said is None and len(keys) == 1:
            return next(iter(keys.values()))
        found = next((p for p in keys.values() if said and fold(said) in {fold(p.key), fold(p.name)}), None)
        if found is None:
            choices = tuple((p.key, p.name or p.words) for p in keys.values())
            self.form.object(
                "bad_part" if said else "missing", messages.needs_part(self._key, choices), "part"
            )
        return found

    def item(self) -> str | None:
        """Read which of several things was done: one of the plan's, or one that the office names itself."""
        said = self.form.line("item", limit=200)
        if self.part is None:
            return said
        if self.part.items:
            known = next((item for item in self.part.items if said and fold(item) == fold(said)), None)
            if known is None:
                message = messages.no_such_item(said, self.part.items)
                self.form.object("bad_item" if said else "missing", message, "item")
            return known
        source = self.part.items_from or self.part.key
        if source and any(other.items_from == source for other in self.duty.cadence):
            return self._named(said, self._names_of(source))
        return said

    def _named(self, said: str | None, known: tuple[str, ...]) -> str | None:
        """Return a name as it is written already; what is counted by name cannot go without."""
        same = next((name for name in known if said and fold(name) == fold(said)), None)
        only = known[0] if len(known) == 1 and self.part and self.part.items_from else None
        if said is None and only is None:
            self.form.object("missing", messages.needs_item(), "item")
        return same or said or only

    def _names_of(self, source: str) -> tuple[str, ...]:
        """Return the names recorded under a part for the enterprise."""
        uid = self._firm.uid if self._firm else None
        found = records.items(self._place.reads, self._key, source, uid)
        return tuple(dict.fromkeys(found))

    def check_enterprise(self) -> None:
        """A duty of each enterprise names one, and one that it is asked of as far as is known."""
        if self._per != "enterprise":
            return
        ref = self._place.ref
        if ref is None:
            self.form.object("missing", messages.needs_enterprise(self._key), "enterprise")
        elif not self._counts() and self._unknown() is None:
            whom = "、".join(messages.applies_word(one) for one in self._whom())
            self.form.object(
                "not_applicable", messages.not_applicable(self._key, ref.name, whom), "enterprise"
            )

    def notes(self) -> tuple[Problem, ...]:
        """Say why a record does not count yet: what decides it is not known of the enterprise."""
        unknown, ref = self._unknown(), self._place.ref
        if self._per != "enterprise" or unknown is None or ref is None or self._counts():
            return ()
        return (Problem("not_counted_yet", messages.not_counted_yet(ref.name, unknown), "enterprise"),)

    def _entries(self) -> tuple[Cadence, ...]:
        """Return the entries of the part: a duty may come round otherwise for some (高危行业领域每半年)."""
        return tuple(p for p in self.duty.cadence if self.part and p.key == self.part.key)

    def _whom(self) -> tuple[str, ...]:
        """Return the kinds of enterprise that alone are asked; none where every one is."""
        some = [p.applies_to for p in self._entries()]
        return (*getattr(self.duty, "applies_to", ()), *(chain.from_iterable(some) if all(some) else ()))

    def _counts(self) -> bool:
        if self.part is None or not self._whom():
            return True
        if self._firm is None:
            return False
        return any(liable.applies(self._plan, self.duty, p, self._firm) for p in self._entries())

    def _unknown(self) -> str | None:
        """Return the option that would say whether the duty is asked of the enterprise."""
        whom, firm = self._whom(), self._firm
        if "micro" in whom and (firm is None or firm.headcount is None):
            return "--headcount"
        if "key_sector" in whom and (firm is None or firm.sector is None):
            return "--sector"
        return None

    def unit(self) -> str | None:
        """Read who did it: by default the enterprise's regulator, else the only unit that owes the duty."""
        owing = self._owing()
        if self.form.raw("unit") is not None:
            return self._checked(self.form.unit("unit", self._register), owing)
        if self._place.known and self._place.known.regulator:
            return self._place.known.regulator
        if len(owing) == 1 or (owing and self._per in {"town", "post", "enterprise"}):
            return owing[0]
        message = messages.needs_unit(self._key, owing or self.duty.owners)
        self.form.object("missing", message, "unit")
        return None

    def _owing(self) -> tuple[str, ...]:
        owing: dict[str, None] = {}
        for owner in self.duty.owners:
            group = self._register.find(owner, ("group",))
            owing |= dict.fromkeys(self._register.members_of(group) if group else (owner,))
        return tuple(owing)

    def _checked(self, unit: str | None, owing: tuple[str, ...]) -> str | None:
        """Object to a unit that does not owe the duty, unless some of those who do are not registered yet."""
        groups = [g for o in self.duty.owners if (g := self._register.find(o, ("group",)))]
        unfilled = any(not self._register.members_of(group) for group in groups)
        if unit and self._per == "unit" and unit not in owing and not unfilled:
            self.form.object("not_its_duty", messages.not_its_duty(self._key, unit, owing), "unit")
        return unit

    def post(self) -> str | None:
        """Read which post acted, where the part is a post's."""
        allowed = posts_of(self.duty, self.part) if self.part else ()
        said = self.form.line("post")
        if not allowed:
            return said
        if said is None and len(allowed) == 1:
            return allowed[0]
        found = next((post for post in allowed if said and fold(post) == fold(said)), None)
        if found is None:
            message = (
                messages.no_such_post(said, allowed) if said else messages.needs_post(self._key, allowed)
            )
            self.form.object("bad_post" if said else "missing", message, "post")
        return found
