"""Plain data that knows its places: what a YAML file is read into."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.problem import Place


class Mapping(dict[str, "Value"]):
    """Keys and values in the order typed. `place` is where it starts, `key_places` where each key
    stands, `places` where each value stands. `origin` is set on a text that was quoted out of
    another document: all of that document's data.
    """

    __slots__ = ("key_places", "origin", "place", "places")

    def __init__(
        self,
        items: dict[str, Value],
        place: Place,
        key_places: dict[str, Place],
        places: dict[str, Place],
    ) -> None:
        super().__init__(items)
        self.place = place
        self.key_places = key_places
        self.places = places
        self.origin: Mapping | None = None

    def put(self, key: str, key_place: Place, value: Value, place: Place) -> None:
        """One more key and its value, at the end."""
        self[key] = value
        self.key_places[key] = key_place
        self.places[key] = place

    def with_values(self, values: dict[str, Value], others: Mapping | None = None) -> Mapping:
        """The same mapping with other values. Those of `others` among them stand where they stand
        there; keys that neither has, where this mapping starts.
        """
        more = dict.fromkeys(values, self.place)
        made = Mapping(values, self.place, {**more, **self.key_places}, {**more, **self.places})
        for key in values:
            if others is not None and key in others:
                made.key_places[key], made.places[key] = others.key_places[key], others.places[key]
        made.origin = self.origin
        return made


class Sequence(list["Value"]):
    """A list. `place` is where it starts, `places` where each item stands."""

    __slots__ = ("place", "places")

    def __init__(self, items: Iterable[Value], place: Place, places: list[Place]) -> None:
        super().__init__(items)
        self.place = place
        self.places = places


Value = str | None | Mapping | Sequence
"""Text is exactly as typed; None is a value left empty (`键:`), '' an empty text (`键: ''`)."""
