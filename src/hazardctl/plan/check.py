"""What is doubtful in a plan that is otherwise sound: the document's own oddities, and what is still empty.

None of this stops the plan from being used. Mistakes that do are the business of `plan.validate`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from hazardctl.domain.campaign import Plan
from hazardctl.domain.plan_rows import Oddity
from hazardctl.messages import plan as say

NO_REGISTER: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


class Vacancy(Struct, frozen=True):
    """A collective owner without members, or a post without a holder; `hint` says how to fill it."""

    key: str
    hint: str


class Findings(Struct, frozen=True):
    """The document's oddities with their handling, and what is still empty."""

    oddities: tuple[Oddity, ...]
    empty_groups: tuple[Vacancy, ...]
    open_posts: tuple[Vacancy, ...]


def findings(plan: Plan, members: Mapping[str, tuple[str, ...]] = NO_REGISTER) -> Findings:
    """List the oddities and what is empty. `members` is the register's, by group key; the plan's a seed."""
    groups = [g for g in plan.groups if not (members.get(g.key) or g.members)]
    posts = [p.key for p in plan.posts if not p.holder]
    return Findings(
        plan.oddities,
        tuple(
            Vacancy(g.key, say.fill_everyone(g.key) if g.everyone else say.fill_group(g.key)) for g in groups
        ),
        tuple(Vacancy(key, say.fill_post(key)) for key in posts),
    )
