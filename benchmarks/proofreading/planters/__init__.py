"""The kinds of errors that are planted, a module for each category, a function for each kind.

The first line of a module names the category, that of a function the kind. A planter takes a draft
and a source of chance; it gives the draft with the error, or None where it has no room for it.
"""
