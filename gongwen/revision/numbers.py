"""The number that numbering put before a text."""

from __future__ import annotations

from typing import Final

from .. import patterns as re
from ..paper.numbering import DECIMALS, match_decimal

_CHINESE: Final = "[〇零一二三四五六七八九十百]+"
_NUMBER: Final = re.compile(
    rf"""(?:附件：)?(?:
        第{_CHINESE}[章节条](?:\u3000|$) | {_CHINESE}、 | （{_CHINESE}） | （\d+）
      | \d+[.．](?!\d)\t? | [\u2460-\u2473]
    )""",
    re.VERBOSE,
)
_LABEL: Final = re.compile(r"(?:[^\s，。]*〔\d+〕\d+号)?附件(?:\d+(?:-\d+)*)?")


def split_number(text: str) -> tuple[str, str]:
    """The number a paragraph begins with ("" = none), and the rest. An attachment's label is a
    number altogether.
    """
    if _LABEL.fullmatch(text):
        return text, ""
    if match := _NUMBER.match(text):
        return match[0], text[match.end() :]
    for marker in DECIMALS if text[:1].isdecimal() else ():
        if decimal := match_decimal(marker, text):
            return text.removesuffix(decimal[1]), decimal[1]
    return "", text
