"""近似语句：一句话在一份文字里差不多又说了一遍。

改动几个字、添减几个字的一句，多半是改稿、拼稿时留下的。数字、单位不同的，是分别说的，不算；条款体的文件不查。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.texts import PARAGRAPH, Passage
from ..document.tree import parts_of
from ..problem import Level
from . import Context, Finding

NAME = "近似语句"
LEVEL = Level.NOTICE
BASIS = "不重复"
WRONG = """\
正文:
- 要充分利用报纸、电视、网络等媒体，广泛宣传全民阅读的重要意义，营造浓厚氛围。
- 市教育局负责协调。
- 要充分运用报纸、电视、网络等各类媒体，广泛宣传全民阅读重要意义，营造良好氛围。
"""
RIGHT = """\
正文:
- 市教育局要加强师资保障，统筹安排教师参加读书节的各项活动。
- 市财政局要加强资金保障，统筹安排经费支持读书节的各项活动。
"""

_PROSE = frozenset((PARAGRAPH, "接排", "文", "任务", "内容", "领句"))
_SHORTEST = 16
_HEAD = 5
"""Characters of a clause by which two sentences are brought together."""
_ALIKE = 0.84
_MOST_CHANGED = 6
"""Characters changed in one place: more is another thing said."""
_CLAUSE = "[，、；：]"
_CONTRAST = (
    r"[\d一二三四五六七八九十百千万东西南北上下左右前后内外大小新旧男女甲乙丙丁"
    "省市县区乡镇村街局委办部厅校院]"
)
_NOT_COUNTED = "[（(“]|(?:责任单位|牵头单位|配合单位|完成时限|时限|责任人|注|附件|联系)"
_ARTICLE = "第[一二三四五六七八九十]+条"


class _Sentence(Struct, frozen=True):
    text: str
    passage: Passage
    at: int
    number: int


def check(context: Context) -> Iterator[Finding]:
    """Each sentence that is nearly one before it."""
    for part, passages in zip(parts_of(context.document), context.passages_by_part, strict=True):
        regulates = any(re.match(_ARTICLE, passage.text) for passage in passages)
        if part.articles is None and not regulates:
            yield from _in_part(passages, context)


def _in_part(passages: Sequence[Passage], context: Context) -> Iterator[Finding]:
    by_head: dict[str, list[_Sentence]] = defaultdict(list)
    told: set[int] = set()
    for sentence in _sentences(passages):
        beside: dict[int, _Sentence] = {}
        for clause in re.split(_CLAUSE, sentence.text):
            if len(clause) >= _HEAD:
                for other in by_head[clause[:_HEAD]][:4]:
                    beside[other.number] = other
                by_head[clause[:_HEAD]].append(sentence)
        for other in beside.values():
            if other.number not in told and _is_near(other.text, sentence.text):
                told.add(sentence.number)
                yield Finding(
                    context.spot(sentence.passage.place, sentence.passage.text, sentence.at),
                    f"这一句与第{other.passage.place.line}行的“{other.text[:14]}……”差不多",
                    hint="核对一下，说的是一件事的，删掉一处",
                    element=sentence.text[:12],
                )
                break


def _sentences(passages: Sequence[Passage]) -> Iterator[_Sentence]:
    number = 0
    for passage in passages:
        if passage.key not in _PROSE or len(passage.text) < _SHORTEST:
            continue
        at = 0
        for text in re.split("[。；]", passage.text):
            bare = re.sub("^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，)", "", text)
            if len(bare) >= _SHORTEST and not re.match(_NOT_COUNTED, bare):
                yield _Sentence(bare, passage, at, number)
                number += 1
            at += len(text) + 1


def _is_near(one: str, other: str) -> bool:
    """Whether they differ by a few characters, and not in what they are about."""
    if one == other or abs(len(one) - len(other)) > max(len(one), len(other)) * (1 - _ALIKE):
        return False
    from difflib import SequenceMatcher  # only where two sentences have a clause in common

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return False
    for tag, start, end, at, to in matcher.get_opcodes():
        left, right = one[start:end], other[at:to]
        if tag != "equal" and (
            re.search(_CONTRAST, left + right) or max(len(left), len(right)) > _MOST_CHANGED
        ):
            return False
        if tag == "replace" and start == 0:  # another subject
            return False
    return True
