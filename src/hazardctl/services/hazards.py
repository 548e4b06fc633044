"""What the office does with a registered hazard. Every act goes one way: find, build, let in, save, return."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hazardctl.domain import acts
from hazardctl.domain.case import Case
from hazardctl.domain.hazard import Authority, Level, Ref, ReportKind, ReviewKind, VoidMark
from hazardctl.domain.record import CampaignDays, HazardRecord, record
from hazardctl.errors import Refused
from hazardctl.ledger.queries import cases, units
from hazardctl.messages import hazards as messages
from hazardctl.messages import register as register_messages
from hazardctl.messages.labels import label
from hazardctl.services import meanwhile
from hazardctl.services.double_reports import check_basis
from hazardctl.services.entry import five
from hazardctl.services.find import case_of, number_of
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Callable

    from hazardctl.domain.register import Register
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.desk import Desk


class TransferKind(StrEnum):
    """转办 within the town, or 移送 out of it."""

    REASSIGN = "reassign"
    REFER = "refer"


class Sheet(Struct, frozen=True):
    """The form being read, beside what an act's values are read against."""

    form: Form
    register: Register
    case: Case
    desk: Desk
    reads: Reads

    def text(self, field: str) -> str:
        """Read a text without which the act cannot be."""
        return self.form.text(field, required=True) or "?"

    def line(self, field: str) -> str:
        """Read a name without which the act cannot be."""
        return self.form.line(field, required=True) or "?"


def do(desk: Desk, command: str, no: str, given: Given, build: Callable[[Sheet], acts.Act]) -> HazardRecord:
    """Do one act on one hazard.

    Raises:
        NotFound: no hazard has the number.
        Refused: something typed is wrong or missing, or a rule does not allow the act; nothing was written.
        Busy: somebody else entered something about it meanwhile.
    """
    meanwhile.look(desk, no)
    with desk.writing(command) as writer:
        before = case_of(writer, no)
        meanwhile.refuse_if_changed(desk, writer, before)
        after, _ = _acted(desk, writer, before, given, build)
        saved = cases.save(writer, before, after)
    return _record(saved, desk)


def preview(
    desk: Desk, no: str, given: Given, build: Callable[[Sheet], acts.Act]
) -> tuple[HazardRecord, acts.Act]:
    """Return a hazard as it stands and the act as it would be done; nothing is written.

    What somebody else enters until `do` is called is noticed there.

    Raises:
        NotFound, Refused: as `do`.
    """
    meanwhile.look(desk, no)
    with desk.reading() as reader:
        before = case_of(reader, no)
        _, act = _acted(desk, reader, before, given, build)
    return _record(before, desk), act


def _acted(
    desk: Desk, reads: Reads, before: Case, given: Given, build: Callable[[Sheet], acts.Act]
) -> tuple[Case, acts.Act]:
    sheet = Sheet(Form(given, desk), units.register(reads, desk.today), before, desk, reads)
    act = replace(build(sheet), on=sheet.form.day("on", default=desk.today) or desk.today)
    return _let_in(before, act, sheet.form, desk), act


def _let_in(before: Case, act: acts.Act, form: Form, desk: Desk) -> Case:
    """Pass the gate, so that what the form and what the rules object to is heard of together."""
    try:
        after = before.do(act, desk.today)
    except Refused as refusal:
        form.done(*refusal.problems)
        raise
    form.done()
    return after


def _record(case: Case, desk: Desk) -> HazardRecord:
    found = record(case, desk.today, CampaignDays(desk.plan.began_on, desk.plan.ends_on))
    assert found is not None  # noqa: S101  nothing is dated after today
    return found


# One builder for each act: what was typed → the act. The day is read by `do`.


def completion(sheet: Sheet) -> acts.Act:
    """`hazard plan`: make the five complete."""
    known, unnamed = sheet.case.hazard.enterprise, sheet.case.now().five.responsible_unit is None
    read = five(sheet.form, known.name if known and unnamed else None)
    return acts.Completion(
        on=sheet.desk.today,
        **{name: getattr(read, name) for name in read.__struct_fields__},
    )


def rectification(sheet: Sheet) -> acts.Act:
    """`hazard rectify`."""
    return acts.Rectification(on=sheet.desk.today, by=sheet.form.line("by"), note=sheet.form.text("note"))


def closing(sheet: Sheet) -> acts.Act:
    """`hazard close`: the re-inspection that passed. The supervising unit re-inspects unless another is named."""
    form = sheet.form
    return acts.Closing(
        on=sheet.desk.today,
        reviewer=sheet.line("reviewer"),
        conclusion=form.text("conclusion") or label("conclusion_passed"),
        how=form.choice("how", acts.ClosingKind) or acts.ClosingKind.RECTIFIED,
        reviewer_unit=form.unit_or_name("reviewer_unit", sheet.register) or sheet.case.now().unit,
        review_kind=form.choice("review_kind", ReviewKind) or ReviewKind.SITE,
        measures_result=form.text("measures_result"),
        responsible_result=form.text("responsible_result"),
        funds_spent_fen=form.money("funds_spent"),
        contingency_result=form.text("contingency_result"),
        evidence=form.text("evidence"),
    )


def rejection(sheet: Sheet) -> acts.Act:
    """`hazard reject`: the re-inspection that failed."""
    return acts.Rejection(on=sheet.desk.today, reviewer=sheet.line("reviewer"), reason=sheet.text("reason"))


