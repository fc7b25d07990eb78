"""All measures of GB/T 9704-2012 that can be taken of a layout."""

from __future__ import annotations

from .layout import Layout
from .places import Place
from .places_foot import foot_places
from .places_header import header_places
from .places_text import text_places


def places(layout: Layout) -> list[Place]:
    return [*header_places(layout), *text_places(layout), *foot_places(layout)]
