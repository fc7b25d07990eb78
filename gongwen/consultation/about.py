"""Which document a reply is about: it may be that of another office, or of another draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from .. import patterns as re

_MARKED: Final = re.compile(
    "《(?P<inside>[^《》]+?)[（(]?(?:征求意见[^《》]{0,3}稿|意见稿|草案|送审稿|讨论稿)[）)]?》"
    "|《(?P<before>[^《》]+)》[（(]?(?:征求意见[^《》]{0,3}稿|草案)"
    "|(?:关于|对)(?:反馈|征求|对)*《(?P<headed>[^《》]+)》(?:的)?(?:修改|反馈)?(?:意见|建议|复函|回复|反馈)"
)
"""The name of a document that was out for comment."""
_COMMON: Final = re.compile(
    "^(?:关于)?(?:印发|修[改订]|制定)*|(?:的)?(?:通知|(?:实施|工作|管理|行动)*(?:方案|办法|细则|意见|规定|计划|规则))$"
)
_LEAST_CORE: Final = 4
_ALIKE: Final = 0.4
_LINES: Final = 6


def named_in(lines: Sequence[str]) -> Iterator[str]:
    """The documents out for comment that the first lines of a reply name."""
    for line in lines[:_LINES]:
        for match in _MARKED.finditer(line):
            yield match["inside"] or match["before"] or match["headed"]


def other_document(named: Iterable[str], titles: Sequence[str]) -> str:
    """The document that a reply is about where it is plainly none that was sent; "" where it is, or
    may be. What all titles of a place have in common makes none alike.
    """
    names = list(named)
    if not titles or any(_is_like(name, title) for name in names for title in titles):
        return ""
    return next((name for name in names if len(_core(name, titles)) >= _LEAST_CORE), "")


def _is_like(name: str, title: str) -> bool:
    core, whole = _core(name, [title]), _core(title, [name])
    if len(core) < _LEAST_CORE or core in whole:
        return True
    blocks = SequenceMatcher(None, core, whole, autojunk=False).get_matching_blocks()
    return sum(each.size for each in blocks) >= _ALIKE * len(core)


def _core(name: str, others: Sequence[str]) -> str:
    """A title without its issuer, its place, and the sort of document that it is."""
    bare = re.sub(r"[（(][^（）()]*稿[）)]|[\s　《》〈〉（）()]", "", name)
    bare = bare.partition("关于")[2] or bare
    bare = _COMMON.sub("", _COMMON.sub("", bare))
    place = re.match("[^省市县区]{2,4}[省市县区]", bare)
    return bare[place.end() :] if place and any(place[0] in other for other in others) else bare
