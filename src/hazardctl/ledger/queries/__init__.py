"""The questions that are put to a ledger, as named SQL in the subset that SQLite and PostgreSQL share.

Days come and go as ISO text; arithmetic on them is Python's. Each function asks a constant number of statements.
"""
