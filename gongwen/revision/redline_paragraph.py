"""One paragraph with its changes tracked."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import accumulate, pairwise

from lxml import etree
from msgspec import Struct, field

from ..word.wordml import W, element
from .atoms import Alphabet, AtomLine, part_of
from .change import text_pieces
from .marks import Marks
from .seams import cuts


class Ending(Struct, frozen=True):
    """How a paragraph ends whose end is the other's too: with these properties, new and old."""

    new: etree._Element | None
    old: etree._Element | None


class Paragraphs(Struct):
    """Writes paragraphs; `alphabet` is that of the whole document."""

    marks: Marks
    alphabet: Alphabet = field(default_factory=Alphabet)

    def text(self, paragraph: etree._Element) -> str:
        """A paragraph's letters."""
        return self.alphabet.line(paragraph).text

    def changed(self, old: etree._Element, new: etree._Element, mark: str = "") -> etree._Element:
        """A paragraph that is in both; its end came (`mark` ins) or went (del) where one is set."""
        made = element("p")
        properties = self.marks.changed(new.find(W + "pPr"), old.find(W + "pPr"), "pPr")
        if properties is not None:
            made.append(properties)
        made.extend(self._changed_runs(self.alphabet.line(old), self.alphabet.line(new)))
        if mark:
            self.marks.paragraph_mark(made, mark)
        return made

    def seam(
        self, olds: Sequence[etree._Element], news: Sequence[etree._Element]
    ) -> list[etree._Element]:
        """Paragraphs that were joined to one, or one parted: the ends between them went or came."""
        before, after = ([self.alphabet.line(each) for each in side] for side in (olds, news))
        joined = len(olds) > 1
        parts, whole = (before, after[0]) if joined else (after, before[0])
        found = _stretches(whole, cuts([part.text for part in parts], whole.text))
        made: list[etree._Element] = []
        for at, (part, stretch) in enumerate(zip(parts, found, strict=True)):
            own = (olds if joined else news)[at].find(W + "pPr")
            last = at == len(parts) - 1
            if last:
                own = self.marks.changed(news[-1].find(W + "pPr"), olds[-1].find(W + "pPr"), "pPr")
            paragraph = element("p")
            if own is not None:
                paragraph.append(copy.deepcopy(own))
            paragraph.extend(self._changed_runs(*((part, stretch) if joined else (stretch, part))))
            if not last:
                self.marks.paragraph_mark(paragraph, "del" if joined else "ins")
            made.append(paragraph)
        return made

    def come(
        self, block: etree._Element, twin: etree._Element | None, ending: Ending | None = None
    ) -> etree._Element:
        """A paragraph that came, from where `twin` stood if it is set."""
        moved: list[bool] = []
        line = self.alphabet.line(block)
        for piece in text_pieces(self.text(twin), line.text) if twin is not None else ():
            moved += [not piece.changed] * len(piece.new)
        way = "ins" if twin is None else "moveTo"
        return self._whole(block, line, moved, (way, "ins"), ending)

    def gone(
        self, block: etree._Element, twin: etree._Element | None, ending: Ending | None = None
    ) -> etree._Element:
        """A paragraph that went, to where `twin` stands if it is set."""
        moved: list[bool] = []
        line = self.alphabet.line(block)
        for piece in text_pieces(line.text, self.text(twin)) if twin is not None else ():
            moved += [not piece.changed] * len(piece.old)
        way = "del" if twin is None else "moveFrom"
        return self._whole(block, line, moved, (way, "del"), ending)

    def _whole(
        self,
        block: etree._Element,
        line: AtomLine,
        moved: Sequence[bool],
        ways: tuple[str, str],
        ending: Ending | None,
    ) -> etree._Element:
        made = element("p")
        properties = block.find(W + "pPr")
        if ending is not None:
            properties = self.marks.changed(ending.new, ending.old, "pPr")
        if properties is not None:
            made.append(copy.deepcopy(properties))
        made.extend(self._parted(line, moved or [False] * len(line.text), ways))
        if ending is None:
            self.marks.paragraph_mark(made, ways[0])
        return made

    def _parted(
        self, line: AtomLine, moved: Sequence[bool], ways: tuple[str, str]
    ) -> list[etree._Element]:
        """The content in marks: the first of `ways` where it was moved, else the second."""
        made: list[etree._Element] = []
        start = 0
        for end in range(1, len(moved) + 1):
            if end == len(moved) or moved[end] != moved[start]:
                way = ways[0] if moved[start] else ways[1]
                runs = self.alphabet.runs(part_of(line, start, end), deleted=way == "del")
                made += self.marks.around(way, list(runs))
                start = end
        return made

    def _changed_runs(self, old: AtomLine, new: AtomLine) -> list[etree._Element]:
        made: list[etree._Element] = []
        i = j = 0
        for piece in text_pieces(old.text, new.text):
            first = part_of(old, i, i + len(piece.old))
            second = part_of(new, j, j + len(piece.new))
            i, j = i + len(piece.old), j + len(piece.new)
            if piece.changed:
                made += self.marks.around("del", list(self.alphabet.runs(first, deleted=True)))
                made += self.marks.around("ins", list(self.alphabet.runs(second)))
            else:
                made += self._kept(first, second)
        return made

    def _kept(self, old: AtomLine, new: AtomLine) -> list[etree._Element]:
        """Text that stayed, in runs of the new faces, with the old ones noted."""
        made = []
        start = 0
        faces = list(zip(old.faces, new.faces, strict=True))
        for end in range(1, len(faces) + 1):
            if end < len(faces) and faces[end] == faces[start]:
                continue
            was, now = faces[start]
            for run in self.alphabet.run(new.text[start:end], now):
                if was != now and run.tag == W + "r":
                    self._note_face(run, was)
                made.append(run)
            start = end
        return made

    def _note_face(self, run: etree._Element, old: bytes) -> None:
        properties = run.find(W + "rPr")
        was = etree.fromstring(old) if old else None
        changed = self.marks.changed(properties, was, "rPr")
        if properties is not None:
            run.remove(properties)
        if changed is not None:
            run.insert(0, changed)


def _stretches(whole: AtomLine, texts: Sequence[str]) -> list[AtomLine]:
    """A line cut into these texts, one after the other."""
    ends = list(accumulate(map(len, texts), initial=0))
    return [part_of(whole, start, end) for start, end in pairwise(ends)]
