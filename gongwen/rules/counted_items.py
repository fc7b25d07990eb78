"""项数不符：说了有几项，列出来的不是那么多。

“做好以下三项工作”后面的“一是”“二是”、序号或者条目数一数；“东城、西城两个区”前面用“、”列出的也数一数。
项数里又分了小项的，只数大项；“等”结尾的没有列全，不数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.blocks import Block, Chapter, Items, Prose, Section, Task
from ..document.texts import PARAGRAPH, Passage
from ..document.tree import parts_of
from ..paper.amounts import CHINESE_COUNT, read_count
from ..paper.numbering import chinese_numeral
from ..problem import Level
from . import Context, Finding

NAME = "项数不符"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 要抓好以下三项工作：一是摸清底数，二是补齐短板。
"""
RIGHT = """\
正文:
- 要抓好以下两项工作：一是摸清底数，二是补齐短板。
"""

_WHAT = "项|条|点|个|种|类|方面|款|件|大|步|环节|阶段|部分"
_COUNT = rf"({CHINESE_COUNT}|\d{{1,2}})"
_ANNOUNCED = (
    rf"(?:以下|下列|如下|下述|下面)(?:的)?{_COUNT}(?:{_WHAT})"
    rf"|(?:做到|抓好|突出|坚持|落实|把握|注意|处理好|实现|强化|聚焦|围绕|主要有|分为|包括|体现在){_COUNT}"
    rf"(?:{_WHAT})[^，。；：、\d]{{0,10}}(?=[：:])"
)
"""Words that promise a list; those of the second kind only right before a colon."""


_UNITS = (
    "个区", "个县", "个市", "个乡镇", "个镇", "个街道", "个村", "个社区", "个部门", "家单位",
    "个单位", "所学校", "所高校", "家企业", "名同志", "位同志",
)  # fmt: skip
_COUNTED = rf"(?P<count>{CHINESE_COUNT}|\d{{1,2}})(?P<what>{'|'.join(_UNITS)})"
_LIST = r"[^，。；：“”《》（）()\d]{2,80}$"
_MOST_JOINED = "[、和及与]|以及"
_FEWEST_NAMES = 2
_NOT_COUNTED = ("各", "全部", "其他", "其余", "另外", "第", "和", "及", "与", "、")
"""What before a number makes it one of other things than those listed."""


def check(context: Context) -> Iterator[Finding]:
    """Each number of items that is not that of the items listed."""
    words = ("以下", "下列", "如下", "下述", "下面", "：", ":")
    followed: dict[object, int] | None = None
    for passage in context.passages_with(*words):
        if not passage.is_prose:
            continue
        for match in re.finditer(_ANNOUNCED, passage.text):
            promised = read_count(next(filter(None, match.groups())))
            listed = _in_sentence(passage.text[match.end() :])
            if not listed and passage.key == PARAGRAPH and _ends_open(passage.text, match.end()):
                followed = _followed_by(context) if followed is None else followed
                listed = followed.get(passage.place, 0)
            if promised and promised > 1 and listed > 1 and promised != listed:
                yield _finding(context, passage, match, promised, listed)
    yield from _names(context)


def _finding(
    context: Context, passage: Passage, match: re.Match[str], promised: int, listed: int
) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        f"写的是“{match[0]}”，后面列了{listed}项，不是{promised}项",
        hint="核对漏了哪一项，还是数字写错了",
        element=match[0],
    )


def _ends_open(text: str, start: int) -> bool:
    """Whether nothing but the end of the sentence follows, so that the list is what comes next."""
    return bool(re.fullmatch(r"[^。；：]{0,16}[：:。]?", text[start:]))


def _in_sentence(text: str) -> int:
    """How many items are numbered within a text: 一是 … 二是, （1） … （2）; 0 where they do not
    begin with the first, or stop counting on.
    """
    for pattern in (
        rf"(?:^|[：:；;。，,、])(?P<n>{CHINESE_COUNT})(?:是|要|(?:、)(?!\d))",
        rf"(?:^|[：:；;。，,、])第(?P<n>{CHINESE_COUNT})[，,、是]",
        r"[（(](?P<n>\d{1,2})[）)]",
        rf"[（(](?P<n>{CHINESE_COUNT})[）)]",
        r"(?:^|[：:；;。，])(?P<n>\d{1,2})[.．、](?!\d)",
    ):
        numbers = [read_count(match["n"]) for match in re.finditer(pattern, text)]
        if numbers[:1] == [1] and numbers == list(range(1, len(numbers) + 1)):
            return len(numbers)
    signs = [ord(sign) - ord("①") + 1 for sign in re.findall("[①-⑳]", text)]
    return len(signs) if signs == list(range(1, len(signs) + 1)) else 0


def _followed_by(context: Context) -> dict[object, int]:
    """How many items or headings stand right behind each paragraph, by its place."""
    found: dict[object, int] = {}
    for part in parts_of(context.document):
        _count_following(part.body, found)
    return found


def _count_following(body: tuple[Block, ...], found: dict[object, int]) -> None:
    for index, block in enumerate(body):
        if isinstance(block, Section | Chapter):
            _count_following(block.body, found)
        if isinstance(block, Prose) and index + 1 < len(body):
            after = body[index + 1]
            if isinstance(after, Items):
                more = body[index + 2 : index + 3]
                if not (more and isinstance(more[0], Items)):
                    found[block.place()] = len(after.items)
            elif isinstance(after, Section | Task):
                rest = body[index + 1 :]
                if all(isinstance(each, type(after)) for each in rest):
                    found[block.place()] = len(rest)


def _names(context: Context) -> Iterator[Finding]:
    """东城、西城三个区: fewer names than are counted, or more where the list stands alone."""
    for passage in context.passages_with(*_UNITS):
        if not passage.is_prose or "、" not in passage.text:
            continue
        for match in re.finditer(_COUNTED, passage.text):
            before = re.search(_LIST, passage.text[: match.start()])
            names = before[0] if before else ""
            promised = read_count(match["count"])
            if not promised or names.endswith(_NOT_COUNTED) or "等" in names:
                continue
            parts = [each for each in re.split(_MOST_JOINED, names) if each]
            if len(parts) < _FEWEST_NAMES or promised <= len(parts) or "、" not in names:
                continue
            if re.search(r"[区县市镇乡村委局办厅校院]$", parts[-1]) is None and len(parts[-1]) > 6:
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start("count")),
                f"写的是“{match['count']}{match['what']}”，前面只列了{len(parts)}个",
                hint=f"核对漏了哪一个，还是应写“{chinese_numeral(len(parts))}{match['what']}”",
                level=Level.NOTICE,
                element=match["count"] + match["what"],
            )
