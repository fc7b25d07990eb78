"""What the last build made of each document, so that the next one does only what changed.

A JSON file in .cache/, never trusted further than the hashes in it: a missing or broken one only
means that everything is made again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePath
from typing import Any

from .outputs import write_atomically
from .problem import Level, Problem

_PROGRAM_SUFFIXES = (".py", ".yaml", ".txt")


def program_digest(package: Path) -> str:
    """SHA-256 over the program's own files, so that a new program builds everything anew."""
    total = hashlib.sha256()
    files = [path for suffix in _PROGRAM_SUFFIXES for path in package.rglob(f"*{suffix}")]
    for path in sorted([*files, *package.parent.glob("requirements.txt")]):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Record:
    """One document as last built in one way. `inputs` and `outputs` map paths to hashes; `unread` =
    it was refused before all of it was looked at; `faulty` is the final text that was made in spite
    of an 错误, "" where there is none.
    """

    inputs: dict[str, str]
    outputs: dict[str, str]
    problems: list[Problem]
    refused: bool
    unread: bool = False
    faulty: str = ""


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
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return State(path, program)
    return State(path, program, records)


def _record(data: Any, same_program: bool) -> Record:
    """A record as it was kept; ValueError for one that is not as `save` writes them."""
    inputs, outputs = _hashes(data["inputs"]), _hashes(data["outputs"])
    if any(PurePath(name).is_absolute() or ".." in PurePath(name).parts for name in outputs):
        raise ValueError("an output outside the output folder")
    problems = []
    for each in data["problems"]:
        problem = Problem(**{**each, "level": Level(each["level"])})
        if not (isinstance(problem.line, int) and isinstance(problem.column, int)):
            raise ValueError("a place that is none")
        problems.append(problem)
    refused, unread = data["refused"] is True, data.get("unread") is True
    faulty = data.get("faulty", "")
    if faulty not in ("", *outputs):
        raise ValueError("not an output")
    return Record(inputs if same_program else {}, outputs, problems, refused, unread, faulty)


def _hashes(data: Any) -> dict[str, str]:
    if not isinstance(data, dict) or not all(
        isinstance(text, str) and "\0" not in text for pair in data.items() for text in pair
    ):
        raise ValueError("not names and hashes")
    return data
