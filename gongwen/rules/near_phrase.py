"""词组有误：公文里常用的词组错了一个字，或者漏了一个字。

“工作机置”“组织实时”“贯落实”“高度重是”，换成常用的写法。只有错的那个字和它旁边的字拼不成词，才查得出。
常用词组在程序的 lists/常用词组.csv 里，一行一个，四个字，前后各是一个词。
本单位要加的写在 content/_核稿/常用词组.csv（或 .xlsx）里。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise

from msgspec import Struct, field

from ..document.texts import Passage
from ..lists.likeness import together
from ..paper.characters import is_han
from ..problem import Level
from . import Context, Finding

NAME = "词组有误"
LEVEL = Level.WARNING
BASIS = "用字用词以国家通用语言文字规范为准"
STANDS_ALONE = True
COVERS = ("别字",)
EACH_PASSAGE = True
WRONG = """\
正文:
- 各单位要完善工作机置，认真贯落实会议精神。
"""
RIGHT = """\
正文:
- 各单位要完善工作机制和工作体系，认真贯彻落实会议精神，在组织实验时做好监督检测。
"""

_AROUND = 8
_FREE = frozenset(
    "的地得了着过和与及或等是在不为对向从到由被把使让给按经就也都还再更最很已未必须该其各每本此这那"
    "一二三四五六七八九十两多少大小新老旧上下中内外前后左右间里东西南北年月日时点省市县区乡镇村街州国"
    "党人民会局委办部厅院所站队组室处科课长员者家户个项条件次种类名位级层方面线片块性化率量度力型式法"
    "案书表图网厂店园库车路桥河湖山水电气热煤油粮做抓管用立定起来去说看学教评考查改防治保促推带帮扶有重体实"
    "助联统分合同共全总要能将应可以因并且但而如若至后先同时期至初末底高低强弱快慢好坏优劣主副正反公私"
    "军警校馆所号版稿文字词句章节款目录表单页码份元万亿千百吨米斤克升度倍比各该某两双单数第几全半整"
)
"""What stands by itself as a word, or ends and begins names: no sign of a slip."""
_WORDS = (
    "实训、运维、研学、双创、康养、智造、数智、赋能、融媒、信创、普惠、宣贯、宣讲、宣介、"
    "普法、法宣、科创、文创、农创、减碳、降碳、碳汇、执纪、研判、会商、处突、销号、督战、"
    "督学、督导、整固、提质、增效、纾困、迭代、溯源、画像、算力、网格、双碳、帮教、帮带、"
    "医养、托育、育幼、适老、康复、消保、投保、参保、退保、续保、招引、引资、引智、"
)
"""Words that are younger than the dictionary."""
_HOW = frozenset(
    ("充分", "切实", "认真", "积极", "严格", "全面", "深入", "扎实", "大力", "着力", "密切", "广泛")
)
"""Words after which a verb of one character is rare: 充分发|示范, but 及时报|市政府."""


class _Slip(Struct, frozen=True):
    """What was typed, from where, for which phrase; `kept` is the place of the one character that
    is left of the half, `odd` are the places that must be no words.
    """

    start: int
    end: int
    right: str
    kept: int
    odd: tuple[int, ...]
    cut: bool = False
    """Whether a word must follow that has nothing of it: 充分发|示范."""

    def moved(self, by: int) -> _Slip:
        """The same in a text that begins elsewhere."""
        odd = tuple(at + by for at in self.odd)
        return _Slip(self.start + by, self.end + by, self.right, self.kept + by, odd, self.cut)


class _Halves(Struct, frozen=True):
    """What stands on the other side of a half in the phrases, and the characters of those that are
    no words by themselves: without one of them nothing there is a slip.
    """

    others: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)

    def add(self, other: str) -> None:
        self.others.add(other)
        self.bound.update(sign for sign in other if sign not in _FREE)


def check(context: Context) -> Iterator[Finding]:
    """Each phrase with one wrong character, or one too few."""
    searched = context.searched
    pairs = searched.pairs
    heads: dict[str, _Halves] = defaultdict(_Halves)
    tails: dict[str, _Halves] = defaultdict(_Halves)
    for row in context.lists.rows("常用词组"):
        phrase = row["词组"]
        head, tail = phrase[:2], phrase[2:]
        if head in pairs and len(tail) == len(head):
            heads[head].add(tail)
        if tail in pairs and len(tail) == len(head):
            tails[tail].add(head)
    slips: list[_Slip] = []
    for pair, halves in heads.items():
        for at in searched.spots[pair]:
            slips += _after(searched.text, at, halves)
    for pair, halves in tails.items():
        for at in searched.spots[pair]:
            slips += _before(searched.text, at, halves)
    slips.sort(key=lambda slip: (slip.cut, slip.start))
    told: set[int] = set()
    for slip in slips:
        passage, start = searched.passage_at(slip.start)
        within = slip.moved(start - slip.start)
        if told.isdisjoint(slip.odd) and _is_broken(passage.text, within, context):
            told.update(slip.odd)
            if not _is_listed(passage.text, within, context):
                yield _finding(passage, within, context)


def _after(text: str, at: int, tails: _Halves) -> Iterator[_Slip]:
    """机置 or 制机 for 机制, or nothing but 机, behind the half 工作 that stands there."""
    start = at + 2
    typed = text[start : start + 2]
    if typed in tails.others or tails.bound.isdisjoint(typed):
        return
    head, first, second = text[at:start], typed[:1], typed[1:]
    for tail in sorted(tails.others):
        is_cut = first == tail[1] and second != tail[0]
        if is_cut or (first == tail[0] and _is_mark(second)):
            yield _Slip(at, start + 1, head + tail, start, (start,))
        elif first in tail and is_han(second):
            yield _Slip(at, start + 2, head + tail, start, (start, start + 1))
            if first == tail[0] and head in _HOW:
                yield _Slip(at, start + 1, head + tail, start, (start,), cut=True)
        elif second == tail[1] and is_han(first):
            yield _Slip(at, start + 2, head + tail, start + 1, (start, start + 1))


def _before(text: str, at: int, heads: _Halves) -> Iterator[_Slip]:
    """贯切 for 贯彻, or nothing but 贯, before the half 落实 that stands there."""
    typed = text[max(0, at - 2) : at]
    if typed in heads.others or heads.bound.isdisjoint(typed):
        return
    tail, first, second = text[at : at + 2], typed[:-1], typed[-1:]
    for head in sorted(heads.others):
        if second == head[0] or (second == head[1] and _is_mark(first)):
            yield _Slip(at - 1, at + 2, head + tail, at - 1, (at - 1,))
        elif first == head[0] and is_han(second):
            yield _Slip(at - 2, at + 2, head + tail, at - 2, (at - 2, at - 1))
        elif second == head[1] and is_han(first):
            yield _Slip(at - 2, at + 2, head + tail, at - 1, (at - 2, at - 1))


def _is_mark(sign: str) -> bool:
    """Whether a phrase ends at it. At the end of a line or a cell it may only have been broken."""
    return sign.strip(" \u3000\t\r\n\0｜|") != "" and not sign.isalpha()


def _is_broken(text: str, slip: _Slip, context: Context) -> bool:
    """Whether what stands for the half is no word, nor a part of one, and what is left of it is no
    word by itself.
    """
    typed = "".join(text[at] for at in slip.odd)
    if text[slip.kept] in _FREE or (len(typed) > 1 and (typed in _WORDS or typed in together())):
        return False
    start = max(0, slip.start - _AROUND)
    pieces = context.cut(text[start : slip.end + _AROUND])
    ends = [*accumulate(map(len, pieces), initial=start)]
    single = {at for at, to in pairwise(ends) if to - at == 1}
    if slip.cut and (slip.end not in ends or slip.end in single):
        return False
    before = text[slip.start - 1] if slip.start - 1 in single else ""
    if slip.odd == (slip.start,) and before not in _FREE and is_han(before):
        return False  # it may go with what is before: 医养服务
    return all(at in single for at in slip.odd)


def _is_listed(text: str, slip: _Slip, context: Context) -> bool:
    """Whether what was typed holds a word that another rule tells of."""
    around = text[max(0, slip.start - 1) : slip.end + 1]
    return any(row["错"] in around for row in context.lists.rows("易错词"))


def _finding(passage: Passage, slip: _Slip, context: Context) -> Finding:
    written = passage.text[slip.start : slip.end]
    return Finding(
        context.spot(passage.place, passage.text, slip.start),
        f"“{written}”像是“{slip.right}”错了、漏了字",
        hint=f"写“{slip.right}”；本来就是这样写的，不用改",
        element=written,
        length=len(written),
    )
