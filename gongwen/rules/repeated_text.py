"""文字重复：同一段话、同一句话在一份文字里出现了两次。

整段重复是警告，一句重复是提示。责任单位、时限这样的短句不算；条款体的文件不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import PARAGRAPH, Passage
from ..document.tree import parts_of
from ..library.blanks import has_blank
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "文字重复"
LEVEL = Level.NOTICE
BASIS = ""
WRONG = """\
正文:
- 各区要按照统一部署，认真组织好读书节的各项活动，确保取得实效。
- 市教育局负责协调。
- 各区要按照统一部署，认真组织好读书节的各项活动，确保取得实效。
"""
RIGHT = """\
正文:
- 各区要按照统一部署，认真组织好读书节的各项活动，确保取得实效。
- 各校要按照统一部署，认真组织好读书月的各项活动，确保取得实效。
"""

_PROSE = frozenset((PARAGRAPH, "接排", "文", "任务", "内容", "领句"))
_WHOLE = frozenset((PARAGRAPH, "接排", "内容"))
"""Where a whole paragraph is no item of a list, which two lists may have."""
_SHORTEST, _SHORTEST_PARAGRAPH = 18, 28
_SHORTEST_ENTRY = 8
_PERSON = (
    rf"{HAN}(?:{HAN}|[ \u3000·]){{1,4}}(?:[（(][^（）()]{{1,6}}[）)])?"
    rf"[ \u3000]+{HAN}[^。；：]{{3,40}}"
)
"""A line of a list of names: the name and the post."""
_ARTICLE = "第[一二三四五六七八九十]+条"
_NOT_COUNTED = "[（(“]|(?:责任单位|牵头单位|配合单位|完成时限|时限|责任人|注|附件|联系)"


def check(context: Context) -> Iterator[Finding]:
    """Paragraphs, and sentences, that stand in a part for the second time."""
    for part, passages in zip(parts_of(context.document), context.passages_by_part, strict=True):
        regulates = any(re.match(_ARTICLE, passage.text) for passage in passages)
        if part.articles is None and not regulates:
            yield from _in_part(passages, context)
    yield from _entries(context)
    for passages in context.passages_by_part:
        yield from _people(passages)


def _people(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """赵敏　市教育局科长, twice in one list of names: lines that follow one another."""
    listed: dict[str, Passage] = {}
    for passage in passages:
        if not re.fullmatch(_PERSON, passage.text):
            listed = {}
            continue
        before = listed.setdefault("".join(passage.text.split()), passage)
        if before is not passage:
            yield Finding(
                passage.place,
                f"名单里“{passage.text}”与第{before.place.line}行的重复",
                hint="删掉一处；该写别的人的，改过来",
                level=Level.WARNING,
                element=passage.text[:12],
            )


def _entries(context: Context) -> Iterator[Finding]:
    """Two units with the same duties, or two tasks with the same words, however short."""
    for passages in context.passages_by_part:
        first: dict[str, Passage] = {}
        for passage in passages:
            if passage.key != "内容" or not _SHORTEST_ENTRY <= len(passage.text) < _SHORTEST:
                continue
            before = first.setdefault(passage.text, passage)
            if before is not passage and not has_blank(passage.text):
                yield Finding(
                    passage.place,
                    f"“内容”与第{before.place.line}行的一样：“{passage.text[:12]}……”",
                    hint="核对是不是照抄了别的一项",
                    element=passage.text[:12],
                )


def _in_part(passages: tuple[Passage, ...], context: Context) -> Iterator[Finding]:
    paragraphs: dict[str, Passage] = {}
    sentences: dict[str, Passage] = {}
    told: set[str] = set()
    for passage in passages:
        if passage.key not in _PROSE or len(passage.text) < _SHORTEST:
            continue
        if re.match(_NOT_COUNTED, passage.text) or not any(map(str.isalnum, passage.text)):
            continue
        before = passage
        if passage.key in _WHOLE and len(passage.text) >= _SHORTEST_PARAGRAPH:
            before = paragraphs.setdefault(passage.text, passage)
        if before is not passage:
            yield Finding(
                passage.place,
                f"这一段与第{before.place.line}行的重复：“{passage.text[:12]}……”",
                hint="删掉一处",
                level=Level.WARNING,
                element=passage.text[:12],
            )
            continue
        at = 0
        for sentence in passage.text.split("。"):
            if len(sentence) >= _SHORTEST and not re.match(_NOT_COUNTED, sentence):
                earlier = sentences.setdefault(sentence, passage)
                again = earlier is not passage or passage.text.find(sentence) < at
                if again and sentence not in told:
                    told.add(sentence)
                    yield Finding(
                        context.spot(passage.place, passage.text, at),
                        f"这一句与第{earlier.place.line}行的重复：“{sentence[:12]}……”",
                        hint="核对一下，重复的删掉",
                        element=sentence[:12],
                    )
            at += len(sentence) + 1
