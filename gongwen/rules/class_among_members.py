"""属种并列：一类事物和其中的几种写成了并列的。

“职业院校、技师学院和学校”，学校已经包含前面两种；写“和其他学校”，或者删去。只提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "属种并列"
LEVEL = Level.NOTICE
BASIS = "并列的几项不能互相包含"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 支持职业院校、技师学院和学校开展阅读活动。
"""
RIGHT = """\
正文:
- 支持职业院校、技师学院和其他学校开展阅读活动，各机关、学校和单位参加，供医院、学校使用。
"""

_MEMBERS = {
    "学校": "院校|学院|小学|中学|大学|高校|技校|职校|高中|初中",
    "企业": "(?<!分)公司|工厂|民企|国企|央企",
    "医疗机构": "医院|卫生院|诊所|卫生室|卫生服务中心",
    "金融机构": "银行|信用社|保险公司|证券公司",
    "粮食": "水稻|小麦|玉米|大豆|高粱|谷子",
    "粮食作物": "水稻|小麦|玉米|大豆|高粱|谷子",
    "水果": "苹果|梨|桃|柑橘|葡萄|草莓|西瓜|樱桃",
    "蔬菜": "白菜|萝卜|黄瓜|番茄|茄子|辣椒|芹菜|菠菜",
    "家禽": "[鸡鸭鹅]",
    "家畜": "[猪牛羊马驴]",
    "车辆": "货车|客车|轿车|汽车|摩托车|三轮车|公交车|出租车",
    "水域": "水库|河道|湖泊|池塘|河流",
    "水体": "水库|河道|湖泊|池塘|河流",
    "图书": "小说|教材|绘本|词典|辞典|画册",
    "媒体": "报纸|电视台|电台|电视|广播|报社",
    "自然灾害": "洪涝|干旱|地震|台风|泥石流|冰雹|山洪|滑坡",
    "文化场馆": "图书馆|博物馆|文化馆|美术馆|纪念馆|科技馆",
    "法定节假日": "元旦|春节|国庆节|端午节|中秋节|清明节|劳动节",
}
"""What a class holds, by how the names of its members end."""
_ENDS = "(?=[，。；]|的|等|都|均|要|应|开|组|参|举|建|与|负|按|受|内|中|周|使|加|捐|联)"
NEEDS = ("和", "及", "与")


def check(context: Context) -> Iterator[Finding]:
    """Each series of members that ends with their class."""
    for whole, members in _MEMBERS.items():
        member = f"{HAN}{{0,10}}(?:{members})"
        pattern = rf"(?P<list>{member}(?:、{member})+(?:和|以及|及|与){whole}){_ENDS}"
        for passage in context.passages_with(*(f"{word}{whole}" for word in NEEDS)):
            for match in re.finditer(pattern, passage.text):
                at = match.end() - len(whole)
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"“{match['list'][-24:]}”里，“{whole}”包含前面的几种",
                    hint=f"写“其他{whole}”，或者删去",
                    element=whole,
                )
