"""叠字：一个字连写了两遍，多半是改稿、打字时留下的。

虚词（“的的”）查，常用词多打了头一个字或者末一个字（“加加强”“建设设”）也查；“市市场监管局”“各省省直机关”不算。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..lists.likeness import common_words, rarity_of
from ..paper.characters import is_han
from ..paper.enclosed import is_enclosed
from ..paper.people import is_name
from ..paper.seams import is_parted, is_whole
from ..problem import Level, Place
from . import Context, Finding

NAME = "叠字"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
COVERS = ("疑似错字",)
WRONG = """\
正文:
- 各单位的的方案要及时报送，切实加加强领导，管理水水平要提高，应应急救援队伍已已经到位。
"""
RIGHT = """\
正文:
- 积极参与与居民有关的活动，达到目的的予以奖励，和和美美过大年。
- 省市市场监管部门参加，推进公共设施建设设备更新，培训带教教师。
"""
_WORDS = (
    "的和与在对将及由为是了按从并把被或要应须请任已也都该其此于所但而则又还就使让给向到用会可不再"
)
_DOUBLED = f"(?P<word>[{_WORDS}以])(?P=word)(?!(?P=word))"
_WHOLE = (
    "的的确确",
    "和和美美",
    "和和气气",
    "对对联",
    "对对碰",
    "对对子",
    "以以",
    "了了之",
    "了了心",
    "了了一",
    "再再",
    "不不",
    "可可",
    "会会",
    "任任平",
    "实实在在",
)
_MAY_BE = tuple(f"{each}{each}" for each in _WORDS)
_TWO_IN_TURN = frozenset(
    "省市县区乡镇村街州国会局委办部厅院所站队组室科课长员者家户次人天年月日时分秒点一二三四五六七八九十百千万亿"
    "校公教馆园港山水河湖路门上下军警车船机场宝娃班矿团店段连排库井坝张林章"
)
"""Characters that end one word and begin the next."""
_CLOSES = frozenset("，。；、：！？）”和与及的")
"""What closes a word: 出行行， has one 行 too many, 银行行长 none."""
_MARKS = frozenset("，。；、：！？")
_POST_TWICE = (
    r"(?:[省市县区州乡镇村局处科厅部校院所站会队组社园厂]长长|书记记|主任任|委员员|"
    r"队员员|同志志)(?=[，。；、：）\s]|同志|$)"
)
_TO = ("到入", "到及", "到到")
_TO_TWICE = r"([进深融投涉提触]([入及到]))到\2"
_AROUND = 8
_SEEN = frozenset(
    "以市建路罪水标区钉人关车有泉地对原税国河反住园与船年产权股账医港站拍中司所期全生城其药村会"
    "证和的梁直瓶教资管图诊入滑日事在接物塘气当组军定病县部行乡州局镇处派院"
)
"""Which stand twice in published laws, one of the two a word of its own: no others do."""
_BOUND = 95
"""From which rarity on a character is no word by itself, so that it is one too many."""
_MORE_WORDS = frozenset(
    ("进一步", "国务院", "办公室", "办公厅", "自治区", "直辖市", "负责人", "各级", "各地区")
)


def check(context: Context) -> Iterator[Finding]:
    """Each character that stands twice, once."""
    told: set[Place] = set()
    for found in (*_of_grammar(context), *_of_words(context), *_of_posts(context)):
        if found.place not in told:
            told.add(found.place)
            yield found


def _of_grammar(context: Context) -> Iterator[Finding]:
    """Each word of grammar that stands twice, where neither belongs to another word."""
    for passage in context.passages_with_pairs(_MAY_BE):
        text = passage.text
        for match in re.finditer(_DOUBLED, text):
            start, end = match.span()
            around = text[max(0, start - 2) : end + 2]
            if any(each in around for each in _WHOLE):
                continue
            place = (text, start, end, context.cut)
            if is_parted(*place) or not is_whole(*place):
                continue
            yield _finding(passage, start, context)


def _of_words(context: Context) -> Iterator[Finding]:
    """加加强, 建设设: a word with its first or its last character once more, which is no word."""
    words: set[str] = set()
    pairs = context.searched.pairs
    doubled = {
        sign + sign for sign in context.searched.characters if sign + sign in pairs and is_han(sign)
    }
    for pair in sorted(doubled - {sign * 2 for sign in _WORDS if sign in _SEEN}):
        in_turn = pair[0] in _TWO_IN_TURN or pair[0] in _SEEN
        if in_turn and not _ends_clause(pair, context.searched.text):
            continue
        words = words or _common_words(context)
        bound = rarity_of(pair[0]) >= _BOUND
        for passage in context.passages_with(pair):
            text = passage.text
            at = text.find(pair)
            if text[at + 2 : at + 3] == pair[0] or is_enclosed(text, at):
                continue
            around = max(0, at - _AROUND)
            pieces = context.cut(text[around : at + 2 + _AROUND])
            ends = [0, *accumulate(map(len, pieces))]
            spans = [(around + start, around + end) for start, end in pairwise(ends)]
            before = next((each for each in spans if each[1] == at + 1), None)
            after = next((each for each in spans if each[0] == at + 1), None)
            if before is None or after is None:
                continue
            shorter, longer = sorted((before, after), key=_length)
            word, next_ = text[slice(*longer)], text[at + 2 : at + 3]
            closed = before == longer and next_ in _CLOSES
            known = word[-2:] in common_words() or (next_ in _MARKS and len(word) > 1)
            if in_turn and (next_ not in _MARKS or before != longer):
                continue
            if pair in _MAY_BE and pair != "任任" and before == longer:
                continue  # 即将将材料报送: the second is a word of grammar
            if _length(shorter) == 1 and (
                word in words
                or (bound and word in common_words())
                or (closed and known)
                or (not in_turn and _is_ordinary(word, pair[0]))
            ):
                yield _finding(passage, at, context)


def _is_ordinary(word: str, sign: str) -> bool:
    """Whether a word is none that with one more character is a person's name: 张佳佳."""
    return len(word) > 1 and (word in common_words() or not is_name(word + sign))


