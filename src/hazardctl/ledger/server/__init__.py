"""A ledger on a PostgreSQL server: the same tables, questions and journal as in a file, for many towns beside each other.

`dialect` turns the statements of the ledger, which are written once, into PostgreSQL's; `session` runs them and says
what the server's errors mean; `schema` makes the tables; `store` opens a ledger for reading and for writing.
"""
