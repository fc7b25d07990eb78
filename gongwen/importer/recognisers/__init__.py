"""The recognisers: one file, one recogniser; the folder is the registry. Each knows one block that
stands for several pieces of a text (a table, a roster), by their looks, before numbers are read.

A module has
- `PRECEDENCE`: the lowest is tried first, so the surer a recogniser is, the lower; no two have the
  same, and those of today leave room between them;
- `recognise(contents, index, source) -> Found | None`: the block that begins at `index`, or None.
  Only where it gives one does it tell `source` what it leaves out (`leave`) or doubts (`say`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise

from msgspec import Struct

from ..contents import Content, Found, Recognised
from ..pieces import Source


class Recogniser(Struct, frozen=True):
    """A recogniser by the name of its file."""

    name: str
    precedence: int
    recognise: Callable[[list[Content], int, Source], Found | None]


def with_blocks_recognised(contents: list[Content], source: Source) -> list[Content]:
    """The contents with every block that a recogniser knows in the place of its pieces."""
    kept: list[Content] = []
    index = 0
    while index < len(contents):
        for recogniser in recognisers():
            if found := recogniser.recognise(contents, index, source):
                kept.append(Recognised(found.blocks, contents[index].number))
                index += found.used
                break
        else:
            kept.append(contents[index])
            index += 1
    return kept


@cache
def recognisers() -> tuple[Recogniser, ...]:
    """Every recogniser, in the order in which they are tried."""
    found = []
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found.append(Recogniser(info.name, module.PRECEDENCE, module.recognise))
    return in_order_of_precedence(found)


def in_order_of_precedence(recognisers: Iterable[Recogniser]) -> tuple[Recogniser, ...]:
    """The same, sorted. Raises ValueError where two have the same precedence."""
    ordered = sorted(recognisers, key=lambda each: each.precedence)
    for first, second in pairwise(ordered):
        if first.precedence == second.precedence:
            raise ValueError(
                f"importer/recognisers: {first.name}.py and {second.name}.py both have the "
                f"PRECEDENCE {first.precedence}; give one of them another"
            )
    return tuple(ordered)
