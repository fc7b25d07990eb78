"""Values read by the shape that the model asks for. Whatever does not fit is a problem in the
officer's words; all of them are found in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct, field

from ..paper.numbering import PADDING
from ..problem import Place, Problem
from ..source.tree import Mapping, Sequence, Value
from .bounds import MOST_ITEMS
from .faults import colon_hint, described, empty, meant_choice, misfit
from .fields import As, AtLeast, AtMost, Before, Check, Either, MisfitError, OneOf, Read
from .outdented import taken_in

FAILED: Any = object()
"""What reading gives for a value that does not fit."""


class Spot(Struct, frozen=True):
    """Where a value stands and what to call it; `in_list` = as an item of a list."""

    name: str
    place: Place
    in_list: bool = False

    @property
    def called(self) -> str:
        """Its name, or 这里 where it has none."""
        return self.name or "这里"

    def of_item(self, items: Any, index: int) -> Spot:
        """The spot of an item of the list that stands here."""
        if not isinstance(items, Sequence):  # made by the program out of what stands here
            return Spot(self.name, self.place, in_list=True)
        name = f"{self.name.partition('第')[0]}第{index + 1}项"
        return Spot(name, items.places[index], in_list=True)


class Reading(Struct):
    """What is found on the way. `salvaging` = what does not fit is left out, as far as the rest can
    do without it.
    """

    problems: list[Problem] = field(default_factory=list)
    salvaging: bool = False

    def misfit(self, spot: Spot, value: Value, message: str, hint: str = "") -> Any:
        """FAILED, the reason told; of a value that is not there, only that."""
        if is_blank(value):
            self.problems.append(empty(spot.called, spot.place))
        else:
            if spot.in_list and hint.startswith("写成："):
                hint = f"写成：- {hint.removeprefix('写成：')}"
            self.problems.append(misfit(spot.place, f"{spot.called}{message}", hint))
        return FAILED


Reader = Callable[[Any, Spot, Reading], Any]
"""Gives what a value says, or FAILED with its reason among the problems."""


def is_blank(value: Value) -> bool:
    """Whether a value is left empty, or a text of blanks."""
    return value is None or (isinstance(value, str) and not value.strip(PADDING))


def is_hollow(value: Value) -> bool:
    """Whether a value is a list or a mapping with nothing in it: [] or {}."""
    return isinstance(value, Sequence | Mapping) and not value


def reader_of(shape: Any, at_least: int = 0, at_most: int = MOST_ITEMS) -> Reader:
    """How a value of a shape is read; `at_least` and `at_most` so many items where it is a list."""
    origin = get_origin(shape)
    if origin is Annotated:
        inner, *notes = get_args(shape)
        return _noted(inner, notes, at_least)
    if origin in (Union, UnionType):  # with None, which stands for a key that is not typed
        (inner,) = (each for each in get_args(shape) if each is not NoneType)
        return reader_of(inner, at_least)
    if origin is Literal:
        return _choice({word: word for word in get_args(shape)})
    if origin is dict:
        return _named(reader_of(get_args(shape)[1]))
    if origin is tuple:
        return _list(reader_of(get_args(shape)[0]), at_least, at_most)
    if shape is str:
        return _text
    reader: Reader = shape.read
    return reader


def _noted(inner: Any, notes: Iterable[Any], at_least: int) -> Reader:
    reader: Reader | None = None
    at_most = MOST_ITEMS
    for note in notes:
        if isinstance(note, AtLeast):
            at_least = note.items
        elif isinstance(note, AtMost):
            at_most = note.items
        elif isinstance(note, OneOf):
            reader = _choice(note.meanings)
        elif isinstance(note, As):
            reader = _checked(lambda value, spot, reading: value, note.read)
        elif isinstance(note, Read):
            reader = note.read
        elif isinstance(note, Either):
            reader = _either(note)
        elif isinstance(note, Before):
            reader = _changed(note.change, reader or reader_of(inner, at_least, at_most))
        elif isinstance(note, Check):
            reader = _checked(reader or reader_of(inner, at_least, at_most), note.check)
    return reader or reader_of(inner, at_least, at_most)


def _changed(change: Callable[[Any], Any], reader: Reader) -> Reader:
    return lambda value, spot, reading: reader(change(value), spot, reading)


def _checked(reader: Reader, check: Callable[[Any], Any]) -> Reader:
    def read(value: Any, spot: Spot, reading: Reading) -> Any:
        found = reader(value, spot, reading)
        if found is FAILED:
            return FAILED
        try:
            return check(found)
        except MisfitError as error:
            told = f"，现在是{described(value)}" if error.told else ""
            return reading.misfit(spot, value, f"{error.message}{told}", error.hint)

    return read


def _either(note: Either) -> Reader:
    readers = {name: reader_of(shape) for name, shape in note.shapes.items()}
    return lambda value, spot, reading: readers[note.choose(value)](value, spot, reading)


def _text(value: Any, spot: Spot, reading: Reading) -> Any:
    if isinstance(value, str):
        return value
    hint = colon_hint(value)
    if isinstance(value, Sequence) and spot.name.endswith("”"):
        hint = "不分条，各项合成一段，写在冒号后面"
    return reading.misfit(spot, value, f"要写一段文字，现在是{described(value)}", hint)


def _choice(meanings: dict[str, Any]) -> Reader:
    def read(value: Any, spot: Spot, reading: Reading) -> Any:
        if isinstance(value, str) and value in meanings:
            return meanings[value]
        near = meant_choice(value.strip(), meanings) if isinstance(value, str) else ""
        message = f"只能写{'、'.join(meanings)}，现在是{described(value)}"
        return reading.misfit(spot, value, message, f"是不是“{near}”" if near else "")

    return read


def _list(reader: Reader, at_least: int, at_most: int) -> Reader:
    def read(value: Any, spot: Spot, reading: Reading) -> Any:
        if not isinstance(value, list | tuple):
            return no_list(value, spot, reading, getattr(reader, "__self__", None))
        if isinstance(value, Sequence):
            value = taken_in(value, reading.problems, lambda item: isinstance(item, Mapping))
        if len(value) > at_most:
            message = f"有{len(value)}项，最多{at_most}项"
            return reading.misfit(spot, value, message, "分成几个写，或另列附件")
        if len(value) < at_least:
            return reading.misfit(spot, None, "")
        items = [reader(item, spot.of_item(value, at), reading) for at, item in enumerate(value)]
        return all_or_failed(items, reading, at_least)

    return read


def _named(reader: Reader) -> Reader:
    """A mapping whose keys are names that people choose."""

    def read(value: Any, spot: Spot, reading: Reading) -> Any:
        if not isinstance(value, Mapping):
            return reading.misfit(spot, value, f"要写成“名称: 内容”，现在是{described(value)}")
        found = {
            key: reader(item, Spot(f"“{key}”", value.places[key]), reading)
            for key, item in value.items()
        }
        kept = {key: item for key, item in found.items() if item is not FAILED}
        return kept if len(kept) == len(found) or reading.salvaging else FAILED

    return read


def no_list(value: Value, spot: Spot, reading: Reading, model: Any = None) -> Any:
    """FAILED, of a value that stands where a list is meant, of elements of `model` if any."""
    message = f"要写成列表（每项一行，以“- ”开头），现在是{described(value)}"
    if spot.in_list and model is None and isinstance(value, Mapping):  # a row of a table
        cells = [each for each in value.values() if isinstance(each, str)]
        if len(cells) == len(value) and not any(set(each) & set(",[]{}#'\"") for each in cells):
            return reading.misfit(spot, value, message, f"写成：[{', '.join(cells)}]")
    return reading.misfit(spot, value, message, _as_item(value, model))


def all_or_failed(items: list[Any], reading: Reading, at_least: int = 0) -> Any:
    """The items read as a tuple; those that FAILED are left out where the rest is salvaged."""
    found = tuple(item for item in items if item is not FAILED)
    if len(found) < len(items) and not reading.salvaging:
        return FAILED
    return found if len(found) >= at_least else FAILED


def _as_item(value: Value, model: Any) -> str:
    """How to write a value that stands where a list is meant."""
    if isinstance(value, Mapping) and value:
        if model is not None and (hint := model.as_items(value)):
            return str(hint)
        return f"在“{next(iter(value))}”前面加上“- ”"
    if not isinstance(value, str):
        return ""
    if model is not None and (hint := model.as_list(value) or model.as_one(value)):
        return str(hint)
    return f"写成：- {value.strip()}" if len(value) <= 30 else ""
