"""Files that were dropped on the page: held against the gate before anything of them is written,
then kept beside the desk's own files until the command that reads them is forgotten.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from .. import patterns as re
from ..secrecy.gate import refuse
from ..storage.files import write_atomically

FOLDER: Final = Path(".cache") / "desk"
LARGEST: Final = 256 << 20
"""Bytes of one request, all its files together."""
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_LONGEST: Final = 180
"""Bytes of a file's name."""


def kept(root: Path, sent: Iterable[tuple[str, str, bytes]]) -> tuple[Path, dict[str, list[Path]]]:
    """A new folder with the files of a form, each given as field, name and content; and where they
    are, by field. Raises ClassifiedError before anything is written, or OSError.
    """
    sent = [(field, _plain(name), content) for field, name, content in sent]
    for _, name, content in sent:
        refuse(name, content, name)
    base = root / FOLDER
    base.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=base))
    places: dict[str, list[Path]] = {}
    taken: set[str] = set()
    for field, name, content in sent:
        path = folder / _free(name, taken)
        write_atomically(path, content)
        places.setdefault(field, []).append(path)
    return folder, places


def _plain(name: str) -> str:
    """A name without its folders and what a file system takes amiss."""
    last = PurePosixPath(name.replace("\\", "/")).name
    last = _FORBIDDEN.sub("", last).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    while len(last.encode()) > _LONGEST and stem:
        stem = stem[:-1]
        last = f"{stem}{dot}{suffix}"
    return last or "文件"


def _free(name: str, taken: set[str]) -> str:
    """The name, or where another file has it, one with a number."""
    stem, dot, suffix = name.rpartition(".")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem}（{number}）{dot}{suffix}" if dot else f"{name}（{number}）"
    taken.add(free.casefold())
    return free
