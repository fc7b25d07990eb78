"""YAML text to plain data, with the line and column of every value.

Every scalar is the text that was typed: no number, date or boolean is guessed from it. Nothing is
judged here: what may be a mistake is kept as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import yaml

from gongwen.problem import Place
from gongwen.source.folding import LOADER, block_text, fold_plain, fold_quoted
from gongwen.source.tree import Mapping, Sequence, Value
from gongwen.source.typed import NO_PAIR, AsTyped, TypedPair, TypedText

DEEPEST = 64
"""How many lists and mappings may stand inside one another; the content model needs some 20."""


def read(text: str, file: str) -> AsTyped:
    """The data of one YAML document; `file` is the name its places bear. `text` holds no character
    that YAML cannot hold, and no line end but \\n.
    """
    typed = AsTyped(text, file, text.split("\n"))
    try:
        typed.value = _EventReader(typed).document()
    except yaml.YAMLError as error:
        typed.error = error.with_traceback(None)  # which would hold all of `typed`
    except _TooDeepError:
        typed.value = None
    return typed


class _TooDeepError(Exception):
    """The document nests deeper than any real one: reading stops here."""


class _EventReader:
    """One pass over the parser's events, noting in `typed` what is met on the way."""

    def __init__(self, typed: AsTyped) -> None:
        self.typed = typed
        self.next_event: Callable[[], yaml.Event] = LOADER(typed.text).get_event

    def document(self) -> Value:
        """The value of the first document; of a second one only where it begins."""
        value: Value = None
        documents = 0
        while not isinstance(event := self.next_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.typed.second_document = self._place(event)
                    break
                value, _ = self._node(self.next_event(), -1, 0, NO_PAIR)
        return value

    def _place(self, event: yaml.Event) -> Place:
        mark = _start(event)
        return Place(self.typed.file, mark.line + 1, mark.column + 1)

    def _node(
        self,
        event: yaml.Event,
        parent: int,
        depth: int,
        under: int,
        *,
        in_list: bool = False,
        in_flow: bool = False,
    ) -> tuple[Value, Place]:
        """The value that begins with `event`, consuming its events. `parent` is the column of the
        list or mapping it stands in, -1 for none; `under` as in `TypedText`.
        """
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, parent, depth, under, in_list=in_list, in_flow=in_flow)
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self.typed.marked.append(place)
            return None, place
        start = cast(yaml.CollectionStartEvent, event)
        if start.anchor is not None or start.tag is not None:
            self.typed.marked.append(place)
        if depth >= DEEPEST:
            self.typed.too_deep = place
            raise _TooDeepError
        if isinstance(start, yaml.SequenceStartEvent):
            return self._sequence(start, place, depth, under), place
        return self._mapping(start, place, depth), place

    def _sequence(
        self, start: yaml.CollectionStartEvent, place: Place, depth: int, under: int
    ) -> Sequence:
        values = Sequence((), place, [])
        column, in_flow = place.column - 1, _in_brackets(start)
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            value, spot = self._node(event, column, depth + 1, under, in_list=True, in_flow=in_flow)
            values.append(value)
            values.places.append(spot)
            if isinstance(value, Mapping) and not _in_brackets(event):
                self.typed.items.append(value)
        return values

    def _mapping(self, start: yaml.CollectionStartEvent, place: Place, depth: int) -> Mapping:
        typed = self.typed
        values = Mapping({}, place, {}, {})
        if typed.text.startswith("? ", _start(start).index):
            typed.explicit.append(place)
        column, in_flow = place.column - 1, _in_brackets(start)
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._no_key(event, column, depth, in_flow=in_flow)
                continue
            pair = self._key(event, values, in_flow=in_flow)
            number = len(typed.pairs)
            typed.pairs.append(pair)
            pair.value, pair.value_place = self._node(
                self.next_event(), column, depth + 1, number, in_flow=in_flow
            )
            if pair.key not in values:
                values.put(pair.key, pair.place, pair.value, pair.value_place)
        return values

    def _key(self, event: yaml.ScalarEvent, within: Mapping, *, in_flow: bool) -> TypedPair:
        place = self._place(event)
        if event.anchor is not None or event.tag is not None:
            self.typed.marked.append(place)
        return TypedPair(event.value, place, within, not event.style, in_flow)

    def _no_key(self, event: yaml.Event, column: int, depth: int, *, in_flow: bool) -> None:
        """A list, a mapping or an alias where a key should stand, and the value after it."""
        _, place = self._node(event, -1, depth + 1, NO_PAIR)
        if not isinstance(event, yaml.AliasEvent):
            self.typed.no_keys.append(place)
        self._node(self.next_event(), column, depth + 1, NO_PAIR, in_flow=in_flow)

    def _text(
        self,
        event: yaml.ScalarEvent,
        parent: int,
        depth: int,
        under: int,
        *,
        in_list: bool,
        in_flow: bool,
    ) -> tuple[str | None, Place]:
        typed = self.typed
        start, end = _start(event), cast(yaml.Mark, event.end_mark)
        place = Place(typed.file, start.line + 1, start.column + 1)
        style = event.style or ""
        is_marked = event.anchor is not None or event.tag is not None
        value: str | None = event.value
        source = event.value
        if style or is_marked or start.line != end.line:
            source = typed.text[start.index : end.index]
        if is_marked:
            typed.marked.append(place)
            value = None
        elif style in ("|", ">"):
            value, place = self._block(event, place, parent)
        elif start.line != end.line:
            value = fold_quoted(source) if style else fold_plain(source)
        elif not style and not value:
            value = None
        is_whole = depth == 0
        typed.texts.append(
            TypedText(
                source, event.value, style, place, under, in_list, in_flow, is_whole, is_marked
            )
        )
        return value, place

    def _block(self, event: yaml.ScalarEvent, place: Place, parent: int) -> tuple[str, Place]:
        """A `|` or `>` text; its lines begin on the line after the header."""
        header = self.typed.rest_of_line(place)
        value, indent = block_text(header, self.typed.lines, place.line, parent, event.value)
        if not indent:
            return value, place
        return value, Place(place.file, place.line, place.column, place.line + 1, indent + 1)


def _start(event: yaml.Event) -> yaml.Mark:
    """Where the event's source begins (the parser always knows)."""
    return cast(yaml.Mark, event.start_mark)


def _in_brackets(start: yaml.Event) -> bool:
    return bool(cast(yaml.CollectionStartEvent, start).flow_style)
