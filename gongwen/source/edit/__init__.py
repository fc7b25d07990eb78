"""A YAML text changed in place: what is not changed stays byte for byte as it was typed.

`edited` takes a text and changes by path; `changes` says what changes there are, `spans` where
each value stands, `scalars` how a text is written, `written` how more than one is, `splices` what
a change does to the text. Nobody above needs more than `edited` and `changes`.
"""
