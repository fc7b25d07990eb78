"""An office's copies of the program's templates, style sheets and the like, and how a later program
meets them: what is as it was written is replaced, what the office changed is left.

A file in the office's folder says what was written, by hash. `doctor` asks here before anything is
installed, so it imports the standard library only.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .place import base
from .version import version

COPIED = (
    "templates",
    "styles",
    "docs/schema",
    ".vscode",
    "Makefile",
    "build.py",
    "公文.bat",
    ".gitattributes",
    ".gitignore",
)
"""The files and folders of the checkout that an office's folder gets; pyproject.toml puts the same
ones into the installed program.
"""
RECORD = ".gongwen.json"
CopyState = Literal["missing", "older", "changed"]


@dataclass(frozen=True, slots=True)
class OlderCopy:
    """A file of an office that this program would write otherwise. `changed` = by the office, and
    the program's is not the one it was made from.
    """

    name: str
    state: CopyState


@dataclass(frozen=True, slots=True)
class CopyRecord:
    """What stands in RECORD: the version of the program that wrote last, and the hashes."""

    version: str
    hashes: dict[str, str]


def originals() -> dict[str, bytes]:
    """The files of COPIED as this program has them, by their paths from the office's folder."""
    top = base()
    files = [
        file
        for name in COPIED
        for file in (sorted((top / name).rglob("*")) if (top / name).is_dir() else [top / name])
        if file.is_file() and not file.name.startswith("~$")  # Word's own, beside an open file
    ]
    return {file.relative_to(top).as_posix(): file.read_bytes() for file in files}


def record(files: dict[str, bytes]) -> bytes:
    """RECORD, where these files are what was written last."""
    hashes = {name: _hash(name, content) for name, content in sorted(files.items())}
    kept = {"程序版本": version(), "原样": hashes}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def written(root: Path) -> CopyRecord:
    """What RECORD of an office's folder says; a missing or broken one says nothing, and then every
    file that differs counts as changed by the office.
    """
    try:
        kept = json.loads((root / RECORD).read_text(encoding="utf-8"))
        return CopyRecord(str(kept["程序版本"]), dict(kept["原样"]))
    except (OSError, ValueError, KeyError, TypeError):
        return CopyRecord("", {})


def differing(root: Path, files: dict[str, bytes]) -> list[OlderCopy]:
    """The copies in an office's folder for which this program has something else to give."""
    known = written(root).hashes
    found: list[OlderCopy] = []
    for name, content in files.items():
        original = _hash(name, content)
        try:
            here = _hash(name, (root / name).read_bytes())
        except OSError:
            found.append(OlderCopy(name, "missing"))
            continue
        before = known.get(name)
        if here == original:
            continue
        if here == before:
            found.append(OlderCopy(name, "older"))
        elif before != original:
            found.append(OlderCopy(name, "changed"))
    return found


def is_newer(other: str) -> bool:
    """Whether a version is later than this program's; what is no version is not."""
    try:
        return _numbers(other) > _numbers(version())
    except ValueError:
        return False


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(".")]


def _hash(name: str, content: bytes) -> str:
    """SHA-256; of a text with the ends of lines that git keeps, whatever it makes of them here."""
    if not name.endswith(".docx"):
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()
