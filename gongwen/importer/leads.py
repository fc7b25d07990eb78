"""领句: paragraphs without a number whose first sentence is their heading."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from .contents import Content
from .pieces import SourceParagraph
from .wording import STOPS

_MANY = 3
_PLAIN = ("", "Normal", "Body Text", "First Paragraph", "Compact")
"""Styles of body text in files that were never given faces (pandoc's among them)."""
_FIRST = re.compile(r"([^。！？；：]{4,30}。)(?=.{8})")


def lead_sentences(contents: Sequence[Content], *, habit: bool = False) -> dict[int, int]:
    """How many characters of which paragraphs are a lead sentence.

    A heavier face says so where the file has faces; where it has none, two paragraphs or more in a
    row must all begin so. In a text that has the `habit` of it, single ones may, after a first
    paragraph that does not.
    """
    paragraphs = [
        (at, each) for at, each in enumerate(contents) if isinstance(each, SourceParagraph)
    ]
    by_face = {
        at: each.look.lead
        for at, each in paragraphs
        if each.look.lead and _ends_sentence(each) and not each.look.outline
    }
    if by_face or any(each.look.style not in _PLAIN or each.look.size for _, each in paragraphs):
        return by_face
    found = [(at, match) for at, each in paragraphs if (match := _first(each.text))]
    whole = len(found) >= 2 and len(found) == len(contents)
    later = habit and len(contents) > 1 and [at for at, _ in found] == [*range(1, len(contents))]
    if not whole and not later:
        return {}
    return {at: match.end(1) for at, match in found}


def has_habit(regions: Sequence[Sequence[Content]]) -> bool:
    """Whether a text's paragraphs begin with lead sentences under many of its headings."""
    return sum(bool(lead_sentences(region)) for region in regions) >= _MANY


def _ends_sentence(paragraph: SourceParagraph) -> bool:
    lead = paragraph.look.lead
    text = paragraph.text
    return 4 <= lead <= 60 and lead < len(text) and text[lead - 1] in STOPS[:3]


def _first(text: str) -> re.Match[str] | None:
    match = _FIRST.match(text)
    if match is None or match[1].count("，") + match[1].count(",") > 1:
        return None
    return match if not re.search(r"\d{4}年|^[（(]", match[1]) else None
