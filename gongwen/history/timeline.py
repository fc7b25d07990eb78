"""The versions of a document as a list to read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .repository import Repository
from .summary import summary
from .versions import stage_of, versions

UNSAVED = "未保存"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list. `short` is the version's id, or 未保存, and then it has no `day`."""

    short: str
    day: str
    person: str
    stage: str
    message: str
    change: str

    def line(self) -> str:
        """As printed: what it is on a line, what changed on the next."""
        head = "  ".join(filter(None, (self.short, self.day, self.person, self.stage)))
        return f"{head}  {self.message}".rstrip() + f"\n    {self.change}"


def timeline(path: Path, repository: Repository) -> list[Entry]:
    """The versions, newest first; the file as it stands comes first where it was changed since."""
    kept = versions(repository.name(path), repository)
    texts = [repository.content(each.commit, each.name) for each in kept]
    decoded: list[str | None] = [(text or b"").decode("utf-8", "replace") for text in texts]
    entries = []
    try:
        now = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        now = ""
    first = decoded[0] if decoded else None
    if now and first is not None and now != first.replace("\r\n", "\n"):
        entries.append(Entry(UNSAVED, "", "", stage_of(now), "", summary(first, now)))
    for version, text, before in zip(kept, decoded, [*decoded, None][1:], strict=True):
        assert text is not None  # noqa: S101  only the one before the first is None
        if before is None and repository.is_shallow():
            change = "更早的版本没有取来"
        else:
            change = summary(before, text)
        entries.append(
            Entry(
                version.short, version.day, version.person, stage_of(text), version.message, change
            )
        )
    return entries
