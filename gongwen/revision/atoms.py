"""A paragraph's content letter by letter, with the face of each, so that it can be compared."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from lxml import etree
from msgspec import Struct, field

from ..word.wordml import W, element

_FIRST: Final = 0x100000
"""Letters from here on (a plane for private use) stand for what is no letter."""
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

PICTURE: Final = "图片"

Face = bytes
"""A run's properties in canonical form; b"" = none."""


class AtomLine(Struct, frozen=True):
    """What a paragraph holds: `text`, and for each letter its face."""

    text: str
    faces: tuple[Face, ...]


class Alphabet(Struct):
    """The letters that stand for tabs, breaks, pictures and the like, the same for both
    documents.
    """

    letters: dict[bytes, str] = field(default_factory=dict)
    elements: dict[str, etree._Element] = field(default_factory=dict)

    def letter(self, node: etree._Element) -> str:
        """The letter for an element, one for all that are the same."""
        key = canonical(_unnumbered(node))
        if key not in self.letters:
            letter = chr(_FIRST + len(self.letters))
            self.letters[key] = letter
            self.elements[letter] = copy.deepcopy(node)
        return self.letters[key]

    def line(self, paragraph: etree._Element) -> AtomLine:
        """A paragraph's content. Anything beside runs counts as a letter of no face."""
        text: list[str] = []
        faces: list[Face] = []
        for child in paragraph:
            if child.tag == W + "pPr":
                continue
            if child.tag != W + "r":
                text.append(self.letter(child))
                faces.append(b"")
                continue
            properties = child.find(W + "rPr")
            face = canonical(properties) if properties is not None and len(properties) else b""
            for node in child:
                if node.tag == W + "rPr":
                    continue
                letters = self._letters(node)
                text.append(letters)
                faces += [face] * len(letters)
        return AtomLine("".join(text), tuple(faces))

    def _letters(self, node: etree._Element) -> str:
        if node.tag != W + "t":
            return self.letter(node)
        words = node.text or ""
        if max(words, default="") < chr(_FIRST):
            return words
        return "".join(x if x < chr(_FIRST) else self.letter(_text(x, "t")) for x in words)

    def runs(self, line: AtomLine, *, deleted: bool = False) -> Iterator[etree._Element]:
        """The runs that hold a line (or, of its own, what is no run)."""
        at = 0
        for face, group in groupby(line.faces):
            length = sum(1 for _ in group)
            yield from self.run(line.text[at : at + length], face, deleted=deleted)
            at += length

    def run(self, text: str, face: Face, *, deleted: bool = False) -> Iterator[etree._Element]:
        """The same for text of one face."""
        run = element("r")
        if face:
            run.append(etree.fromstring(face))
        kept = len(run)
        for special, group in groupby(text, lambda letter: letter >= chr(_FIRST)):
            letters = "".join(group)
            if not special:
                run.append(_text(letters, "delText" if deleted else "t"))
                continue
            for letter in letters:
                node = copy.deepcopy(self.elements[letter])
                if _stands_alone(node):
                    if len(run) > kept:
                        yield run
                        run = element("r")
                    yield node
                    continue
                if deleted and node.tag == W + "t":
                    node.tag = W + "delText"
                run.append(node)
        if len(run) > kept:
            yield run


def _unnumbered(node: etree._Element) -> etree._Element:
    """A picture without its number, by which two of the same would differ."""
    if node.tag != W + "drawing":
        return node
    made = copy.deepcopy(node)
    for each in numbered_names(made):
        each.attrib.pop("id")
        each.attrib.pop("name")
    return made


def numbered_names(node: etree._Element) -> list[etree._Element]:
    """What bears the number of a picture of ours (图片3) inside an element."""
    return [
        each
        for each in node.iter("{*}docPr", "{*}cNvPr")
        if "id" in each.attrib and each.get("name", "").startswith(PICTURE)
    ]


def part_of(line: AtomLine, start: int, end: int) -> AtomLine:
    """The letters from `start` up to `end`."""
    return AtomLine(line.text[start:end], line.faces[start:end])


def canonical(node: etree._Element) -> bytes:
    """Bytes that are equal for equal elements."""
    return etree.tostring(node, method="c14n", exclusive=True, with_tail=False)


def _stands_alone(node: etree._Element) -> bool:
    return node.tag in (
        W + "bookmarkStart",
        W + "bookmarkEnd",
        W + "hyperlink",
        W + "proofErr",
        W + "sdt",
    )


def _text(words: str, name: str) -> etree._Element:
    node = element(name)
    node.text = words
    node.set(_SPACE, "preserve")
    return node
