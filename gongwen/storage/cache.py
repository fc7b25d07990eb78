"""What was worked out from files, kept in .cache/ until they or the program change."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .files import write_atomically

_PACKAGE = Path(__file__).resolve().parents[1]

Made = TypeVar("Made")


@cache
def program_mark() -> str:
    """SHA-256 over the names, sizes and times of the program's own files: another one means
    another program. Times tell, as they do for Python's own .pyc files: reading every file would
    take longer.
    Its components are told by their lock file; those of an installed program by the folder they lie
    in, which changes with each that is installed.
    """
    total = hashlib.sha256()
    folders = [str(_PACKAGE)]
    inside = len(folders[0])
    entries = []
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.name.endswith((".py", ".yaml", ".txt", ".csv")):
                entries.append((entry.path[inside:], entry.stat()))
            elif entry.is_dir() and entry.name != "__pycache__":
                folders.append(entry.path)
    lock = _PACKAGE.parent / "requirements.txt"
    components = lock if lock.exists() else _PACKAGE.parent
    entries.append(("", components.stat()))
    for name, found in sorted(entries):
        total.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return total.hexdigest()


def cached(
    file: Path | None, sources: Iterable[bytes], shape: Any, make: Callable[[], Made]
) -> Made:
    """What `make` makes of the sources, of the type `shape`; from `file` where the same program
    made it of the same ones. None = nothing is kept. What cannot be read or written is no fault.
    """
    if file is None:
        return make()
    total = hashlib.sha256(program_mark().encode())
    for source in sources:
        total.update(len(source).to_bytes(8, "big") + source)
    key = total.digest()
    with contextlib.suppress(OSError, ValueError, RecursionError):
        known, made = msgspec.msgpack.decode(file.read_bytes(), type=tuple[bytes, msgspec.Raw])
        if known == key:
            return msgspec.msgpack.decode(made, type=shape)  # type: ignore[no-any-return]
    value = make()
    with contextlib.suppress(OSError):
        write_atomically(file, msgspec.msgpack.encode((key, value)))
    return value
