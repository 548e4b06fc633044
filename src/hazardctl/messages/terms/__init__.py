"""Terms and option hints of one area each: `LABELS` and `FIELDS` of these modules are taken into the two tables.

An enum member may have a term of its own area under `ClassName.value`, where the bare value already means
something else (`open` of a hazard and of a problem).
"""

from msgspec import Struct


class FieldText(Struct, frozen=True):
    """`hint` shows what to type after the option; an empty one means that the option is a switch."""

    hint: str
    option: str | None = None
    name: str | None = None
