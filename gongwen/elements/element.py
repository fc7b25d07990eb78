"""What every piece of the model has: frozen, strict about its keys, and it knows its place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Self, get_args

from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import INDENT
from ..source.tree import Mapping, Sequence, Value
from .faults import (
    MOST_UNKNOWN,
    colon_hint,
    colon_without_space,
    described,
    empty,
    meant_key,
    misfit,
    misplaced_block,
    missing_key,
    more_unknown,
    named_otherwise,
    other_names,
    unknown_key,
)
from .fields import Field
from .offers import as_field, as_item, as_items, as_numbered, as_one, in_braces
from .shapes import FAILED, Reader, Reading, Spot, is_blank, is_hollow, reader_of

NOWHERE = Place("")
_WITHOUT_BAR = "这里不是大段文字，删去冒号后面的“|”，下面各行就是项目"


class Element:
    """A mapping of the YAML. Fields have English names; their keys are Chinese, as typed."""

    fields: ClassVar[dict[str, Field]] = {}
    by_key: ClassVar[dict[str, Field]] = {}
    """The same fields by their YAML keys, those that are never typed left out."""
    of_document: ClassVar[bool] = True
    """Whether its keys are those of a document, which people know by other names too."""
    may_be_empty: ClassVar[bool] = False
    """Whether optional keys left empty are what one expects, as in a list kept like a table."""
    former_keys: ClassVar[dict[str, str]] = {}
    """The keys of today by those that they replaced."""
    _defaults: ClassVar[dict[str, Any]] = {}
    _made_readers: ClassVar[dict[str, Reader]]

    _place: Place = NOWHERE
    _places: dict[str, Place] = {}  # noqa: RUF012  never changed: a read element has its own
    _left_empty: dict[str, Place] = {}  # noqa: RUF012  likewise

    def __init_subclass__(cls) -> None:
        own = {name: each for name, each in vars(cls).items() if isinstance(each, Field)}
        for name in own:
            delattr(cls, name)
        inherited: dict[str, Field] = {}
        for base in reversed(cls.__mro__[1:]):
            inherited |= getattr(base, "fields", {})
        cls.fields = {**inherited, **own}
        cls.by_key = {field.key: field for field in cls.fields.values() if field.key}
        cls.former_keys = {each.formerly: key for key, each in cls.by_key.items() if each.formerly}
        cls._defaults = {name: field.default for name, field in cls.fields.items()}

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.fields:
            raise AttributeError(f"{name} of a {type(self).__name__} cannot be changed")
        super().__setattr__(name, value)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.fields))

    def __repr__(self) -> str:
        said = (f"{name}={getattr(self, name)!r}" for name in self.fields)
        return f"{type(self).__name__}({', '.join(said)})"

    @classmethod
    def read(cls, value: Any, spot: Spot, reading: Reading) -> Any:
        """The element that a value says, or FAILED, the reasons among the problems."""
        if slip := _colon_without_space(value, spot.place, cls):
            reading.problems.append(slip)
            return FAILED
        if not isinstance(value, Mapping):
            message = f"要写成一组“项目: 内容”，现在是{described(value)}"
            hint = as_numbered(value, cls) if spot.in_list else ""
            if isinstance(value, str) and spot.place.text_line:
                hint = hint or cls.from_lines(value) or _WITHOUT_BAR
            hint = hint or as_field(value, cls)
            return reading.misfit(spot, value, message, hint)
        kept = _with_lists(_known_and_filled(value, cls, reading.problems))
        found: dict[str, Any] = {}
        whole = True
        for name, field in cls.fields.items():
            if field.key in kept:
                read = cls._reader(name)(kept[field.key], _spot_of(kept, field.key, spot), reading)
                if read is not FAILED:
                    found[name] = read
                elif field.is_required or not (field.unless or reading.salvaging):
                    whole = False
            elif field.unless and field.unless not in kept:
                reading.problems.append(missing_key(field.key, "", spot.place))
            elif field.is_required:
                likely = cls.likely(field.key, value)
                reading.problems.append(missing_key(field.key, spot.name, spot.place, likely))
                whole = False
        if not whole:
            return FAILED
        element = cls.made(value.place, **found)
        element._places = kept.places
        if len(kept) < len(value):
            element._left_empty = {
                key: place
                for key, place in value.places.items()
                if key in cls.by_key and key not in kept
            }
        reading.problems += element.misfits(kept)
        return element

    @classmethod
    def _reader(cls, name: str) -> Reader:
        """How a field is read, by its English name; worked out when first asked for, field by
        field: a document has few of those that it may have, and to evaluate the types of all takes
        longer than to read it.
        """
        if "_made_readers" not in vars(cls):
            cls._made_readers = {}
        if name not in cls._made_readers:
            cls._made_readers[name] = reader_of(cls._shape(name), cls.fields[name].at_least)
        return cls._made_readers[name]

    @classmethod
    def _shape(cls, name: str) -> Any:
        """The type annotation of a field, by its English name."""
        bases = ((base, getattr(base, "__annotations__", {})) for base in cls.__mro__)
        declared, types = next(each for each in bases if name in each[1])
        typed = types[name]
        if isinstance(typed, str):
            typed = eval(typed, vars(sys.modules[declared.__module__]))  # noqa: S307  our own
        return typed

    @classmethod
    def where_known(cls, key: str, data: Mapping) -> str:
        """The key of a field whose value, or each item of it, has a field of the key `key`: one
        that is typed in `data` before others; "" where there is none.
        """
        holds = [
            field.key
            for name, field in cls.fields.items()
            if field.key and any(key in each.by_key for each in _elements_in(cls._shape(name)))
        ]
        return next((each for each in holds if each in data), holds[0] if len(holds) == 1 else "")

    @classmethod
    def of_key(cls, key: str) -> type[Element]:
        """What stands under a key, where that is one element; one without keys otherwise."""
        name = next(name for name, field in cls.fields.items() if field.key == key)
        found = getattr(cls._reader(name), "__self__", None)
        return found if isinstance(found, type) and issubclass(found, Element) else Element

    @classmethod
    def known_keys(cls) -> list[str]:
        """Its YAML keys, in the order of the fields."""
        return list(cls.by_key)

    @classmethod
    def made(cls, place: Place, **found: Any) -> Self:
        """An element made by the program, standing at `place`. The fields, by their English
        names, are taken as they are.
        """
        element = cls()
        vars(element).update(cls._defaults | found, _place=place)
        return element

    def copy(self, **changed: Any) -> Self:
        """The same element with other values in some fields, by their English names."""
        element = type(self)()
        vars(element).update(vars(self) | changed)
        return element

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """What is wrong with the element as a whole, each field by itself being right; `data` is
        what it was read from.
        """
        return ()

    @classmethod
    def as_items(cls, value: Mapping) -> str:
        """How to write a mapping that stands where a list of these is meant."""
        return as_items(value, cls)

    @classmethod
    def as_list(cls, text: str) -> str:
        """How to write a text that stands where a list of these is meant; "" = as an item."""
        return ""

    @classmethod
    def as_one(cls, text: str) -> str:
        """How to write a text as the first of a list of these; "" = not known."""
        return as_one(text, cls)

    @classmethod
    def from_lines(cls, text: str) -> str:
        """How to write lines of text that stand where one of these is meant; "" = not known."""
        return ""

    @classmethod
    def likely(cls, key: str, data: Mapping) -> str:
        """What most likely stands under a key that is not typed in `data`; "" = not known."""
        return ""

    @classmethod
    def misplaced_block(cls, data: Mapping) -> tuple[str, list[str]]:
        """The key of a block that stands beside 正文 and not in it, and the keys that go with it;
        "" where there is none.
        """
        return "", []

    def place(self, key: str = "") -> Place:
        """Where the value of the YAML key `key` stands; without one, or where the key is not
        typed, where the mapping starts.
        """
        return self._places.get(key, self._place)

    def typed(self) -> dict[str, Any]:
        """The values by their YAML keys, in the order typed; what could not be read is the default
        of its field.
        """
        names = {field.key: name for name, field in self.fields.items()}
        return {key: getattr(self, names[key]) for key in self._places}

    def left_empty(self, key: str) -> Place | None:
        """Where the YAML key was typed with nothing after it; None where it was not."""
        return self._left_empty.get(key)

    def has(self, key: str) -> bool:
        """Whether the YAML key was typed, with a value."""
        return key in self._places


class DataElement(Element):
    """A mapping of what documents rest on: the registry, a 文种, a style sheet."""

    of_document = False


def _spot_of(data: Mapping, key: str, spot: Spot) -> Spot:
    """Where a value of a mapping stands; in a mapping that was made of a text, that text's spot."""
    place = data.places[key]
    return spot if place == data.place else Spot(f"“{key}”", place)


