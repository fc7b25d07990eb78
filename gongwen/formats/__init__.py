"""Output formats: one file, one format; a module is one if it has a SUFFIX and `write`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..composition import Composition
from ..render import Template


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its file suffix, without the dot; `write` gives the bytes of a composition."""

    suffix: str
    write: Callable[[Composition, Template], bytes]


@cache
def formats() -> dict[str, Format]:
    """Every format by suffix."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found[module.SUFFIX] = Format(module.SUFFIX, module.write)
    return found
