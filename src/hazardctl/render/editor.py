"""A line with editing and completion, by prompt_toolkit: wide characters, history of nothing, a menu while typing.

Loaded on a terminal only, when something is asked: it takes a tenth of a second.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from hazardctl.domain.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.document import Document

    from hazardctl.render.keyboard import Offers

_MENU_ROWS = 6


class Editor:
    """Whoever sits at a terminal that can be drawn on."""

    edits = True

    def __init__(self) -> None:
        output = create_output(stdout=sys.stdout)
        if isinstance(output, Vt100_Output):
            # A terminal that does not answer where its cursor is would be complained about, in English.
            output.enable_cpr = False
        self._session: PromptSession[str] = PromptSession(output=output, history=DummyHistory())

    def line(self, question: str, *, text: str = "", offers: Offers | None = None, long: bool = False) -> str:
        """Ask; Enter ends the line, a backslash before it begins another where several are allowed."""
        try:
            said = self._session.prompt(
                safe(question),
                default=text,
                completer=_Offered(offers) if offers else None,
                complete_while_typing=offers is not None,
                reserve_space_for_menu=_MENU_ROWS if offers else 0,
                multiline=long,
                key_bindings=_KEYS if long else None,
            )
        except EOFError:
            raise KeyboardInterrupt from None
        return said.strip()


class _Offered(Completer):
    """Puts what is offered in the place of what was typed."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield what may stand there; before anything is typed only when it is asked for by Tab."""
        typed = document.text_before_cursor
        if not typed.strip() and not complete_event.completion_requested:
            return
        for value, meaning in self._offers(typed.strip()):
            yield Completion(
                value, start_position=-len(typed), display=safe(value), display_meta=safe(meaning)
            )


_KEYS = KeyBindings()


@_KEYS.add("enter")
def _end_or_go_on(event: KeyPressEvent) -> None:
    """End the text; a backslash at the end of a line begins a new one."""
    buffer = event.current_buffer
    if buffer.document.current_line_before_cursor.endswith("\\"):
        buffer.delete_before_cursor()
        buffer.newline(copy_margin=False)
    else:
        buffer.validate_and_handle()
