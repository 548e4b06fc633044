"""What was measured on a server of many towns, carried on to districts, provinces and the country: the page's arithmetic."""

from collections.abc import Mapping

from bench import page
from bench.race import Contestant

PLACES = (
    ("a town, ten years", 10_000),
    ("a district of 28 such towns", 280_000),
    ("all major hazards of the country in 2023", 191_200),
    ("all hazards of the country in 2023", 4_600_000),
    ("a province of 2,000 towns with 10,000 each", 20_000_000),
    ("the country, ten years like 2023", 46_000_000),
)
_GB = 1_000_000_000


def storage(
    taken: Mapping[str, tuple[int, int, int]], hazards: int, journal: tuple[int, int, int], its: int
) -> str:
    """Return bytes a hazard by table, and what that comes to elsewhere. The journal is of one ledger of `its` hazards."""
    told = {name: (sizes, hazards) for name, sizes in taken.items() if name != "journal"}
    told["journal"] = (journal, its)
    rows, table_sum, index_sum = [], 0.0, 0.0
    for name, ((number, table, indexes), of) in told.items():
        table_sum, index_sum = table_sum + table / of, index_sum + indexes / of
        rows.append([f"`{name}`", f"{number / of:.2f}", f"{table / of:,.0f}", f"{indexes / of:,.0f}"])
    rows.append(["together", "", f"{table_sum:,.0f}", f"{index_sum:,.0f}"])
    each = table_sum + index_sum
    journals = sum(journal[1:]) / its
    places = [
        [what, f"{n:,}", f"{n * (each - journals) / _GB:,.1f}", f"{n * each / _GB:,.1f}"]
        for what, n in PLACES
    ]
    return f"""\
Bytes a hazard, with its acts (the largest tables of the {hazards:,} hazards; the journal's are of one ledger of {its:,},
loaded whole):

{page.table(["", "rows a hazard", "bytes in the table", "in its indexes"], rows)}

What that comes to (GB of 10⁹ bytes, indexes included):

{page.table(["", "hazards", "GB without the journal", "GB with it"], places)}
"""


def writes(alone: Contestant, towns: int, rate: float, rows: int, took: float) -> str:
    """Return how quickly hazards come in."""
    return f"""\
Measured {page.machine()}; synced commits, each `hazard add` a process of its own, towns of 10,000 hazards.

| | |
| :-- | --: |
| `hazard add`, one after the other in one town | {page.ms(alone)} each |
| `hazard add`, {towns} towns side by side | {rate:.1f} a second together |
| `import` of a sheet of {rows:,} rows into one town, once | {took:.1f} s, {rows / took:.0f} rows a second |
"""
