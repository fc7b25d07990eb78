"""增减方向：说的是增加，写出来的数却变小了；说的是减少，数却变大了。

“由300人增加到260人”“时限由20天压缩到25天”，多半是两个数写反了，或者用错了“增加”“减少”。
名次由第12位升到第8位，数变小是升，反过来才查。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.amounts import Amount, amounts_in
from ..problem import Level
from . import Context, Finding

NAME = "增减方向"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 书屋由120家增加到90家，办理时限由20个工作日压缩至25个工作日。
"""
RIGHT = """\
正文:
- 书屋由90家增加到120家，办理时限由20个工作日压缩至15个工作日，名次由第12位上升到第8位。
"""

_UP = (
    "增加|增长|增|提高|提升|上升|升|上涨|涨|上调|扩大|扩|扩充|扩展"
    "|延长|拓展|加大|跃升|攀升|增至|壮大|延伸|拓宽|提"
)
_DOWN = (
    "减少|减|下降|降低|降|下跌|跌|下调|缩短|缩减|缩小|压缩|压减|精简"
    "|回落|收窄|调减|核减|削减|下滑|减轻"
)
_WAY = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:到了|到|至|为|成)(?:了|约|近)?"
NEEDS = ("到", "至", "为")
_FROM = r"(?:由|从|自)[^，。；：、]{0,24}$"
_RANK = r"第$"
_LONGEST_GAP = 30
_PERCENT = "%％"


def check(context: Context) -> Iterator[Finding]:
    """Each pair of numbers, from … to …, that go the other way."""
    for passage in context.passages_with_each(("由", "从", "自", "比", "较"), NEEDS):
        text = passage.text
        found = list(re.finditer(_WAY, text))
        amounts = amounts_in(text) if found else []
        for match in found:
            before = [each for each in amounts if each.end <= match.start()]
            after = next((each for each in amounts if each.start >= match.end()), None)
            if not before or after is None or after.start - match.end() > 6:
                continue
            old = before[-1]
            if not _is_from_to(text, old, match, after):
                continue
            grows, said_up = after.value > old.value, bool(match["up"])
            if (
                re.search(_RANK, text[: old.start])
                or "名次" in text[max(0, old.start - 12) : old.start]
            ):
                said_up = not said_up
            if after.value != old.value and grows != said_up:
                yield Finding(
                    context.spot(passage.place, text, old.start),
                    f"“{old.written}”{match[0]}“{after.written}”：说的是"
                    f"{match['up'] or match['down']}，数却变{'大' if grows else '小'}了",
                    hint="核对两个数是不是写反了，或者词用错了",
                    element=text[old.start : after.end],
                )


def _is_from_to(text: str, old: Amount, way: re.Match[str], new: Amount) -> bool:
    """Whether the two are of one thing: 由 before the first, nothing but its own words between."""
    between = text[old.end : way.start()]
    if len(between) > _LONGEST_GAP or re.search("[。；，：]", between.rstrip("，")):
        return False
    if old.unit != new.unit and (old.unit in _PERCENT) != (new.unit in _PERCENT):
        return False
    if old.unit != new.unit and old.unit and new.unit:
        return False
    return bool(re.search(_FROM, text[: old.start].removesuffix("第")))
