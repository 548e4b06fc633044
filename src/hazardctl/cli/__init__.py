"""Signatures, help and option parsing. No rules, no SQL, no printing: a command returns an `Answer`."""
