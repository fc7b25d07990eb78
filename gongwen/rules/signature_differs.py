"""署名不一：署名不是发文机关。

署发文机关的全称或规范化简称；与发文机关相同的，不用写“署名”。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.values import as_lines
from ..problem import Level
from ..registry.units import Registry, read_units
from . import Context, Finding

NAME = "署名不一"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
发文机关: 云溪市教育局
署名: 云溪市科学技术协会
"""
RIGHT = """\
发文机关: 市教育局
署名: 云溪市教育局
"""


def check(context: Context) -> Iterator[Finding]:
    """A signature that names none of those who issue."""
    document = context.document
    if document.issuer is None or not document.signature:
        return
    issuers = {
        reference.unit.full_name if reference.unit else reference.written
        for reference in read_units(document.issuer, context.registry).references
    }
    lines = ["".join(line.split()) for line in as_lines(document.signature)]
    whole = "".join(lines)
    signed = {_full(line, context.registry) for line in lines} | {_full(whole, context.registry)}
    if signed & issuers or any(_alike(name, each) for name in issuers for each in signed):
        return
    yield Finding(
        document.place("署名"),
        f"署名是“{whole}”，发文机关写的是“{'、'.join(sorted(issuers))}”",
        hint="两处写同一个机关；署名与发文机关相同的，删掉“署名”",
    )


def _full(name: str, registry: Registry) -> str:
    unit = registry.find(name)
    return unit.full_name if unit else name


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with something before it left out: 市教育局, 云溪市教育局."""
    return one.endswith(other) or other.endswith(one) or one in other or other in one
