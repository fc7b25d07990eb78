"""A document with faults read as far as it goes, so that what else is wrong is told at once."""

from __future__ import annotations

from ..elements.shapes import Reading, Spot
from ..kinds import USUAL_KIND
from ..source.tree import Mapping, Value
from .arrange import arrange
from .parts import Document

_KIND: dict[str, Value] = {"文种": USUAL_KIND}
_TITLE: dict[str, Value] = {"标题": "……"}
"""Stand-ins for what no document goes without."""


def read_what_can_be(data: Value) -> Document | None:
    """The document without whatever keeps it from being read, so that what else is wrong in it can
    be told at the same time; None where too little is left.
    """
    if not isinstance(data, Mapping):
        return None
    for heads in ({}, _KIND, _TITLE, _KIND | _TITLE):
        values = data.with_values(data | heads)
        document = Document.read(values, Spot("", data.place), Reading(salvaging=True))
        if isinstance(document, Document):
            return arrange(document)
    return None
