"""The marks of a web page in text that was copied from its source: <p>, <br/>, &nbsp;."""

from __future__ import annotations

from typing import Final

from .. import patterns as re

_TAGS: Final = (
    "p|br|hr|div|span|b|strong|em|i|u|s|a|img|font|center|section|article|ul|ol|li|table|thead|"
    "tbody|tr|td|th|h[1-6]|sup|sub|blockquote|pre"
)
_ENTITIES: Final = (
    "nbsp|ensp|emsp|thinsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|"
    "times|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}"
)
_MARK: Final = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|&(?:{_ENTITIES});", re.IGNORECASE)


def web_marks_in(line: str) -> list[re.Match[str]]:
    """The tags and the named characters in a line."""
    return list(_MARK.finditer(line)) if "<" in line or "&" in line else []
