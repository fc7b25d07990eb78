"""标题 broken into lines of whole words, in the shape of a trapezoid or a diamond (7.3.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..kinds import kind_names
from ..paper.line_ends import NOT_FIRST, NOT_LAST
from ..paper.seams import Cut, cut_anew
from .headline_width import headline_width as width
from .segmentation import enclosed, registered_names, words

_NEVER: Final = 1000.0
"""Inside a registered name: taken only where nothing else fits a line."""
_BAD: Final = 60.0
_INSIDE_WORD: Final = 30.0
_SHORT: Final = 10
"""What stands in “” or 《》 and is no wider is one word."""
_UNEQUAL: Final = 2.0
"""In a mark: each character that one line is longer than the other."""
_PLAIN: Final = 5.0
"""Between two words."""
_HOURGLASS: Final = 70.0
"""A line that widens where the lines had begun to narrow."""
_ONE_MORE_LINE: Final = 11.0

_NOT_FIRST = frozenset(NOT_FIRST + "－-")
_NOT_LAST = frozenset(NOT_LAST)
_CLINGING = frozenset(
    ("的", "地", "得", "之", "等", "了", "周边", "沿线", "附近", "期间", "之间", "以上", "以下")
)
"""Words that belong to the one before them."""
_LEADING = frozenset(
    (
        "第",
        "进一步",
        "全面",
        "深入",
        "切实",
        "和",
        "与",
        "及",
        "暨",
        "或",
        "以及",
        "在",
        "对",
        "以",
        "为",
        "将",
        "把",
        "被",
        "由",
        "向",
    )
)
"""Words that belong to what follows them."""
_ATTRIBUTES = frozenset(
    (
        *("综合", "重点", "重大", "主要", "基本", "专项", "有关", "相关", "公共", "现代", "新型"),
        *("重要", "突出", "典型", "先进", "优秀", "常态", "统一", "集中", "特殊", "一般", "最低"),
        *("最高", "智能", "数字", "绿色", "高质量", "中长期"),
    )
)
"""Words that say of what kind the thing is that they stand before: 综合成本, 有关事项."""
_ISSUING = r"(?:府|厅|局|委|会|部|院|办|组|室|处|党|社|司|署|站|校|中心|公司|集团|法院|检察院)$"
_COUNT = r".*[0-9一二三四五六七八九十].?[年度月日届批次号个条项件起轮期级类名]"
_VERB_ENDS = r"(?:关于)?(?:印发|转发|批转|征求|同意|公布|发布|修改|废止|调整|建立|成立)$"
_KIND_ENDS = rf"的?(?:紧急|补充)?(?:{'|'.join(kind_names())}|方案|办法|复函|答复)$"
"""A 文种, or another word that the titles of documents end in."""
_HEADS = frozenset(("行动", "活动", "工作", "情况"))
"""Words that say little without the one before them, which tells their kind: 攻坚行动, 宣传活动.
"""
_BODIES = frozenset(("委员会", "管理委员会", "管理局", "指挥部", "联席会议"))
"""What the names of bodies end in that are not registered: 安全生产委员会."""
_SUFFIXES = frozenset("市县区省厅局委办法者性化率会部处所院校站点类级型员长期处室中内外上下前后")
"""Single characters that belong to the word before them."""


def break_title(
    text: str, names: Collection[str], room: float, cut: Cut = cut_anew
) -> tuple[str, ...]:
    """The lines of a title. `names` are registered names, kept whole where they fit; `room` is how
    many of the title's characters fit in a line; `cut` knows the words that the trade does not.

    No line is wider than `room` (of 1 or more), and the lines together are `text`. Among the
    possible breaks the cheapest is taken: it has few lines, whole words, syntax in the right
    places and a shape that widens, narrows, or widens and then narrows.
    """
    return _broken(text, frozenset(names), room, cut)


@lru_cache(maxsize=256)
def _broken(text: str, names: frozenset[str], room: float, cut: Cut) -> tuple[str, ...]:
    if width(text) <= room:
        return (text,)
    costs = _costs(text, names, room, cut)
    for limit in (_INSIDE_WORD, _NEVER, _NEVER + 1):
        places = [at for at in range(1, len(text)) if costs[at] < limit]
        if cuts := _CheapestCuts(text, costs, places, room).cheapest():
            return tuple(text[start:end] for start, end in pairwise((0, *cuts, len(text))))
    raise AssertionError("a break after every character fits any room of 1 or more")


def torn_words(
    text: str, lines: Sequence[str], names: Collection[str], room: float, cut: Cut = cut_anew
) -> list[str]:
    """Where the lines of a title part a word, for nothing less stands between two places where it
    may be broken: …城镇／人口….
    """
    costs = _costs(text, names, room, cut)
    ends = list(accumulate(map(len, lines)))[:-1]
    return [
        f"{text[max(at - 3, 0) : at]}／{text[at : at + 3]}"
        for at in ends
        if costs[at] >= _INSIDE_WORD
    ]


def break_mark(
    text: str,
    names: Collection[str],
    rooms: tuple[float, float] = (inf, inf),
    cut: Cut = cut_anew,
) -> tuple[str, str]:
    """The two lines of a mark (7.2.4) that is too long for one: whole words, as nearly equal as
    they may be, best after the name of a body (…指挥部|办公室文件). Those of the registered `names`
    that are no longer than a line are kept whole. `text` is of 2 characters or more. `rooms` are
    what the lines have, if there is a break by which both fit.
    """
    whole = width(text)
    short = frozenset(name for name in names if width(name) < 0.6 * whole)
    costs = _costs(text, short, whole, cut)

    def cost(at: int) -> float:
        body = costs[at] < _INSIDE_WORD and re.search(_ISSUING, text[:at])
        return (0.0 if body else costs[at] + _PLAIN) + _UNEQUAL * abs(2 * width(text[:at]) - whole)

    first, second = rooms
    every = range(1, len(text))
    fitting = [at for at in every if width(text[:at]) <= first and width(text[at:]) <= second]
    at = min(fitting or every, key=cost)
    return text[:at], text[at:]


def _costs(text: str, names: Collection[str], room: float, cut: Cut) -> list[float]:
    """What a break before each character costs; 0 is best. A name that is wider than a line is not
    whole in any case: it is broken between its words.
    """
    costs = [_INSIDE_WORD] * (len(text) + 1)
    names = [name for name in names if width(name) <= room]
    spans = words(text, names, cut)
    for before, after in pairwise(spans):
        at = after.start
        costs[at] = _between(text[before.start : at], text[at : after.end], text, at)
    for span in enclosed(text, titles=True):
        wide = width(text[span.start : span.end])
        if wide <= room:
            _raise(costs, span.start + 1, span.end, _BAD if wide <= _SHORT else 10.0)
        costs[span.start + 1] = costs[span.end - 1] = _BAD
    for span in enclosed(text, titles=False):
        if width(text[span.start : span.end]) <= room:
            _raise(costs, span.start + 1, span.end, _BAD)
    for name in registered_names(text, names):
        _raise(costs, name.start + 1, name.end, _NEVER)
    return costs


def _raise(costs: list[float], start: int, end: int, by: float) -> None:
    for at in range(start, end):
        costs[at] += by


def _between(before: str, after: str, text: str, at: int) -> float:
    """The cost of a break between two words."""
    head, tail = text[:at], text[at:]
    if after[0] in _NOT_FIRST or after.isspace() or before[-1] in _NOT_LAST:
        return _BAD
    if before.isspace():  # typed to part what stands on the one side from the other
        return 0.0
    if before in _LEADING or after in _CLINGING:
        return _BAD
    if before[-1] in "、，" or after[0] == "（":
        return 3.0
    if tail.startswith("关于"):
        return 0.0 if re.search(_ISSUING, head) else 8.0
    if re.fullmatch(_KIND_ENDS, tail):
        return 12.0
    if re.search(_VERB_ENDS, head):
        return 0.0
    if before == "关于":
        return 12.0
    if re.fullmatch(_COUNT, before):
        return 15.0 if before[-1] in "个名件家户" else 8.0
    if head.endswith(f"关于{before}") and len(before) == 2:  # the verb
        return 2.0
    if before == "的":
        return 6.0
    if after[0] in "《〈“" or before[-1] in "》〉”）" or after in _LEADING:
        return 2.0
    if after in _HEADS or before in _ATTRIBUTES:
        return 12.0
    if len(before) == len(after) == 2 and before[0] == after[0]:  # 违法违规, 依法依规
        return 15.0
    if after in _BODIES:
        return 20.0
    if len(after) == 1:
        return 25.0 if after in _SUFFIXES else 8.0
    if len(before) == 1:
        return 15.0
    if "关于" in tail:
        return 12.0
    return 8.0 if re.search(_ISSUING, before) else _PLAIN


class _Cheapest(Struct, frozen=True):
    """The least cost of the lines from a place on, and where the first of them ends (by number;
    None: no line is long enough).
    """

    cost: float
    end: int | None


class _CheapestCuts:
    """The cheapest cuts, found from the right: what a line costs depends on how wide the one above
    it is, and on whether the lines have begun to narrow there. Places are counted from 0.
    """

    def __init__(
        self, text: str, costs: Sequence[float], places: Sequence[int], room: float
    ) -> None:
        self.costs, self.room = costs, room
        self.places = [0, *places, len(text)]
        self.reach = [0.0, *accumulate(map(width, text))]
        self.last = len(self.places) - 1
        self.found: dict[tuple[int, int, bool], _Cheapest] = {}
        """By the places where a line and the one above it begin (0 and 0: the first line)."""

    def cheapest(self) -> tuple[int, ...] | None:
        """The cuts, or None where some stretch without a place is too wide for a line."""
        for start in range(self.last - 1, -1, -1):
            for above in self._above(start):
                for narrowing in (False, True):
                    self.found[start, above, narrowing] = self._line(start, above, narrowing)
        cuts: list[int] = []
        start, above, narrowing = 0, 0, False
        while start < self.last:
            end = self.found[start, above, narrowing].end
            if end is None:
                return None
            cuts.append(self.places[end])
            _, narrowing = self._shape(start, end, above, narrowing)
            start, above = end, start
        return tuple(cuts[:-1])

    def _above(self, start: int) -> Iterator[int]:
        """Where the line above one may begin."""
        if start == 0:
            yield 0
        for above in range(start - 1, -1, -1):
            if self._wide(above, start) > self.room:
                return
            yield above

    def _line(self, start: int, above: int, narrowing: bool) -> _Cheapest:
        """The cheapest line from `start` on, below one that begins at `above`."""
        best = _Cheapest(inf, None)
        for end in range(start + 1, self.last + 1):
            if self._wide(start, end) > self.room:
                break
            cost, falls = self._shape(start, end, above, narrowing)
            if end < self.last:
                below = self.found[end, start, falls]
                cost += self.costs[self.places[end]] + _ONE_MORE_LINE + below.cost
            if cost < best.cost:
                best = _Cheapest(cost, end)
        return best

    def _wide(self, start: int, end: int) -> float:
        return self.reach[self.places[end]] - self.reach[self.places[start]]

    def _shape(self, start: int, end: int, above: int, narrowing: bool) -> tuple[float, bool]:
        """The cost of a line below the one from `above` on, and whether lines narrow now."""
        wide = self._wide(start, end)
        cost = 100.0 if wide < 3 else 20.0 if wide < 4 else 6.0 if wide < 5 else 0.0
        if start == 0:
            return cost, narrowing
        last = self._wide(above, start)
        step = abs(wide - last)
        cost += 5.0 if step < 1 else 1.0 if step < 2 else max(0.0, step - 5) * 0.8
        if wide > last and narrowing:
            return cost + _HOURGLASS, narrowing
        return cost, narrowing or wide < last
