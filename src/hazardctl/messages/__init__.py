"""Every Chinese sentence and label that a user reads, as typed functions; one module for each part of the program.

A sentence says what happened and, where something went wrong, what to type next. Nothing here decides anything.
"""
