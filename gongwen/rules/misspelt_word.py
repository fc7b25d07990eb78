"""别字：一个字打成了同音的、形近的字，或者两个字打颠倒了。

“压实责认”“坏境整治”“齐抓共关”“组织实时”：从对的词查起，不靠易错词表。
一个两字词错了一个字，词典切出来是两个单字，换回去正好是公文常用的词，而且和前后的词常连用，是警告；没有常连用的词作证，提示一下。
成语、固定的四字词错了一个音同、形近的字，常连用的两个词后一个选成了同音的词，也是警告。
书名号里的、一份文稿里写了三次以上的，当作名称，不说。常用的字、词在程序的 lists/slips/ 里。
本来就这样写的，加进 content/_核稿/易错词.csv，级别写“不查”。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from .. import patterns as re
from ..document.texts import Passage
from ..lists.likeness import (
    Meant,
    SameSound,
    common_words,
    distance,
    fixed_phrases,
    followers,
    meant_by,
    same_sounds,
    stands_among,
)
from ..paper.characters import is_han
from ..paper.enclosed import is_enclosed
from ..paper.people import is_name
from ..problem import Level
from . import Context, Finding

NAME = "别字"
LEVEL = Level.WARNING
BASIS = "用字用词以国家通用语言文字规范为准"
STANDS_ALONE = True
COVERS = ("疑似错字",)
EACH_PASSAGE = True
WRONG = """\
正文:
- 各单位要压实责认，齐抓共关，精心组织实时。
"""
RIGHT = """\
正文:
- 各单位要压实责任，齐抓共管，精心组织实施，组织实时监测，做到应改尽改、宜林则林。
"""

_BESIDE, _TAKEN, _ALONE, _UNLIKE = 40, 100, 90, 105
"""The least score of a pair: beside a word that goes with what was meant; there, where one of the
two is taken for a part of another word; without one; and where the two are read alike only in some
places or words.
"""
_AROUND = 8
_OFTEN = 3
_PATTERNED = "宜应尽则能可以促代换因一二三四五六七八九十两多非"
"""What makes phrases like 应改尽改 of single characters."""
_ENDINGS = "员者率性化式型类级区站点队组科处室股局厅部委办会所院校厂店署岗班长费款金税证书表册单量"
_SECTIONS = "科处室股"
_OWN_OFFICE = "[局厅委院校部署会处队站所](?:办公室|党[组委]|机关|领导|属[各单]|务会|直)"
"""An office says 局办公室 and 院党委 of its own: 报局办公室, 经院党委研究."""
_BEFORE_NAME = (
    "(?:联系人|负责人|联络员|免去|任命|主任|书记|经理|委员|教师|同志"
    "|[市县区镇乡局处科部院校队站所组]长)[：:、 ]?$"
)
_AMONG_NAMES, _BEHIND_NAMES = "、$", "[任为等]"
"""Around the last of several persons: 徐云、蔡锦程任副组长."""
_BEHIND_NAME = "[，。；、：（） ]|的|任|为|等|同|电|受|被|主持"


def check(context: Context) -> Iterator[Finding]:
    """Each slip, once in a place."""
    told: set[int] = set()
    for slip in sorted(_slips(context)):
        passage, start = context.searched.passage_at(slip.at)
        here = set(range(slip.at, slip.at + len(slip.wrong)))
        if not slip.told:
            yield _finding(passage, start, slip, context)
        elif told.isdisjoint(here):
            told |= here
            if not _is_listed(passage.text, start, slip.wrong, context):
                yield _finding(passage, start, slip, context)


class _Misspelling(NamedTuple):
    """Where in the text of all passages, what was typed, what is right; not `told` where it was
    typed so often that it is a name.
    """

    at: int
    wrong: str
    right: str
    level: Level
    told: bool = True


def _slips(context: Context) -> Iterator[_Misspelling]:
    yield from _in_phrases(context)
    yield from _of_one_sound(context)
    text, spots = context.searched.text, context.searched.spots
    for pair in context.searched.pairs - common_words().keys():
        if is_han(pair[0]):
            own = [at for at in spots[pair] if not _is_between(text, at)]
            meant = meant_by(pair) if own else ()  # most pairs end before that
            if meant and meant[0].score >= _BESIDE:
                yield from _in_words(own, meant, context)


def _in_words(
    spots: list[int], meant: tuple[Meant, ...], context: Context
) -> Iterator[_Misspelling]:
    """Where a pair stands for a common word."""
    text = context.searched.text
    often = context.text_of_all.count(text[spots[0] : spots[0] + 2]) >= _OFTEN
    for at in spots:
        likely: list[tuple[Meant, bool]] = []
        for each in meant:
            beside = _goes_with(text, at, each.word)
            if each.score >= (_BESIDE if beside else _ALONE if each.is_alike else _UNLIKE):
                likely.append((each, beside))
        if not likely:  # most end here, without the dictionary
            continue
        passage, start = context.searched.passage_at(at)
        if _is_patterned(passage.text, start) or _is_named(passage, start):
            continue
        if re.match(_OWN_OFFICE, passage.text[start + 1 : start + 6]):
            continue
        if often and context.whole:  # it may be one: that is for a look at all passages to say
            yield _Misspelling(at, text[at : at + 2], "", Level.NOTICE, told=False)
            continue
        apart, alone = _cut_apart(passage.text, start, context)
        for each, beside in likely if apart else ():
            weighty = alone or (beside and each.score >= _TAKEN)
            if not beside and _may_be_formed(passage.text, start):
                continue
            if weighty and _fits(passage.text, start, each.word, context):
                level = Level.WARNING if beside else Level.NOTICE
                yield _Misspelling(at, text[at : at + 2], each.word, level, told=not often)
                break


def _is_between(text: str, at: int) -> bool:
    """Whether one common word ends and the next begins there, or it belongs to a number."""
    words = common_words()
    before = text[max(0, at - 1) : at]
    between = before + text[at] in words and text[at + 1 : at + 3] in words
    return between or (before.isascii() and before.isalnum())


def _goes_with(text: str, at: int, word: str) -> bool:
    """Whether a word beside is one that often stands beside the word that was meant."""
    known = followers()
    before, after = text[max(0, at - 2) : at], text[at + 2 : at + 4]
    return stands_among(known.get(before, ""), word) or stands_among(known.get(word, ""), after)


def _is_patterned(text: str, at: int) -> bool:
    """Whether it may be a part of 应改尽改, 以建促管, 宜林则林, or of a document's number."""
    around = text[max(0, at - 2) : at + 4]
    if re.match("一[抓盯管查跟贯追干]到底", text[at : at + 4]):
        return True
    several = sum(sign in _PATTERNED for sign in around)
    return several > 1 or "〔" in text[at : at + 5] or len(set(around)) < len(around) - 1


