"""Tip-offs (task 8): taken in, checked, rewarded against a code, and their text destroyed when it must be.

No informant is recorded. The text is stored apart from everything else and only `show` returns it.
"""

from __future__ import annotations

import secrets as randomness
from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.tipoff import (
    CODE_BYTES,
    Channel,
    Finding,
    Redaction,
    Reward,
    TipOff,
    TipOffRecord,
    Verification,
    code_from,
    hash_of,
    is_code_of,
    record,
)
from hazardctl.ledger import connect
from hazardctl.ledger.queries import backups, secrets
from hazardctl.messages import server as server_messages
from hazardctl.messages import tipoffs as messages
from hazardctl.services import matters
from hazardctl.services.find import hazards_of
from hazardctl.services.form import Form
from hazardctl.services.matters import Target

if TYPE_CHECKING:
    from datetime import date

    from hazardctl.errors import Problem
    from hazardctl.services.desk import Desk
    from hazardctl.services.form import Given
    from hazardctl.services.matters import Sheet

SALT_BYTES = 32


class Received(NamedTuple):
    """A tip-off as taken in; `claim_code` is told here and nowhere else."""

    tipoff: TipOffRecord
    claim_code: str
    notes: tuple[Problem, ...]


def add(desk: Desk, given: Given) -> Received:
    """Take a tip-off in.

    Raises:
        Refused: with everything that is missing or wrong; nothing was written.
    """
    code, salt = code_from(randomness.token_bytes(CODE_BYTES)), randomness.token_hex(SALT_BYTES)

    def build(sheet: Sheet) -> TipOff:
        text = sheet.form.text("tip", required=True) or "?"
        own, writer = randomness.token_hex(SALT_BYTES), sheet.writer
        sheet.afterwards = lambda uid: writer.record(secrets.add(writer, uid, own, text))
        return _build(sheet, salt, hash_of(code, salt))

    saved = matters.begin(desk, "tipoff add", given, build)
    return Received(record(saved.matter), code, saved.notes)


def _build(sheet: Sheet, salt: str, hashed: str) -> TipOff:
    form, place = sheet.form, sheet.place()
    return TipOff(
        on=sheet.on(),
        enterprise=place.ref,
        village=place.village,
        topic=place.sector,
        unit=sheet.unit(),
        channel=form.choice("channel", Channel) or Channel.OTHER,
        internal=form.flag("internal"),
        claim_salt=salt,
        claim_hash=hashed,
    )


def verify(desk: Desk, no: str, given: Given) -> TipOffRecord:
    """Record what checking a tip-off found, and the hazards that came of it.

    Raises:
        NotFound: no tip-off has the number.
        Refused: something is missing or wrong; nothing was written.
    """

    def build(sheet: Sheet, tipoff: TipOff) -> Verification:
        del tipoff
        form = sheet.form
        return Verification(
            on=sheet.on(),
            result=form.choice("result", Finding, required=True) or Finding.FALSE,
            by=form.line("by") or desk.settings.actor,
            note=form.text("note"),
            led_to=tuple(ref.name for ref in hazards_of(form, sheet.writer)),
        )

    return record(matters.follow(desk, "tipoff verify", Target(TipOff, no), given, build).matter)


def reward(desk: Desk, no: str, given: Given) -> TipOffRecord:
    """Pay the reward of a tip-off that proved true, against its code.

    Raises:
        NotFound: no tip-off has the number.
        Refused: the code is another one, it was not found true, or it was paid already; nothing was written.
    """

    def build(sheet: Sheet, tipoff: TipOff) -> Reward:
        form = sheet.form
        code = form.line("code", required=True)
        if code and not is_code_of(tipoff, code):
            form.object("wrong_code", messages.wrong_code(), "code")
        amount = form.money("reward")
        if amount is None and form.raw("reward") is None:
            form.missing("reward")
        return Reward(on=sheet.on(), amount_fen=amount or 0, approver=sheet.line("approver"))

    return record(matters.follow(desk, "tipoff reward", Target(TipOff, no), given, build).matter)


def listed(desk: Desk, given: Given, day: date | None) -> tuple[TipOffRecord, ...]:
    """Return tip-offs without their text, newest first.

    Raises:
        Refused: a filter cannot be understood.
    """
    found = matters.listed(desk, TipOff, matters.read_filter(desk, given), day)
    only_open = Form(given, desk).flag("open")
    return tuple(r for r in map(record, found) if not only_open or r.status == "received")


class Shown(NamedTuple):
    """A tip-off with its text; None once that was destroyed."""

    tipoff: TipOffRecord
    text: str | None


def show(desk: Desk, no: str, day: date | None) -> Shown:
    """Return one tip-off with its text. Nothing else in the program returns it.

    Raises:
        NotFound: no tip-off has the number.
    """
    found = matters.show(desk, TipOff, no, day)
    with desk.reading() as reader:
        return Shown(record(found), secrets.body_of(reader, found.uid))


class Redacted(NamedTuple):
    """What redaction did: the copies from which the text is gone too, and those that could not be reached."""

    tipoff: TipOffRecord
    rewritten: tuple[str, ...]
    not_reached: tuple[str, ...]


def _destroy_what_came_back(desk: Desk, uid: str) -> None:
    """Destroy a text again that somebody put back past the program."""
    with desk.reading() as reader:
        back = secrets.body_of(reader, uid) is not None
    if back:
        with desk.writing("tipoff redact") as writer:
            writer.record(secrets.destroy(writer, uid))


def redact(desk: Desk, no: str, given: Given) -> Redacted:
    """Destroy a tip-off's text and salt, in the ledger's bytes and in every copy that can be reached.

    Of one that is destroyed already only the bytes and copies are gone over again: the first time may have been cut
    short, or a copy was out of reach.

    Raises:
        NotFound: no tip-off has the number.
        Refused: no reason is given; nothing was written.
    """
    from hazardctl.ledger import redact as bytes_of

    def build(sheet: Sheet, tipoff: TipOff) -> Redaction:
        del tipoff
        writer = sheet.writer
        sheet.afterwards = lambda uid: writer.record(secrets.destroy(writer, uid))
        return Redaction(on=sheet.today, reason=sheet.text("reason"))

    tipoff = matters.show(desk, TipOff, no, None)
    if not tipoff.redacted_on:
        tipoff = matters.follow(desk, "tipoff redact", Target(TipOff, no), given, build).matter
    elif tipoff.uid:
        _destroy_what_came_back(desk, tipoff.uid)
    ledger = desk.store.file
    if ledger is None:
        return Redacted(record(tipoff), (), (server_messages.backups_of(str(desk.store)),))
    bytes_of.rewrite(ledger)
    with desk.reading() as reader:
        ledger_id, known = connect.setting(reader, "ledger") or "", backups.paths(reader)
    swept = bytes_of.sweep(ledger, ledger_id, known, tipoff.uid)
    return Redacted(record(tipoff), swept.rewritten, swept.not_reached)


def void(desk: Desk, no: str, given: Given) -> TipOffRecord:
    """Declare a tip-off's record void."""
    return record(matters.void(desk, "tipoff void", Target(TipOff, no), given))
