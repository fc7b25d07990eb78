"""What every piece of the model has: frozen, strict about its keys, and it knows its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)

from ..numbering import PADDING
from ..problem import Level, Place, Problem
from ..source import Mapping, Sequence, Value
from .faults import colon_hint, empty, meant_key, misfit, unknown_key

NOWHERE = Place("")


class Element(BaseModel):
    """A mapping of the YAML. Fields have English names and Chinese aliases, the keys as typed.

    The context of validation is a list of problems; to it goes what pydantic could not tell.
    """

    # Built when first used: the document alone, once, instead of each of its 40 models as well.
    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True
    )

    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)
    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _read(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        if not isinstance(data, Mapping):
            return handler(data)
        problems = problems_of(info)
        kept = _known_and_filled(_with_lists(data), cls, problems)
        element = handler(kept)
        element._place = data.place
        element._places = kept.places
        problems += element.misfits(kept)
        return element

    @classmethod
    def made(cls, place: Place, **fields: Any) -> Self:
        """An element made by the program, standing at `place`. The fields, by their English
        names, are taken as they are.
        """
        element = cls.model_construct(**fields)
        element._place = place
        return element

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """What is wrong with the element as a whole, each field by itself being right; `data` is
        what it was read from.
        """
        return ()

    def place(self, key: str = "") -> Place:
        """Where the value of the YAML key `key` stands; without one, or where the key is not
        typed, where the mapping starts.
        """
        return self._places.get(key, self._place)

    def has(self, key: str) -> bool:
        """Whether the YAML key was typed, with a value."""
        return key in self._places


def problems_of(info: ValidationInfo) -> list[Problem]:
    """Where a validator puts the problems that it finds."""
    return info.context if isinstance(info.context, list) else []


def is_blank(value: Value) -> bool:
    """Whether a value is left empty, or a text of blanks."""
    return value is None or (isinstance(value, str) and not value.strip(PADDING))


def as_mappings(value: Any, key: str) -> Any:
    """A list whose texts are made mappings `{key: text}` that keep the texts' places."""
    if not isinstance(value, Sequence):
        return value
    return [
        Mapping({key: item}, place, {key: place}, {key: place}) if isinstance(item, str) else item
        for item, place in zip(value, value.places, strict=True)
    ]


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


def _is_text(value: Value) -> bool:
    return value is None or isinstance(value, str)


def _known_and_filled(data: Mapping, model: type[Element], problems: list[Problem]) -> Mapping:
    """`data` without unknown keys and without optional ones left empty. An empty 正文 is told by
    the rules, which know whether anything else stands there.

    An unknown key that must mean a required one that is not there is read as that one, so that
    one slip is one problem.
    """
    fields = {field.alias: field for field in model.model_fields.values() if field.alias}
    unused = [name for name in fields if name not in data]
    missing = [name for name in unused if fields[name].is_required()]
    first = next(iter(fields), "")
    kept = data.with_values({})
    kept.places.clear()
    for key, typed in data.items():
        name, value = key, typed
        if key not in fields:
            place = data.key_places.get(key, data.place)
            name = meant_key(key, unused)
            if missing == ["文"] and len(data) == 1 and not name:
                name, value = "文", key
                message = "要写一段文字，现在是一组“项目: 内容”"
                problems.append(misfit(place, message, colon_hint(data)))
            elif first in missing and len(data) == 1 and name not in missing and _is_text(value):
                name, value = first, key
                hint = f"写成：“{first}: {key}”，另起一行写它的内容"
                problems.append(misfit(place, f"“{key}”写在了项目名的位置", hint))
            else:
                problems.append(unknown_key(key, unused, place))
            if name not in missing:
                continue
        if is_blank(value) and not fields[name].is_required():
            if name != "正文":
                problems.append(empty(f"“{name}”", data.places[key], Level.WARNING))
            continue
        kept[name] = value
        kept.places[name] = data.places.get(key, data.place)
    return kept
