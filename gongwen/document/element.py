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
from .faults import empty, unknown_key

NOWHERE = Place("")


class Element(BaseModel):
    """A mapping of the YAML. Fields have English names and Chinese aliases, the keys as typed.

    The context of validation is a list of problems; to it goes what pydantic could not tell.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)

    _place: Place = PrivateAttr(default=NOWHERE)
    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if not isinstance(data, Mapping):
            return handler(data)
        problems = problems_of(info)
        kept = _known_and_filled(_with_body_as_list(data), cls, problems)
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

    def misfits(self, data: Mapping) -> Iterable[Problem]:  # noqa: ARG002
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


def _with_body_as_list(data: Mapping) -> Mapping:
    """A 正文 that is one text means a list of that text, and keeps the text's place."""
    body = data.get("正文")
    if not isinstance(body, str) or is_blank(body):
        return data
    place = data.places["正文"]
    return Mapping(
        {**data, "正文": Sequence([body], place, [place])},
        data.place,
        data.key_places,
        data.places,
    )


def _known_and_filled(data: Mapping, model: type[Element], problems: list[Problem]) -> Mapping:
    """`data` without unknown keys and without optional ones left empty. An empty 正文 is told by
    the rules, which know whether anything else stands there.
    """
    fields = {field.alias: field for field in model.model_fields.values() if field.alias}
    kept: dict[str, Value] = {}
    for key, value in data.items():
        if key not in fields:
            unused = [name for name in fields if name not in data]
            problems.append(unknown_key(key, unused, data.key_places.get(key, data.place)))
        elif is_blank(value) and not fields[key].is_required():
            if key != "正文":
                problems.append(empty(f"“{key}”", data.places[key], Level.WARNING))
        else:
            kept[key] = value
    places = {key: data.places.get(key, data.place) for key in kept}
    return Mapping(kept, data.place, data.key_places, places)
