"""What the templates of notices may name: one hazard's record under Chinese names. What is not known stays blank.

A template that an office has changed may name anything that ours ever named: a name is added, and never taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain import acts
from hazardctl.domain.dates import say_day
from hazardctl.domain.hazard import Level
from hazardctl.domain.money import say_wan
from hazardctl.messages import notices as say
from hazardctl.messages import papers
from hazardctl.messages.labels import by_official, label, term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from hazardctl.domain.campaign import Campaign
    from hazardctl.domain.record import HazardRecord
    from hazardctl.services.notices import Notice, Subject


class Photo(NamedTuple):
    """A picture that stands where the template names it."""

    path: Path
    name: str


def context(made: Notice, campaign: Campaign) -> dict[str, Any]:
    """Return everything that the templates may name."""
    hazards = [one.hazard for one in made.subjects]
    return {
        "用词": by_official(),
        "镇": campaign.town,
        "行动": campaign.title,
        "行动简称": campaign.short_title,
        "行动称呼": papers.within_a_sentence(campaign.short_title),
        "牵头办所": campaign.emergency_office,
        "单位": made.to or say.TO_FILL,
        "移送单位": made.to or say.TO_FILL,
        "监管单位": made.unit,
        "监管单位名称": made.unit_name,
        "检查编号": made.visit or "",
        "排查不同": len({_found(h) for h in hazards}) > 1,
        "排查日期": _each(hazards, lambda h: say_day(h.found_on)),
        "排查单位": _each(hazards, lambda h: h.found_unit or made.unit_name),
        "检查人员": _each(hazards, lambda h: h.found_by or ""),
        "日期": say_day(made.day),
        "署名": papers.signed(campaign.leading_group_office),
        "联系人": made.contact or say.TO_FILL,
        "电话": made.phone or say.TO_FILL,
        "有重大": any(h.level is Level.MAJOR for h in hazards),
        "隐患": [_row(one, made) for one in made.subjects],
        "送审": "",
    }


def _found(h: HazardRecord) -> tuple[object, ...]:
    return (h.found_on, h.found_unit, h.found_by, h.visit)


def _each(hazards: list[HazardRecord], told: Callable[[HazardRecord], str]) -> str:
    """Return what holds for the hazards, each thing once: nothing of the first is said of the others."""
    return "、".join(dict.fromkeys(said for h in hazards if (said := told(h))))


def _row(one: Subject, made: Notice) -> dict[str, Any]:
    h = one.hazard
    place, level = h.place or h.village, term(h.level)
    found = (say_day(h.found_on), h.found_unit or made.unit_name, h.found_by or "")
    return {
        "编号": h.no,
        "隐患": h.title,
        "单位": _or_blank(h.enterprise or one.carrier),
        "单位隐患": "：".join(part for part in (h.enterprise or one.carrier, h.title) if part),
        "部位": _or_blank(place),
        "等级": level,
        "部位等级": "，".join(part for part in (place, level) if part),
        "等级部位": "，".join(part for part in (level, place) if part),
        "判定依据": _or_blank(h.criterion),
        "排查日期": say_day(h.found_on),
        "排查情况": say.found_how(found, h.visit),
        "状态": say.late(h.days_overdue) if h.overdue else label(h.state),
        "尚缺": "、".join(label(item) for item in h.missing) or say.not_asked(),
        "包保领导": _or_blank(h.leader),
        # Whoever answers for it has not signed yet: the line stays empty for the hand.
        "包保领导空": "",
        "临时管控": _or_blank(h.interim),
        **_five(h),
        **_review(one),
        **_proven(one),
        **_extension(one),
        "移送理由": _or_blank(one.quoted.referral.reason if one.quoted.referral else None),
        "挂牌督办": _listing(h),
        "双报告": _reports(h),
        "照片": [Photo(photo.path, photo.name) for photo in one.photos],
        "照片说明": [say.caption(photo.name, photo.stage) for photo in one.photos],
    }


def _or_blank(value: str | None) -> str:
    return value or say.TO_FILL


def _day(value: date | None) -> str:
    return say_day(value) if value else say.TO_FILL


def _five(h: HazardRecord) -> dict[str, str]:
    five = h.five
    amount = None if five.funds_fen is None else say.wan(say_wan(five.funds_fen))
    return {
        "整改措施": _or_blank(five.measures or h.fixed_on_spot),
        "整改责任单位": _or_blank(five.responsible_unit),
        "整改责任人": _or_blank(five.responsible),
        "整改资金": say.no_funds() if five.no_funds else _or_blank(amount),
        "整改时限": _day(five.deadline),
        "原定时限": _day(five.original_deadline),
        "应急预案": _or_blank(five.contingency),
    }


def _review(one: Subject) -> dict[str, str]:
    """Return the review that the paper states; one that is still to come has its number and nothing else."""
    review = one.quoted.review
    return {
        "整改情况": _done(one),
        "复查轮次": say.times(one.quoted.round),
        "复查意见": _conclusion(review),
        "复查人员": _reviewer(one.hazard, review),
        "复查日期": _day(review.on if review else None),
    }


def _done(one: Subject) -> str:
    """Say what was done about the hazard: as the last rectification tells it, else what was done at once."""
    h, told = one.hazard, one.quoted.rectification
    if told:
        return say.rectified(told.note, told.by or h.rectified_by or h.five.responsible, say_day(told.on))
    if one.quoted.on_spot and h.fixed_on_spot:
        return say.fixed_on_spot(h.fixed_on_spot, h.five.responsible, say_day(h.found_on))
    return say.not_required() if _is_gone(one.quoted.review) else say.TO_FILL


def _is_gone(review: acts.Act | None) -> bool:
    return isinstance(review, acts.Closing) and review.how is acts.ClosingKind.ELIMINATED


def _conclusion(review: acts.Closing | acts.Rejection | None) -> str:
    if review is None:
        return say.TO_FILL
    return say.failed(review.reason) if isinstance(review, acts.Rejection) else review.conclusion


def _reviewer(h: HazardRecord, review: acts.Closing | acts.Rejection | None) -> str:
    """Name who re-inspected; of a major hazard also of which unit and how, for its closing rests on both."""
    if review is None:
        return say.TO_FILL
    if h.level is Level.MAJOR and isinstance(review, acts.Closing):
        return say.reviewer(review.reviewer, review.reviewer_unit, term(review.review_kind))
    return review.reviewer


def _proven(one: Subject) -> dict[str, str]:
    """Return what proved each of the five; where what carried the hazard is gone, what proves that."""
    h, review = one.hazard, one.quoted.review
    closing = review if isinstance(review, acts.Closing) else None
    if closing and closing.how is acts.ClosingKind.ELIMINATED:
        rest = dict.fromkeys(("责任落实", "资金落实", "预案落实"), say.not_required())
        return {"措施落实": say.eliminated(closing.evidence), **rest}
    spent = closing.funds_spent_fen if closing else None
    funds = None if spent is None else say.wan(say_wan(spent))
    return {
        "措施落实": _or_blank(closing.measures_result if closing else None),
        "责任落实": _or_blank(closing.responsible_result if closing else None),
        "资金落实": say.no_funds() if h.five.no_funds else _or_blank(funds),
        "预案落实": _or_blank(closing.contingency_result if closing else None),
    }


def _extension(one: Subject) -> dict[str, str]:
    x, five = one.quoted.extension, one.hazard.five
    original, current = five.original_deadline, five.deadline
    moved = x is None and original and current and original != current
    return {
        "延期原时限": say.extended_to(_day(original), _day(current)) if moved else _day(original),
        "延至": _day(x.new_deadline if x else None),
        "延期申请人": _or_blank(x.applicant if x else None),
        "延期理由": _or_blank(x.reason if x else None),
        "延期管控": _or_blank(x.interim if x else None),
        "延期次数": say.times(one.quoted.application),
        "延期审批": say.granted(refused=x.refused) if x else say.TO_FILL,
        "延期批准人": x.approver if x else "",
    }


def _listing(h: HazardRecord) -> str:
    if not h.listing:
        return say.not_asked()
    return say.listed(label(h.listing), _day(h.listed_on), say_day(h.delisted_on) if h.delisted_on else None)


def _reports(h: HazardRecord) -> str:
    if h.level is not Level.MAJOR:
        return say.not_asked()
    return say.reported(_day(h.reports.discovered_on), _day(h.reports.rectified_on))
