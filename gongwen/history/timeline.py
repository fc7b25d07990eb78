"""The versions of a document as a list to read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from ..revision.comparison import Side
from .register import releases
from .repository import Repository
from .summary import summary
from .versions import Version, stage_of
from .versions_to_compare import UnreadableError, VersionsToCompare

UNSAVED = "未保存"


class TimelineEntry(Struct, frozen=True):
    """A line of the list. `short` is the version's id, or 未保存, and then it has no `day`;
    `released` says under which number it was issued, "" where it was not.
    """

    short: str
    day: str
    person: str
    stage: str
    message: str
    change: str
    released: str = ""

    def line(self) -> str:
        """As printed: what it is on a line, what changed on the next."""
        stage = f"{self.stage}（{self.released}）" if self.released else self.stage
        head = "  ".join(filter(None, (self.short, self.day, self.person, stage)))
        return f"{head}  {self.message}".rstrip() + f"\n    {self.change}"


class _Read(Struct, frozen=True):
    """A version as it prints; `side` None = it cannot be set."""

    side: Side | None
    stage: str


def timeline(path: Path, desk: VersionsToCompare, repository: Repository) -> list[TimelineEntry]:
    """The versions, newest first; the document as it stands comes first where it was changed since.
    Where only a registry or another file was changed, a version counts if it shows on paper.
    """
    kept = desk.versions(path)
    issued = _issued(kept, repository)
    commits: list[str] = []
    entries: list[TimelineEntry] = []
    before: _Read | None = None
    shallow = repository.is_shallow()
    texts = repository.contents([f"{each.commit}:{each.name}" for each in kept])
    for version, text in zip(reversed(kept), reversed(texts), strict=True):
        now = _read(version, text or b"", desk)
        change = _change(before, now, shallow=shallow)
        if version.others:
            if not change:
                continue
            names = "、".join(PurePosixPath(name).name for name in version.others)
            change = f"改了{names}：{change}"
        before = now
        commits.append(version.commit)
        entries.append(
            TimelineEntry(
                version.short,
                version.day,
                version.person,
                now.stage,
                version.message,
                change or "只动了写法，印出来的没有变",
            )
        )
    for held, said in issued:
        index = max((i for i, commit in enumerate(commits) if commit in held), default=None)
        if index is not None:
            both = filter(None, (entries[index].released, said))
            entries[index] = replace(entries[index], released="、".join(both))
    if kept and desk.is_unsaved(path):
        now = _read_file(path, desk)
        change = _change(before, now, shallow=False)
        if change or not before:
            entries.append(TimelineEntry(UNSAVED, "", "", now.stage, "", change))
    return entries[::-1]


def _issued(kept: list[Version], repository: Repository) -> list[tuple[set[str], str]]:
    """For each release of the document: the commits it holds, and what is said of it. The last of
    the document's versions among them is the one that was issued.
    """
    names = {version.name for version in kept}
    return [
        (
            set(repository.text("rev-list", f"refs/tags/{tag}").splitlines()),
            f"已印发 {manifest['文号']}".rstrip(),
        )
        for tag, manifest in releases(repository)
        if manifest["文稿"] in names
    ]


def _change(before: _Read | None, now: _Read, *, shallow: bool) -> str:
    if now.side is None:
        return "这一版排不出来（写法有误，或者是旧写法）"
    if before is None:
        return "更早的版本没有取来" if shallow else f"第一版（{now.stage}）"
    if before.side is None:
        return "上一版排不出来，无从比较"
    return summary(before.side, now.side, (before.stage, now.stage))


def _read(version: Version, text: bytes, desk: VersionsToCompare) -> _Read:
    try:
        side = desk.of_version(version)
    except UnreadableError:
        side = None
    return _Read(side, stage_of(text.decode("utf-8", "replace")))


def _read_file(path: Path, desk: VersionsToCompare) -> _Read:
    try:
        side = desk.of_file(path, UNSAVED, "")
    except UnreadableError:
        side = None
    return _Read(side, stage_of(path.read_text(encoding="utf-8", errors="replace")))
