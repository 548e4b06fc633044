"""The page of `verify`: one line where all agrees, else every fault with what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import proof as say
from hazardctl.render.shapes import Line, Page, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hazardctl.domain.proof import Fault, Proof

SHOWN = 50
"""How many faults a screen tells: after a mass edit there may be thousands. JSON has all."""


_FILES = {"file_gone", "file_changed"}
"""Faults of what is attached, which no figure rests on."""


def page(found: Proof, copy: str | None, *, on_server: bool) -> Page:
    """Return what was proved; `copy` is a good copy of a file to go back to, where there is one."""
    if not found.sound:
        faults = [part for fault in found.faults[:SHOWN] for part in _fault(fault)]
        if len(found.faults) > SHOWN:
            faults.append(Line(say.others(len(found.faults) - SHOWN), "quiet"))
        if {fault.code for fault in found.faults} <= _FILES:
            head, end = say.files_amiss(len(found.faults)), say.find_files()
        else:
            head = say.unsound(len(found.faults))
            end = say.ask_the_administrator() if on_server else say.what_next(copy)
        return Page([Line(head, "bad"), *faults, Line(end, "strong")])
    return Page([Line(say.sound(found.entries, found.rows, found.head), "good"), *_asides(found)])


def _asides(found: Proof) -> Iterator[Part]:
    yield Line(say.looked_at(found.hazards, found.issues, found.files))
    if found.hidden:
        yield Line(say.not_looked_at(found.hidden), "warn")
    since = found.since
    if since and since.head and since.seq and since.at and since.later is not None:
        if since.paper:
            yield Line(say.recorded(since.paper, since.head, since.seq, since.at, since.later), "warn")
        else:
            told = say.anchored(since.head, since.seq, since.at, since.later)
            yield Line(say.of_series(since.series, told) if since.series else told, "good")


def _fault(fault: Fault) -> Iterator[Part]:
    yield Line(f"  {fault.message}", "bad")
    if fault.at and fault.actor and fault.command:
        yield Line(f"    {say.typed(fault.at, fault.actor, fault.command)}", "quiet")
    for change in fault.changes:
        yield Line(f"    {say.stood(change.label, change.old, change.new, proven=fault.proven)}")
