"""Where templates run: they may look at what they are given, change nothing, and come to an end.

A template is text from outside. Loops share one count, and no value grows beyond what a paper could hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from hazardctl.domain.text import safe
from hazardctl.messages import template_faults as messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_ROUNDS = 50_000
"""Rounds of all loops of a paper together; our longest, with every table full, takes some hundreds."""
_LONGEST = 100_000
"""Characters, items or digits that one calculation may make."""
_COUNT, _PRINT = "counted", "printed"


class TooMuchError(TemplateRuntimeError):
    """A template does not come to an end."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The engine for one paper: its rounds are counted from when it is made."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self._rounds = 0
        self.filters |= {_COUNT: self._counted, _PRINT: _printed}
        self.globals.pop("lipsum", None)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Let every loop run over what is counted, and print every value in our way.

        The engine has no other place to count, and its `finalize` comes too late for a constant.
        """
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _through(_COUNT, loop.iter)
        for output in tree.find_all(nodes.Output):
            output.nodes = [
                one if isinstance(one, nodes.TemplateData) else _through(_PRINT, one) for one in output.nodes
            ]
        return tree

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._rounds += 1
            if self._rounds > MOST_ROUNDS:
                raise TooMuchError
            yield item

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate, unless the result would be larger than any paper."""
        if _is_endless(operator, left, right):
            raise OverflowError(operator)
        return super().call_binop(context, operator, left, right)


def _through(name: str, node: Any) -> nodes.Expr:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _is_endless(operator: str, left: Any, right: Any) -> bool:
    if operator == "%":
        # A number in a pattern makes a text as wide as it says.
        return isinstance(left, str)
    if operator == "**":
        return len(str(left)) * int(abs(right)) > _LONGEST
    sizes = [len(side) if hasattr(side, "__len__") else int(abs(side)) for side in (left, right)]
    return any(hasattr(side, "__len__") for side in (left, right)) and sizes[0] * sizes[1] > _LONGEST


def _printed(value: Any) -> Any:
    """Print nothing for what is not there, and Chinese for a yes or no."""
    if value is None:
        return ""
    return messages.yes_no(value=value) if isinstance(value, bool) else value


def as_text(value: str) -> str:
    """Return text cleaned, and in it what the filler takes for tags of its own (`{_{`) so that it stays as it is."""
    cleaned = safe(value)
    if "{_" not in cleaned and "_}" not in cleaned and "%_" not in cleaned:
        return cleaned
    # Nothing but the form changes: the word processor reads the entity as the same sign.
    return Markup(str(escape(cleaned)).replace("_", "&#95;"))  # noqa: S704  escaped before
