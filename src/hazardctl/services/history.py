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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hazardctl.domain.case import Case
    from hazardctl.services.desk import Desk

_UNTOLD = frozenset({"uid", "town", "series", "year", "seq", "detail", "hazard", "kind"})


def of(desk: Desk, no: str) -> tuple[HistoryLine, ...]:
    """Return everything that was ever entered about a hazard, in the order of typing."""
    with desk.reading() as reader:
        case = case_of(reader, no)
        entries = journal.of_hazard(reader, case.hazard.uid)
    return lines(case, entries)


def lines(case: Case, entries: Sequence[journal.Entry]) -> tuple[HistoryLine, ...]:
    """Put entries about a hazard into words."""
    return tuple(_line(case, entry) for entry in entries)


def _line(case: Case, entry: journal.Entry) -> HistoryLine:
    image = entry.image or entry.before or {}
    on = date.fromisoformat(image.get("on_day") or image.get("found_on") or entry.at[:10])
    if entry.entity == "act":
        what, said, changes = _act(case, entry)
    else:
        what, said, changes = _registration(case, entry)
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


def _act(case: Case, entry: journal.Entry) -> tuple[str, tuple[str, ...], tuple[Difference, ...]]:
    if entry.image is None:
        return say.retracted(label("act_" + str((entry.before or {}).get("kind")))), (), ()
    story = case.story()
    at = next((i for i, (act, _) in enumerate(story) if act and act.uid == entry.uid), None)
    if at is None:
        return say.taken_back(label("act_" + entry.image["kind"])), remarks(act_from(entry.image)), ()
    act, after = story[at]
    assert act is not None  # noqa: S101  only the registration has none, and it has no uid
    return label("act_" + act.kind), remarks(act), tuple(between(story[at - 1][1], after))


def _registration(case: Case, entry: journal.Entry) -> tuple[str, tuple[str, ...], tuple[Difference, ...]]:
    if entry.before is None:
        return label("registered"), (case.hazard.title,), tuple(between(None, case.story()[0][1]))
    image = entry.image or {}
    return _amended(entry.before, image), (), tuple(_columns(entry.before, image))


def _amended(before: dict[str, Any], image: dict[str, Any]) -> str:
    was, now = before.get("void_on"), image.get("void_on")
    return label("void") if now and not was else say.counts_again() if was and not now else label("act_amend")


def _columns(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for name, value in after.items():
        if name not in _UNTOLD and before.get(name) != value:
            yield Difference(label(name), _say(before.get(name)), _say(value))


def _say(value: object) -> str | None:
    return None if value is None else label(str(value))
