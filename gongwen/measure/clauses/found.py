"""What was written is on the pages, every paragraph of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..elements import LaidOut
from ..measurement import Measurement

ALL_FOUND: Final = "文字都在页上"
"""The measure of this file: how many of the paragraphs are on the pages."""


def measure(layout: LaidOut) -> Iterator[Measurement]:
    if not layout.ours or not layout.spots:
        return
    lost = "、".join(paragraph.text[:8] for paragraph in layout.lost[:3])
    found = len(layout.spots) - len(layout.lost)
    yield Measurement("惯例", ALL_FOUND, len(layout.spots), found, 1, lost, 0, "段")
