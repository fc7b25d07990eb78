"""近似词：一个词只出现一次，与出现多次的另一个词只差一个字。

引号、书名号里的词，名录里的和发文机关的长名称才比。多半是漏了字、错了字，请核对。
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import is_han
from ..paper.enclosed import is_enclosed
from ..problem import Level, Place
from ..registry.units import read_units
from . import Context, Finding

NAME = "近似词"
LEVEL = Level.NOTICE
BASIS = "名称前后要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 建设“一刻钟读书圈”，每个“一刻钟读书圈”设书屋一处，“一刻钟读书圈”由街道管理。
- “一刻钟读者圈”年底前建成。
"""
RIGHT = """\
正文:
- 建设“一刻钟读书圈”，每个“一刻钟读书圈”设书屋一处，“一刻钟读书圈”由街道管理。
- “半小时健身圈”年底前建成。
"""

_QUOTED = "[“《]([^“”《》]{4,20})[”》]"
_FEWEST = 2
_SHORTEST_NAME = 9
_DIGITS = r"[\d一二三四五六七八九十甲乙丙丁第]"


def check(context: Context) -> Iterator[Finding]:
    """Each term that stands once beside its like that stands often."""
    found: dict[str, tuple[Passage, int]] = {}
    counts: Counter[str] = Counter()
    for passage in context.passages_with("“", "《"):
        for match in re.finditer(_QUOTED, passage.text):
            counts[match[1]] += 1
            found.setdefault(match[1], (passage, match.start(1)))
    often = [term for term, count in counts.items() if count > _FEWEST]
    for term, count in counts.items():
        if count == 1:
            other = next((each for each in often if _is_near(term, each)), "")
            if other:
                passage, at = found[term]
                spot = context.spot(passage.place, passage.text, at)
                yield _finding(spot, term, other, f"出现了{counts[other]}次")
    yield from _names(context)
    told = list(_in_running_text(context))
    yield from told
    yield from (each for each in _turned(context) if not told)


def _turned(context: Context) -> Iterator[Finding]:
    """石青塘 where 青石塘 stands three times: two characters of a name the wrong way round."""
    text = context.searched.text
    if len(text) > _LONG_TEXT:
        return
    counts = Counter(context.searched.pairs_in_order)
    for pair, count in counts.items():
        usual = pair[::-1]
        if count > 1 or counts.get(usual, 0) < _MORE or pair == usual or not is_han(pair[0]):
            continue
        if not is_han(pair[1]) or not _FUNCTION.isdisjoint(pair) or len(context.cut(pair)) == 1:
            continue
        at = text.find(pair)
        for start, end in ((at, at + 3), (at - 1, at + 2), (at, at + 4)):
            typed = text[max(0, start) : end]
            right = typed.replace(pair, usual)
            if len(typed) >= _NAME and all(map(is_han, typed)) and text.count(right) >= _MORE:
                passage, index = context.searched.passage_at(start)
                if not is_enclosed(passage.text, index):  # of quoted terms is told above
                    spot = context.spot(passage.place, passage.text, index)
                    yield _finding(spot, typed, right, f"出现了{text.count(right)}次")
                break


_NAME = 3
"""Characters of a name, at least."""
_LONG_TEXT = 60_000
"""Characters beyond which a document is not looked through for them: it takes 1 ms for 10,000."""
_MORE = 3
"""So often a term stands that another is a slip of."""
_FUNCTION = frozenset(
    "的地得了着过和与及或等是在不为对向从到由被把使让给按经就也都还再更最很已未必须该其各每本此这那要应将以而且但如因所"
    "省市县区乡镇村街东西南北中上下左右前后内外大小多少新旧老高低强弱优劣一二三四五六七八九十百千万亿两第几甲乙丙丁"
    "年月日时分人次个项条件种类级层方面线片块性化率度力型式局委办部厅院所站会"
)
"""Characters that tell things apart, or join words: where they differ it is no slip."""


