"""督办: a plan's tasks in a ledger in which progress is filled in, and a page for every unit.
Builds nothing by itself: it asks `build`, and its one command asks it.
"""
