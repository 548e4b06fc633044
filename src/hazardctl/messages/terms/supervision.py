"""Terms of one area: supervision."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {}

FIELDS: dict[str, FieldText] = {}
