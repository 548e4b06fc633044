"""Files that prove something about a hazard: photographs, notices, receipts. They are kept beside the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import Problem, Refused
from hazardctl.ledger.queries import evidence
from hazardctl.messages import attachments as messages
from hazardctl.messages import hazards as hazard_messages
from hazardctl.services.find import case_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.files import Kept
    from hazardctl.ledger.queries.evidence import EvidenceFile
    from hazardctl.services.desk import Desk

ENTITY = "hazard"


class Attachment(NamedTuple):
    """A file as an answer: its own name, SHA-256 and size in bytes."""

    name: str
    sha256: str
    size: int


class Attached(NamedTuple):
    """What a command attached, every file of the hazard now, and the photos whose position was taken out."""

    no: str
    added: tuple[Attachment, ...]
    files: tuple[Attachment, ...]
    positions_removed: tuple[str, ...]


def of_hazard(reads: Reads, uid: str) -> tuple[Attachment, ...]:
    """Return the files that prove something about a hazard, in the order in which they were attached."""
    return _answers(evidence.of(reads, uid))


def attach(desk: Desk, no: str, given: Given) -> Attached:
    """Keep files and list them as proof of a hazard; one that is listed already is not listed twice.

    Raises:
        NotFound: no hazard has the number.
        Refused: a file cannot be kept, all are attached already, or the hazard is void; nothing was written.
    """
    from hazardctl.ledger import files

    form = Form(given, desk.today)
    names = tuple(dict.fromkeys(form.many("files")))
    # Not asked about at the keyboard: an answer would stand in place of every file named.
    form.problems += [Problem(p.code, p.message) for p in files.objections(names)]
    with desk.writing("hazard attach") as writer:
        hazard = case_of(writer, no).hazard
        form.done(*([Problem("void", hazard_messages.is_void(hazard.no))] if hazard.void else []))
        before = evidence.of(writer, hazard.uid)
        kept = [
            files.keep(desk.settings.ledger, name, with_position=form.flag("keep_position")) for name in names
        ]
        new = _new(kept, before)
        if not new:
            raise Refused(Problem("already_attached", messages.already_attached(hazard.no)))
        writer.record(*(evidence.add(writer, ENTITY, hazard.uid, one, desk.today) for one in new))
        moved = tuple(one.name for one in new if one.moved)
        return Attached(hazard.no, _answers(new), of_hazard(writer, hazard.uid), moved)


def _new(kept: list[Kept], before: tuple[EvidenceFile, ...]) -> list[Kept]:
    """Leave out what is listed already, under whatever name: the same bytes prove nothing more."""
    known = {one.sha256 for one in before}
    return list({one.sha256: one for one in reversed(kept) if one.sha256 not in known}.values())[::-1]


def _answers(found: tuple[EvidenceFile, ...] | list[Kept]) -> tuple[Attachment, ...]:
    return tuple(Attachment(one.name, one.sha256, one.size) for one in found)
