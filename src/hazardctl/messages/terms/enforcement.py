"""Terms of one area: enforcement."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {}

FIELDS: dict[str, FieldText] = {}
