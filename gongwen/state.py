"""What the last build made of each document, so that the next one does only what changed.

A JSON file in .cache/, never trusted further than the hashes in it: a missing or broken one only
means that everything is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .problem import Level, Problem


def digest(path: Path) -> str:
    """SHA-256 of a file's content; "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def program_digest(package: Path) -> str:
    """SHA-256 over the program's own files, so that a new program builds everything anew."""
    total = hashlib.sha256()
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.yaml")]):
        total.update(path.relative_to(package).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Record:
    """One document as last built in one way. `inputs` and `outputs` map paths to hashes."""

    inputs: dict[str, str]
    outputs: dict[str, str]
    problems: list[Problem]
    refused: bool


@dataclass(slots=True)
class State:
    """The records of one program; `path` is the file they are kept in.

    `records` is by how documents were asked for (stage, formats and the like), then by name.
    """

    path: Path
    program: str
    records: dict[str, dict[str, Record]] = field(default_factory=dict)

    def asked(self, request: str) -> dict[str, Record]:
        """The records of one way of asking, to read and to change."""
        return self.records.setdefault(request, {})

    def save(self) -> None:
        """Write the records atomically."""
        data = {
            "program": self.program,
            "records": {
                request: {name: asdict(record) for name, record in records.items()}
                for request, records in self.records.items()
            },
        }
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        write_atomically(self.path, text.encode())


def load_state(path: Path, program: str) -> State:
    """The state kept at `path`. Records of another program keep only what they put out, so that
    outputs of deleted documents are still known.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        same = data["program"] == program
        records = {
            request: {name: _record(each, same) for name, each in named.items()}
            for request, named in data["records"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State(path, program)
    return State(path, program, records)


def _record(data: dict[str, Any], same_program: bool) -> Record:
    problems = [Problem(**{**each, "level": Level(each["level"])}) for each in data["problems"]]
    inputs = data["inputs"] if same_program else {}
    return Record(inputs, data["outputs"], problems, bool(data["refused"]))


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`: whoever looks sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