def _in_running_text(context: Context) -> Iterator[Finding]:
    """数子孪生 where 数字孪生 stands three times: the two differ in one character, which is no word
    with its neighbours.
    """
    text = context.searched.text
    if len(text) > _LONG_TEXT:
        return
    pairs = context.searched.pairs_in_order
    counts = Counter(pairs)
    often = {pair for pair, count in counts.items() if count > _MORE and is_han(pair[0])}
    starts: dict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        if pair in often:
            starts[pair].append(at)
    told: set[int] = set()
    once = {pair for pair, count in counts.items() if count == 1}
    spots = [
        at
        for at in range(3, len(text) - 3)
        if pairs[at] in once
        and pairs[at - 1] in once
        and (pairs[at + 1] in often or pairs[at - 2] in often)
        and text[at] not in _FUNCTION
    ]
    for at in spots:
        if not is_han(text[at]):
            continue
        near = [pairs[at + step] in often for step in (-3, -2, 1, 2)]
        for before, behind in _beside(near):
            other = _other_sign(text, at, before, behind, starts)
            if other and _is_slip(text, at, before + behind, other, context) and at not in told:
                told.add(at)
                typed = text[at - before : at + behind + 1]
                right = text[at - before : at] + other + text[at + 1 : at + behind + 1]
                passage, index = context.searched.passage_at(at - before)
                spot = context.spot(passage.place, passage.text, index)
                yield _finding(spot, typed, right, f"出现了{text.count(right)}次")


def _beside(often: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """How many characters before and behind a place to look at, where the pairs of characters that
    lie there (the two before it, the two behind it) stand often.
    """
    far, before, behind, beyond = often
    if before and behind:
        yield 2, 2
    if behind and beyond:
        yield 1, 3
    if far and before:
        yield 3, 1
    if behind:
        yield 1, 2


def _other_sign(text: str, at: int, before: int, behind: int, starts: dict[str, list[int]]) -> str:
    """The character that stands there everywhere else, three times at least; "" where none does."""
    head, tail = text[max(0, at - before) : at], text[at + 1 : at + 1 + behind]
    if len(head) < before or not all(map(is_han, head + tail)) or len(tail) < behind:
        return ""
    key, offset = (head[-2:], 2) if before > 1 else (tail[:2], -1)
    found = Counter(
        text[place + offset]
        for place in starts[key]
        if place + offset != at
        and place + offset >= before
        and text[place + offset - before : place + offset] == head
        and text[place + offset + 1 : place + offset + 1 + behind] == tail
    )
    if not found:
        return ""
    other, count = found.most_common(1)[0]
    return other if count >= _MORE and len(found) == 1 and is_han(other) else ""


def _is_slip(text: str, at: int, beside: int, other: str, context: Context) -> bool:
    """Whether the character is no word, nor a part of one, and the other one may be."""
    if other in _FUNCTION:
        return False
    if beside < _MOST_BESIDE and not _is_word(text, at, other, context):
        return False
    passage, index = context.searched.passage_at(at)
    ends = accumulate(map(len, context.cut(passage.text[max(0, index - 8) : index + 8])), initial=0)
    place = index - max(0, index - 8)
    return any(to - start == 1 and start == place for start, to in pairwise(ends))


_MOST_BESIDE = 4


def _is_word(text: str, at: int, other: str, context: Context) -> bool:
    """Whether the usual character makes a word with one of its neighbours."""
    around = text[max(0, at - 3) : at] + other + text[at + 1 : at + 4]
    place = at - max(0, at - 3)
    ends = accumulate(map(len, context.cut(around)), initial=0)
    return any(start <= place < to and to - start > 1 for start, to in pairwise(ends))


def _finding(spot: Place, term: str, other: str, how: str) -> Finding:
    return Finding(
        spot,
        f"“{term}”与“{other}”只差一两个字，“{other}”{how}",
        hint=f"核对是不是“{other}”",
        element=term,
    )


def _is_near(one: str, other: str) -> bool:
    """Whether they differ by one character that is changed, left out or put in; numbers that differ
    are meant.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return len(left) <= 1 and len(right) <= 1 and not re.search(_DIGITS, left + right)


def _names(context: Context) -> Iterator[Finding]:
    """Long names of who issues, with up to two characters left out in the running text."""
    issuer = context.document.issuer
    if issuer is None:
        return
    for reference in read_units(issuer, context.registry).references:
        name = reference.unit.full_name if reference.unit else reference.written
        if len(name) < _SHORTEST_NAME:
            continue
        head, tail = name[:4], name[-4:]
        for passage in context.passages_with(head):
            pattern = (
                f"{re.escape(head)}[^，。；、：（）《》“”]{{0,{len(name) - 8}}}{re.escape(tail)}"
            )
            for match in re.finditer(pattern, passage.text):
                short = len(name) - len(match[0])
                if 0 < short <= _FEWEST and _is_left_out(match[0], name):
                    spot = context.spot(passage.place, passage.text, match.start())
                    yield _finding(spot, match[0], name, "是发文机关")


def _is_left_out(short: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in short)