def _colon_without_space(value: Value, place: Place, model: type[Element]) -> Problem | None:
    """A key typed close to its value, so that it became part of a text: 标题:名单."""
    if isinstance(value, str):
        keys = model.known_keys()
        return colon_without_space(value, keys, place)
    if isinstance(value, Mapping):
        for key, text in value.items():
            if isinstance(text, str) and text.startswith(f"{key}:"):
                return colon_without_space(text, (key,), value.places[key])
    return None


def as_mappings(value: Any, key: str) -> Any:
    """A list whose texts are made mappings `{key: text}` that keep the texts' places."""
    if not isinstance(value, Sequence):
        return value
    items = [
        Mapping({key: item}, place, {key: place}, {key: place}) if isinstance(item, str) else item
        for item, place in zip(value, value.places, strict=True)
    ]
    return Sequence(items, value.place, value.places)


def _elements_in(shape: Any) -> Iterator[type[Element]]:
    """The elements that a type annotation names, those of its list items too."""
    if isinstance(shape, type) and issubclass(shape, Element):
        yield shape
    for each in get_args(shape):
        yield from _elements_in(each)


def _of_below(key: str, within: str, data: Mapping, model: type[Element]) -> Problem:
    """A key that belongs into the value of another key, `within`, and was typed beside that."""
    below = data.get(within)
    if within not in data:
        own = [each for each in data if each not in model.by_key]
        together = [each for each in own if model.where_known(each, data) == within]
        pairs = {each: said if isinstance(said := data[each], str) else "" for each in together}
        hint = f"写在“{within}”里：{within}: {in_braces(pairs)}"
    elif isinstance(below, Mapping):
        hint = f"移到“{within}”里面：与“{next(iter(below), key)}”写在一起，左对齐"
    else:
        hint = f"移到“{within}”的一项里面，与那一项的其他各行左对齐"
    return unknown_key(key, (), data.key_places.get(key, data.place), hint=hint)


