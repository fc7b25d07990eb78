"""What a draft became: here, so that `formats` can say it without starting what makes PDFs."""

from __future__ import annotations

from msgspec import Struct

from ..problem import Problem


class Finished(Struct, frozen=True):
    """What became of a draft: the file's bytes, or None, and then `problems` says why."""

    content: bytes | None
    problems: tuple[Problem, ...] = ()
