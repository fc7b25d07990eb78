"""职责 under headings: a line to each unit that ends as the others do, numbered duties beneath."""

from __future__ import annotations

from collections.abc import Sequence

from ...paper.numbering import match_number, parse_marker
from ..contents import Content, Found, paragraph_at
from ..pieces import Source, SourceParagraph
from ..tree import Tree, noted
from ..wording import is_unit, names_in

PRECEDENCE = 500
_NUMBER = parse_marker("1.")


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """“某局工作职责：” lines that share their ending, each with items from 1 on; two at least."""
    groups: list[tuple[SourceParagraph, list[SourceParagraph]]] = []
    position = index
    while heading := paragraph_at(contents, position):
        items = _items(contents, position + 1)
        if not heading.text.endswith(("：", ":")) or not items:
            break
        groups.append((heading, items))
        position += 1 + len(items)
    ending = _shared_ending([heading.text for heading, _ in groups])
    while len(groups) > 1 and not ending:
        groups.pop()
        ending = _shared_ending([heading.text for heading, _ in groups])
    units = [heading.text.removesuffix(ending) for heading, _ in groups]
    if len(groups) < 2 or not all(is_unit(name) for unit in units for name in names_in(unit)):
        return None
    duties: list[Tree] = []
    for unit, (heading, items) in zip(units, groups, strict=True):
        texts: list[Tree] = []
        for item in items:
            rest = _rest(item.text)
            source.leave(item.text.removesuffix(rest), item.number, "序数，由程序加")
            texts.append(noted(rest, *item.remarks))
        source.leave(ending, heading.number, "职责标题中相同的字，写在“题式”里")
        duties.append(noted({"单位": unit, "内容": texts}, *heading.remarks))
    used = sum(1 + len(items) for _, items in groups)
    return Found(({"题式": "{单位}" + ending, "职责": duties},), used)


def _items(contents: list[Content], index: int) -> list[SourceParagraph]:
    """The paragraphs from `index` on that are numbered 1. 2. 3. and so on."""
    items: list[SourceParagraph] = []
    while paragraph := paragraph_at(contents, index + len(items)):
        match = match_number(_NUMBER, paragraph.text) if _NUMBER else None
        if not match or match[0] != len(items) + 1 or not match[1]:
            break
        items.append(paragraph)
    return items


def _rest(text: str) -> str:
    match = match_number(_NUMBER, text) if _NUMBER else None
    return match[1] if match else text


def _shared_ending(texts: Sequence[str]) -> str:
    """What all texts end in, from the end of the units' names on."""
    if not texts:
        return ""
    shortest = min(texts, key=len)
    for start in range(2, len(shortest)):
        rest = shortest[start:]
        if not all(text.endswith(rest) for text in texts):
            continue
        if all(is_unit(text.removesuffix(rest)) for text in texts):
            return rest
    return ""
