"""`doctor`: what the program and the ledger stand on, and what somebody should see to. Nothing is changed."""

from __future__ import annotations

import platform
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hazardctl import __version__, clock
from hazardctl.domain import doctor as rules
from hazardctl.domain.doctor import Health, Place, Sign
from hazardctl.errors import HazardctlError
from hazardctl.ledger import connect, damage, surroundings
from hazardctl.ledger.migrations import NEWEST
from hazardctl.ledger.queries import entries
from hazardctl.messages import doctor as say
from hazardctl.messages import server as server_messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hazardctl.services.desk import Desk

_BACKUP_AGE = timedelta(days=7)
_ASKED_FROM, _PUBLISHED_BY = 10, 11
"""The months from which on the next year is looked for, and is missed: its notice comes in October or November."""
_LEAST_FREE = 200 * 2**20
_FREE_COPIES = 3
"""Free space is short when not even so many copies of the ledger fit."""
_OPEN_TO_OTHERS = 0o077
_ENTRIES_LOOKED_AT = 2_000


def doctor(desk: Desk, *, full: bool) -> tuple[Sign, ...]:
    """Look at everything; with `full`, prove the ledger and every copy of it too."""
    return tuple(_signs(desk, full=full))


def _signs(desk: Desk, *, full: bool) -> Iterator[Sign]:
    yield from _program(desk)
    ledger = desk.store.file
    if not desk.has_ledger:
        yield Sign("ledger", Health.INFO, say.no_ledger(str(desk.store)), say.init())
        return
    if ledger is None:
        yield Sign("ledger", Health.OK, server_messages.health(str(desk.store), desk.store.engine()))
        yield from _clock(desk)
    else:
        around = surroundings.of(ledger)
        yield from _file(desk, around)
        yield from _place(ledger, around)
        yield from _clock(desk)
        yield from _copies(desk, full=full)
    yield _plan(desk)
    yield _holidays(desk)
    if full:
        yield _proof(desk)


def _program(desk: Desk) -> Iterator[Sign]:
    settings = desk.settings
    versions = say.program(__version__, platform.python_version(), platform.system(), platform.machine())
    yield Sign("program", Health.INFO, versions)
    if not desk.on_server:
        yield Sign("sqlite", Health.INFO, say.sqlite(*surroundings.sqlite()))
    yield Sign(
        "home", Health.INFO, say.home(str(settings.home), str(settings.plan_folder or say.packaged_plan()))
    )


def _file(desk: Desk, around: surroundings.Surroundings) -> Iterator[Sign]:
    ledger = desk.settings.ledger
    yield Sign("ledger", Health.OK, say.ledger(str(ledger), around.size, around.journal_mode))
    if damage.is_noted(ledger):
        yield Sign("damage", Health.BAD, say.damaged(), say.verify())
    yield _schema(ledger)
    opened = [one for one in (around.mode, around.folder_mode) if one is not None and one & _OPEN_TO_OTHERS]
    health = Health.WARN if opened else Health.OK
    yield Sign(
        "permissions",
        health,
        say.permissions(around.mode, around.folder_mode),
        say.close_to_others(str(ledger)) if opened else None,
    )
    if not around.writable:
        yield Sign("writable", Health.BAD, say.not_writable(), say.make_writable())
    short = around.free < max(_LEAST_FREE, _FREE_COPIES * around.size)
    yield Sign(
        "disk", Health.WARN if short else Health.OK, say.free(around.free), say.make_room() if short else None
    )


def _schema(ledger: Path) -> Sign:
    try:
        have = connect.version(ledger)
    except HazardctlError as error:
        return Sign("schema", Health.BAD, error.problems[0].message)
    return Sign("schema", Health.OK, say.schema(have, NEWEST))


