"""A document to plant errors in, and the ways to plant one."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from gongwen.paper.characters import HAN

__all__ = ["HAN", "Draft", "Plant", "changed", "headed", "numbered", "said"]

HEAD = (
    ("文种", "通知"),
    ("稿本", "送审稿"),
    ("发文机关", "云溪市人民政府办公室"),
    ("标题", "云溪市人民政府办公室关于做好近期有关工作的通知"),
    ("主送", "市教育局、市科技局"),
    ("成文日期", "2026-06-15"),
)


class Draft(Struct, frozen=True):
    """A document: the values of its keys as YAML writes them, and its paragraphs."""

    paragraphs: tuple[str, ...]
    head: tuple[tuple[str, str], ...] = HEAD

    def written(self) -> str:
        """Its YAML: a line for each key, `正文:`, a line for each paragraph."""
        head = [f"{key}: {value}" for key, value in self.head]
        return "\n".join([*head, "正文:", *(f"- '{text}'" for text in self.paragraphs), ""])

    def line_of(self, paragraph: int) -> int:
        """The line of the YAML in which a paragraph stands, from 1."""
        return len(self.head) + 2 + paragraph


class Plant(Struct, frozen=True):
    """A draft with an error, and where it was planted: from `start` to `end` in a paragraph; in the
    head, or in no one place, where `paragraph` is None.
    """

    draft: Draft
    paragraph: int | None = None
    start: int = 0
    end: int = 0


Make = Callable[[re.Match[str]], str]


def changed(draft: Draft, chance: Random, pattern: str, make: Make | str) -> Plant | None:
    """One of the matches of `pattern` in the paragraphs, written otherwise; None where none is."""
    found = [
        (number, match)
        for number, text in enumerate(draft.paragraphs)
        for match in re.finditer(pattern, text)
    ]
    if not found:
        return None
    number, match = chance.choice(found)
    wrong = match.expand(make) if isinstance(make, str) else make(match)
    text = match.string
    return _with(
        draft, number, text[: match.start()] + wrong + text[match.end() :], match.start(), wrong
    )


def said(draft: Draft, chance: Random, *sentences: str, at: int | None = None) -> Plant:
    """One of some sentences set at the end of a paragraph. What is wrong in it stands in ⟦⟧."""
    sentence = chance.choice(sentences)
    number = chance.randrange(len(draft.paragraphs)) if at is None else at % len(draft.paragraphs)
    before, _, rest = sentence.partition("⟦")
    wrong, _, after = rest.partition("⟧")
    text = draft.paragraphs[number]
    return _with(draft, number, text + before + wrong + after, len(text) + len(before), wrong)


def headed(draft: Draft, **values: str | None) -> Draft:
    """The draft with other values in its head; None leaves a key out."""
    known = dict(draft.head) | values
    return replace(draft, head=tuple((key, value) for key, value in known.items() if value))


def numbered(draft: Draft, paragraphs: tuple[str, ...], wrong: int) -> Plant:
    """The draft with other paragraphs, one of which is wrong as a whole."""
    return Plant(replace(draft, paragraphs=paragraphs), wrong, 0, len(paragraphs[wrong]))


def _with(draft: Draft, number: int, text: str, start: int, wrong: str) -> Plant:
    paragraphs = (*draft.paragraphs[:number], text, *draft.paragraphs[number + 1 :])
    return Plant(replace(draft, paragraphs=paragraphs), number, start, start + len(wrong))
