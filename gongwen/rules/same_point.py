"""各项重复：并列的几项里，有两项写的一样。

（三）和（四）都是“水域保护范围”，“一、一级保护区”下面又是“二、一级保护区”，多半是复制过来没有改；一处的几个单位，又排进了另一处。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.blocks import Section
from ..document.texts import PARAGRAPH, Passage
from ..document.tree import blocks_of, parts_of
from ..library.blanks import has_blank
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "各项重复"
LEVEL = Level.WARNING
BASIS = "不重复"
STANDS_ALONE = True
WRONG = """\
正文: |
  检查下列内容：
  （一）书屋的开放情况；
  （二）图书的借阅情况；
  （三）书屋的开放情况。
"""
RIGHT = """\
正文: |
  检查下列内容：
  （一）书屋的开放情况；
  （二）图书的借阅情况；
  （三）经费的使用情况。
"""

_NUMBER = (
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]是|第[一二三四"
    r"五六七八九十]+[，、])\s*"
)
_NEAR = 5
_SHORTEST, _SHORTEST_HEAD = 6, 4
_PLACE = rf"{HAN}{{1,3}}[镇乡县区市村]|{HAN}{{2,3}}街道"
_SHARED = (
    rf"(?:^|(?<=[；，。：]))(?P<list>(?:{_PLACE})(?:、(?:{_PLACE}))+)"
    rf"(?P<verb>(?:重点)?{HAN}{{2}})"
)


def check(context: Context) -> Iterator[Finding]:
    """Each point that stands twice among its like."""
    for passages in context.passages_by_part:
        yield from _points(passages)
        for passage in passages:
            if "、" in passage.text and passage.is_prose:
                yield from _shared(passage, context)
    for part in parts_of(context.document):
        bodies = [part.body, *(b.body for b in blocks_of(part.body) if isinstance(b, Section))]
        for body in bodies:
            sections = [each for each in body if isinstance(each, Section)]
            yield from _headings(sections)


def _points(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Points that end with ；or 。, one of which is the same as one shortly before it."""
    last: dict[str, int] = {}
    for at, passage in enumerate(passages):
        if not passage.is_prose or passage.key == "节" or passage.text[-1:] not in "；。，":
            continue
        text = re.sub(_NUMBER, "", passage.text).rstrip("；。，")
        if len(text) < _SHORTEST or re.search("[。：]", text) or has_blank(text):
            continue
        before = last.get(text, -_NEAR - 1)
        if at - before <= _NEAR and _is_point(passages[before], passage):
            yield Finding(
                passage.place,
                f"“{text[:30]}”，与第{passages[before].place.line}行的一项一样",
                hint="删掉一项；该写别的，改过来",
                element=text[:30],
            )
        last[text] = at


def _is_point(one: Passage, other: Passage) -> bool:
    """Whether both are points of a list, not paragraphs that repeated_text tells."""
    return one.key == other.key and (one.text.endswith("；") or one.key != PARAGRAPH)


def _headings(sections: Sequence[Section]) -> Iterator[Finding]:
    seen: set[str] = set()
    for section in sections:
        title = section.title.strip("。 ")
        if title in seen and len(title) >= _SHORTEST_HEAD:
            yield Finding(
                section.place("节"),
                f"标题“{title}”与前面同一层的标题一样",
                hint="核对是不是复制过来没有改",
                element=title,
            )
        seen.add(title)


def _shared(passage: Passage, context: Context) -> Iterator[Finding]:
    """甲镇、乙乡重点发展林药；甲镇、丙乡重点发展林禽: a place in two of the lists."""
    found = list(re.finditer(_SHARED, passage.text))
    seen: dict[str, re.Match[str]] = {}
    for match in found:
        for place in match["list"].split("、"):
            earlier = seen.setdefault(place, match)
            if earlier is not match and earlier["verb"] == match["verb"]:
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{place}”分在“{earlier[0]}……”里，又分在“{match[0]}……”里",
                    hint="核对是不是漏了别的地方；确是两处都有的，不用改",
                    level=Level.NOTICE,
                    element=place,
                )
