"""A module that nobody may import."""

raise AssertionError
