"""Terms of one area: problem."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {}

FIELDS: dict[str, FieldText] = {}
