"""Figures → a report as a value. What is counted is asked of the ledger here; how it looks is for `render`."""
