"""The rules of the campaign: frozen values (`msgspec.Struct`) and pure functions over the standard library.

Nothing here reads the clock, a file or a database; `today` and everything else a rule needs are arguments.
"""
