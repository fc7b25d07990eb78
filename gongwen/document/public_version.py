"""A document in two: the whole, and the version for the public, 删减版, in which nothing that is
marked 不公开 is left.

It is parted right after reading: what is made of the version for the public (numbers, derived
tables, contents, titles of files) cannot hold what is not in it. Numbers stay those of the whole
text, that citations hold: of what is left out its numbering is kept, and not a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from ..elements.element import Element
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import WITHHELD_MARK
from ..source.tree import Mapping, Sequence, Value
from .blocks import (
    Article,
    Block,
    Chapter,
    Item,
    Items,
    PlanStage,
    PlanStages,
    Prose,
    Section,
    Task,
)
from .parts import Attachment, Document, Numbered, Part
from .rosters import Person
from .tables import Grid
from .tree import elements_of
from .withholding import CUT, WORD, MarkError, Withheld, pieces, public, whole

_BETWEEN = "\x1f"
"""Parts a heading from what runs in after it, while both are looked at as the one line they are."""
_SAID_OFTEN = frozenset(
    ("牵头单位", "责任单位", "配合单位", "责任领导", "时限", "单位", "角色", "职务", "主送", "署名")
)
"""Keys of what stands in many places, in public ones too."""
_HANDED_DOWN = ("numbering", "responsibility_form", "articles")


def mentions_withheld(data: Value) -> bool:
    """Whether anything in plain data may be a mark: most documents have none."""
    waiting: list[Value] = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            if WORD in value:
                return True
            waiting += [*value.values(), value.origin]
        elif isinstance(value, Sequence):
            waiting += value
        elif isinstance(value, str) and WORD in value:
            return True
    return False


def parted(document: Document) -> tuple[Document, list[Problem]]:
    """The whole document, that knows its version for the public, and the faults of its marks."""
    reading = _Parting(whole)
    full = reading.part(document)
    if reading.problems:
        return full, reading.problems
    if reading.withheld or reading.of_origin:
        made = _Parting(public).part(document)
        full = full.with_public_version(made, tuple(reading.withheld))
    return full, []


class _Parting(Struct):
    """One pass over a document: texts are read by `read`, blocks left out where that is `public`.
    Faults and what is withheld are gathered on the way.
    """

    read: Callable[[str], str]
    withheld: list[Withheld] = []
    problems: list[Problem] = []
    of_origin: bool = False

    @property
    def is_public(self) -> bool:
        return self.read is public

    def part(self, part: Any) -> Any:
        """A part with its blocks and the parts within it; it belongs to the same origin, parted."""
        if isinstance(part, Part) and part.withheld:
            self._gather(part)
            if self.is_public:
                return _left_out(part)
        made = self.element(part)
        if isinstance(part, Part) and part.withheld:
            made = made.copy(withheld=False)
        if part.origin is not None:
            origin, problems = parted(part.origin)
            self.of_origin = self.of_origin or origin.public_version is not None
            self.problems += problems
            made = made.quoted_from((self.is_public and origin.public_version) or origin)
        return made

    def body(self, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks; of neighbours that are left out whole, one trace stays."""
        made: list[Block] = []
        for block in body:
            new = self._block(block)
            if not (made and _is_trace(new) and _shows_trace(made[-1])):
                made.append(new)
        return tuple(made)

    def _block(self, block: Block) -> Block:
        if getattr(block, "withheld", False):
            self._gather(block)
            if self.is_public:
                return _numbers_alone(block) or Prose.made(block.place(), text=CUT)
            block = block.copy(withheld=False)
        made: Block = self.element(block)
        return made

    def element(self, element: Any) -> Any:
        """An element with every text in it read."""
        changed: dict[str, Any] = {}
        if isinstance(element, Section) and element.run_in is not None:
            joined = self._text(f"{element.title}{_BETWEEN}{element.run_in}", element.place())
            title, _, run_in = joined.partition(_BETWEEN)
            changed = {"title": title, "run_in": run_in or (None if self.is_public else "")}
        for name, field in element.fields.items():
            value = getattr(element, name)
            if name in changed:
                continue
            new = (
                self._value(value, element.place(field.key)) if name != "body" else self.body(value)
            )
            if new is not value:
                changed[name] = new
        if not changed:
            return element
        made = element.copy(**changed)
        if isinstance(made, Grid):
            made = made.laid_out_anew()
        elif isinstance(made, Person):
            made = made.with_typed_name(self.read(element.typed_name))
        return made

    def _value(self, value: Any, place: Place) -> Any:
        if isinstance(value, str):
            return self._text(value, place) if WORD in value else value
        if isinstance(value, Numbered):
            return self.part(value)
        if isinstance(value, Element):
            return self._block(value)  # type: ignore[arg-type]
        if not isinstance(value, tuple):
            return value
        made = tuple(self._value(each, place) for each in value)
        return value if all(a is b for a, b in zip(made, value, strict=True)) else made

    def _text(self, text: str, place: Place) -> str:
        try:
            said = [stretch for stretch, withheld in pieces(text) if withheld]
        except MarkError as error:
            fault = problem_at(place, WITHHELD_MARK, Level.ERROR, error.message, hint=error.hint)
            self.problems.append(fault)
            return text
        self.withheld += [Withheld(each.replace(_BETWEEN, ""), place, False) for each in said]
        read = self.read(text)
        if _BETWEEN in text and _BETWEEN not in read:  # it stood in what is left out
            head, cut, rest = read.partition(CUT)
            read = f"{head}{cut}{_BETWEEN}{rest}"
        return read

    def _gather(self, element: Element) -> None:
        """All texts of an element that is withheld as a whole."""
        for each in elements_of(element):
            for name, field in each.fields.items():
                if name in _HANDED_DOWN:
                    continue
                for text in _texts(getattr(each, name)):
                    is_prose = field.key not in _SAID_OFTEN
                    self.withheld.append(
                        Withheld(whole(text), each.place(field.key), True, is_prose)
                    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and not (value and isinstance(value[0], Element)):
        for each in value:
            yield from _texts(each)


def _is_trace(block: Block) -> bool:
    return isinstance(block, Prose) and block.text == CUT


def _shows_trace(block: Block) -> bool:
    return _is_trace(block) or (isinstance(block, Items) and block.withheld)


def _left_out(part: Part) -> Part:
    """A part of which nothing is left but its place: an attachment is named in 附件说明 alone."""
    made: Part = type(part).made(
        part.place(), **{name: getattr(part, name) for name in _HANDED_DOWN}, title=CUT
    )
    return made.copy(apart=True) if isinstance(made, Attachment) else made


def _numbers_alone(block: Any) -> Any:
    """What a block that is left out takes of the numbering, and nothing else of it; None where it
    takes no number. `walk` counts what is beneath and shows nothing of it.
    """
    blank: dict[str, Any]
    if isinstance(block, Section):
        blank = {"title": CUT, "numbering": block.numbering, "body": _numbers_of(block.body)}
    elif isinstance(block, Task):
        blank = {"text": CUT, "numbering": block.numbering}
    elif isinstance(block, Chapter):
        blank = {"title": CUT, "body": _numbers_of(block.body)}
    elif isinstance(block, Article):
        blank = {"paragraphs": CUT, "points": _numbers_of(block.points)}
    elif isinstance(block, PlanStage):
        blank = {"name": CUT, "body": _numbers_of(block.body)}
    elif isinstance(block, Item):
        blank = {"text": CUT, "items": _numbers_of(block.items)}
    elif isinstance(block, PlanStages):
        return PlanStages.made(block.place(), stages=_numbers_of(block.stages))
    elif isinstance(block, Items):
        marker, items = block.marker, _numbers_of(block.items)
        return Items.made(block.place(), marker=marker, items=items, withheld=True)
    else:
        return None
    made = type(block).made(block.place(), **blank, withheld=True)
    made._typed_number = block.typed_number
    return made


def _numbers_of(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    numbered = (_numbers_alone(block) for block in blocks)
    return tuple(block for block in numbered if block is not None)
