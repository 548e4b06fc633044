"""hazardctl: a town emergency office's ledger of accident hazards, from the official plan to the monthly report."""

__version__ = "0.1.0"
