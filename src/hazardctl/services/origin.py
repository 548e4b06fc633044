"""What a matter takes over from the visit or the hazard that it came from, so that nothing is typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hazardctl.ledger.queries import cases, inspections
from hazardctl.messages import enforcement as messages
from hazardctl.services.find import hazards_of, number_of

if TYPE_CHECKING:
    from hazardctl.domain.hazard import Ref
    from hazardctl.ledger.connect import Reads
    from hazardctl.services.form import Given
    from hazardctl.services.matters import Sheet
    from hazardctl.services.place import Place


def of_visit(reads: Reads, given: Given) -> dict[str, str | None]:
    """Return enterprise, village, unit and source of the visit that was typed; nothing where there is none."""
    said = given.get("visit")
    visit = inspections.by_number(reads, number_of(said)) if isinstance(said, str) else None
    if visit is None:
        return {}
    return {
        "enterprise": visit.enterprise,
        "village": visit.village,
        "unit": visit.unit,
        "source": visit.source,
    }


def of_hazard(reads: Reads, given: Given) -> dict[str, str | None]:
    """Return enterprise, village, supervising unit and source of the first hazard that was typed."""
    said = given.get("hazard")
    numbers = [number_of(one) for one in said] if isinstance(said, list | tuple) else []
    case = cases.by_numbers(reads, numbers[:1]).get(numbers[0]) if numbers else None
    if case is None:
        return {}
    firm = case.hazard.enterprise
    return {
        "enterprise": firm.name if firm else None,
        "village": case.hazard.village,
        "unit": case.now().unit,
        "source": str(case.hazard.source),
    }


def filled(given: Given, *origins: dict[str, str | None]) -> Given:
    """Return what was typed, and what was not from the first origin that knows it."""
    values = dict(given)
    for origin in origins:
        values |= {name: value for name, value in origin.items() if values.get(name) is None}
    return values


def its_hazards(sheet: Sheet, place: Place) -> tuple[Ref, ...]:
    """Read the hazards concerned; one of another enterprise is objected to, since a number is easily mistyped."""
    found = hazards_of(sheet.form, sheet.writer)
    known = cases.by_numbers(sheet.writer, [ref.name for ref in found])
    for ref in found:
        firm = known[ref.name].hazard.enterprise
        if firm and place.ref and firm.uid != place.ref.uid:
            sheet.form.object("other_enterprise", messages.other_enterprise(ref.name, firm.name), "hazard")
    return found
