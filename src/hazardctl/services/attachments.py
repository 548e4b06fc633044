"""Files that prove something about a hazard: photographs, notices, receipts. They are kept beside the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.errors import Problem, Refused
from hazardctl.ledger.queries import evidence
from hazardctl.messages import attachments as messages
from hazardctl.messages import hazards as hazard_messages
from hazardctl.services.find import case_of
from hazardctl.services.form import Form, Given
from hazardctl.settings import place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hazardctl.ledger.connect import Reads
    from hazardctl.ledger.files import Kept
    from hazardctl.ledger.queries.evidence import EvidenceFile
    from hazardctl.ledger.writing import Writer
    from hazardctl.services.desk import Desk

ENTITY = "hazard"


class Attachment(NamedTuple):
    """A file as an answer: its own name, SHA-256 and size in bytes."""

    name: str
    sha256: str
    size: int


class Attached(NamedTuple):
    """What a command attached, every file of the hazard now, and what is to be said of single ones.

    `restored` were listed and gone or changed; of `details_removed` notes or a film were not kept, for they may tell
    a place; `positions_left` still say where they were taken; `empty` hold nothing. `on_server`: they lie in the
    server's ledger, not beside a file.
    """

    no: str
    added: tuple[Attachment, ...]
    files: tuple[Attachment, ...]
    positions_removed: tuple[str, ...]
    details_removed: tuple[str, ...]
    positions_left: tuple[str, ...]
    restored: tuple[str, ...]
    empty: tuple[str, ...]
    on_server: bool


def named(form: Form, field: str = "attach") -> tuple[str, ...]:
    """Read the files to attach, as they were typed: a cleaned name would be another file's.

    One that cannot be kept is objected to.
    """
    said = form.verbatim(field)
    if not said:
        return ()
    from hazardctl.ledger import files

    names = tuple(dict.fromkeys(str(place(name)) for name in said))
    form.problems += files.objections(names)
    return names


def keep(desk: Desk, writer: Writer, entity: str, owner: str, names: tuple[str, ...]) -> tuple[Problem, ...]:
    """Keep files as proof of a row that a command has just written, and return what is to be said of them."""
    if not names:
        return ()
    from hazardctl.ledger import files

    kept = [files.keep(writer, desk.settings.ledger, name) for name in names]
    new = _new(kept, evidence.of(writer, owner))
    writer.record(*(evidence.add(writer, entity, owner, one, desk.today) for one in new))
    removed, told = tuple(one.name for one in new if one.moved), tuple(one.name for one in new)
    return (
        *([Problem("files_kept", messages.files_kept(told, on_server=desk.on_server))] if new else []),
        *([Problem("positions", messages.position_taken_out(removed))] if removed else []),
        *(Problem("position_left", messages.position_left(one.name)) for one in new if one.placed),
        *(Problem("empty_file", messages.is_empty(one.name)) for one in new if not one.size),
    )


def of_hazard(reads: Reads, uid: str) -> tuple[Attachment, ...]:
    """Return the files that prove something about a hazard, in the order in which they were attached."""
    return _answers(evidence.of(reads, uid))


def attach(desk: Desk, no: str, given: Given) -> Attached:
    """Keep files and list them as proof of a hazard; one that is listed already is not listed twice.

    Raises:
        NotFound: no hazard has the number.
        Refused: a file cannot be kept, all are attached already and whole, or the hazard is void; nothing was written.
        Unavailable: the folder beside the ledger takes no file.
    """
    from hazardctl.ledger import files

    form = Form(given, desk)
    names = named(form, "files")
    # Not asked about at the keyboard: an answer would stand in place of every file named.
    form.problems = [Problem(p.code, p.message) for p in form.problems]
    ledger = desk.settings.ledger
    with desk.writing("hazard attach") as writer:
        hazard = case_of(writer, no).hazard
        form.done(*([Problem("void", hazard_messages.is_void(hazard.no))] if hazard.void else []))
        before = evidence.of(writer, hazard.uid)
        lost = [one for one in before if not files.is_intact(writer, ledger, one.sha256, one.name)]
        kept = [files.keep(writer, ledger, name, with_position=form.flag("keep_position")) for name in names]
        came = {one.sha256 for one in kept if one.taken_in}
        lost += [one for one in before if one.sha256 in came and one not in lost]
        restored = _restored(ledger, kept, lost)
        new = _new(kept, before)
        if not new and not restored:
            raise Refused(Problem("already_attached", messages.already_attached(hazard.no)))
        if new:
            writer.record(*(evidence.add(writer, ENTITY, hazard.uid, one, desk.today) for one in new))
        whole = of_hazard(writer, hazard.uid)
        return _told(hazard.no, new, whole, restored, on_server=desk.on_server)


def notes(done: Attached) -> tuple[Problem, ...]:
    """Return what whoever attached files should know of single ones."""
    return (
        *([Problem("restored", messages.restored(done.restored))] if done.restored else []),
        *(
            [Problem("details", messages.details_removed(done.details_removed))]
            if done.details_removed
            else []
        ),
        *(
            Problem("position_left", messages.position_left(name), "keep_position")
            for name in done.positions_left
        ),
        *(Problem("empty_file", messages.is_empty(name)) for name in done.empty),
    )


def _restored(ledger: Path, kept: Sequence[Kept], lost: Sequence[EvidenceFile]) -> tuple[str, ...]:
    """Put listed files that were lost back in their place and return their names."""
    from hazardctl.ledger import files

    by_content = {one.sha256: one for one in kept}
    found = [one for one in lost if one.sha256 in by_content]
    for one in found:
        files.put_back(ledger, by_content[one.sha256], one.name)
    return tuple(one.name for one in found)


def _told(
    no: str,
    new: Sequence[Kept],
    whole: tuple[Attachment, ...],
    restored: tuple[str, ...],
    *,
    on_server: bool,
) -> Attached:
    return Attached(
        no,
        _answers(new),
        whole,
        positions_removed=tuple(one.name for one in new if one.moved),
        details_removed=tuple(one.name for one in new if one.trimmed),
        positions_left=tuple(one.name for one in new if one.placed),
        restored=restored,
        empty=tuple(one.name for one in new if not one.size),
        on_server=on_server,
    )


def _new(kept: Sequence[Kept], before: tuple[EvidenceFile, ...]) -> list[Kept]:
    """Leave out what is listed already, under whatever name: the same bytes prove nothing more."""
    known = {one.sha256 for one in before}
    return list({one.sha256: one for one in reversed(kept) if one.sha256 not in known}.values())[::-1]


def _answers(found: Sequence[EvidenceFile | Kept]) -> tuple[Attachment, ...]:
    return tuple(Attachment(one.name, one.sha256, one.size) for one in found)
