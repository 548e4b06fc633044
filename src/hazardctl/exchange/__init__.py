"""Sheets from outside: reading a file of any kind, finding its table, and saying cell by cell what is wrong with it."""
