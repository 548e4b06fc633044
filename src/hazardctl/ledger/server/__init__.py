"""A ledger on a PostgreSQL server: the same tables, questions and journal as in a file, one town a database.

`dialect` turns the statements of the ledger, which are written once, into PostgreSQL's; `session` runs them, `faults`
says what the server's errors mean; `schema` makes the tables; `store` opens a ledger for reading and for writing.
"""
