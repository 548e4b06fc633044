"""What two ledgers tell differently: shown three ways, and settled by whoever answers for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.canonical import canonical
from hazardctl.domain.merging import TOGETHER, WHOLE, value_of, with_value
from hazardctl.errors import NotFound, Problem, Refused
from hazardctl.ledger.connect import setting
from hazardctl.ledger.journal import Change
from hazardctl.ledger.queries import cases, dependents, stored
from hazardctl.ledger.queries import merging as queries
from hazardctl.messages import merging as messages
from hazardctl.services.merging.holding import holds, numbered
from hazardctl.services.telling import Teller, terms_of

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.queries.merging import Undecided
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk

_ID = 6
_STORIES = {field: entity for entity, (_, field) in queries.STORIES.items()}


class Rival(NamedTuple):
    """One way of telling it: `take` is what `--take` is given, `by` the ledgers (by their series) that tell it so."""

    take: int
    value: str
    by: tuple[str, ...]


class Conflict(NamedTuple):
    """One thing that two sides tell differently; field names are the JSON keys. `take` 0 is the ancestor."""

    id: str
    entity: str
    what: str
    field: str
    label: str
    ancestor: str
    rivals: tuple[Rival, ...]


def listed(desk: Desk) -> tuple[Conflict, ...]:
    """Return everything that is not decided.

    Raises:
        NotFound: there is no ledger.
    """
    with desk.reading() as reader:
        teller = Teller(reader, terms_of(desk))
        return tuple(_conflict(reader, teller, one) for one in queries.still_undecided(reader))


def decide(desk: Desk, said: str, take: str | None) -> tuple[Conflict, str]:
    """Settle one of them, and return it with the value that stands now.

    Raises:
        NotFound: nothing of that name is undecided.
        Refused: no such choice, or one that no gate lets through.
    """
    with desk.writing(queries.COMMAND) as writer:
        open_ = queries.still_undecided(writer)
        found = [one for one in open_ if said.strip().lower() in {_id(one), one.uid}]
        if not found:
            raise NotFound(Problem("not_found", messages.no_conflict(said), "decide"))
        (one, *_) = found
        conflict = _conflict(writer, Teller(writer, terms_of(desk)), one)
        chosen = _chosen(take, len(conflict.rivals), several=one.field in _STORIES)
        if one.field in _STORIES:
            _settle_story(desk, writer, one, chosen)
        else:
            _settle_field(desk, writer, one, chosen[0])
        writer.record(
            *queries.set_conflict(writer, one, queries.Place(one.entity, one.row_uid, one.field), None)
        )
        if one.entity == "hazard":
            cases.keep_spans(writer, [one.row_uid])
        values = {0: conflict.ancestor, **{rival.take: rival.value for rival in conflict.rivals}}
        return conflict, "；".join(values[n] for n in chosen)


def _id(one: Undecided) -> str:
    return one.uid[-_ID:]


def _chosen(take: str | None, most: int, *, several: bool) -> list[int]:
    if take is None:
        raise Refused(Problem("missing", messages.missing_take(), "take"))
    parts = take.replace("，", ",").split(",")
    numbers = [int(part) for part in parts if part.strip().isdecimal()]
    if (
        len(numbers) != len(parts)
        or not all(0 <= n <= most for n in numbers)
        or (len(numbers) > 1 and not several)
    ):
        raise Refused(Problem("bad_take", messages.bad_take(take, most), "take"))
    return numbers


def _conflict(reads: Reads, teller: Teller, one: Undecided) -> Conflict:
    names = _series(reads)
    if one.field in _STORIES:
        label, ancestor, rivals = _story(teller, one, names)
    else:
        label, ancestor, rivals = _field(reads, teller, one, names)
    return Conflict(
        id=_id(one),
        entity=one.entity,
        what=teller.name(one.row_uid) or one.row_uid,
        field=one.field or "row",
        label=label,
        ancestor=ancestor,
        rivals=rivals,
    )


def _series(reads: Reads) -> dict[str, str]:
    """Return the series of every ledger that is known, by its id."""
    own = setting(reads, "ledger") or ""
    series = setting(reads, "series") or setting(reads, "town") or ""
    return {own: series, **{ledger: one.series for ledger, one in queries.known(reads).items()}}


def _story(teller: Teller, one: Undecided, names: dict[str, str]) -> tuple[str, str, tuple[Rival, ...]]:
    entity = _STORIES[one.field]
    told = [
        Rival(n, messages.acts([_act(teller, entity, row) for row in rows]), (names.get(ledger, ledger),))
        for n, (ledger, rows) in enumerate(_tellings(one, names), start=1)
    ]
    return messages.story(), messages.as_both_knew(), tuple(told)


def _act(teller: Teller, entity: str, row: dict[str, Any]) -> str:
    """Say what was done, on which day and by whom."""
    kept = {name: value for name, value in row.items() if name not in {"hazard", "matter"}}
    told = (f"{one.label}{one.new}" for one in teller.differences(entity, None, kept) if one.new)
    return messages.act(teller.about(entity, row), "，".join(told))


def _tellings(one: Undecided, names: dict[str, str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what each ledger tells of a story, in the order of their series."""
    return sorted(json.loads(one.rivals).items(), key=lambda told: names.get(told[0], told[0]))


