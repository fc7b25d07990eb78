"""The versions of a document as a list to read."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from ..revision.comparison import Files
from .bench import Bench
from .kept_lines import KeptLines, kept_lines
from .lineage import Lineage, Node
from .register import releases
from .repository import Repository
from .sent import sendings_of
from .summary import UNREADABLE, summary
from .versions import stage_of
from .versions_to_compare import UnreadableError, VersionsToCompare

UNSAVED = "未保存"


class TimelineEntry(Struct, frozen=True):
    """A line of the list. `short` is the version's id, or 未保存, and then it has no `day`;
    `released` says under which number it was issued, `sent` when and to whom it was sent, "" where
    it was not.
    """

    short: str
    day: str
    person: str
    stage: str
    message: str
    change: str
    released: str = ""
    sent: str = ""

    def line(self) -> str:
        """As printed: what it is on a line, what changed on the next."""
        became = "；".join(filter(None, (self.released, self.sent)))
        stage = f"{self.stage}（{became}）" if became else self.stage
        head = "  ".join(filter(None, (self.short, self.day, self.person, stage)))
        return f"{head}  {self.message}".rstrip() + f"\n    {self.change}"


class _Read(Struct, frozen=True):
    """A version as it prints; `side` None = it cannot be set. `used` are the files that it used and
    nobody looked for.
    """

    side: Files | None
    stage: str
    used: frozenset[str] = frozenset()


_MOST_READ = 4
"""So many versions are held set: what follows a version, or branches off it, is near it."""


class _Reader(Struct):
    """Versions set when they are first asked for. `used` is what they used that nobody looked for,
    and that may have changed unseen.
    """

    desk: VersionsToCompare
    past: Lineage
    bench: Bench
    used: set[str] = field(default_factory=set)
    _read: dict[str, _Read] = field(default_factory=dict)

    def read(self, node: Node) -> _Read:
        commit = node.version.commit
        found = self._read.pop(commit, None)
        if found is None:
            try:
                files, used = self.desk.print_of(node, self.past, self.bench)
            except UnreadableError:
                files, used = None, frozenset()
            found = _Read(files, self.stage(node), used)
            self.used |= used
        self._read[commit] = found
        while len(self._read) > _MOST_READ:
            del self._read[next(iter(self._read))]
        return found

    def stage(self, node: Node) -> str:
        """Its 稿本, for which it need not be set."""
        return stage_of(self.past.texts.get(node.document, b"").decode("utf-8", "replace"))


def timeline(path: Path, desk: VersionsToCompare, repository: Repository) -> list[TimelineEntry]:
    """The versions, newest first; the document as it stands comes first where it was changed since.
    Where only a registry or another file was changed, a version counts if it shows on paper; a
    merge, if somebody wrote in it what neither side had.
    """
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(Path(temporary).resolve())
        return _timeline(path, desk, repository, bench)


def _timeline(
    path: Path, desk: VersionsToCompare, repository: Repository, bench: Bench
) -> list[TimelineEntry]:
    kept = kept_lines(desk.shared, repository.name(path))
    known = set(kept.used)
    while True:
        past = desk.lineage(path, known)
        reader = _Reader(desk, past, bench)
        listed = _listed(reader, kept, shallow=repository.is_shallow())
        if reader.used <= known:
            break
        known |= reader.used
    commits = [node.version.commit for node, _ in listed]
    entries = [
        TimelineEntry(
            node.version.short,
            node.version.day,
            node.version.person,
            reader.stage(node),
            node.version.message,
            change,
        )
        for node, change in listed
    ]
    names = {node.version.name for node in past.nodes.values()}
    for held, said in _issued(names, repository):
        if (index := _last_of(commits, held)) is not None:
            both = filter(None, (entries[index].released, said))
            entries[index] = replace(entries[index], released="、".join(both))
    for sending in sendings_of(sorted(names), repository):
        if (index := _last_of(commits, _held(sending.tag, repository))) is not None:
            all_sent = filter(None, (entries[index].sent, sending.record.said))
            entries[index] = replace(entries[index], sent="；".join(all_sent))
    if past.tip and desk.is_unsaved(path):
        now = _read_file(path, desk)
        change = _change([reader.read(past.tip)], now, shallow=False)
        change = _with_former_names(repository.name(path), [past.tip], change)
        if change:
            entries.append(TimelineEntry(UNSAVED, "", "", now.stage, "", change))
    kept.save(known)
    return entries[::-1]


def _listed(reader: _Reader, kept: KeptLines, *, shallow: bool) -> list[tuple[Node, str]]:
    """The versions to be told of with what changed in them, oldest first."""
    past = reader.past
    found = []
    for node in past.versions():
        before = past.came_from(node)
        if len(before) > 1 and not node.merged_by_hand:
            continue
        change = _kept_change(before, node, reader, kept, shallow=shallow)
        others = past.others(node)
        if not change and (others or len(before) > 1):
            continue
        if others:
            names = "、".join(PurePosixPath(name).name for name in others)
            change = f"改了{names}：{change}"
        change = _with_former_names(node.version.name, before, change, node.beside)
        found.append((node, change or "只动了写法，印出来的没有变"))
    return found


def _with_former_names(
    name: str, before: list[Node], change: str, copied: frozenset[str] = frozenset()
) -> str:
    """What changed, and what the document was called before; `copied` are names that still stand
    beside it.
    """
    former = dict.fromkeys(each.version.name for each in before if each.version.name != name)
    if not former:
        return change
    same_folder = all(PurePosixPath(each).parent == PurePosixPath(name).parent for each in former)
    shown = "、".join(PurePosixPath(each).name if same_folder else each for each in former)
    said = f"由“{shown}”另存" if copied >= former.keys() else f"原名“{shown}”"
    return "；".join(filter(None, (said, change)))


def _kept_change(
    before: list[Node], node: Node, reader: _Reader, kept: KeptLines, *, shallow: bool
) -> str:
    texts = reader.past.texts
    pair = [each.files | {"": each.version.name} for each in (*before, node)]
    sources = [texts[i] for each in pair for n, i in sorted(each.items()) if n and i in texts]
    lasting = bool(before) or not shallow  # more may be fetched that came before
    line = kept.find(pair, sources) if lasting else None
    if line is None:
        now = reader.read(node)
        line = _change([reader.read(each) for each in before], now, shallow=shallow)
        if lasting and not now.used:
            kept.keep(pair, line, sources)
    return line


def _issued(names: set[str], repository: Repository) -> list[tuple[set[str], str]]:
    """For each release of the document: the commits it holds, and what is said of it. The last of
    the document's versions among them is the one that was issued.
    """
    return [
        (_held(tag, repository), f"已印发 {manifest['文号']}".rstrip())
        for tag, manifest in releases(repository)
        if manifest["文稿"] in names
    ]


def _held(tag: str, repository: Repository) -> set[str]:
    """The commits that a tag holds."""
    return repository.store.ancestors(f"refs/tags/{tag}")


def _last_of(commits: list[str], held: set[str]) -> int | None:
    """Which of the versions, the oldest first, is the last that a tag holds."""
    return max((at for at, commit in enumerate(commits) if commit in held), default=None)


def _change(before: list[_Read], now: _Read, *, shallow: bool) -> str:
    if now.side is None:
        return UNREADABLE
    if not before:
        return "更早的版本没有取来" if shallow else f"第一版（{now.stage}）"
    if any(each.side is None for each in before):
        return "上一版排不出来，无从比较"
    (first, stage), *others = [(each.side or {}, each.stage) for each in before]
    own = stage if all(stage != now.stage for _, stage in others) else now.stage
    return summary(first, now.side, (own, now.stage), [each for each, _ in others])


def _read_file(path: Path, desk: VersionsToCompare) -> _Read:
    side: Files | None
    try:
        side = desk.of_file(path, UNSAVED, "").files
    except UnreadableError:
        side = None
    return _Read(side, stage_of(path.read_text(encoding="utf-8", errors="replace")))
