"""日期不存在：文字里写了日历上没有的日期。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.blocks import Responsibility
from ..document.element import Element
from ..document.values import read_moment
from ..problem import Level, Place
from . import Context, Finding

NAME = "日期不存在"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
正文:
- 请于2026年6月31日前报送方案。
"""
RIGHT = """\
正文:
- 请于2026年6月30日前报送方案。
"""

_DATE = re.compile(r"(?<!\d)(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}-\d{1,2}(?:-\d{1,2})?(?![\d-]))")


def check(context: Context) -> Iterator[Finding]:
    """Dates in running text and in 时限; those of keys that hold dates are told with the model."""
    texts = [(passage.text, passage.place) for passage in context.passages]
    texts += [each for element in context.elements for each in _deadline(element)]
    for text, place in texts:
        for match in _DATE.finditer(text):
            if "-" in match[0] and text.strip() != match[0]:
                continue
            try:
                read_moment(match[0])
            except ValueError as error:
                yield Finding(
                    context.spot(place, text, match.start()),
                    f"没有“{match[0]}”这个日期：{error}",
                    hint="核对日期",
                    element=match[0],
                )


def _deadline(element: Element) -> Iterator[tuple[str, Place]]:
    if isinstance(element, Responsibility) and element.deadline:
        yield element.deadline, element.place("时限")
