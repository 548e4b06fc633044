"""The ledger: the only place that knows SQL.

Reading (`connect`, `queries`) is plain SQL through the standard library, so that a list loads nothing heavy. Writing
(`writing`, `journal`, `tables`) goes through one function that stores a row and its journal entry together.
"""