def _place(ledger: Path, around: surroundings.Surroundings) -> Iterator[Sign]:
    place = rules.place_of(str(ledger.absolute()), around.file_system, network_drive=around.network_drive)
    if place is Place.LOCAL:
        yield Sign("place", Health.OK, say.local(around.file_system))
    else:
        yield Sign("place", Health.WARN, say.shared(place), say.move_to_local())


def _clock(desk: Desk) -> Iterator[Sign]:
    if desk.settings.moved_today:
        yield Sign("today", Health.WARN, say.moved_today(str(desk.settings.moved_today)), say.unset_today())
    try:
        with desk.reading() as reader:
            entered = entries.instants(reader, _ENTRIES_LOOKED_AT)
    except HazardctlError:
        return
    instants = [datetime.fromisoformat(at) for at in entered]
    back = list(rules.went_back(instants))
    if instants and clock.utc_now() < instants[-1] - timedelta(minutes=1):
        yield Sign(
            "clock",
            Health.BAD,
            say.clock_behind(clock.office_time(instants[-1].isoformat())),
            say.set_clock(),
        )
    elif back:
        before, after = back[-1]
        told = say.clock_went_back(
            clock.office_time(before.isoformat()), clock.office_time(after.isoformat()), len(back)
        )
        yield Sign("clock", Health.WARN, told, say.set_clock())
    else:
        yield Sign("clock", Health.OK, say.clock_right())


def _copies(desk: Desk, *, full: bool) -> Iterator[Sign]:
    from hazardctl.ledger import copies

    lying = [path for path in copies.lying(desk.settings.ledger) if not path.name.endswith("-replaced.db")]
    if not lying:
        yield Sign("backup", Health.WARN, say.no_copy(), say.make_copy())
        return
    newest = lying[0]
    at = copies.made_at(newest)
    sound = copies.is_good(newest)
    old = clock.utc_now() - at > _BACKUP_AGE
    health = Health.BAD if not sound else Health.WARN if old else Health.OK
    yield Sign(
        "backup",
        health,
        say.copy(str(newest), clock.office_time(at.isoformat()), sound=sound),
        say.make_copy() if old or not sound else None,
    )
    if full:
        bad = [path.name for path in lying if not (sound if path == newest else copies.is_good(path))]
        yield Sign("backups", Health.WARN if bad else Health.OK, say.copies(len(lying), bad))


def _plan(desk: Desk) -> Sign:
    try:
        now = desk.plan.hash
        with desk.reading() as reader:
            changed = connect.setting(reader, "plan_hash") != now
    except HazardctlError as error:
        return Sign("plan", Health.BAD, error.problems[0].message, say.check_plan())
    return Sign(
        "plan",
        Health.WARN if changed else Health.OK,
        say.plan(changed=changed),
        say.adopt_plan() if changed else None,
    )


def _holidays(desk: Desk) -> Sign:
    """Say which years working days can be counted in, and when the coming one is missing."""
    from hazardctl.services import holidays

    today = desk.today
    year = today.year + (today.month >= _ASKED_FROM)
    try:
        known = [one.year for one in holidays.listed(desk)]
    except HazardctlError as error:
        return Sign("holidays", Health.BAD, say.bad_holidays(len(error.problems)), say.mend_holidays())
    if year in known:
        return Sign("holidays", Health.OK, say.holidays(known))
    early = year > today.year and today.month < _PUBLISHED_BY
    health = Health.INFO if early else Health.WARN
    return Sign(
        "holidays", health, say.no_holidays(year), say.lay_holidays(year, str(holidays.own_file(desk)))
    )


def _proof(desk: Desk) -> Sign:
    from hazardctl.services import proof

    try:
        found = proof.verify(desk, None)
    except HazardctlError as error:
        return Sign("proof", Health.BAD, error.problems[0].message, say.verify())
    if found.sound:
        return Sign("proof", Health.OK, say.proved(found.entries, found.rows))
    return Sign("proof", Health.BAD, say.not_proved(len(found.faults)), say.verify())
