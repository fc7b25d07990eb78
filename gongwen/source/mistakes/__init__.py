"""What an officer mistypes in YAML, a concern a file. `in_tree` asks those that go by what could be
read; `mending` has the lines scanned (`scan`) where the parser gave up.

Used by `source/parse` only; the ids in `messages` by whoever reports the same slip further on.
"""
