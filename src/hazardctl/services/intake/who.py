"""Cells that name a unit and a person together, and a bare 责任单位: which name is which.

A unit of the register is known by its whole name wherever that stands, an office also right before a person's, and whoever
stands beside it are people. Where the cell names none, or something that is neither, the order of its parts and the look
of its names must do. Nothing here writes.
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
_ROLES = frozenset({"牵头", "配合", "联合检查", "联合"})
"""What stands in brackets behind a unit, and is nobody."""
_PERSON = re.compile(r"(?!公室|及|和|与|等)[^\W\d_]{2,3}")
"""What may stand right behind an office's name as a person's."""
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
    """Part a cell by the units of the register; None where it names none, or something that is neither unit nor person."""
    if register.find(said):
        return said, ""
    units: list[str] = []
    people: list[str] = []
    bodies = 0
    for part in _parts(said, register):
        if part in _ROLES:
            continue
        office = _office(part, register)
        if register.find(part) or office:
            units.append(office or part)
            people += [part[len(office) :]] if office else []
        elif _BODY.fullmatch(part):
            units.append(part)
            bodies += 1
        elif _is_person(part) or part.isdecimal():
            people.append(part)
        else:
            return None
    return ("、".join(units), "、".join(people)) if len(units) > bodies else None


def _parts(said: str, register: Register) -> list[str]:
    """Part a cell; a unit that it begins with may have brackets in its name."""
    head = register.at_start(said) or ""
    behind = said[len(head) :]
    others = combined.parts(behind)
    return [head, *others] if head and others and not behind.startswith(others[0]) else combined.parts(said)


def _office(part: str, register: Register) -> str:
    """Return the office that a name begins with, where a person's name is all that stands behind it."""
    head = register.at_start(part, ("office",)) or ""
    behind = part[len(head) :]
    return head if behind and _PERSON.fullmatch(behind) and _is_person(behind) else ""


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
    said = str(values.pop("any_unit"))
    whole = not register.find(said) and (known(said) or said == values.get("enterprise"))
    name, beside = (said, "") if whole else _bare(said, register)
    if register.find(name, ("office",)):
        side = "supervisors"
    elif not register.find(name) and (whole or known(name) or _COMPANY.fullmatch(name)):
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