def _ends_clause(pair: str, text: str) -> bool:
    """Whether it stands before a stop, where its second character begins no other word."""
    return pair[0] not in "省市县区乡镇村" and any(f"{pair}{mark}" in text for mark in _MARKS)


def _of_posts(context: Context) -> Iterator[Finding]:
    """副县长长, 进入到入: a post or a verb with its last character once more."""
    for passage in context.passages_with("长长", "记记", "任任", "员员", "志志"):
        for match in re.finditer(_POST_TWICE, passage.text):
            yield _finding(passage, match.end() - 2, context)
    for passage in context.passages_with(*_TO):
        for match in re.finditer(_TO_TWICE, passage.text):
            if match[1] in common_words():
                yield _finding(passage, match.start() + 1, context)


def _common_words(context: Context) -> set[str]:
    """The words of which the common phrases are made."""
    phrases = [row["词组"] for row in context.lists.rows("常用词组")]
    return {half for phrase in phrases for half in (phrase[:2], phrase[2:])} | _MORE_WORDS


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _finding(passage: Passage, start: int, context: Context) -> Finding:
    text = passage.text
    around = text[max(0, start - 2) : start + 4]
    if text[start] != text[start + 1]:
        around = text[max(0, start - 3) : start + 4]
        message = f"“{around}”里“{text[start]}”写了两遍"
        spot = context.spot(passage.place, text, start)
        return Finding(spot, message, hint="多出来的删掉", element=text[start : start + 3])
    return Finding(
        context.spot(passage.place, text, start + 1),
        f"“{around}”里“{text[start]}”连写了两遍",
        hint="多出来的删掉",
        element=text[start : start + 2],
    )
