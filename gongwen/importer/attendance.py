"""出席, 请假 and 列席 of minutes, at the head of their text or at its end."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph
from .tree import Tree

_LINE = re.compile(
    r"(?P<key>出\s*席|参\s*会|参\s*加|与\s*会|到\s*会|请\s*假|缺\s*席|列\s*席)(?:会议)?(?:领导|人员|人|单位|同志)?"
    r"\s*[：:]\s*(?P<who>\S.*)"
)
_BESIDE = re.compile(
    r"(?:会议)?(?:时\s*间|地\s*点|日\s*期|主\s*持(?:\s*人)?|记\s*录(?:\s*人|整理)?|议\s*题|名\s*称|整\s*理(?:人)?|审\s*核(?:人)?|签\s*发(?:人)?)"
    r"\s*[：:]\s*\S.*"
)
"""What else minutes say of a meeting on lines of their own, for which they have no element."""
_KEYS = {"参会": "出席", "参加": "出席", "与会": "出席", "到会": "出席", "缺席": "请假"}
_ORDER = ("出席", "请假", "列席")
_LONGEST = 60


def read_attendance(pieces: list[Piece], source: Source) -> tuple[dict[str, Tree], list[Piece]]:
    """Who was there, from the first or the last lines of minutes, and the pieces without them.
    What other words say, and what moves behind the text, is told.
    """
    found: dict[str, Tree] = {}
    taken: set[int] = set()
    head = _run(pieces)
    tail = [len(pieces) - 1 - at for at in _run(pieces[::-1]) if len(pieces) - 1 - at not in head]
    for at in (*head, *reversed(tail)):
        piece = pieces[at]
        match = _LINE.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
        if match is None or not isinstance(piece, SourceParagraph):
            continue
        word = "".join(match["key"].split())
        key = _KEYS.get(word, word)
        if key in found:
            continue
        found[key] = match["who"].rstrip("。")
        taken.add(at)
        _leave(piece, key, match["who"], source)
        if key != word:
            said = f"“{word}”写成了“{key}”"
            source.say(UNSURE, Level.NOTICE, piece.number, said, "对照原文核对")
    _tell_moved([at for at in head if at in taken], pieces, source)
    _tell_beside([at for at in (*head, *tail) if at not in taken], pieces, source)
    kept = [piece for at, piece in enumerate(pieces) if at not in taken]
    return {key: found[key] for key in _ORDER if key in found}, kept


def _run(pieces: Sequence[Piece]) -> list[int]:
    """The first pieces that say who was there, when and where."""
    found = []
    for at, piece in enumerate(pieces):
        text = piece.text if isinstance(piece, SourceParagraph) else ""
        if not (_LINE.fullmatch(text) or (len(text) <= _LONGEST and _BESIDE.fullmatch(text))):
            break
        found.append(at)
    return found


def _leave(piece: SourceParagraph, key: str, who: str, source: Source) -> None:
    label = piece.text.replace(who.rstrip("。"), "", 1)
    source.leave(label, piece.number, f"“{key}”的字，由程序印")


def _tell_moved(head: Sequence[int], pieces: Sequence[Piece], source: Source) -> None:
    if head:
        said = "正文前面的出席、列席、请假移到了正文后面，纪要印在那里"
        hint = "要印在前面的，移回“正文”的前几段"
        source.say(UNSURE, Level.NOTICE, pieces[head[0]].number, said, hint)


def _tell_beside(places: Sequence[int], pieces: Sequence[Piece], source: Source) -> None:
    if places:
        said = "会议的时间、地点、主持、记录等没有对应的项目，照原样写成了正文的段落"
        source.say(UNSURE, Level.NOTICE, pieces[min(places)].number, said, "不印的，删去")
