"""Whether .venv still has what was installed into it: virus scanners take files away, people delete
folders. Runs before every command, so it is quick where nothing was touched, and imports the
standard library only.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_MARK = ".whole"
"""Holds the folders that packages lie in and their times: what is added to one or taken out of it
changes its time, and then each file is held against what pip wrote down of it.
"""
_NAMED = 3


def is_whole(root: Path) -> bool:
    """Whether nothing is missing. Notes how things are, so as to be quick the next time."""
    return _is_untouched(root) or not missing(root)


def missing(root: Path) -> list[str]:
    """What is not as it was installed: of each package its first files, or the package. Notes how
    things are where that is nothing.
    """
    lost: dict[str, list[str]] = {}
    for place in _site_packages(root):
        for about in sorted(place.glob("*.dist-info")):
            if files := [name for name in _recorded(about) if not _is_sound(place, name)]:
                lost[about.name.rpartition("-")[0].partition("-")[0]] = [name for name, _ in files]
    gone = [Path(name).name for _, name in _noted(root) if not (root / ".venv" / name).is_dir()]
    found = [_said(package, files) for package, files in lost.items()]
    found += [name for name in gone if name.partition("-")[0] not in lost]
    if not found:
        note(root)
    return found


def note(root: Path) -> None:
    """Keep how the folders are now. Where that cannot be written, the next look takes longer."""
    from ..storage.files import write_atomically

    venv = root / ".venv"
    folders = [each for place in _site_packages(root) for each in (place, *_folders(place))]
    lines = [
        f"{folder.stat().st_mtime_ns}\t{folder.relative_to(venv).as_posix()}\n"
        for folder in folders
    ]
    try:
        write_atomically(venv / _MARK, "".join(lines).encode())
    except OSError:
        return


def _is_untouched(root: Path) -> bool:
    noted = list(_noted(root))
    try:
        return bool(noted) and all(
            os.stat(f"{root}/.venv/{name}").st_mtime_ns == time  # noqa: PTH116 - quicker
            for time, name in noted
        )
    except OSError:
        return False


def _noted(root: Path) -> Iterator[tuple[int, str]]:
    """The times and names of folders; nothing where none are noted, or not in full."""
    try:
        text = (root / ".venv" / _MARK).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return
    for line in text.splitlines():
        time, _, name = line.partition("\t")
        if time.isdigit() and name:
            yield int(time), name


def _site_packages(root: Path) -> list[Path]:
    pattern = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
    return sorted((root / ".venv").glob(pattern))


def _folders(place: Path) -> list[Path]:
    return sorted(each for each in place.iterdir() if each.is_dir() and each.name != "__pycache__")


def _recorded(about: Path) -> Iterator[tuple[str, str]]:
    """The files of a package and their hashes, as pip wrote them down; the list itself where it is
    gone.
    """
    import csv

    try:
        text = (about / "RECORD").read_text(encoding="utf-8")
    except (OSError, ValueError):
        yield f"{about.name}/RECORD", "sha256="
        return
    for row in csv.reader(text.splitlines()):
        if len(row) == _NAMED and row[1]:
            yield row[0], row[1]


def _is_sound(place: Path, recorded: tuple[str, str]) -> bool:
    """Whether a file is there and what it was."""
    import base64
    import hashlib

    name, expected = recorded
    method, _, digest = expected.partition("=")
    try:
        made = hashlib.new(method, (place / name).read_bytes()).digest()
    except OSError:
        return False
    except ValueError:  # a hash that this Python does not know
        return True
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode() == digest


def _said(package: str, files: list[str]) -> str:
    more = f"等{len(files)}个文件" if len(files) > 1 else ""
    return f"{package}（{files[0]}{more}）"
