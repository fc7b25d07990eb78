"""Pasted text made into blocks, so that everything after sees one kind of tree.

A line with a marker opens a section at the marker's level; what follows, structured blocks
included, belongs to it until a line of the same or a higher level, or a typed 节, comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .. import outline
from ..numbering import Scheme
from ..problem import Place
from .blocks import Article, Block, Chapter, Item, Items, Prose, Section, Stages, TypedNumber
from .parts import Attachment, Document, IssuedText, Numbered, NumberingScheme, Part
from .walk import ARTICLE_LEVEL, ARTICLE_SCHEME, CHAPTER_LEVEL, scheme_of


P = TypeVar("P", bound=Part)
N = TypeVar("N", bound=Numbered)


def arrange(document: Document) -> Document:
    """The document with every 正文 arranged, and 编号, 责任标注 and 体例 handed down."""
    arranged = _arranged(document, None, None, None)
    handed = (arranged.numbering, arranged.responsibility_form, arranged.articles)
    return arranged.model_copy(
        update={
            "issued_texts": tuple(_part(part, *handed) for part in document.issued_texts),
            "attachments": tuple(_part(part, *handed) for part in document.attachments),
        }
    )


def _part(
    part: P,
    numbering: NumberingScheme | None,
    responsibility_form: str | None,
    articles: Any,
) -> P:
    arranged = _arranged(part, numbering, responsibility_form, articles)
    handed = (arranged.numbering, arranged.responsibility_form, arranged.articles)
    update: dict[str, Any] = {}
    if isinstance(part, Attachment):
        update["texts"] = tuple(_part(text, *handed) for text in part.texts)
    if isinstance(part, Attachment | IssuedText):
        update["attachments"] = tuple(_part(item, *handed) for item in part.attachments)
    return arranged.model_copy(update=update) if update else arranged


def _arranged(
    part: N,
    numbering: NumberingScheme | None,
    responsibility_form: str | None,
    articles: Any,
) -> N:
    handed = {
        "numbering": part.numbering or numbering,
        "responsibility_form": part.responsibility_form or responsibility_form,
        "articles": part.articles or articles,
    }
    scheme = scheme_of(handed["numbering"], bool(handed["articles"]))
    return part.model_copy(update={**handed, "body": arrange_body(part.body, scheme)})


@dataclass(slots=True)
class _Open:
    """A section that is still open, and what has come under it so far."""

    level: int
    heading: Section | Chapter | None
    children: list[Block] = field(default_factory=list)


def arrange_body(body: Iterable[Block], scheme: Scheme) -> tuple[Block, ...]:
    """The blocks of one 正文, texts read as on paper."""
    stack = [_Open(0, None)]
    for block in body:
        if isinstance(block, Prose):
            for line in outline.read(block.text, scheme):
                _take_line(line, block.place().of_text_line(line.index), stack, scheme)
            continue
        inner = _with_arranged_inside(block, scheme)
        if isinstance(block, Section | Chapter):
            _close(stack, 1)
        stack[-1].children.append(inner)
    _close(stack, 1)
    return tuple(stack[0].children)


def _with_arranged_inside(block: Block, scheme: Scheme) -> Block:
    if isinstance(block, Section | Chapter):
        return block.model_copy(update={"body": arrange_body(block.body, scheme)})
    if isinstance(block, Stages):
        stages = tuple(
            stage.model_copy(update={"body": arrange_body(stage.body, scheme)})
            for stage in block.stages
        )
        return block.model_copy(update={"stages": stages})
    return block


def _close(stack: list[_Open], level: int) -> None:
    """Close the open sections of `level` and deeper."""
    while len(stack) > 1 and stack[-1].level >= level:
        done = stack.pop()
        if done.heading is not None:
            section = done.heading.model_copy(update={"body": tuple(done.children)})
            stack[-1].children.append(section)


def _take_line(line: outline.Line, place: Place, stack: list[_Open], scheme: Scheme) -> None:
    if isinstance(line, outline.Plain):
        children = stack[-1].children
        if scheme is ARTICLE_SCHEME and children and isinstance(children[-1], Article):
            children[-1] = _with_paragraph(children[-1], line.text)
        else:
            children.append(Prose.at(line.text, place))
        return
    typed = TypedNumber(line.level, line.number)
    if scheme is ARTICLE_SCHEME and line.level >= ARTICLE_LEVEL:
        _take_article_line(line, typed, place, stack)
        return
    _close(stack, line.level)
    if isinstance(line, outline.Item):
        _take_item(stack[-1].children, _item(line.text, typed, place))
        return
    heading: Section | Chapter
    if scheme is ARTICLE_SCHEME and line.level == CHAPTER_LEVEL:
        heading = Chapter(章=line.title)  # type: ignore[call-arg]
    else:
        heading = Section.model_validate(
            {"节": line.title, **({"接排": line.run_in} if line.run_in else {})}
        )
        heading._typed = typed
    heading._place = place
    stack.append(_Open(line.level, heading))


def _item(text: str, typed: TypedNumber | None, place: Place) -> Item:
    item = Item.model_validate({"文": text})
    item._typed, item._place = typed, place
    return item


def _take_item(children: list[Block], item: Item) -> None:
    """Put an item with the items right before it; a deeper one under the last of them."""
    before = children[-1] if children else None
    if not isinstance(before, Items) or not before.items[0]._typed or not item._typed:
        block = Items.model_validate({"条目": [{"文": item.text}]})
        block._place = item._place
        children.append(block.model_copy(update={"items": (item,)}))
        return
    children[-1] = before.model_copy(update={"items": _joined(before.items, item)})


def _joined(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    last = items[-1]
    if last._typed and item._typed and item._typed.level > last._typed.level:
        inner = _joined(last.items, item) if last.items else (item,)
        return (*items[:-1], last.model_copy(update={"items": inner}))
    return (*items, item)


def _take_article_line(
    line: outline.Heading | outline.Item, typed: TypedNumber, place: Place, stack: list[_Open]
) -> None:
    """第×条 opens an article; （一） and 1. beneath are its points."""
    text = line.text if isinstance(line, outline.Item) else _whole(line)
    children = stack[-1].children
    if line.level == ARTICLE_LEVEL or not (children and isinstance(children[-1], Article)):
        article = Article.model_validate({"条": text})
        article._place = place
        children.append(article)
        return
    article = children[-1]
    item = _item(text, typed, place)
    points = _joined(article.points, item) if article.points else (item,)
    children[-1] = article.model_copy(update={"points": points})


def _whole(line: outline.Heading) -> str:
    return line.title + line.run_in


def _with_paragraph(article: Article, text: str) -> Article:
    paragraphs = article.paragraphs
    before = (paragraphs,) if isinstance(paragraphs, str) else paragraphs
    return article.model_copy(update={"paragraphs": (*before, text)})
