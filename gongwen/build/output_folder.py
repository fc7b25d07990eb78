"""Putting files into the output folder, and taking away those whose document is gone.

Whatever someone else has changed there is never lost: it is set aside or left, and said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping
from pathlib import Path

from msgspec import Struct, field

from ..problem import Level, Problem
from ..problem_ids import UNWRITABLE
from ..storage.failures import advice, reason
from ..storage.files import write_atomically


class OutputFolder(Struct):
    """The output folder and what was done to it in one build. Names are paths from `folder`;
    `same` are those of `built` that stood there already, byte for byte, and `originals` the hashes
    of files as they were released: of these, `kept_originals` were set aside for a new one, and
    `left_originals` stay though nothing like them is made any more.
    """

    folder: Path
    originals: Mapping[str, str] = field(default_factory=dict)
    built: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    kept_originals: list[str] = field(default_factory=list)
    left_originals: list[str] = field(default_factory=list)

    def put(self, name: str, content: bytes, known: Container[str]) -> None:
        """Write a file. `known` are the hashes of what we put there before: anything else that
        stands there is someone's work, and is set aside under another name; so is what was
        released, when it is no longer what the document says.

        Raises OSError where it cannot be written.
        """
        target = self.folder / name
        standing = digest(target) if target.is_file() and target.stat().st_size else ""
        same = standing == hashlib.sha256(content).hexdigest()
        if standing and not same:
            released = standing == self.originals.get(name)
            if released or standing not in known:
                aside = _free_name(target, ORIGINAL if released else CHANGED_BY_HAND)
                target.replace(aside)
                kept = self.kept_originals if released else self.kept
                kept.append(aside.relative_to(self.folder).as_posix())
        write_atomically(target, content)
        self.built.append(name)
        if same:
            self.same.append(name)

    def remove(self, name: str, known: Container[str]) -> None:
        """Delete a file of ours (`known` = the hashes of what we made), and folders left empty."""
        target = self.folder / name
        if not target.exists():
            return
        standing = digest(target)
        if standing == self.originals.get(name):
            self.left_originals.append(name)
            return
        if standing not in known:
            self.kept.append(name)
            return
        target.unlink()
        self.removed.append(name)
        folder = target.parent
        while folder != self.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


CHANGED_BY_HAND = "手改"
ORIGINAL = "正本"
"""What is added to the name of a file that is set aside."""


def _free_name(target: Path, what: str) -> Path:
    number = 1
    while True:
        name = f"{target.stem}（{what}{number if number > 1 else ''}）{target.suffix}"
        if not target.with_name(name).exists():
            return target.with_name(name)
        number += 1


def unwritable(shown: str, error: OSError) -> Problem:
    """Why a file could not be written, in Chinese."""
    message = f"文件写不进去：{reason(error)}"
    return Problem(UNWRITABLE, Level.ERROR, shown, 0, 0, message, "", advice(error))


def digest(path: Path) -> str:
    """SHA-256 of a file's content; "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""
