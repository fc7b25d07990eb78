"""Pasted text made into blocks, so that everything after sees one kind of tree.

A line with a marker opens a section at the marker's level; what follows, structured blocks
included, belongs to it until a line of the same or a higher level, or a typed 节, comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import Struct, field

from .. import patterns as re
from ..paper import outline
from ..paper.attachment_note import AttachmentNote
from ..paper.numbering import DEFAULT_SCHEME, Scheme
from ..problem import Place
from .blocks import Article, Block, Chapter, Item, Items, PlanStages, Prose, Section, Task
from .numerable import Numerable, TypedNumber
from .parts import Attachment, Document, Numbered
from .walk import ARTICLE_LEVEL, ARTICLE_SCHEME, CHAPTER_LEVEL, SECTION_LEVEL, scheme_of

_HANDED_DOWN = ("numbering", "responsibility_form", "articles")
_PARTS_WITHIN = ("issued_texts", "texts", "attachments")

N = TypeVar("N", bound=Numbered)
B = TypeVar("B", bound=Numerable)


def arrange(document: Document) -> Document:
    """The document with every 正文 arranged, and 编号, 责任标注 and 体例 handed down; a part with a
    编号 of its own is in articles only where it says so itself.
    """
    return _arranged(document, {}, None)


def _arranged(part: N, around: dict[str, Any], owner: Document | None) -> N:
    """`owner` is the document that the part around was quoted from, if it was."""
    owner = arrange(part.origin) if part.origin is not None else owner
    handed = {name: getattr(part, name) or around.get(name) for name in _HANDED_DOWN}
    if part.numbering and not part.articles:
        handed["articles"] = None
    scheme = scheme_of(handed["numbering"], bool(handed["articles"]))
    update = {**handed, "body": arrange_body(part.body, scheme)}
    for name in _PARTS_WITHIN:
        if parts := getattr(part, name, ()):
            update[name] = tuple(_arranged(_named(each), handed, owner) for each in parts)
    return part.copy(**update).quoted_from(owner)


def _named(part: N) -> N:
    """An attachment without a number typed before its title: 附件说明 and the label give it one."""
    if not isinstance(part, Attachment) or not part.title:
        return part
    first, *more = (part.title,) if isinstance(part.title, str) else part.title
    if label := re.match(_LABEL, first, re.ASCII):
        number, rest = int(label[1] or 1), first[label.end() :]
    elif found := outline.typed_number(first, DEFAULT_SCHEME):
        number, rest = found.number, found.rest
    else:
        return part
    return part.numbered(number, rest if isinstance(part.title, str) else (rest, *more))


_LABEL = r"附件(\d{0,2})(?:[：:、.．][ \u3000]*|[ \u3000]+)(?=\S)"


class _OpenSection(Struct):
    """A section that is still open, and what has come under it so far."""

    level: int
    heading: Section | Chapter | None
    children: list[Block] = field(default_factory=list)


def arrange_body(body: Iterable[Block], scheme: Scheme) -> tuple[Block, ...]:
    """The blocks of one 正文, texts read as on paper."""
    stack = [_OpenSection(0, None)]
    note = AttachmentNote()
    for block in body:
        if isinstance(block, Prose):
            raw = outline.lines_of(block.text)
            for line in outline.read(block.text, scheme, note):
                place = block.place().of_text_line(line.index)
                _take_line(line, raw[line.index], place, stack, scheme)
            continue
        note.is_open = False
        if isinstance(block, Section | Chapter):
            section_in_articles = scheme is ARTICLE_SCHEME and isinstance(block, Section)
            _close(stack, SECTION_LEVEL if section_in_articles else 1)
        stack[-1].children.append(_arranged_inside(block, scheme))
    _close(stack, 1)
    return tuple(stack[0].children)


def _arranged_inside(block: Block, scheme: Scheme) -> Block:
    if isinstance(block, Items):
        return block.copy(items=_unnumbered_items(block.items, scheme))
    if isinstance(block, Section | Chapter):
        update = {"body": arrange_body(block.body, scheme)}
        return _unnumbered(block, "title", scheme).copy(**update)
    if isinstance(block, Task):
        return _unnumbered(block, "text", scheme)
    if isinstance(block, Article):
        points = _unnumbered_items(block.points, scheme)
        return _unnumbered(block, "paragraphs", scheme).copy(points=points)
    if isinstance(block, PlanStages):
        stages = tuple(
            _unnumbered(stage, "name", scheme).copy(body=arrange_body(stage.body, scheme))
            for stage in block.stages
        )
        return block.copy(stages=stages)
    return block


def _unnumbered_items(items: tuple[Item, ...], scheme: Scheme) -> tuple[Item, ...]:
    return tuple(
        _unnumbered(item, "text", scheme).copy(items=_unnumbered_items(item.items, scheme))
        for item in items
    )


def _unnumbered(block: B, name: str, scheme: Scheme) -> B:
    """The block without a number typed before its text, which would be printed twice; a section
    that is not to be numbered keeps its own.
    """
    typed = getattr(block, name)
    text = typed if isinstance(typed, str) else typed[0]
    heads = isinstance(block, Section | Chapter | Article)
    found = None
    if getattr(block, "numbering", None) != "无":
        found = outline.typed_number(text, scheme, headed=heads)
    if found is None:
        return block
    rest = found.rest if typed is text else (found.rest, *typed[1:])
    typed_number = TypedNumber(0, found.number, found.written, found.marker, found.above)
    return block.with_number(typed_number, **{name: rest})


def _close(stack: list[_OpenSection], level: int) -> None:
    """Close the open sections of `level` and deeper."""
    while len(stack) > 1 and stack[-1].level >= level:
        done = stack.pop()
        if done.heading is not None:
            section = done.heading.copy(body=tuple(done.children))
            stack[-1].children.append(section)


def _take_line(
    line: outline.Line, raw: str, place: Place, stack: list[_OpenSection], scheme: Scheme
) -> None:
    if isinstance(line, outline.Plain):
        _take_plain(line.text, place, stack[-1].children)
        return
    marker = scheme.marker(line.level)
    written = outline.written_marker(raw, marker)
    typed = TypedNumber(line.level, line.number, written, marker, line.above)
    articles = scheme is ARTICLE_SCHEME
    if isinstance(line, outline.OutlineItem) or (articles and line.level >= ARTICLE_LEVEL):
        if not articles:
            _close(stack, line.level)
        text = line.text if isinstance(line, outline.OutlineItem) else line.title + line.run_in
        if articles and line.level == ARTICLE_LEVEL:
            stack[-1].children.append(Article.pasted(place, typed, paragraphs=text, points=()))
        else:
            _take_item(stack[-1].children, Item.pasted(place, typed, text=text, items=()))
        return
    _close(stack, line.level)
    heading: Section | Chapter
    if articles and line.level == CHAPTER_LEVEL:
        heading = Chapter.pasted(place, typed, title=line.title + line.run_in)
    else:
        heading = Section.pasted(place, typed, title=line.title, run_in=line.run_in or None)
    stack.append(_OpenSection(line.level, heading))


def _take_plain(text: str, place: Place, children: list[Block]) -> None:
    """A paragraph; right after a pasted 条 it is its next 款, unless its 项 came between."""
    before = children[-1] if children else None
    if isinstance(before, Article) and before.is_pasted and not before.points:
        paragraphs = before.paragraphs
        typed = (paragraphs,) if isinstance(paragraphs, str) else paragraphs
        children[-1] = before.copy(paragraphs=(*typed, text))
    else:
        children.append(Prose.made(place, text=text))


def _take_item(children: list[Block], item: Item) -> None:
    """Put an item under the article or with the pasted items right before it; a deeper one under
    the last of them.
    """
    before = children[-1] if children else None
    if isinstance(before, Article) and before.is_pasted:
        children[-1] = before.copy(points=_joined(before.points, item))
    elif isinstance(before, Items) and _level(before.items[0]) and _goes_with(before, item):
        children[-1] = before.copy(items=_joined(before.items, item))
    else:
        children.append(Items.made(item.place(), items=(item,)))


def _goes_with(items: Items, item: Item) -> bool:
    return _level(item) >= _level(items.items[0])


def _level(item: Item) -> int:
    return item.typed_number.level if item.typed_number else 0


def _joined(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    if items and _level(item) > _level(items[-1]):
        inner = _joined(items[-1].items, item)
        return (*items[:-1], items[-1].copy(items=inner))
    return (*items, item)
