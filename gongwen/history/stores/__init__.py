"""A git repository, by git where it is installed, and by a library where it is not (docs/adr/0042).

`store.py` says what is asked of either; nothing outside this folder knows which one answers, but
for what only git can do (`push`).
"""
