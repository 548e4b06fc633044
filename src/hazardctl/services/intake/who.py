"""Cells that name a unit and a person together, and a bare 责任单位: which name is which.

A unit of the register is known wherever it stands, and whoever stands beside it are people. Where the cell names none,
the order of its parts and the look of its names must do. Nothing here writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hazardctl.errors import Problem
from hazardctl.exchange import combined
from hazardctl.messages import imports as messages
from hazardctl.messages.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from hazardctl.domain.register import Register
    from hazardctl.services.form import Given, Typed

PARTS = {
    "finders": ("found_unit", "found_by"),
    "rectifiers": ("responsible_unit", "responsible"),
    "supervisors": ("unit", "supervisor"),
    "reviewers": ("reviewer_unit", "reviewer"),
}
"""Columns that hold a unit and a person: the fields of each."""

_COMPANY = re.compile(
    r".*(?:公司|厂|店|超市|酒店|宾馆|饭店|餐馆|餐厅|加油站|学校|幼儿园|医院|卫生院|合作社|企业|工地|项目部|农家乐|商行|养殖场|经营部|门市|养老院|市场|商场|网吧|仓库|作坊)"
)
_BODY = re.compile(r".+(?:办|所|站|局|科|室|院|组|队|部|委|社区|村|中心|服务点)|.{2,}[会社]")
"""What ends like a body, and is no person's name."""
_LONGEST_NAME = 4
"""Characters of a Chinese person's name; a longer one belongs to a unit."""


def default(values: dict[str, Typed], field: str, value: Typed) -> None:
    """Give a field a value where it has none."""
    if value and not values.get(field):
        values[field] = value


def pair(values: dict[str, Typed], column: str, said: str, register: Register) -> None:
    """Give the fields of a column what its cell says."""
    for field, part in zip(PARTS[column], unit_and_person(column, said, register), strict=True):
        default(values, field, part)


def unit_and_person(column: str, said: str, register: Register) -> tuple[str, str]:
    """Return the unit and the people that a cell names; either may be empty."""
    if combined.is_placed(said):
        return combined.pair(said) or ("", "")
    return _registered(said, register) or _guessed(column, said)


def _guessed(column: str, said: str) -> tuple[str, str]:
    """One name alone is the unit's, unless it reads like a person's; an office that supervises is asked for in any case."""
    parts = combined.parts(said)
    if (
        column != "supervisors"
        and len(parts) > 1
        and "\n" not in said.strip()
        and all(map(_is_person, parts))
    ):
        return "", "、".join(parts)
    unit = column == "supervisors" or (column != "reviewers" and _is_place(said))
    return combined.pair(said) or ((said, "") if unit else ("", said))


def _registered(said: str, register: Register) -> tuple[str, str] | None:
    """Part a cell by the units of the register; None where it names none."""
    units: list[str] = []
    people: list[str] = []
    if register.find(said):
        return said, ""
    head = _head(said, register)
    for part in [*([head] if head else []), *combined.parts(said[len(head) :])]:
        unit = part if register.find(part) else _head(part, register)
        units += [unit] if unit else []
        people += combined.parts(part[len(unit) :])
    return ("、".join(units), "、".join(people)) if units else None


def _head(said: str, register: Register) -> str:
    """Return the registered unit that a text begins with; what goes on like a body of its own is another one."""
    head = register.at_start(said) or ""
    behind = next(iter(combined.parts(said[len(head) :])), "")
    attached = said.startswith(head + behind)
    return "" if attached and (_COMPANY.match(behind) or _BODY.fullmatch(behind)) else head


def _is_place(said: str) -> bool:
    return len(said) > _LONGEST_NAME or bool(_COMPANY.fullmatch(said))


def _is_person(said: str) -> bool:
    return not _is_place(said) and not _BODY.fullmatch(said) and said != "—"


def bare_unit(values: dict[str, Typed], register: Register, known: Callable[[str], bool]) -> list[Problem]:
    """Decide a bare 责任单位 by its value: an office supervises, an enterprise rectifies, else nobody guesses."""
    person = values.pop("any_person", None)
    if "any_unit" not in values:
        default(values, "responsible", person)
        return []
    name, beside = _bare(str(values.pop("any_unit")), register)
    if register.find(name, ("office",)):
        side = "supervisors"
    elif not register.find(name) and (
        known(name) or name == values.get("enterprise") or _COMPANY.fullmatch(name)
    ):
        side = "rectifiers"
    else:
        return [Problem("unit_or_firm", messages.unit_or_firm(name), "any_unit")]
    for field, value in zip(PARTS[side], (name, person or beside), strict=True):
        default(values, field, value)
    return []


def _bare(said: str, register: Register) -> tuple[str, str]:
    return _registered(said, register) or combined.pair(said) or (said, "")


def explained(problem: Problem, given: Given, register: Register) -> Problem:
    """Say of what a row lacks that its bare 责任单位 and 责任人 were taken for the other side's."""
    said, person = given.get("any_unit"), given.get("any_person")
    if problem.code != "missing" or not isinstance(said, str):
        return problem
    name, beside = _bare(said, register)
    sides = ("supervisors", "rectifiers")
    taken, lacking = sides if register.find(name, ("office",)) else reversed(sides)
    if problem.where not in PARTS[lacking]:
        return problem
    unit, who = map(label, PARTS[taken])
    told = messages.taken_for((name, unit), (str(person or beside), who), label(problem.where))
    return problem._replace(message=told)
