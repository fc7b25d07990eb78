"""缺量词：数字和名词之间漏了量词。

“建设10以上科普基地”漏了“个”。只查“建设、建成、培育”这些动词后面的数。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.characters import FIGURES
from ..problem import Level
from . import Context, Finding

NAME = "缺量词"
LEVEL = Level.NOTICE
BASIS = "GB/T 15835-2011"
STANDS_ALONE = True
MADE_AFTER = ("001",)
EACH_PASSAGE = True
WRONG = """\
正文:
- 建设10以上科普基地，新增30书屋。
"""
RIGHT = """\
正文:
- 建设10个以上科普基地，新增书屋30家，培育500强企业，建成5G基站，打造15分钟阅读圈。
"""

_VERB = "建设|建成|培育|打造|新建|举办|创建|新增|组建|评选|开设|设立|选树|培养|遴选|认定"
_NEXT = (
    "科普|书屋|书房|基地|示范|试点|社区|学校|企业|项目|场馆|站点|平台|园区|街区|名师|人才|活动|讲座|课程|工作室|"
    "[省市县区国][级、]|实验|培训|先进|典型|重点|特色|品牌|公园|农家|志愿"
)
_LACKING = (
    rf"(?:{_VERB})(?:了)?(?:不少于|至少|约)?"
    rf"(?P<number>\d+)(?P<more>以上|左右|余)?(?P<next>{_NEXT})"
)
_THESE = (
    r"(?:上述|这|该|以上|其余|其他|所有|全部|下列|以下)(?P<number>\d{1,3})(?P<more>)(?P<next>文物|单位|部门|项目|企业|学校|工程|村庄|社区|街道|乡镇|道路|桥梁"
    r"|水库|河流|小区|路段|景区|医院|机构|场所|设施|问题|事项|人员|案件|同志|代表|地区|城市|车辆|产品|指标|措施|文件|遗址|建筑|站点|岗位)"
)
_MAY_BE = r"[建育造办增选设养定树]了?[不至约少于]*\d"
NEEDS = FIGURES


def check(context: Context) -> Iterator[Finding]:
    """Each number that counts things without a word for what is counted."""
    for passage in context.passages:
        text = passage.text
        found = list(re.finditer(_LACKING, text)) if re.search(_MAY_BE, text) else []
        found += re.finditer(_THESE, text) if re.search(r"[述这该上余他有部列下]\d", text) else ()
        for match in found:
            number, more = match["number"], match["more"] or ""
            yield Finding(
                context.spot(passage.place, text, match.start("number")),
                f"“{match[0]}”的“{number}{more}”后面漏了量词",
                hint=f"写“{number}个{more}”“{number}家{more}”这样的",
                element=match[0],
            )