def _field(
    reads: Reads, teller: Teller, one: Undecided, names: dict[str, str]
) -> tuple[str, str, tuple[Rival, ...]]:
    def say(text: str | None) -> str:
        value = json.loads(text or "null")
        if one.field == WHOLE:
            return messages.absent() if value is None else teller.about(one.entity, value)
        if value is None:
            return messages.nothing()
        if one.field not in TOGETHER.get(one.entity, {}):
            return teller.value(one.entity, one.field, value) or messages.nothing()
        told = teller.differences(one.entity, dict.fromkeys(value), value)
        return "，".join(change.new for change in told if change.new) or messages.nothing()

    rivals = json.loads(one.rivals)
    by = _who_says(reads, one, rivals, names)
    return (
        teller.column(one.entity, one.field) if one.field else messages.whole(),
        say(one.ancestor),
        tuple(Rival(n, say(rival), by[rival]) for n, rival in enumerate(rivals, start=1)),
    )


def _who_says(
    reads: Reads, one: Undecided, rivals: list[str], names: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return, for each way of telling it, the ledgers in which it was entered so."""
    uids = [one.row_uid, *queries.others_of(reads, one.row_uid)]
    found: dict[str, dict[str, None]] = {rival: {} for rival in rivals}
    for entries in queries.entries_on(reads, uids).values():
        for at in entries:
            value = _said_of(one, at.image)
            if at.command != queries.COMMAND and value in found:
                found[value][names.get(at.at.ledger, at.at.ledger)] = None
    return {rival: tuple(sorted(who)) for rival, who in found.items()}


def _said_of(one: Undecided, image: dict[str, Any] | None) -> str | None:
    """Return what an image says of a field, as rivals are stored; None where it says nothing of it."""
    if one.field == WHOLE:
        return canonical(image)
    return value_of(one.entity, image, one.field) if image is not None else None


def _settle_field(desk: Desk, writer: Writer, one: Undecided, take: int) -> None:
    chosen = (one.ancestor or "null") if take == 0 else json.loads(one.rivals)[take - 1]
    have = stored.rows(writer, one.entity, [one.row_uid]).get(one.row_uid)
    if one.field == WHOLE:
        _settle_row(writer, one, have, json.loads(chosen))
        return
    if have is None or value_of(one.entity, have, one.field) == chosen:
        return
    row = with_value(one.entity, have, one.field, chosen)
    _refuse_taken(writer, one, row)
    _refuse_gone(writer, one.entity, row)
    if one.entity == "hazard" and not row["void_on"]:
        case = cases.with_image(writer, one.row_uid, row)
        case.amend(case.hazard, case.acts, desk.today)
    writer.record(Change(one.entity, row, new=False))


def _refuse_taken(writer: Writer, one: Undecided, row: dict[str, Any]) -> None:
    """A name or code that another has stays that one's until it is changed there."""
    for column, field in queries.SINGLE.get(one.entity, ()):
        if field == one.field and row[column] is not None:
            have = queries.having(writer, one.entity, (column,), [row[column]])
            if any(other["uid"] != one.row_uid for other in have.values()):
                names = "、".join(other["name"] for other in have.values())
                raise Refused(Problem("taken", messages.is_taken(names), "take"))


def _refuse_gone(writer: Writer, entity: str, row: dict[str, Any]) -> None:
    """What was taken back meanwhile cannot be referred to."""
    for column, table, its in dependents.references(writer, entity):
        said = row[column]
        if column != "town" and said is not None and not queries.having(writer, table, (its,), [said]):
            raise Refused(Problem("refers_to_gone", messages.refers_to_gone(), "take"))


def _settle_row(
    writer: Writer, one: Undecided, have: dict[str, Any] | None, value: dict[str, Any] | None
) -> None:
    if value is None and have is not None:
        if any(True for _ in dependents.on_rows(writer, one.entity, {one.row_uid}, void=True)):
            raise Refused(Problem("does_not_hold", messages.is_referred_to(), "take"))
        writer.record(Change(one.entity, have, new=False, gone=True))
    elif value is not None:
        row = {column: value.get(column) for column in stored.columns(writer, one.entity)}
        writer.record(Change(one.entity, row, new=have is None))


def _settle_story(desk: Desk, writer: Writer, one: Undecided, chosen: list[int]) -> None:
    entity = _STORIES[one.field]
    owner, _ = queries.STORIES[entity]
    tellings = [rows for _, rows in _tellings(one, _series(writer))]
    more = [row for n in chosen if n for row in tellings[n - 1]]
    base = list(queries.having(writer, entity, (owner, "uid"), [one.row_uid]).values())
    if more and not holds(writer, entity, one.row_uid, (base, more), desk.today):
        raise Refused(Problem("does_not_hold", messages.does_not_hold(), "take"))
    told = {row["uid"]: row for row in numbered((*base, *more))}
    moved = [row for row in base if told[row["uid"]] != row]
    writer.record(*(Change(entity, row, new=False, gone=True) for row in moved))
    writer.record(*(Change(entity, told[row["uid"]]) for row in (*moved, *more)))
