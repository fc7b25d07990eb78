"""量和单位：说的是长度，用了面积的单位；说的是面积，用了长度的单位。

“全长3平方公里”“面积500米”“降雨量50公斤”，量和单位对不上。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "量和单位"
LEVEL = Level.WARNING
BASIS = "计量单位与所说的量要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 新建步道全长3平方公里，绿地面积500米。
"""
RIGHT = """\
正文:
- 新建步道全长3公里，绿地面积500平方米，最大降雨量50毫米，长江路宽阔。
"""

_LENGTH = "平方公里|平方千米|平方米|亩|公顷|立方米|公斤|千克|吨|升"
_AREA = "公里|千米|厘米|毫米|米|立方米|公斤|千克|吨"
_VOLUME = "平方米|公里|米|亩|公顷"
_LINK = r"(?:为|是|达到?|约|共|近|超过|不少于|不低于|不超过|扩大到|增加到|至)*"
_WRONG = (
    (
        rf"(?:全长|长度|总长|里程|高度|宽度|深度|水深|直径|厚度|路宽|海拔|间距|距离|总里程|净高|层高|高程){_LINK}\d[\d.,]*[万亿千百]*(?P<unit>{_LENGTH})",
        "长度",
        "米、公里",
    ),
    (
        rf"(?:管网|管道|管线|渠系|支渠|干渠|斗渠|线缆|道路|公路|步道|绿道|河道|渠道|堤防|线路|光缆|铁路|护栏|围栏|沟渠|栈道|岸线|隧道|里程){_LINK}\d[\d.,]*[万亿千百]*(?P<unit>平方米|平方公里|立方米|公斤|千克|吨)(?![/／])",
        "长度",
        "米、公里",
    ),
    (
        rf"面积{_LINK}\d[\d.,]*[万亿千百]*(?P<unit>{_AREA})(?!见方|深|宽|长|高|以[内外])",
        "面积",
        "平方米、公顷、亩",
    ),
    (
        rf"(?:[降雪]雨?量|雨量|降水量){_LINK}\d[\d.,]*[万亿]*(?P<unit>公斤|千克|吨|平方米|毫升|升|公里)",
        "降水量",
        "毫米",
    ),
    (
        rf"(?:库容|容积|体积|蓄水量|土方量?|供水量|用水量|储水量){_LINK}\d[\d.,]*[万亿千百]*(?P<unit>{_VOLUME})",
        "体积",
        "立方米",
    ),
    (
        rf"(?:重量|质量|重|产量|载重|总重){_LINK}\d[\d.,]*[万亿千百]*(?P<unit>平方米|公里|米|亩|公顷)",
        "质量",
        "千克、吨",
    ),
    (rf"(?:气温|水温|温度|体温){_LINK}\d[\d.]*(?P<unit>%|％|公里|米|公斤|毫米)", "温度", "℃"),
    (rf"(?:湿度){_LINK}\d[\d.]*(?P<unit>℃|度|摄氏度)", "湿度", "%"),
    (rf"(?:时速|车速|速度){_LINK}\d[\d.]*(?P<unit>公斤|平方米|亩|吨)", "速度", "公里/小时"),
    (
        rf"浓度{_LINK}\d[\d.]*(?P<unit>平方米|米|公里|微克[/／]平方米|毫克[/／]平方米|克[/／]平方米)",
        "浓度",
        "微克/立方米、毫克/升",
    ),
    (rf"(?:装机容量|装机|功率){_LINK}\d[\d.]*[万亿]*(?P<unit>千瓦时|度|公里|吨)", "功率", "千瓦"),
    (
        rf"(?:发电量|用电量|耗电量){_LINK}\d[\d.]*[万亿]*(?P<unit>千瓦(?!时|·)|公里|吨)",
        "电量",
        "千瓦时",
    ),
)
NEEDS = (
    "长",
    "管",
    "道",
    "路",
    "堤",
    "缆",
    "栏",
    "渠",
    "线",
    "里程",
    "高",
    "度",
    "径",
    "距",
    "海拔",
    "面积",
    "量",
    "库容",
    "积",
    "重",
    "温",
    "速",
    "装机",
    "功率",
    "宽",
    "深",
)


def check(context: Context) -> Iterator[Finding]:
    """Each measure whose unit is that of another quantity."""
    for passage in context.passages_with(*NEEDS):
        if not re.search(r"\d", passage.text):
            continue
        for pattern, what, right in _WRONG:
            for match in re.finditer(pattern, passage.text):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("unit")),
                    f"“{match[0]}”说的是{what}，用的单位是“{match['unit']}”",
                    hint=f"核对单位，{what}用{right}",
                    element=match[0],
                )
