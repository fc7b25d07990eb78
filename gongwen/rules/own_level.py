"""本级称呼：全文说的是“全市”，有一处写成了“全县”“我县”，多半是套用别处的文件没有改。

由发文机关、标题看是哪一级；前后说到某个县、某个区的，说上一级的，不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.values import one_line
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "本级称呼"
LEVEL = Level.NOTICE
BASIS = "前后的说法要一致"
WRONG = """\
发文机关: 云溪市教育局
标题: 云溪市教育局关于办好读书节的通知
正文:
- 全市各学校要做好准备。
- 全市读书节由市教育局主办，我县各学校参加。
"""
RIGHT = """\
发文机关: 云溪市教育局
标题: 云溪市教育局关于办好读书节的通知
正文:
- 全市各学校要做好准备。
- 全市读书节由市教育局主办，东山县承办，全县各学校参加，力争进入全省前列。
"""

_LEVELS = "省市县区州旗镇乡"
_OWN = "[\\u4e00-\\u9fff]{2,5}?(?P<level>[省市县区州旗镇乡])(?:人民)?(?:政府|[\\u4e00-\\u9fff]{1,14}?(?:局|委员会|委|厅|办公室|办|院|会|中心))"
_LOWER = {
    "省": "市县区州旗镇乡",
    "市": "县镇乡旗",
    "州": "镇乡",
    "县": "镇乡市",
    "区": "县镇乡市",
    "旗": "镇乡",
    "镇": "市县乡",
    "乡": "市县镇",
}
"""Levels whose 全… and 我… are not said by a body of a level; what may be said is left out."""


def check(context: Context) -> Iterator[Finding]:
    """The one word of the whole area that is of another level."""
    document = context.document
    head = one_line(document.title)
    if document.issuer is not None:
        references = read_units(document.issuer, context.registry).references
        head = references[0].written if references else head
    match = re.match(_OWN, head)
    if match is None or document.issued_texts:
        return
    level = match["level"]
    own = [f"全{level}", f"我{level}"]
    text = context.searched.text
    if not any(word in text for word in own):
        return
    for other in _LOWER[level]:
        found = re.findall(f"[全我]{other}", text)
        if len(found) != 1:
            continue
        for passage in context.passages_with(found[0]):
            if not passage.is_prose:
                continue
            at = passage.text.index(found[0])
            start = max(passage.text.rfind(sign, 0, at) for sign in "。；") + 1
            sentence = passage.text[start : at + 12]
            named = re.search(
                f"[\\u4e00-\\u9fff]{{1,4}}[{other}]|如|例如|以[\\u4e00-\\u9fff]{{2,4}}为例",
                sentence[: at - start],
            )
            quoted = passage.text[:at].count("《") > passage.text[:at].count("》")
            if named or quoted or passage.text[:at].count("“") > passage.text[:at].count("”"):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"这里写的是“{found[0]}”，发文机关是{match[0]}",
                hint=f"写“{found[0][0]}{level}”；说的是某个{other}的，不用改",
                element=found[0],
            )
