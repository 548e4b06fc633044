"""Pages about the plan: who owns what, tasks, the plan in short and its doubtful places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.messages import views as say
from hazardctl.render.shapes import Column, Line, Page, Pairs, Part, Table, Title
from hazardctl.render.words import together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hazardctl.domain.campaign import Cadence
    from hazardctl.domain.duty import Holdings, Owned, Owner, Ownership
    from hazardctl.domain.plan_rows import Principle
    from hazardctl.services.duties import TaskRecord
    from hazardctl.services.plans import PlanCheck, PlanPage

_ROLES = {"lead": "主责", "shared": "各自范围", "territorial": "属地"}
_EVERY = {
    "once": "一次", "daily": "每日", "weekly": "每周", "monthly": "每月", "quarterly": "每季度",
    "half_yearly": "每半年", "yearly": "每年", "unspecified": "未定频次",
}  # fmt: skip
_APPLIES = {
    "high_risk": "高危行业",
    "micro": "小微企业",
    "sole_trader": "个体经营者",
    "key_sector": "重点行业",
}
_MATCHES = {"exact": "", "alias": "按别名", "close": "按字词相近", "none": "方案没有写明"}


def ownership(found: Ownership) -> Page:
    """Return who owns it and why; or the principles, and who convenes."""
    if found.owners:
        how = _MATCHES[found.match]
        parts: list[Part] = [
            Title(found.duty_name or found.query, 1),
            Line("，".join(word for word in (found.basis, how) if word), "quiet"),
        ]
        for owner in found.owners:
            parts += _owner(owner)
    else:
        parts = [Title(say.nobody_named(found.query) if not found.ambiguous else say.several(found.query), 1)]
    parts += _principles(found.principles)
    if found.convener and not found.owners:
        parts.append(Line(say.convener(found.convener), "strong"))
    if found.suggestions:
        parts.append(Line(say.perhaps(tuple(found.suggestions))))
    return Page([*parts, *(Line(hint, "quiet") for hint in found.hints)])


def _owner(owner: Owner) -> list[Part]:
    members = [Line(f"    成员：{together(owner.members)}", "quiet")] if owner.members else []
    return [Line(f"\n【{_ROLES[owner.role]}】{owner.name}", "strong"), Line("    " + owner.text), *members]


def _principles(principles: Sequence[Principle]) -> list[Part]:
    if not principles:
        return []
    rows = [(p.name, p.text, p.paragraph) for p in principles]
    return [Title("按这些原则定"), Table((Column("原则"), Column("原文"), Column("出处", keep=True)), rows)]


def holdings(held: Holdings) -> Page:
    """Return everything that a unit answers for."""
    parts: list[Part] = [Title(held.unit, 1)]
    parts += _owned("职责分工", held.duties) + _owned("重点任务", held.tasks) + _owned("正文要求", held.body)
    return Page(parts)


def _owned(heading: str, owned: Sequence[Owned]) -> list[Part]:
    columns = (Column("编号", keep=True), Column("角色", keep=True), Column("内容"), Column("依据"))
    rows = [(o.key, _ROLES[o.role], o.text, o.basis + (f"（经{o.via}）" if o.via else "")) for o in owned]
    return [Title(f"{heading}（{len(owned)}）"), Table(columns, rows)] if owned else []


def tasks(found: Sequence[TaskRecord]) -> Page:
    """Return the tasks of annex 1."""
    columns = (
        Column("编号", keep=True),
        Column("序号", right=True),
        Column("具体内容"),
        Column("责任单位"),
        Column("频次", keep=True),
    )
    rows = [(t.id, str(t.printed_no), t.text, t.owner_text, _cadence(t.cadence, "\n")) for t in found]
    return Page((Table(columns, rows), Line(f"共 {len(found)} 项", "quiet")))


def _cadence(cadence: Sequence[Cadence], mark: str) -> str:
    return together((_every(c) for c in cadence), mark)


def _every(cadence: Cadence) -> str:
    whom = together(_APPLIES[a] for a in cadence.applies_to) if cadence.applies_to else ""
    return _EVERY[cadence.every] + (f"（{whom}）" if whom else "")


def task(t: TaskRecord) -> Page:
    """Return one task in full."""
    pairs = [
        ("重点任务", t.action_title),
        ("任务分解", t.subgroup),
        ("具体内容", t.text),
        ("责任单位", t.owner_text),
        ("集体成员", together(t.members) if t.members else ""),
        ("由谁去做", together(t.actors) if t.actors else ""),
        ("频次", together(f"{_every(c)}（原文：{c.words}）" for c in t.cadence)),
    ]
    notes = [Line(note, "quiet") for note in t.notes]
    return Page((Title(f"{t.id}（原文序号 {t.printed_no}）", 1), Pairs([p for p in pairs if p[1]]), *notes))


def plan(p: PlanPage) -> Page:
    """Return the plan in short."""
    actions = Table((Column("序号", right=True), Column("行动")), [(str(a.no), a.title) for a in p.actions])
    phases = [(f"{x.no} {x.name}", x.words, f"{x.start} 至 {x.due}") for x in p.phases]
    return Page(
        (
            Title(p.title, 1),
            Pairs([("文号", p.doc_no), ("印发", f"{p.issuer} {p.issued_on}"), ("目标", p.goal)]),
            Title("集中行动"),
            actions,
            Title("阶段"),
            Table((Column("阶段"), Column("原文"), Column("起止", keep=True)), phases),
            *_principles(p.principles),
            Line(f"任务 {p.tasks} 项；分工：{together(p.duties)}；行业领域：{together(p.sectors)}", "quiet"),
            Line(f"方案文件：{p.folder}", "quiet"),
        )
    )


def check(c: PlanCheck) -> Page:
    """Return the doubtful places of a sound plan."""
    columns = (Column("疑点", right=True), Column("位置"), Column("原文情况"), Column("处理"))
    rows = [(str(o.no), o.where, o.what, o.handling) for o in c.oddities]
    parts: list[Part] = [
        Title(f"{c.title}：格式正确，任务 {c.tasks} 项", 1),
        Title(f"原文疑点（{len(c.oddities)}）：照录未改"),
        Table(columns, rows, empty="没有"),
        Title(f"还没有成员的集体责任单位（{len(c.empty_groups)}）"),
        *(Line("  " + vacancy.hint, "warn") for vacancy in c.empty_groups),
        Title(f"还没有填姓名的职务（{len(c.open_posts)}）"),
        *(Line("  " + vacancy.hint, "quiet") for vacancy in c.open_posts),
    ]
    if c.unchanged is False:
        parts.append(Line(say.plan_changed(), "bad"))
    return Page(parts)


def exported(folder: str) -> Page:
    """Return what is said after copying."""
    return Page((Line(say.plan_exported(folder), "good"),))
