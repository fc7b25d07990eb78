"""联合印章：联合行文的印章图片。

联合行文每个署名盖一枚印章；“印章: {图: …}”只有一枚，不知道是谁的，因此不放，留出手工盖章的位置。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.parts import SealPicture
from ..problem import Level
from ..units import read_units
from . import Context, Finding

NAME = "联合印章"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.5.1"
WRONG = """
发文机关: 云溪市教育局、云溪市科学技术协会
印章: {图: 章.png}
"""
RIGHT = """
发文机关: 云溪市教育局、云溪市科学技术协会
印章: 加盖
"""


def check(context: Context) -> Iterator[Finding]:
    """One seal picture where several units sign."""
    document = context.document
    if not isinstance(document.seal, SealPicture) or document.issuer is None:
        return
    units = read_units(document.issuer, context.registry).references
    if len(units) > 1:
        yield Finding(
            document.place("印章"),
            f"联合行文有{len(units)}个署名，只有一枚印章的图片，没有放上去",
            hint="写“印章: 加盖”，留出位置手工盖章",
        )
