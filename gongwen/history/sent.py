"""What was sent out: which version, on what day, to whom; kept in tags, as releases are.

`draft`, `send` and `submit` write it, `history` shows it, and a 稿本 that `diff` is asked for is
the one that was sent last.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, ValidationError, convert, to_builtins

from .. import patterns as re
from .repository import Repository
from .tags import tagged_messages

TAGS = "送出/"
_VERSION = 1
"""Of the record's own form."""
_SHOWN = 3
FOR_SIGNATURE = "送签"
"""The purpose of what went up to be signed."""
SIGNED_TEXT = "签发稿"
"""What people call the version that went up last."""


class SentRecord(Struct, frozen=True, rename={
    "documents": "文稿", "day": "日期", "recipients": "送给", "purpose": "用途", "round": "轮次",
    "deadline": "截止", "letter": "函", "number": "文号", "form": "送出记录",
}):  # fmt: skip
    """One sending. `documents` are the files that went out as git called them, each with its 稿本;
    `day` is ISO 8601; `recipients` as on paper. Of a draft handed round `round` is 0, and there is
    no `letter` (the file of the one that asked), `number` and `deadline`.
    """

    documents: dict[str, str]
    day: str
    recipients: tuple[str, ...] = ()
    purpose: str = "草稿"
    round: int = 0
    deadline: str = ""
    letter: str = ""
    number: str = ""
    form: int = _VERSION

    @property
    def said(self) -> str:
        """2026-04-03送市教育局、市财政局等12个单位征求意见（第1轮）."""
        shown = "、".join(self.recipients[:_SHOWN])
        if len(self.recipients) > _SHOWN:
            shown += f"等{len(self.recipients)}个单位"
        if self.purpose == FOR_SIGNATURE:
            return f"{self.day}送{shown}签发" if shown else f"{self.day}{FOR_SIGNATURE}"
        if not self.round:
            return f"{self.day}送{shown}"
        return f"{self.day}{f'送{shown}' if shown else '向社会'}征求意见（第{self.round}轮）"


class Sending(Struct, frozen=True):
    """A record with the tag that keeps it; the tag stands at the version that was sent."""

    tag: str
    record: SentRecord


def record_sent(record: SentRecord, name: str, repository: Repository) -> Sending:
    """Keep a record at HEAD; `name` is what was sent, as people call it. Raises HistoryError."""
    base = TAGS + re.sub(r"[\s~^:?*\[\\\x00-\x1f\x7f]|\.\.|@\{|\.$|\.lock$|^/|//", "-", name)
    known = {each.tag for each in sendings(repository)}
    number = 1
    while f"{base}-{number}" in known:
        number += 1
    tag = f"{base}-{number}"
    text = json.dumps(to_builtins(record), ensure_ascii=False, indent=1)
    repository.store.tag(tag, f"送出 {name}：{record.said}\n\n{text}\n")
    return Sending(tag, record)


def sendings(repository: Repository) -> list[Sending]:
    """All that was sent, in the order of days."""
    found = []
    for tag, message in tagged_messages(f"refs/tags/{TAGS}", "refs/tags/", repository):
        record = _read(message)
        if record is not None:
            found.append(Sending(tag, record))
    return sorted(
        found, key=lambda each: (each.record.day, each.record.round, len(each.tag), each.tag)
    )


def sendings_of(names: Sequence[str], repository: Repository) -> list[Sending]:
    """Those of a document, by all the names that it had."""
    return [each for each in sendings(repository) if each.record.documents.keys() & set(names)]


def last_sent(stage: str, names: Sequence[str], repository: Repository) -> Sending | None:
    """The sending in which a document went out last at a 稿本; None where it never did."""
    found = [
        each
        for each in sendings_of(names, repository)
        if any(each.record.documents.get(name) == stage for name in names)
    ]
    return found[-1] if found else None


def last_submitted(names: Sequence[str], repository: Repository) -> Sending | None:
    """The sending in which a document went up last to be signed; None where it never did."""
    found = [
        each for each in sendings_of(names, repository) if each.record.purpose == FOR_SIGNATURE
    ]
    return found[-1] if found else None


def _read(message: str) -> SentRecord | None:
    try:
        found: Any = json.loads(message[message.index("{") :])
        return convert(found, SentRecord) if found.get("送出记录") == _VERSION else None
    except (ValueError, AttributeError, ValidationError):
        return None