def _is_named(passage: Passage, at: int) -> bool:
    """Whether it stands in a title, in a name in quotes, or in a cell, where names stand."""
    of_person = "同志" in passage.text[at : at + 6]
    named = of_person or _is_person(passage.text, at)
    return is_enclosed(passage.text, at) or named or not passage.is_prose


def _is_person(text: str, at: int) -> bool:
    """Whether it is a part of a person's name: 联系人赵明，, 免去涂南屏的."""
    for start in (at - 1, at):
        before = text[max(0, start - 4) : max(0, start)]
        for end in (at + 2, at + 3):
            if start < 0 or not is_name(text[start:end]):
                continue
            behind = text[end : end + 2] or "。"
            if re.search(_BEFORE_NAME, before) and re.match(_BEHIND_NAME, behind):
                return True
            if re.search(_AMONG_NAMES, before) and re.match(_BEHIND_NAMES, behind):
                return True
    return False


def _may_be_formed(text: str, at: int) -> bool:
    """Whether the second character may end a word that anyone may form (管水员), or the name of a
    section follows, which is made of abbreviations (体卫艺科).
    """
    return text[at + 1] in _ENDINGS or any(each in _SECTIONS for each in text[at + 2 : at + 4])


def _cut_apart(text: str, at: int, context: Context) -> tuple[bool, bool]:
    """Whether the dictionary parts the two characters of a pair; whether each is a word by itself.
    In 工作制机 the first is taken for a part of 工作制.
    """
    start = max(0, at - _AROUND)
    spans = _spans(text[start : at + _AROUND + 2], start, context)
    apart = any(from_ == at + 1 for from_, _ in spans)
    return apart, {(at, at + 1), (at + 1, at + 2)} <= set(spans)


def _fits(text: str, at: int, word: str, context: Context) -> bool:
    """Whether the word, put in its place, is one there, and leaves fewer characters alone."""
    start, end = max(0, at - _AROUND), at + len(word)
    spans = _spans(text[start : end + _AROUND], start, context)
    mended = _spans(text[start:at] + word + text[end : end + _AROUND], start, context)
    is_one = any(from_ <= at and to >= end for from_, to in mended)
    return is_one and _alone(mended) < _alone(spans)


