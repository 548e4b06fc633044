"""Terms of one area: duty."""

from hazardctl.messages.terms import FieldText

LABELS: dict[str, str] = {}

FIELDS: dict[str, FieldText] = {}
