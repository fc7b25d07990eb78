"""What a file's tree no longer shows of the way it was typed: the look for mistakes goes by it.

There is a record for every text and every key, and none holds itself: gc=False spares the collector
the walk through them.
"""

from __future__ import annotations

import yaml
from msgspec import Struct, field

from gongwen.problem import Place
from gongwen.source.tree import Mapping, Value

NO_PAIR = -1
"""The number of the pair where there is none."""


class TypedText(Struct, frozen=True, gc=False):
    """A value that is a text: `source` as it was typed, `value` as the parser has it; `style` is ""
    for a plain one, else the sign it begins with. `under` is the number of the pair it is the value
    of, or an item of the list of.
    """

    source: str
    value: str
    style: str
    place: Place
    under: int
    in_list: bool
    in_flow: bool
    is_whole: bool
    """It is all there is in the file."""
    is_marked: bool
    """An anchor or a tag stands before it."""


class TypedPair(Struct, gc=False):
    """A key that is a text, and its value. `within` is the mapping it was typed in; of several with
    the same key only the first is held there.
    """

    key: str
    place: Place
    within: Mapping
    is_plain: bool
    in_flow: bool
    value: Value = None
    value_place: Place | None = None
    """None as long as the value has not been read to its end: the parser may give up in it."""


class AsTyped(Struct):
    """All that was read of a file, in the order typed. `value` is the tree, its keys as typed; it
    is None where the parser gave up (`error`), or the file nests too deep to be read on.
    """

    text: str
    file: str
    lines: list[str]
    value: Value = None
    error: yaml.YAMLError | None = None
    texts: list[TypedText] = field(default_factory=list)
    pairs: list[TypedPair] = field(default_factory=list)
    items: list[Mapping] = field(default_factory=list)
    """The mappings that are an item of a list, not in brackets."""
    marked: list[Place] = field(default_factory=list)
    """Where an anchor, an alias or a tag stands: what has one has no value."""
    explicit: list[Place] = field(default_factory=list)
    """Where a mapping begins with “? ”."""
    no_keys: list[Place] = field(default_factory=list)
    """Where a list or a mapping stands for a key: its value is in no tree."""
    second_document: Place | None = None
    too_deep: Place | None = None

    def rest_of_line(self, place: Place) -> str:
        """What is typed from a place on, to the end of its line."""
        return self.lines[place.line - 1][place.column - 1 :]