def extension(sheet: Sheet) -> acts.Act:
    """`hazard extend`."""
    form = sheet.form
    new = form.day("new_deadline", required=True)
    return acts.Extension(
        on=sheet.desk.today,
        # A stand-in that no other rule objects to; the missing day itself is objected to already.
        new_deadline=new or sheet.desk.today.max,
        reason=sheet.text("reason"),
        approver=sheet.line("approver"),
        interim=form.text("interim"),
        applicant=form.line("applicant"),
        late=form.text("late"),
        refused=form.flag("refused"),
    )


def reopening(sheet: Sheet) -> acts.Act:
    """`hazard reopen`."""
    reason = sheet.form.choice("reason", acts.ReopenReason, required=True) or acts.ReopenReason.MISTAKEN
    return acts.Reopening(
        on=sheet.desk.today, reason=reason, approver=sheet.line("approver"), note=sheet.form.text("note")
    )


def transfer(sheet: Sheet) -> acts.Act:
    """`hazard transfer`: to another office of the town, or out of its hands."""
    kind = sheet.form.choice("kind", TransferKind, required=True)
    reason = sheet.text("reason")
    if kind is TransferKind.REFER:
        return acts.Referral(on=sheet.desk.today, to=sheet.line("to"), reason=reason)
    to = sheet.form.unit("to", sheet.register, required=True)
    return acts.Transfer(on=sheet.desk.today, to=to or "?", reason=reason)


def reply(sheet: Sheet) -> acts.Act:
    """`hazard reply`: what the authority answered."""
    outcome = sheet.form.choice("outcome", acts.Outcome, required=True) or acts.Outcome.ENDED
    return acts.Reply(
        on=sheet.desk.today, outcome=outcome, note=sheet.text("note"), doc_no=sheet.form.line("doc_no")
    )


def regrade(sheet: Sheet) -> acts.Act:
    """`hazard regrade`."""
    given = sheet.form.choice("level", Level, required=True)
    # Without a level, the one it does not have stands in, so that only what is really missing is objected to.
    other = next(level for level in Level if level is not sheet.case.now().level)
    return acts.Regrade(
        on=sheet.desk.today, level=given or other, basis=sheet.text("basis"), approver=sheet.line("approver")
    )


def report(sheet: Sheet) -> acts.Act:
    """`hazard report`: one of the 双报告, or of the two that the law adds."""
    form = sheet.form
    return acts.Report(
        on=sheet.desk.today,
        report=form.choice("report", ReportKind, required=True) or ReportKind.DISCOVERED,
        to=form.unit_or_name("to", sheet.register) or sheet.case.now().unit,
        by=form.line("by"),
        doc_no=form.line("doc_no"),
        basis=check_basis(form, sheet.reads),
    )


def listing(sheet: Sheet) -> acts.Act:
    """`hazard list-up`: 挂牌督办."""
    authority = sheet.form.choice("authority", Authority, required=True) or Authority.TOWN
    form = sheet.form
    return acts.Listing(
        on=sheet.desk.today,
        authority=authority,
        doc_no=form.line("doc_no"),
        person=form.line("person"),
        term=form.day("term"),
    )


def progress(sheet: Sheet) -> acts.Act:
    """`hazard progress`: how far a supervised hazard has come."""
    return acts.Progress(on=sheet.desk.today, note=sheet.text("note"), by=sheet.form.line("by"))


def delisting(sheet: Sheet) -> acts.Act:
    """`hazard delist`: 摘牌."""
    return acts.Delisting(on=sheet.desk.today, doc_no=sheet.form.line("doc_no"))


def void(desk: Desk, no: str, given: Given) -> HazardRecord:
    """Declare a record void, or a duplicate of another: it counts on no day, and stays in the ledger."""
    meanwhile.look(desk, no)
    with desk.writing("hazard void") as writer:
        before = case_of(writer, no)
        meanwhile.refuse_if_changed(desk, writer, before)
        form = Form(given, desk)
        reason = form.text("reason", required=True) or ""
        if before.hazard.void:
            form.object("void", messages.is_void(before.hazard.no))
        other = _duplicate_of(writer, before, form)
        form.done()
        hazard = replace(before.hazard, void=VoidMark(desk.today, reason, other))
        saved = cases.save(writer, before, Case(hazard, before.acts))
    return _record(saved, desk)


def _duplicate_of(reads: Reads, before: Case, form: Form) -> Ref | None:
    said = form.line("duplicate_of")
    if not said:
        return None
    found = cases.by_numbers(reads, [number_of(said)]).get(number_of(said))
    if found is None:
        form.object("not_found", register_messages.no_such_number(said), "duplicate_of")
        return None
    if found.hazard.uid == before.hazard.uid or found.hazard.void:
        form.object("not_original", messages.not_an_original(found.hazard.no), "duplicate_of")
    return Ref(found.hazard.uid, found.hazard.no)


BUILDERS: dict[str, Callable[[Sheet], acts.Act]] = {
    "plan": completion,
    "rectify": rectification,
    "close": closing,
    "reject": rejection,
    "extend": extension,
    "reopen": reopening,
    "transfer": transfer,
    "reply": reply,
    "regrade": regrade,
    "report": report,
    "list_up": listing,
    "delist": delisting,
    "progress": progress,
}
"""How each command's form becomes an act."""
