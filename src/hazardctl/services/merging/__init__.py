"""`hazardctl merge`: other ledgers into this one.

`service` runs the command; `merger` holds what one merge knows; `rows` takes rows as they are, `stories` what was done to
a hazard or a matter; `deciding` settles what two sides told differently.
"""
