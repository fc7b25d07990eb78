"""来文机关：批复、复函主送的单位，与来文字号的机关代字、来文的地名不是一家。

收悉的是“沅交函〔2026〕15号”，主送却是自然资源局；收悉的是“青水发〔2026〕18号”，主送却是柳原市水利局，多半有一个写错了。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import one_line
from ..paper.characters import HAN
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "来文机关"
LEVEL = Level.WARNING
BASIS = "复文主送来文的机关"
STANDS_ALONE = True
NEEDS = ("收悉",)
WRONG = """\
文种: 批复
主送: 市卫生健康委
标题: 关于书屋用地的批复
正文: 你局《关于书屋用地的请示》（云教发〔2026〕8号）收悉。经研究，同意你局的意见。
"""
RIGHT = """\
文种: 批复
主送: 市教育局
标题: 关于书屋用地的批复
正文: 你局《关于书屋用地的请示》（云教发〔2026〕8号）收悉。经研究，同意你局的意见。
"""

_NUMBER = (
    rf"[（(](?P<place>{HAN})(?P<code>{HAN}{{1,4}}?)"
    r"(?:发|函|办|字|报|请|呈|文){1,2}〔\d{4}〕\d+号"
)
_ASKER = "(?:[你贵][^，。；《》]{1,3})?《(?P<who>[^《》，。；、 ]{4,30}?)关于[^《》]{4,}》"
_FIELDS = {
    "发改": "发展(?:和)?改革",
    "教": "教育",
    "科": "科技|科学",
    "工信": "工业和?信息|工信",
    "公": "公安",
    "民": "民政|民族|民宗",
    "司": "司法",
    "财": "财政|财经",
    "人社": "人力资源",
    "自然资": "自然资源",
    "自资": "自然资源",
    "环": "生态环境|环保",
    "住建": "住房|住建",
    "交": "交通",
    "水": "水利|水务",
    "农": "农业|农村",
    "商": "商务|商贸",
    "文旅": "文化",
    "卫": "卫生|卫健",
    "应急": "应急",
    "审": "审计|审批",
    "市监": "市场监",
    "统": "统计|统战",
    "医保": "医疗保障|医保",
    "林": "林业|林草|园林",
    "体": "体育|体制",
    "气": "气象",
    "税": "税务",
}
"""What a body's name has by the code in its numbers."""
_OF_PLACE = f"(?P<name>{HAN}{{2,4}}?)(?P<level>[市县区州旗镇乡])(?={HAN}{{2}})"


def check(context: Context) -> Iterator[Finding]:
    """The recipient of an answer that is not whose number is answered."""
    document = context.document
    title = one_line(document.title)
    if document.kind != "批复" and not title.endswith(("复函", "的答复")):
        return
    if document.recipients is None:
        return
    references = read_units(document.recipients, context.registry).references
    if len(references) != 1:
        return
    unit = references[0]
    name = unit.unit.full_name if unit.unit else unit.written
    own = [passage for passage in context.passages_by_part[0] if passage.is_prose][:2]
    for passage in own:
        asker = re.match(_ASKER, passage.text) if "收悉" in passage.text else None
        if asker and not _may_be_one(asker["who"], name):
            yield Finding(
                context.spot_of(document.place("主送"), unit.written),
                f"主送的是“{unit.written}”，来文是“{asker['who']}”的",
                hint="核对主送机关和来文的标题",
                element=unit.written,
            )
            return
        match = re.search(_NUMBER, passage.text) if "收悉" in passage.text else None
        if match is None:
            continue
        what = _unlike(match, name)
        if what:
            yield Finding(
                context.spot_of(document.place("主送"), unit.written),
                f"主送的是“{unit.written}”，来文字号的{what}不是它的：“{match[0].lstrip('（(')}”",
                hint="核对主送机关和来文字号",
                element=unit.written,
            )
        return


def _may_be_one(one: str, other: str) -> bool:
    """Whether one name may be the other in short: 东城区政府 and 东城区人民政府."""
    short, long = sorted(("".join(one.split()), "".join(other.split())), key=len)
    rest = iter(long)
    return all(sign in rest for sign in short) or short in long


def _unlike(match: re.Match[str], name: str) -> str:
    """Which part of a number is another's than a unit's; "" where none is, or it is not known."""
    field = _FIELDS.get(match["code"])
    others = [words for code, words in _FIELDS.items() if code != match["code"]]
    if field and not re.search(field, name) and any(re.search(words, name) for words in others):
        return "机关代字"
    place = re.match(_OF_PLACE, name)
    if (field or match["code"] == "府") and place and match["place"] not in place["name"]:
        return "地名代字"
    return ""
