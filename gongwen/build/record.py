"""What the last build made of each document, so that the next one does only what changed.

A JSON file in .cache/, never trusted further than the hashes in it: a missing or broken one only
means that everything is made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path, PurePath

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from ..problem import Problem
from ..storage.files import write_atomically


class Record(Struct, frozen=True):
    """One document as last built in one way. `inputs` and `outputs` map paths to hashes; `unread` =
    it was refused before all of it was looked at; `faulty` is the final text that was made in spite
    of an 错误, "" where there is none; `earlier` are those of the outputs that were made
    before and left lying, at another stage: what becomes of them makes nothing stale; `waived`,
    `year` and `settled` as in `pipeline.Made`.
    """

    inputs: dict[str, str]
    outputs: dict[str, str]
    problems: list[Problem]
    refused: bool
    unread: bool = False
    faulty: str = ""
    earlier: list[str] = field(default_factory=list)
    waived: dict[str, int] = field(default_factory=dict)
    year: int = 0
    settled: str = ""


def is_as_read(record: Record, known: Callable[[Path], str]) -> bool:
    """Whether all that a document was made of is what it was; `known` = the hash of a file."""
    return bool(record.inputs) and all(
        known(Path(name)) == before for name, before in record.inputs.items()
    )


def settled_of(record: Record, path: Path, known: Callable[[Path], str]) -> str:
    """Which passages of a document need not be looked at once more: none where anything but its own
    file has changed.
    """
    others = ((name, before) for name, before in record.inputs.items() if Path(name) != path)
    unchanged = bool(record.inputs) and all(known(Path(name)) == was for name, was in others)
    return record.settled if unchanged else ""


class State(Struct):
    """The records of one program; `path` is the file they are kept in.

    `records` is by how documents were asked for (stage, formats and the like), then by name;
    `released` are the hashes of outputs as they were when they were released, by name, and
    `made_of` the hash of all that each of them was made of.
    """

    path: Path
    program: str
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    released: dict[str, str] = field(default_factory=dict)
    made_of: dict[str, str] = field(default_factory=dict)

    def asked(self, request: str) -> dict[str, Record]:
        """The records of one way of asking, to read and to change."""
        return self.records.setdefault(request, {})

    def put_out(self, name: str, output: str) -> set[str]:
        """The hashes of what was made of a document for an output, however it was asked for."""
        records = (records[name] for records in self.records.values() if name in records)
        return {record.outputs[output] for record in records if output in record.outputs}

    def save(self) -> None:
        """Write the records atomically."""
        kept = _KeptState(self.program, self.records, self.released, self.made_of)
        write_atomically(self.path, msgspec.json.encode(kept, order="sorted"))


class _KeptState(Struct):
    """What the file holds."""

    program: str
    records: dict[str, dict[str, Record]]
    released: dict[str, str] = field(default_factory=dict)
    made_of: dict[str, str] = field(default_factory=dict)


def state_of(root: Path, content: Path, output: Path, program: str) -> State:
    """What is known of a pair of content and output folder. It goes along with an office that is
    moved or renamed, so that what was released there is still known; nothing counts as made then.
    """
    whole = [os.path.realpath(each) for each in (root, content, output)]
    inside = [_from(whole[0], each) for each in whole[1:]]
    file, former = (root / ".cache" / _state_name(*pair) for pair in (inside, whole[1:]))
    state = load_state(file if file.exists() else former, f"{program} {whole[0]}")
    state.path = file
    return state


def _state_name(content: str, output: str) -> str:
    """A file for each pair. Former programs told the pairs apart by whole paths."""
    key = hashlib.sha256(f"{content}|{output}".encode("utf-8", "replace")).hexdigest()
    return f"state-{key[:16]}.json"


def _from(root: str, folder: str) -> str:
    """A folder of the office by its way from there; any other by its whole path."""
    inside = Path(folder).is_relative_to(root)
    return Path(folder).relative_to(root).as_posix() if inside else folder


def load_state(path: Path, program: str) -> State:
    """The state kept at `path`. Records of another program keep only what they put out, so that
    outputs of deleted documents are still known.
    """
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_KeptState)
    except (OSError, ValueError, RecursionError):
        return State(path, program)
    if not all(
        map(_is_sound, (each for named in kept.records.values() for each in named.values()))
    ):
        return State(path, program)
    if kept.program != program:
        kept.records = {
            request: {name: replace(record, inputs={}) for name, record in named.items()}
            for request, named in kept.records.items()
        }
    return State(path, program, kept.records, kept.released, kept.made_of)


def _is_sound(record: Record) -> bool:
    """Whether a record is one that `save` may have written."""
    inside = not any(
        PurePath(name).is_absolute() or ".." in PurePath(name).parts for name in record.outputs
    )
    names = "".join((*record.inputs, *record.outputs))
    return inside and "\0" not in names and record.faulty in ("", *record.outputs)
