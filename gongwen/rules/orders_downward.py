"""向下行文：部门、议事协调机构直接给下级政府布置工作，没有写明经过同意。

党委、政府的办公厅（室）根据授权可以向下级党委、政府行文，其他部门和议事协调机构不得发布指令性公文；
确需行文的，要经本级党委、政府同意，并在文中写明。名录里登记了“类别”的按类别认，没有登记的按名称认。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from ..registry.units import UnitReference, read_units
from . import Context, Finding
from .own_level import own_level

NAME = "向下行文"
LEVEL = Level.NOTICE
BASIS = "党政机关公文处理工作条例第十六条"
WRONG = """\
文种: 通知
标题: 云溪市教育局关于举办读书节的通知
发文机关: 云溪市教育局
主送: 各县（区）人民政府
正文: 请认真组织实施。
"""
RIGHT = """\
文种: 通知
标题: 云溪市教育局关于举办读书节的通知
发文机关: 云溪市教育局
主送: 各县（区）人民政府
正文: 经市政府同意，请认真组织实施。
"""

_UNSAID = ("", "其他")
_ORDERING = frozenset(("通知", "决定", "意见", "通报", "命令"))
_GENERAL_OFFICE = "(?:人民政府|国务院|中央|市委|县委|区委|省委|委员会)办公[厅室]$|政府办$|委办$"
_DEPARTMENT = "局$|委员会$|委$|办公室$|厅$|领导小组$|指挥部$|联席会议$"
_WHOLE = "人民政府$|^中共[^部办局]*委员会$|^[^部办局]{0,6}[省市县区]委$"
_LOWER = (
    r"(?:各|[^、，\s]{1,8})(?:县|区|市|乡镇|镇|乡|街道|）)[^、，]{0,4}"
    "(?:人民政府|党委|委员会|政府)$"
)
_AGREED = (
    "经[^。；]{0,24}(?:同意|批准|授权|研究决定)"
    "|(?:根据|按照|受)[^。；]{0,16}(?:授权|委托|要求|安排部署)"
)


def check(context: Context) -> Iterator[Finding]:
    """Lower governments among the recipients of an order of a department."""
    document = context.document
    if document.kind not in _ORDERING or document.issuer is None or document.recipients is None:
        return
    issuers = read_units(document.issuer, context.registry).references
    if not issuers or not all(_is_department(each) for each in issuers):
        return
    own = context.passages_by_part[0]
    if any(re.search(_AGREED, passage.text) for passage in own):
        return
    for each in read_units(document.recipients, context.registry).references:
        if _is_lower(each):
            yield Finding(
                context.spot_of(document.place("主送"), each.written),
                f"部门向下级政府（{each.written}）发{document.kind}，没有写明经过本级政府同意",
                hint=f"经同意的，在正文里写“经{own_level(context) or '本级'}政府同意”；"
                "否则改发下级的对口部门，或者用函商洽",
            )
            return


def _is_department(reference: UnitReference) -> bool:
    """Whether it is a part of a government or party committee, or a body for coordination; not
    itself the government, nor the general office of one. Where no 类别 is registered, its name
    tells.
    """
    name = reference.unit.full_name if reference.unit else reference.written
    category = reference.unit.category if reference.unit else ""
    if category == "议事协调机构":
        return True
    if category not in (*_UNSAID, "政府", "党委"):
        return False
    if re.search(_GENERAL_OFFICE, name) or re.search(_WHOLE, name):
        return False
    return category not in _UNSAID or bool(re.search(_DEPARTMENT, name))


def _is_lower(reference: UnitReference) -> bool:
    category = reference.unit.category if reference.unit else ""
    if category in ("区县", "乡镇", "街道"):
        return bool(re.search("政府|党委|委$|街道|乡|镇", reference.written))
    return not reference.unit and bool(re.search(_LOWER, reference.written))
