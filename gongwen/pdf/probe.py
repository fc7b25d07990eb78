"""How a LibreOffice reads Word's settings, found out by one small document that it converts.

Its number tells little: distributions mend what upstream has not, and what a later one does nobody
knows. What was found is kept in .cache/ until the LibreOffice changes.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..storage.cache import cached
from .conversion import Failure, convert_all
from .misreadings import Misreadings
from .office import identity
from .probe_document import probe_document

_KEPT_IN = Path(".cache") / "office"
_KEPT: Final = 8
"""So many LibreOffices are remembered; the oldest gives way."""


class Office(Struct, frozen=True):
    """A LibreOffice, and what it misreads; None = that could not be found out."""

    program: Path
    misread: Misreadings | None


def known_office(program: Path, fonts: Path | None, root: Path, scratch: Path) -> Office:
    """`program`, and what it misreads, from .cache/ of `root` where it was found out before.

    `fonts` is a fontconfig file, `scratch` a folder for temporary ones.
    """
    kept = root / _KEPT_IN
    name = hashlib.sha256(str(program).encode()).hexdigest()[:16]
    try:
        misread: Misreadings = cached(
            kept / f"{name}.msgpack",
            (identity(program).encode(),),
            Misreadings,
            lambda: _probed(program, fonts, scratch),
        )
    except ValueError:
        return Office(program, None)
    _keep_few(kept)
    return Office(program, misread)


def _keep_few(folder: Path) -> None:
    with contextlib.suppress(OSError):  # another build may be tidying too
        files = sorted(folder.glob("*.msgpack"), key=lambda each: each.stat().st_mtime_ns)
        for old in files[:-_KEPT]:
            old.unlink(missing_ok=True)


def _probed(program: Path, fonts: Path | None, scratch: Path) -> Misreadings:
    """Have the probe converted, and read what came out. Raises ValueError."""
    from .probe_reading import read_probe

    made = convert_all({"probe": probe_document()}, program, fonts, scratch)["probe"]
    if isinstance(made, Failure):
        raise ValueError(made.reason)
    return read_probe(made)
