"""Terms of one area: check."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {}

FIELDS: dict[str, FieldText] = {}