def _spans(text: str, start: int, context: Context) -> list[tuple[int, int]]:
    """From where to where the words of a text reach that begins at `start`."""
    return list(pairwise(accumulate(map(len, context.cut(text)), initial=start)))


def _alone(spans: list[tuple[int, int]]) -> int:
    return sum(to - from_ == 1 for from_, to in spans)


def _in_phrases(context: Context) -> Iterator[_Misspelling]:
    """A fixed phrase with one character that is like the right one."""
    phrases, text = fixed_phrases(context.searched.pairs), context.searched.text
    for half, several in phrases.items():
        for at in context.searched.spots[half]:
            for phrase in several:
                start, other = (at, 2) if phrase.startswith(half) else (at - 2, 0)
                if start < 0 or (slip := _slip_in(text[start : start + 4], phrase, other)) is None:
                    continue
                if distance(*slip) is None or text[start : start + 4] in several:
                    continue
                passage, within = context.searched.passage_at(start)
                if _holds_together(passage.text, within, context):
                    yield _Misspelling(start, text[start : start + 4], phrase, Level.WARNING)


def _slip_in(typed: str, phrase: str, half: int) -> tuple[str, str] | None:
    """The one character of a half that was typed, and what is right; None where it is not one."""
    first, second = typed[half : half + 1], typed[half + 1 : half + 2]
    if (first == phrase[half]) == (second == phrase[half + 1]) or not second:
        return None
    at = half if first != phrase[half] else half + 1
    return typed[at], phrase[at]


def _holds_together(text: str, at: int, context: Context) -> bool:
    """Whether no word reaches beyond the four characters, nor are they one."""
    start = max(0, at - _AROUND)
    spans = _spans(text[start : at + 4 + _AROUND], start, context)
    spans = [span for span in spans if span[0] < at + 4 and span[1] > at]
    inside = all(at <= from_ and to <= at + 4 for from_, to in spans)
    return inside and len(spans) > 1


def _of_one_sound(context: Context) -> Iterator[_Misspelling]:
    """A word behind another, or before one, with which only a word of the same sound goes."""
    text = context.searched.text
    for wrong, several in same_sounds(context.searched.pairs).items():
        for at in context.searched.spots[wrong]:
            head = text[max(0, at - 2) : at]
            tail = text[at + 2 : at + 4]
            for each in several:
                if stands_among(each.heads, head) and _stands(text, at, each, context):
                    yield _Misspelling(at - 2, head + wrong, head + each.right, Level.WARNING)
                elif (
                    stands_among(each.tails, tail)
                    and not stands_among(followers().get(head, ""), wrong)
                    and _stand_side_by_side(at, context)
                ):
                    yield _Misspelling(at, wrong, each.right, Level.NOTICE)


def _stands(text: str, at: int, each: SameSound, context: Context) -> bool:
    """Whether it is a word there, and no other follows where none may."""
    if each.ends and is_han(text[at + 2 : at + 3]):
        return False
    passage, start = context.searched.passage_at(at)
    begin = max(0, start - _AROUND)
    spans = _spans(passage.text[begin : start + 2 + _AROUND], begin, context)
    return (start, start + 2) in spans


def _stand_side_by_side(at: int, context: Context) -> bool:
    """Whether two words of two characters stand there, in no name."""
    passage, start = context.searched.passage_at(at)
    begin = max(0, start - _AROUND)
    spans = set(_spans(passage.text[begin : start + 4 + _AROUND], begin, context))
    stand = {(start, start + 2), (start + 2, start + 4)} <= spans
    return stand and passage.is_prose and not is_enclosed(passage.text, start)


def _is_listed(text: str, at: int, wrong: str, context: Context) -> bool:
    """Whether what was typed holds a word that another rule tells of, or that is not looked for."""
    around = text[max(0, at - 1) : at + len(wrong) + 1]
    return any(row["错"] in around for row in context.lists.rows("易错词"))


def _finding(passage: Passage, at: int, slip: _Misspelling, context: Context) -> Finding:
    wrong, right = slip.wrong, slip.right
    around = passage.text[max(0, at - 3) : at + len(wrong) + 3]
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"“{around}”里的“{wrong}”像是“{right}”",
        hint=f"写“{right}”；本来就是这样写的，不用改",
        level=slip.level,
        element=wrong,
        length=len(wrong),
        told=slip.told,
    )
