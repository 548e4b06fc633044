"""`hazard history`: the journal of one hazard, worded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hazardctl import clock
from hazardctl.domain.history import LATE_ENTRY_DAYS, Difference, HistoryLine, between, remarks
from hazardctl.ledger.mapping import act_from
from hazardctl.ledger.queries import history as journal
from hazardctl.messages import journal as say
from hazardctl.messages.labels import label
from hazardctl.services.find import case_of
from hazardctl.services.telling import Teller, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.case import Case
    from hazardctl.services.desk import Desk


def of(desk: Desk, no: str) -> tuple[HistoryLine, ...]:
    """Return everything that was ever entered about a hazard, in the order of typing."""
    with desk.reading() as reader:
        case = case_of(reader, no)
        entries = journal.of_hazard(reader, case.hazard.uid)
        return lines(case, entries, Teller(reader, terms_of(desk)))


def lines(case: Case, entries: Sequence[journal.Entry], teller: Teller) -> tuple[HistoryLine, ...]:
    """Put entries about a hazard into words, each as it was typed: what was corrected later is told where it was."""
    newest = {entry.uid: entry.image for entry in entries}
    return tuple(
        _line(case, entry, teller, as_typed=newest[entry.uid] not in (None, entry.image)) for entry in entries
    )


def _line(case: Case, entry: journal.Entry, teller: Teller, *, as_typed: bool) -> HistoryLine:
    image = entry.image or entry.before or {}
    on = date.fromisoformat(image.get("on_day") or image.get("found_on") or entry.at[:10])
    if entry.entity == "act":
        what, said, changes = _act(case, entry, teller, as_typed=as_typed)
    else:
        what, said, changes = _registration(case, entry, teller, as_typed=as_typed)
        on = on if entry.before is None else _typed_on(entry)
    lag = (_typed_on(entry) - on).days
    return HistoryLine(
        on=on,
        at=clock.office_time(entry.at),
        actor=entry.actor,
        what=what,
        remarks=said,
        changes=changes,
        lag_days=lag if lag > LATE_ENTRY_DAYS else None,
        moved_today=date.fromisoformat(entry.today) if entry.today else None,
        seq=entry.seq,
    )


def _typed_on(entry: journal.Entry) -> date:
    return date.fromisoformat(entry.today) if entry.today else clock.office_day(entry.at)


_Told = tuple[str, tuple[str, ...], tuple[Difference, ...]]


def _act(case: Case, entry: journal.Entry, teller: Teller, *, as_typed: bool) -> _Told:
    if entry.image is None:
        return say.retracted(label("act_" + str((entry.before or {}).get("kind")))), (), ()
    kind = label("act_" + entry.image["kind"])
    if entry.before is not None:
        return say.corrected(kind), (), teller.differences("act", entry.before, entry.image)
    if as_typed:
        return kind, (), teller.differences("act", None, entry.image)
    story = case.story()
    at = next((i for i, (act, _) in enumerate(story) if act and act.uid == entry.uid), None)
    if at is None:
        return say.taken_back(kind), remarks(act_from(entry.image)), ()
    act, after = story[at]
    assert act is not None  # noqa: S101  only the registration has none, and it has no uid
    return kind, remarks(act), tuple(between(story[at - 1][1], after))


def _registration(case: Case, entry: journal.Entry, teller: Teller, *, as_typed: bool) -> _Told:
    image = entry.image or {}
    if entry.before is None and not as_typed:
        return label("registered"), (case.hazard.title,), tuple(between(None, case.story()[0][1]))
    changes = teller.differences("hazard", entry.before, image)
    if entry.before is None:
        return label("registered"), (str(image.get("title")),), changes
    return _amended(entry.before, image), (), changes


def _amended(before: dict[str, Any], image: dict[str, Any]) -> str:
    was, now = before.get("void_on"), image.get("void_on")
    return label("void") if now and not was else say.counts_again() if was and not now else label("act_amend")
