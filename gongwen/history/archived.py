"""What was handed to the archive: its number, and the files with their hashes; kept in tags."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import Struct, ValidationError, convert, to_builtins
from msgspec.structs import replace

from .manifest import sha256
from .register import TAGS as RELEASES
from .repository import Repository
from .tags import tagged_messages

TAGS = "归档/"
LIST = "归档清单"
"""What the list of a folder is called, without its suffix; it does not list itself."""
_VERSION = 1
"""Of the record's own form."""


class ArchiveRecord(Struct, frozen=True, rename={
    "release": "印发", "document_number": "文号", "title": "标题", "issuer": "责任者",
    "date": "成文日期", "number": "归档号", "kept_for": "保管期限", "day": "归档日期",
    "folder": "文件夹", "files": "文件", "form": "归档记录",
}):  # fmt: skip
    """One document in the archive. `release` is the tag of its release, `folder` where it was put
    together below output/, `files` the SHA-256 of each by its path in that.
    """

    release: str
    document_number: str
    title: str
    issuer: str
    date: str
    number: str
    kept_for: str
    day: str
    folder: str
    files: dict[str, str]
    form: int = _VERSION


def record_archived(record: ArchiveRecord, repository: Repository) -> str:
    """Keep a record; its tag. One that is there already, but for the day, is not kept twice."""
    name = record.release.removeprefix(RELEASES)
    known = records(repository)
    for tag, each in known:
        if replace(each, day=record.day) == record:
            return tag
    taken = {tag for tag, _ in known}
    number = 1
    while f"{TAGS}{name}-{number}" in taken:
        number += 1
    tag = f"{TAGS}{name}-{number}"
    text = json.dumps(to_builtins(record), ensure_ascii=False, indent=1)
    said = f"归档 {record.document_number} {record.title}"
    repository.store.tag(tag, f"{said}\n\n{text}\n")
    return tag


def records(repository: Repository) -> list[tuple[str, ArchiveRecord]]:
    """All records, the later of a document after the earlier."""
    found = []
    for tag, text in tagged_messages(f"refs/tags/{TAGS}", "refs/tags/", repository):
        record = _read(text)
        if record is not None:
            found.append((tag, record))
    return sorted(found, key=lambda each: (each[1].release, each[1].day, len(each[0]), each[0]))


def last_record(release: str, repository: Repository) -> ArchiveRecord | None:
    """What holds of a release; None where it is not in the archive."""
    found = [record for _, record in records(repository) if record.release == release]
    return found[-1] if found else None


def _read(text: str) -> ArchiveRecord | None:
    try:
        found: Any = json.loads(text[text.index("{") :])
        return convert(found, ArchiveRecord) if found.get("归档记录") == _VERSION else None
    except (ValueError, AttributeError, ValidationError):
        return None


def differences(record: ArchiveRecord, folder: Path) -> list[str]:
    """How a folder differs from what was handed over."""
    there = {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.stem != LIST
    }
    said = []
    for name, expected in record.files.items():
        if name not in there:
            said.append(f"少了 {name}")
        elif sha256(there[name].read_bytes()) != expected:
            said.append(f"改过 {name}")
    said += [f"多出 {name}：归档时没有这个文件" for name in there if name not in record.files]
    return said
