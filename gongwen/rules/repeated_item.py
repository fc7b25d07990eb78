"""并列重复：用顿号并列的几项里，同一项写了两次。

“市教育局、市财政局、市教育局”“宣传、培训、宣传”，多出来的一项多半是改稿时留下的，或者本该写别的。写单位的项目里的，由另一条规则查。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..paper.seams import is_whole
from ..problem import Level
from . import Context, Finding

NAME = "并列重复"
LEVEL = Level.WARNING
BASIS = "不重复"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 请市教育局、市水务局、市公安局、市教育局按职责落实。
"""
RIGHT = """\
正文:
- 请市教育局、市水务局、市公安局按职责落实，做好宣传、培训，抓好检查、宣传。
"""

_GOVERNS = tuple("对在把将抓查管建设含有括及和与是为于从到由")
_ITEM = rf"(?:{HAN}|[A-Za-z]){{2,16}}"
_SERIES = rf"(?:{_ITEM}、){{2,}}{_ITEM}"
_TAIL = "等|按|负责|参加|配合|和|与|及|要|为|组成|联合|牵头|分别"
_SHORTEST, _FEWEST = 2, 3
NEEDS = ("、", "至")
_SIDES = r"(?:[东南西北]至[^，。；、]{1,16}[，、]){2,3}[东南西北]至"


def check(context: Context) -> Iterator[Finding]:
    """Each item that stands twice in one series."""
    for passage in context.passages_with(*NEEDS):
        yield from _sides(passage, context)
        pieces = passage.text.split("、")
        if len(pieces) < _FEWEST or not any(
            passage.text.count(each[:_SHORTEST]) > 1 for each in pieces[1:]
        ):
            continue
        for match in re.finditer(_SERIES, passage.text):
            items = match[0].split("、")
            last = re.split(_TAIL, items[-1], maxsplit=1)[0]
            bodies = Counter(items[1:-1])
            first = next(
                (each for each in bodies if items[0].endswith(each) and len(each) > 2), items[0]
            )
            if last and items[0].endswith(last) and len(last) > 2:
                first = last
            if first == items[0]:
                first = _behind_verb(match, items, context) or first
            names = [first, *items[1:-1], last or items[-1]]
            twice = next(
                (n for n, k in Counter(names).items() if k > 1 and len(n) >= _SHORTEST), ""
            )
            if twice:
                at = match.start() + match[0].rfind(twice)
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"并列的几项里“{twice}”写了两次",
                    hint="删掉一处；该写别的，改过来",
                    element=twice,
                )


def _sides(passage: Passage, context: Context) -> Iterator[Finding]:
    """东至甲路，南至乙河，南至丙街，北至丁路: one side twice, and one not at all."""
    for match in re.finditer(_SIDES, passage.text):
        named = list(re.finditer("(?:^|[，、])(?P<side>[东南西北])至", match[0]))
        sides = [each["side"] for each in named]
        for number, side in enumerate(sides):
            if side in sides[:number]:
                at = match.start() + named[number].start("side")
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"四至里“{side}至”写了两次",
                    hint="核对四至，东、南、西、北各写一次",
                    element=f"{side}至",
                )


def _behind_verb(match: re.Match[str], items: list[str], context: Context) -> str:
    """The first item of a series, without what stands before it, where one of the others is the
    same word of two characters: 要对水库、山塘、水库.
    """
    end = match.start() + len(items[0])
    tail = items[0][-_SHORTEST:]
    again = items[0][:-_SHORTEST].endswith(_GOVERNS) and tail in items[1:-1]
    return tail if again and is_whole(match.string, end - _SHORTEST, end, context.cut) else ""
