"""联合印章：印章图片的枚数与署名对不上。

联合行文每个署名盖一枚印章，图片按署名的次序每个写一枚；枚数对不上，不知道是谁的，因此不放，留出手工盖章的位置。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.facts import SealPicture
from ..document.values import as_lines
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "联合印章"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.5.1"
APART_FROM_TEXT = True
WRONG = """
发文机关: 云溪市教育局、云溪市科学技术协会
印章: {图: 章.png}
"""
RIGHT = """
发文机关: 云溪市教育局、云溪市科学技术协会
印章: 加盖
"""


def check(context: Context) -> Iterator[Finding]:
    """More or fewer seal pictures than names that are sealed."""
    seal = context.document.seal
    if not isinstance(seal, SealPicture | tuple):
        return
    count = len(seal) if isinstance(seal, tuple) else 1
    names = _sealed_names(context)
    if count == names:
        return
    if names > 1:
        have = "只有一枚印章的图片" if count == 1 else f"有{count}枚印章的图片"
        message = f"联合行文有{names}个署名，{have}，没有放上去"
        hint = "写“印章: 加盖”，留出位置手工盖章；或每个署名写一枚：印章: [{图: …}, {图: …}]"
    else:
        message = f"署名盖一枚印章，写了{count}枚印章的图片，没有放上去"
        hint = "只写一枚，“印章: {图: …}”"
    yield Finding(context.document.place("印章"), message, hint)


def _sealed_names(context: Context) -> int:
    """How many names have a seal of their own: several in a joint issue only."""
    document = context.document
    units = read_units(document.issuer, context.registry).references if document.issuer else ()
    names = len(as_lines(document.signature)) if document.signature else len(units)
    return names if names > 1 and len(units) > 1 else 1
