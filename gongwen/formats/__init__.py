"""Output formats: one file, one format; a module is one if it has a SUFFIX and `write`.

`write` gives the bytes of one document. Where all files of a build are better made at once, it
gives drafts, and the module has the functions of `Together` too. `FOR_PUBLIC = True` where files of
it are for everybody to read: they are made of the version for the public.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from ..composition import Composition
from ..pdf.finished import Finished
from ..setup.place import modules_in
from ..template.ready import Template


class Together(Struct, frozen=True):
    """How drafts become files.

    `missing(root)` is what to tell the user where a program is not there that it needs, else "".
    `inputs(root)` are files that every result depends on, brought up to date.
    `finish(drafts, root)` makes files of drafts, both by the name that the user sees.
    """

    missing: Callable[[Path], str]
    inputs: Callable[[Path], tuple[Path, ...]]
    finish: Callable[[Mapping[str, bytes], Path], dict[str, Finished]]


class Format(Struct, frozen=True):
    """A format by its file suffix, without the dot; `write` gives the bytes of a composition, or
    a draft where there is `together`. `for_public` = it is made of the version for the public.
    """

    suffix: str
    write: Callable[[Composition, Template], bytes]
    together: Together | None = None
    for_public: bool = False


@cache
def formats() -> dict[str, Format]:
    """Every format by suffix. Raises ValueError where two modules have the same one."""
    found: dict[str, Format] = {}
    for name in modules_in(__path__):
        module = importlib.import_module(f"{__name__}.{name}")
        together = None
        if hasattr(module, "finish"):
            together = Together(module.missing, module.inputs, module.finish)
        if module.SUFFIX in found:
            raise ValueError(f"formats/{name}.py: another format is “{module.SUFFIX}” already")
        found[module.SUFFIX] = Format(
            module.SUFFIX, module.write, together, getattr(module, "FOR_PUBLIC", False)
        )
    return found
