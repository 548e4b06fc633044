"""What the templates of notices may name: one hazard's record under Chinese names. What is not known stays blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hazardctl.domain.dates import say_day
from hazardctl.domain.hazard import Level
from hazardctl.domain.money import say_wan
from hazardctl.messages import notices as say
from hazardctl.messages import papers
from hazardctl.messages.labels import label, term

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hazardctl.domain.campaign import Campaign
    from hazardctl.domain.record import HazardRecord
    from hazardctl.services.notices import Notice, Subject

PHOTOS = 4
"""Pictures of one hazard on a paper; the others stay in the ledger."""


class Photo(NamedTuple):
    """A picture that stands where the template names it."""

    path: Path
    name: str


def context(made: Notice, campaign: Campaign) -> dict[str, Any]:
    """Return everything that the templates may name."""
    rows = [_row(one) for one in made.subjects]
    first = made.subjects[0].hazard
    return {
        "镇": campaign.town,
        "单位": made.to or first.place or say.TO_FILL,
        "移送单位": made.to or say.TO_FILL,
        "监管单位": made.unit,
        "监管单位名称": made.unit_name,
        "检查编号": made.visit or "",
        "排查日期": say_day(first.found_on),
        "排查单位": first.found_unit or made.unit_name,
        "检查人员": first.found_by or "",
        "日期": say_day(made.day),
        "署名": papers.signed(campaign.leading_group_office),
        "联系人": made.contact or say.TO_FILL,
        "电话": made.phone or say.TO_FILL,
        "有重大": any(one.hazard.level is Level.MAJOR for one in made.subjects),
        "隐患": rows,
        "送审": "",
    }


def _row(one: Subject) -> dict[str, Any]:
    h = one.hazard
    return {
        "编号": h.no,
        "隐患": h.title,
        "单位": _or_blank(h.enterprise),
        "部位": _or_blank(h.place or h.village),
        "等级": term(h.level),
        "判定依据": _or_blank(h.criterion),
        "排查日期": say_day(h.found_on),
        "状态": say.late(h.days_overdue) if h.overdue else label(str(h.status)),
        "尚缺": "、".join(label(item) for item in h.missing) or say.not_asked(),
        "包保领导": _or_blank(h.leader),
        "包保领导空": h.leader or "",
        "临时管控": _or_blank(h.interim),
        **_five(h),
        **_review(one),
        **_extension(one),
        "移送理由": _or_blank(one.referral.reason if one.referral else None),
        "挂牌督办": label(h.listing) if h.listing else say.not_asked(),
        "双报告": _reports(h),
        "照片": [Photo(path, name) for path, name in one.photos[:PHOTOS]],
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
    h, closing = one.hazard, one.closing
    spent = None if h.funds_spent_fen is None else say.wan(say_wan(h.funds_spent_fen))
    done = (
        say.done_on(h.rectified_by or label("rectified"), say_day(h.rectified_on)) if h.rectified_on else None
    )
    return {
        "整改情况": _or_blank(done),
        "复查轮次": say.times(h.rounds + 1 if closing else h.rounds),
        "复查意见": _or_blank(h.conclusion),
        "复查人员": _or_blank(h.reviewer),
        "复查日期": _day(closing.on if closing else None),
        "措施落实": _or_blank(closing.measures_result if closing else None),
        "责任落实": _or_blank(closing.responsible_result if closing else None),
        "资金落实": say.no_funds() if h.five.no_funds else _or_blank(spent),
        "预案落实": _or_blank(closing.contingency_result if closing else None),
    }


def _extension(one: Subject) -> dict[str, str]:
    x = one.extension
    return {
        "延至": _day(x.new_deadline if x else None),
        "延期申请人": _or_blank(x.applicant if x else None),
        "延期理由": _or_blank(x.reason if x else None),
        "延期管控": _or_blank(x.interim if x else None),
        "延期次数": say.times(one.hazard.extensions),
        "延期审批": say.granted(refused=x.refused) if x else say.TO_FILL,
        "延期批准人": x.approver if x else "",
    }


def _reports(h: HazardRecord) -> str:
    if h.level is not Level.MAJOR:
        return say.not_asked()
    return say.reported(_day(h.reports.discovered_on), _day(h.reports.rectified_on))
