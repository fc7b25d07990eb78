"""Characters that patterns name."""

HAN = r"[^\W\d_a-zA-Z]"
"""A Chinese character, for a pattern: a letter that is not of the basic Latin ones.

By what it is not, for `re` takes 2 ms to compile a set that has a range as long as \\u4e00-\\u9fff,
on each mention of it.
"""

FIGURES = tuple("0123456789０１２３４５６７８９")
"""What a pattern calls `\\d`, for a first look: of both widths."""


def is_han(character: str) -> bool:
    """Whether it is a Chinese character of those in common use; "" is none."""
    return "\u4e00" <= character <= "\u9fff"
