"""Who holds the posts that the plan asks to act (党委主要负责人 …)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hazardctl.domain.names import fold
from hazardctl.errors import NotFound, Problem
from hazardctl.ledger.queries import posts
from hazardctl.messages import duties as messages
from hazardctl.services.form import Form, Given

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hazardctl.domain.campaign import Post
    from hazardctl.services.desk import Desk


class PostRecord(NamedTuple):
    """A post, who holds it, and the tasks in which the plan asks it to act."""

    key: str
    holders: tuple[str, ...]
    tasks: tuple[str, ...]
    note: str


def listed(desk: Desk, day: date | None) -> tuple[PostRecord, ...]:
    """Return every post of the plan with those who hold it on a day."""
    with desk.reading() as reader:
        held = posts.holders(reader, day or desk.today)
    return tuple(_record(desk, post.key, held.get(post.key) or _by_plan(post)) for post in desk.plan.posts)


def _by_plan(post: Post) -> tuple[str, ...]:
    """Return the holder that the plan itself names."""
    return (post.holder,) if post.holder else ()


def _record(desk: Desk, key: str, holders: tuple[str, ...]) -> PostRecord:
    post = desk.plan.post(key)
    tasks = tuple(task.id for task in desk.plan.tasks if key in task.actors)
    return PostRecord(key, holders, tasks, post.note if post else "")


def hand_over(desk: Desk, key: str, names: Sequence[str], given: Given) -> PostRecord:
    """Give a post to these people; whoever held it and is not named holds it no longer.

    Raises:
        NotFound: the plan has no such post.
        Refused: a name is empty, or the day cannot be understood.
    """
    post = next((p for p in desk.plan.posts if fold(p.key) == fold(key)), None)
    if post is None:
        known = tuple(p.key for p in desk.plan.posts)
        raise NotFound(Problem("no_such_post", messages.no_such_post(key, known), "post"))
    form = Form({**given, "names": list(names)}, desk)
    wanted = tuple(dict.fromkeys(form.many("names")))
    since = form.day("since")
    if since and since > desk.today:
        form.object("in_future", messages.not_yet_held(since, desk.today), "since")
    if not wanted:
        form.object("empty", messages.no_names(post.key), "names")
    form.done()
    with desk.writing("post set") as writer:
        # The first to be written down has held it since the campaign began; after that it is a change of hands.
        held = posts.holders(writer, desk.today).get(post.key)
        usual = desk.today if held else min(desk.today, desk.plan.began_on)
        posts.hand_over(writer, post.key, wanted, since or usual)
    return _record(desk, post.key, wanted)
