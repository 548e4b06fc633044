"""Ledgers on a PostgreSQL server: the same tables, questions and journal as in a file, for one town or several.

`dialect` turns the statements of the ledger, which are written once, into PostgreSQL's; `session` runs them, `faults`
says what the server's errors mean; `schema` makes the tables, `upgrade` brings older ones up to date, `towns` keeps the
rows of the towns apart; `connecting` gets there, `locks` says who waits for whom; `store` opens a ledger.
"""
