"""Acts taken apart for the ledger and put together again."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.samples import DAY

from hazardctl.domain import acts
from hazardctl.domain.acts import Act, ClosingKind, Outcome, ReopenReason
from hazardctl.domain.hazard import Authority, Level, ReportKind, ReviewKind

TEXT = st.text(min_size=1, max_size=20)
MAYBE = st.none() | TEXT
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
ENVELOPE = {"on": DAYS, "uid": TEXT, "seq": st.integers(1, 99)}
FEN = st.none() | st.integers(0, 10**13)
ANY_ACT: dict[str, st.SearchStrategy[Act]] = {
    "plan": st.builds(
        acts.Completion, **ENVELOPE, measures=MAYBE, responsible=MAYBE, funds_fen=FEN, no_funds=st.booleans(),
        deadline=st.none() | DAYS, contingency=MAYBE, responsible_unit=MAYBE, funds_source=MAYBE,
    ),
    "rectify": st.builds(acts.Rectification, **ENVELOPE, by=MAYBE, note=MAYBE),
    "close": st.builds(
        acts.Closing, **ENVELOPE, reviewer=TEXT, conclusion=TEXT, how=st.sampled_from(ClosingKind),
        reviewer_unit=MAYBE, review_kind=st.sampled_from(ReviewKind), measures_result=MAYBE,
        responsible_result=MAYBE, funds_spent_fen=FEN, contingency_result=MAYBE, evidence=MAYBE,
    ),
    "reject": st.builds(acts.Rejection, **ENVELOPE, reviewer=TEXT, reason=TEXT),
    "extend": st.builds(
        acts.Extension, **ENVELOPE, new_deadline=DAYS, reason=TEXT, approver=TEXT, interim=MAYBE, applicant=MAYBE,
        late=MAYBE, refused=st.booleans(),
    ),
    "list_up": st.builds(acts.Listing, **ENVELOPE, authority=st.sampled_from(Authority), doc_no=MAYBE),
    "delist": st.builds(acts.Delisting, **ENVELOPE, doc_no=MAYBE),
    "progress": st.builds(acts.Progress, **ENVELOPE, note=TEXT, by=MAYBE),
    "reassign": st.builds(acts.Transfer, **ENVELOPE, to=TEXT, reason=TEXT),
    "refer": st.builds(acts.Referral, **ENVELOPE, to=TEXT, reason=TEXT),
    "reply": st.builds(acts.Reply, **ENVELOPE, outcome=st.sampled_from(Outcome), note=TEXT, doc_no=MAYBE),
    "regrade": st.builds(acts.Regrade, **ENVELOPE, level=st.sampled_from(Level), basis=TEXT, approver=TEXT),
    "reopen": st.builds(
        acts.Reopening, **ENVELOPE, reason=st.sampled_from(ReopenReason), approver=TEXT, note=MAYBE
    ),
    "report": st.builds(
        acts.Report, **ENVELOPE, report=st.sampled_from(ReportKind), to=TEXT, by=MAYBE, doc_no=MAYBE, basis=MAYBE
    ),
    "amend": st.builds(acts.Correction, **ENVELOPE, fields=TEXT, reason=TEXT),
}  # fmt: skip


def test_every_kind_of_act_is_taken_apart_below() -> None:
    assert ANY_ACT.keys() == acts.KINDS.keys()


@given(act=st.one_of(*ANY_ACT.values()))
def test_an_act_taken_apart_for_the_ledger_comes_back_the_same(act: Act) -> None:
    apart = json.loads(json.dumps(acts.details(act)))
    again = acts.restore(act.kind, uid=act.uid, seq=act.seq, on=act.on, detail=apart)
    assert again == act
    assert type(again) is type(act)
    assert {name: type(getattr(again, name)) for name in apart} == {
        name: type(getattr(act, name)) for name in apart
    }


def test_what_an_act_does_not_say_is_not_stored() -> None:
    assert acts.details(acts.Rectification(on=DAY, by="钱七")) == {"by": "钱七"}
    assert acts.details(acts.Delisting(on=DAY)) == {}


def test_a_field_or_a_kind_that_nobody_knows_is_no_act() -> None:
    with pytest.raises(KeyError):
        acts.restore("vanish", uid="a", seq=1, on=DAY, detail={})
    with pytest.raises(KeyError):
        acts.restore("rectify", uid="a", seq=1, on=DAY, detail={"reviewer": "赵六"})
