"""内设机构：发文机关是一个内设机构。

机关的内设机构除办公厅（室）以外，不对外正式行文。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "内设机构"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第十七条"
COVERS = ("机构未登记",)
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
发文机关: 云溪市教育局基础教育科
"""
RIGHT = """\
发文机关: 云溪市教育局
"""

_INNER = (
    "(?:[局委厅部会院署]|办(?![公事])|人民政府)"
    "(?![局委厅部会院署])(?P<inner>[^、，]{1,12}(?:科|股|处|室))$"
)
_OUTWARD = "办公[厅室]|研究室|督[查察]室|指挥室|管理处|办事处|合作交流处"
"""The general offices, and what is a unit of its own."""


def check(context: Context) -> Iterator[Finding]:
    """An issuer that is a section of a unit."""
    document = context.document
    if document.issuer is None:
        return
    for reference in read_units(document.issuer, context.registry).references:
        name = reference.unit.full_name if reference.unit else reference.written
        may_be = name.endswith(("科", "股", "处", "室")) and not name.endswith("办公室")
        match = re.search(_INNER, name) if may_be else None
        if match and not re.search(_OUTWARD, match["inner"]):
            yield Finding(
                context.spot_of(document.place("发文机关"), reference.written),
                f"“{reference.written}”是内设机构，不对外行文",
                hint=f"以“{name[: match.start('inner')]}”的名义发；对内使用的，不用改",
                element=reference.written,
            )