def _with_lists(data: Mapping) -> Mapping:
    """A 正文 that is one text means a list of that text, 人员 that are one text a person a line;
    the items keep their places.
    """
    for key in ("正文", "人员"):
        text = data.get(key)
        if isinstance(text, str) and not is_blank(text):
            place = data.places[key]
            items = Sequence([text], place, [place])
            if key == "人员":
                items = lines_of(text, place)
            data = data.with_values({**data, key: items})
            data.places[key] = place
    return data


def lines_of(text: str, place: Place) -> Sequence:
    """The lines of a text that are not blank, each with its place."""
    lines = [(line, place.of_text_line(i)) for i, line in enumerate(text.splitlines())]
    kept = [(line, spot) for line, spot in lines if not is_blank(line)]
    return Sequence([line for line, _ in kept], place, [spot for _, spot in kept])


def _with_outdented(data: Mapping, model: type[Element], problems: list[Problem]) -> Mapping:
    """`data` in which what was typed under an empty key, but no deeper than it, is its value."""
    made = data.with_values({})
    open_key, inner = "", model
    moved: dict[str, Mapping] = {}
    for key, value in data.items():
        if open_key and key not in model.by_key and key in inner.by_key:
            place = data.key_places[key]
            below = moved.setdefault(open_key, Mapping({}, place, {}, {}))
            below.put(key, place, value, data.places[key])
            continue
        made[key] = value
        open_key = key if value is None and key in model.by_key else ""
        inner = model.of_key(open_key) if open_key else model
    for key, below in moved.items():
        made[key] = below
        first, count = next(iter(below)), len(below)
        lines = _last_line(below, below.place) - below.place.line + 1
        what = f"“{first}”等{count}项" if count > 1 else f"“{first}”"
        message = f"{what}应在上面“{key}:”的下面，缩进少了"
        hint = f"这{lines if lines > 1 else '一'}行前面再加两个半角空格"
        problems.append(problem_at(below.place, INDENT, Level.ERROR, message, hint=hint))
    return made


