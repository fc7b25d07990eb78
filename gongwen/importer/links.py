"""Addresses of links, which do not print: told where the text does not show them."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import Fate, shortened
from .pieces import Source

_SCHEME = re.compile(r"(?i)(?:https?://|mailto:|ftp://|file:///?)")
Said = tuple[str, Level, str]
"""A message, its level, and what to do."""


def doubt_of_link(address: str, shown: str) -> Said | None:
    """What is to be said of a text that leads to an address; None where the text is that address,
    or it leads to a place in the file.
    """
    plain, text = _bare(address), _bare(shown)
    if not text or not plain or plain.startswith(("#", "_toc")) or plain in text:
        return None
    return (
        f"“{shortened(shown.strip())}”连着地址 {address[:200]}，地址没有写进文稿",
        Level.NOTICE,
        "要让读的人看到地址的，把它写进文字",
    )


def _bare(address: str) -> str:
    return _SCHEME.sub("", "".join(address.split())).rstrip("/").lower()


def tell_links(found: Sequence[Fate], source: Source) -> None:
    """Say so of the links within the paragraphs that were kept."""
    for fate in found:
        for shown, address in source.links.get(fate.number, ()) if fate.at else ():
            if said := doubt_of_link(address, shown):
                source.say(UNSURE, said[1], fate.number, said[0], said[2])
