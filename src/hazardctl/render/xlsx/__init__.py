"""Workbooks: the forms, the ledger, and the sheets that go back with their mistakes marked. Loads openpyxl."""
