"""One function per thing that the office does: find, ask the domain, record, return.

A service returns frozen values and holds no rule of its own; a refusal comes from `domain` with everything that is
wrong at once, before anything is written.
"""
