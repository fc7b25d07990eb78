"""Whether a change of a registry may show in a document, told by the texts alone: reading every
version of a registry takes longer than setting the document.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from .. import patterns as re

_TAIL: Final = 3
"""Letters at the end of a name that are always written: 教育局, where 云溪市 is left out."""
_ENTRY: Final = re.compile(r"^( *)- ", re.MULTILINE)
_SAYS_NO_NAME: Final = re.compile(r"(?m)(?:类别|代字|止)[\"']?\s*:[^,}\n]*|(?:^|\s)#.*$")
_KEYS: Final = frozenset(("全称", "简称", "别名", "曾用名", "名", "止", "类别", "代字", "包含"))


def may_show(old: bytes, new: bytes, words: str) -> bool:
    """Whether a unit whose entry differs in two versions of a registry is written anywhere in
    `words`, a document's own without spaces: by any of its names, or by the end of one.
    """
    differing = _entries(old) ^ _entries(new)
    return any(tail in words for entry in differing for tail in _tails(entry))


@cache
def _entries(registry: bytes) -> frozenset[str]:
    """The entries, each with all its lines. What is no such list is one entry."""
    text = registry.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    first = _ENTRY.search(text)
    if first is None:
        return frozenset((text,))
    return frozenset(re.split(rf"(?m)^(?={first[1]}- )", text))


@lru_cache(maxsize=10_000)
def _tails(entry: str) -> frozenset[str]:
    said = _SAYS_NO_NAME.sub("", entry)
    found = re.findall(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[A-Za-z]+", said)
    return frozenset(word[-_TAIL:] for word in found if word not in _KEYS)
