"""Classified text: what counts as marked (`marks` in a text, `files` in a file of any kind),
whether this computer may work on it (`clearance`), and what is said where it may not (`gate`).

Whatever hands out the content of a file asks here first: the library, the importer, the history.
No command asks for itself, so that none can forget to.
"""
