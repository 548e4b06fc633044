"""Holding a ledger against its own journal: what `verify`, backups and restores rest on.

Each module looks for one kind of disagreement and yields `Flaw`s; none words a sentence, none changes anything, and
none stops at a ledger that cannot be read further: that is a flaw as well.
"""
