"""Ways through a whole document: its parts, and its elements."""

from __future__ import annotations

from collections.abc import Iterator

from ..elements.element import Element
from .blocks import Block, Chapter, PlanStages, Section
from .parts import Attachment, Document, IssuedText, Numbered


def parts_of(document: Document) -> Iterator[Numbered]:
    """The document itself, its 印发件 and 附件 and the texts in them, in the order of paper."""
    yield document
    for issued in document.issued_texts:
        yield from _within(issued)
    for attachment in document.attachments:
        yield from _within(attachment)


def attachment_lists(
    document: Document,
) -> Iterator[tuple[IssuedText | None, tuple[Attachment, ...]]]:
    """The document's own attachments, then those of each text that it issues, in the order in
    which 附件1, 附件2 count on for whoever refers to them.
    """
    yield None, document.attachments
    for issued in document.issued_texts:
        yield issued, issued.attachments


def _within(part: IssuedText | Attachment) -> Iterator[Numbered]:
    yield part
    if isinstance(part, Attachment):
        yield from part.texts
    for attachment in part.attachments:
        yield from _within(attachment)


def blocks_of(body: tuple[Block, ...]) -> Iterator[Block]:
    """Every block of a 正文, those within others too, in the order of paper."""
    for block in body:
        yield block
        if isinstance(block, Section | Chapter):
            yield from blocks_of(block.body)
        elif isinstance(block, PlanStages):
            for stage in block.stages:
                yield from blocks_of(stage.body)


def elements_of(element: Element) -> list[Element]:
    """`element` and every element within it, in order."""
    found: list[Element] = []
    _add_elements(element, found)
    return found


def _add_elements(element: Element, found: list[Element]) -> None:
    found.append(element)
    for name in element.fields:
        value = getattr(element, name)
        if isinstance(value, Element):
            _add_elements(value, found)
        elif isinstance(value, tuple) and value:
            _add_items(value, found)


def _add_items(items: tuple[object, ...], found: list[Element]) -> None:
    for item in items:
        if isinstance(item, Element):
            _add_elements(item, found)
        elif isinstance(item, tuple):
            _add_items(item, found)
