"""Lines that only the width of the page parts, put together again: names under seals, and an
印发机关 above its date, in documents of this program.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

_SIDE_BY_SIDE: Final = ("联合署名", "联合署名续")
_OFFICE: Final = "印发机关"


def joined(text: str, style: str) -> str:
    """The text of a paragraph in a style, its line breaks gone where they are the program's."""
    if "\n" not in text:
        return text
    if style in _SIDE_BY_SIDE:
        rows = [line.split("\t") for line in text.split("\n")]
        return "\t".join("".join(names) for names in zip_longest(*rows, fillvalue=""))
    return text.replace("\n", "") if style == _OFFICE else text
