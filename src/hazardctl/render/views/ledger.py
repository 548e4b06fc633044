"""Pages about the ledger itself."""

from __future__ import annotations

from hazardctl.messages import views as say
from hazardctl.messages.labels import label
from hazardctl.render.shapes import Line, Page, Pairs
from hazardctl.services.setup import SIGNERS, Ledger


def made(ledger: Ledger) -> Page:
    """Return what `init` did, and three lines on what to do next."""
    signed = [(label(name), value) for name in SIGNERS if (value := getattr(ledger, name))]
    if not ledger.created:
        return Page((Line(say.signers_changed(), "good"), Pairs(signed)))
    head = Line(say.ledger_made(ledger.path, ledger.campaign), "good")
    return Page((head, Pairs(signed), *(Line(step) for step in say.first_steps())))