def _with_lifted(data: Mapping, model: type[Element], problems: list[Problem]) -> Mapping:
    """`data` without what was typed inside one of its values, but belongs beside it."""
    made = data
    for key, value in data.items():
        inner = model.of_key(key) if key in model.by_key and isinstance(value, Mapping) else None
        if not (inner and inner.by_key and isinstance(value, Mapping)):
            continue
        deep = {}
        for name in value.keys() - inner.by_key.keys():
            known = [each for each in model.by_key if each not in data]
            means = name if name in known else named_otherwise(name, known)
            if means and not named_otherwise(name, inner.by_key):
                deep[name] = means
        for name in sorted(deep, key=list(value).index):
            message = f"“{name}”应写在“{key}”的外面，缩进多了"
            hint = f"改写成“{deep[name]}: ……”，与“{key}”左对齐"
            place = value.key_places.get(name, value.place)
            problems.append(problem_at(place, INDENT, Level.ERROR, message, hint=hint))
        if deep:
            kept = value.with_values({name: value[name] for name in value if name not in deep})
            made = made.with_values({**made, key: kept})
    return made


def _last_line(value: Value, place: Place) -> int:
    """The last line in which something of a value begins."""
    if isinstance(value, Mapping):
        below = [(value[key], value.places[key]) for key in value]
    elif isinstance(value, Sequence):
        below = list(zip(value, value.places, strict=True))
    else:
        written = value.strip("\n") if isinstance(value, str) and place.text_line else ""
        return place.text_line + written.count("\n") if written else place.line
    return max((_last_line(*each) for each in below), default=place.line)


def _known_and_filled(data: Mapping, model: type[Element], problems: list[Problem]) -> Mapping:
    """`data` without unknown keys and without optional ones left empty. An empty 正文 is told by
    the rules, which know whether anything else stands there.

    An unknown key that must mean a required one that is not there is read as that one, so that
    one slip is one problem.
    """
    fields = model.by_key
    has_unknown = not fields.keys() >= data.keys()
    former = {key: now for key, now in model.former_keys.items() if has_unknown and key in data}
    taken = {*data, *former.values()}
    unused = [name for name in fields if has_unknown and name not in taken]
    missing = [name for name in unused if fields[name].is_required]
    first = next(iter(fields), "")
    forms = {name: fields[name].form for name in unused if fields[name].form}
    block, beside = model.misplaced_block(data)
    if block:
        problems.append(misplaced_block(block, data.key_places.get(block, data.place)))
    data = _with_outdented(data, model, problems) if has_unknown else data
    data = _with_lifted(data, model, problems)
    kept = data.with_values({})
    kept.places.clear()
    unknown = 0
    for key, typed in data.items():
        name, value = key, typed
        if key in former and former[key] not in data:
            name = former[key]
        elif key not in fields:
            unknown += 1
            if unknown > MOST_UNKNOWN:
                continue
            if unknown == MOST_UNKNOWN:
                left = sum(each not in fields for each in data) - MOST_UNKNOWN
                problems += [more_unknown(left, data.key_places.get(key, data.place))] * bool(left)
            name = meant_key(key, unused, of_document=model.of_document)
            if block and (key == block or key in beside or not name):
                continue  # goes with the block
            place = data.key_places.get(key, data.place)
            lone_text = len(data) == 1 and isinstance(value, str | None)
            if missing == ["文"] and len(data) == 1 and not name:
                name, value = "文", key
                message = "要写一段文字，现在是一组“项目: 内容”"
                problems.append(misfit(place, message, colon_hint(data)))
            elif first in missing and lone_text and name not in missing:
                name, value = first, key
                if item := as_item(key, typed, model):
                    kept[list(fields)[1]] = typed
                    kept.places[list(fields)[1]] = data.places[key]
                hint = f"写成：{item or f'“{first}: {key}”，另起一行写它的内容'}"
                problems.append(misfit(place, f"“{key}”写在了项目名的位置", hint))
            else:
                own = model.of_document
                if key not in other_names() and (within := model.where_known(key, data)):
                    problems.append(_of_below(key, within, data, model))
                    continue
                problems.append(unknown_key(key, unused, place, forms, data, of_document=own))
            if name not in missing:
                continue
        needed = fields[name].is_required or (
            fields[name].unless and fields[name].unless not in data
        )
        hollow = is_hollow(value) and not (name == "正文" or fields[name].empty_says)
        if (is_blank(value) or hollow) and not needed:
            says = fields[name].empty_says and fields[name].default == ""
            says = says or model.may_be_empty
            if name != "正文" and not says:
                problems.append(empty(f"“{name}”", data.places[key], Level.WARNING))
            continue
        kept[name] = value
        kept.places[name] = data.places.get(key, data.place)
    return kept
