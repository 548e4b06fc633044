"""Rows of a sheet into the ledger, one module for each kind of row, all through the gate that the keyboard passes."""
