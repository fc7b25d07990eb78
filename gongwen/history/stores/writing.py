"""A commit made as git makes it, for the library: under git's own lock of the index, so that it and
git keep each other out, and the index left as git would leave it.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pygit2
from pygit2.enums import RepositoryOpenFlag

from ... import patterns as re
from ...storage.files import write_atomically
from ..lock import about
from .store import IGNORED, NOTHING, UNMERGED, HistoryError

_PATIENCE = 5.0
"""Seconds that git's lock of the index is waited for: git holds it shortly."""
_PAUSE = 0.05
_MARK = b"gongwen\n"
_EMPTY = pygit2.Oid(hex="4b825dc642cb6eb9a060e54bf8d69288fbee4904")
"""The tree without a file."""


def commit_files(
    repository: pygit2.Repository,
    names: Sequence[str],
    message: str,
    who: tuple[pygit2.Signature, pygit2.Signature],
    check: Callable[[str], None],
) -> None:
    """As `Store.commit`; `who` are author and committer."""
    with _index(repository) as (own, index):
        top = Path(own.workdir)
        ignored = [n for n in names if n not in index and own.path_is_ignored(n)]
        if ignored:
            raise HistoryError(IGNORED.format(names="、".join(ignored)))
        for name in sorted(names, key=lambda each: os.path.lexists(top / each)):
            if os.path.lexists(top / name):  # after those that are gone, .gitattributes perhaps
                _forget_stray_return(own, index, name)
                index.add(name)
            elif index.conflicts and name in index.conflicts:
                del index.conflicts[name]
            elif name in index:
                index.remove(name)
        merged = own.listall_mergeheads()
        head = None if own.head_is_unborn else own.head.target
        parents = [each for each in (head, *merged) if each is not None]
        if merged:
            if left := _unmerged(index):
                raise HistoryError(UNMERGED.format(names="、".join(sorted(left))))
            tree = index.write_tree()
        else:
            tree = _only(own, names, index, head)
            if tree == (own[head].peel(pygit2.Tree).id if head is not None else _EMPTY):
                raise HistoryError(NOTHING)
        check(str(tree))
        index.write()
        own.create_commit("HEAD", *who, _cleaned(message), tree, parents)
        if merged:
            own.state_cleanup()


def _forget_stray_return(own: pygit2.Repository, index: pygit2.Index, name: str) -> None:
    """Take a file out of the index whose version there has a carriage return and is no text that
    ends its lines with such: libgit2 would keep those of a text that comes in its place, and git
    does not.
    """
    if (
        index.conflicts and name in index.conflicts
    ):  # it has a version of each side, none of its own
        return
    blob = own.get(index[name].id) if name in index else None
    if not isinstance(blob, pygit2.Blob) or b"\r" not in blob.data:
        return
    is_text = b"\r\n" in blob.data and not re.search(rb"\r(?!\n)|\0", blob.data)
    if not is_text or _is_mostly_unprintable(blob.data):
        index.remove(name)


def _is_mostly_unprintable(content: bytes) -> bool:
    """Git's own measure of what is binary: one sign in 128 that cannot be printed."""
    odd = sum((each < 0x20 and each not in b"\b\t\n\r\x1b\f") or each == 0x7F for each in content)
    returns = content.count(b"\n") + content.count(b"\r")
    return (len(content) - odd - returns) >> 7 < odd


def _only(
    own: pygit2.Repository,
    names: Sequence[str],
    index: pygit2.Index,
    head: pygit2.Oid | str | None,
) -> pygit2.Oid:
    """The last version's tree with these files as the index now has them."""
    new = pygit2.Index()
    if head is not None:
        new.read_tree(own[head].peel(pygit2.Tree))
    for name in names:
        if name in index:
            new.add(index[name])
        elif name in new:
            new.remove(name)
    return new.write_tree(own)


@contextlib.contextmanager
def _index(repository: pygit2.Repository) -> Iterator[tuple[pygit2.Repository, pygit2.Index]]:
    """A copy of the index to be changed and written, and the repository as if it were its index;
    what was written takes the place of the index in the end. Git's lock is held meanwhile.
    """
    place = Path(repository.path) / "index"
    lock, copy = place.with_name("index.lock"), place.with_name("index.gongwen")
    _take(lock)
    try:
        copy.unlink(missing_ok=True)
        if place.exists():
            stamp = place.stat()
            write_atomically(copy, place.read_bytes())
            os.utime(copy, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        own = _with_index(repository, copy)
        _forget_recent(own, copy)
        yield own, own.index
        copy.replace(place)
    finally:
        copy.unlink(missing_ok=True)
        lock.unlink(missing_ok=True)


def _forget_recent(own: pygit2.Repository, written: Path) -> None:
    """Have git look into the files that were changed in the second in which the index was written,
    or since: git tells times by seconds only, so that to it they might look unchanged when the
    index has been written again.
    """
    if not written.exists():
        return
    second = int(written.stat().st_mtime)
    unmerged = _unmerged(own.index)
    recent = []
    for entry in own.index:
        with contextlib.suppress(OSError):
            changed = (Path(own.workdir) / entry.path).lstat().st_mtime
            if int(changed) >= second and entry.path not in unmerged:
                recent.append(entry)
    for entry in recent:
        own.index.add(pygit2.IndexEntry(entry.path, entry.id, entry.mode))


def _unmerged(index: pygit2.Index) -> set[str]:
    """The files of which two people's versions are not put together yet."""
    sides = (side for each in index.conflicts or () for side in each)
    return {side.path for side in sides if side is not None}


def _with_index(repository: pygit2.Repository, index: Path) -> pygit2.Repository:
    """The repository with another file for its index: only by the environment can it be named, and
    it is opened when it is first asked for.
    """
    before = os.environ.get("GIT_INDEX_FILE")
    os.environ["GIT_INDEX_FILE"] = str(index)
    try:
        own = pygit2.Repository(repository.path, RepositoryOpenFlag.FROM_ENV)
        own.index.read(force=False)
        return own
    finally:
        del os.environ["GIT_INDEX_FILE"]
        if before is not None:
            os.environ["GIT_INDEX_FILE"] = before


def _take(lock: Path) -> None:
    """Make the lock file. One that bears our mark was left by a save that was cut short, for one
    save at a time comes here (`turn`). Raises HistoryError where another stands there and stays.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with lock.open("xb") as file:
                file.write(_MARK)
            return
        except FileExistsError:
            if _is_ours(lock):
                lock.unlink(missing_ok=True)
            elif time.monotonic() > until:
                raise HistoryError("\n    建议：".join(about(lock))) from None
            else:
                time.sleep(_PAUSE)


def _is_ours(lock: Path) -> bool:
    try:
        return lock.read_bytes() == _MARK
    except OSError:
        return False


def _cleaned(message: str) -> str:
    """As git keeps a message that was typed: no blanks at the ends, one empty line at a time."""
    lines = "\n".join(line.rstrip() for line in message.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
