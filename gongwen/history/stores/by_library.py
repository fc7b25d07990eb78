"""The repository by a library that reads and writes git's own format (pygit2, which is libgit2):
where git is not installed. It runs no program, so no hook and no filter of the repository's either.
"""

from __future__ import annotations

import contextlib
import io
import os
import struct
import tarfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Literal

import pygit2
from msgspec import Struct
from pygit2.enums import FileMode, FileStatus, ObjectType

from ... import patterns as re
from ..lock import about
from .merges import is_written
from .signing import default_person, identity
from .store import Commit, HistoryError
from .trees import Trees
from .walk import Walk
from .writing import commit_files

_LEAST_DIGITS = 7
_LOCKED = re.compile(r"failed to (?:create locked file|lock file) '(.+?)'")


class ByLibrary(Struct, frozen=True, dict=True):
    """As `Store` has it."""

    repository: pygit2.Repository

    @property
    def top(self) -> Path:
        return Path(self.repository.workdir).resolve()

    @property
    def git_folder(self) -> Path:
        own = Path(self.repository.path)
        common = own / "commondir"
        if not common.is_file():
            return own
        return (own / common.read_text(encoding="utf-8").strip()).resolve()

    @property
    def runs_hooks(self) -> bool:
        return False

    @cached_property
    def _trees(self) -> Trees:
        return Trees(self.repository)

    @cached_property
    def _walk(self) -> Walk:
        file = self.git_folder / "shallow"
        cut = file.read_text(encoding="ascii").split() if file.is_file() else []
        return Walk(self._trees, frozenset(cut))

    @cached_property
    def _digits(self) -> int:
        """How many digits of an id git shows here, at least: more in a large history."""
        count = 0
        for index in (self.git_folder / "objects" / "pack").glob("*.idx"):
            with index.open("rb") as file:
                head = file.read(8 + 1024)
            count += struct.unpack(">I", head[-4:])[0]
        return max(_LEAST_DIGITS, (count.bit_length() + 1) // 2)

    def _short(self, commit: str) -> str:
        for digits in range(self._digits, len(commit)):
            with contextlib.suppress(ValueError):
                self.repository.expand_id(commit[:digits])
                return commit[:digits]
        return commit

    def object_of(self, revision: str, kind: Literal["commit", "tree"]) -> str:
        if revision.startswith("-"):
            return ""
        try:
            return str(self.repository.revparse_single(f"{revision}^{{{kind}}}").id)
        except (KeyError, ValueError, pygit2.GitError):
            return ""

    def branch(self) -> str:
        head = self.repository.references.get("HEAD")
        target = head.raw_target.decode() if head and isinstance(head.raw_target, bytes) else ""
        return target.removeprefix("refs/heads/")

    def is_shallow(self) -> bool:
        return self.repository.is_shallow

    def is_merging(self) -> bool:
        return bool(self.object_of("MERGE_HEAD", "commit"))

    def _asked(self, spec: str) -> tuple[pygit2.Oid | None, str]:
        """The tree and the name that a spec means; without a name, no tree: an id."""
        commit, colon, name = spec.partition(":")
        if not colon:
            return None, ""
        tree = self._tree_of(commit)
        return tree, name

    def _tree_of(self, commit: str) -> pygit2.Oid | None:
        if re.fullmatch("[0-9a-f]{40}", commit):
            made = self.repository.get(commit)
            if isinstance(made, pygit2.Commit | pygit2.Tree):
                return made.id if isinstance(made, pygit2.Tree) else made.tree_id
        found = self.object_of(commit, "tree")
        return pygit2.Oid(hex=found) if found else None

    def contents(self, specs: Sequence[str]) -> list[bytes | None]:
        return [self._content(spec) for spec in specs]

    def _content(self, spec: str) -> bytes | None:
        found = spec
        if ":" in spec:
            tree, name = self._asked(spec)
            entry = self._trees.find_file(tree, name) if tree else None
            found = entry[0] if entry else ""
        if not re.fullmatch("[0-9a-f]{4,64}", found):
            return None
        try:
            blob = self.repository[found]
        except (KeyError, ValueError):
            return None
        return bytes(blob.data) if isinstance(blob, pygit2.Blob) else None

    def ids(self, specs: Sequence[str]) -> list[str]:
        asked = map(self._asked, specs)
        found = (self._trees.followed(tree, name) if tree else None for tree, name in asked)
        return [each[0] if each else "" for each in found]

    def archive(self, tree: str) -> bytes | None:
        commit, _, folder = tree.partition(":")
        top = self._tree_of(commit.removesuffix("^{tree}"))
        if top is None:
            return None
        if folder:
            entry = self._trees.find(top, folder)
            if entry is None or entry[1] != FileMode.TREE:
                return None
            top = pygit2.Oid(hex=entry[0])
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as archive:
            for name, (found, mode) in self._trees.files(top):
                member = tarfile.TarInfo(name)
                member.mode = 0o775 if mode == FileMode.BLOB_EXECUTABLE else 0o664
                if mode == FileMode.LINK:
                    member.type = tarfile.SYMTYPE
                    member.linkname = self._trees.content(found).decode("utf-8", "replace")
                    archive.addfile(member)
                    continue
                content = self._checked_out(found, f"{folder}/{name}" if folder else name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return packed.getvalue()

    def _checked_out(self, found: str, name: str) -> bytes:
        """A file as it would stand in the folder, with the ends of lines that are asked for."""
        blob = self.repository[found]
        assert isinstance(blob, pygit2.Blob)  # noqa: S101  trees name it as one
        with pygit2.BlobIO(blob, as_path=name) as file:
            return file.read()

    def _commit(self, commit: str, parents: tuple[str, ...] = ()) -> Commit:
        found = self.repository[commit]
        assert isinstance(found, pygit2.Commit)  # noqa: S101  nobody asks for anything else
        zone = timezone(timedelta(minutes=found.author.offset))
        message = found.raw_message.decode(found.message_encoding or "utf-8", "replace")
        first = message.strip("\n").partition("\n\n")[0]
        return Commit(
            commit,
            self._short(commit),
            found.author.raw_name.decode("utf-8", "replace"),
            datetime.fromtimestamp(found.author.time, zone).isoformat(),
            " ".join(first.split("\n")),
            parents,
        )

    def commits(self, ids: Sequence[str]) -> list[Commit]:
        return [self._commit(each) for each in ids]

    def is_untouched_since(self, commit: str, names: Collection[str]) -> bool:
        each = self.object_of("HEAD", "commit")
        while each != commit:
            parents = self._walk.parents(each)
            if len(parents) != 1:
                return False
            now, before = self._walk.tree(each), self._walk.tree(parents[0])
            if any(self._trees.find(now, n) != self._trees.find(before, n) for n in names):
                return False
            each = parents[0]
        return True

    def log(self, start: str, names: Collection[str]) -> list[Commit]:
        first = self.object_of(start, "commit")
        found = self._walk.changes(first, names) if first else {}
        return [self._commit(commit, parents) for commit, parents in found.items()]

    def follow(self, start: str, name: str) -> list[tuple[Commit, str]]:
        first = self.object_of(start, "commit")
        found = self._walk.follow(first, name) if first else []
        return [(self._commit(commit), called) for commit, called in found]

    def written_by_hand(self, merges: Sequence[str], names: Collection[str]) -> frozenset[str]:
        return frozenset(merge for merge in merges if self._is_by_hand(merge, names))

    def _is_by_hand(self, merge: str, names: Collection[str]) -> bool:
        sides = [self._walk.tree(parent) for parent in self._walk.parents(merge)]
        for name in names:
            now = self._trees.find_file(self._walk.tree(merge), name)
            before = [self._trees.find_file(side, name) for side in sides]
            if now in before:
                continue
            result, *others = (
                self._trees.content(each[0]) if each else b"" for each in (now, *before)
            )
            if is_written(result, others):
                return True
        return False

    def ancestors(self, start: str) -> set[str]:
        first = self.object_of(start, "commit")
        return self._walk.ancestors(first) if first else set()

    def past_files(self, start: str, names: Collection[str]) -> list[tuple[str, str]]:
        first = self.object_of(start, "commit")
        commits = self._walk.changes(first, names) if first else {}
        trees = (self._walk.tree(commit) for commit in commits)
        found = ((self._trees.find_file(tree, name), name) for tree in trees for name in names)
        return list(dict.fromkeys((entry[0], name) for entry, name in found if entry))

    def references(self, prefix: str) -> dict[str, str]:
        return {name: str(found) for name, found in self._below(prefix)}

    def _below(self, prefix: str) -> Iterator[tuple[str, pygit2.Oid]]:
        for name in sorted(self.repository.references):
            if name == prefix or name.startswith(f"{prefix.rstrip('/')}/"):
                target = self.repository.references[name].resolve().target
                assert isinstance(target, pygit2.Oid)  # noqa: S101  a resolved one is
                yield name, target

    def messages(self, prefix: str) -> dict[str, str]:
        found = {}
        for name, target in self._below(prefix):
            made = self.repository[target]
            said = made.raw_message if isinstance(made, pygit2.Tag | pygit2.Commit) else b""
            found[name] = said.decode("utf-8", "replace")
        return found

    def set_reference(self, name: str, target: str, *, new: bool = False) -> None:
        with writing():
            made = self.repository.revparse_single(target).id
            if not (new and name in self.repository.references):
                self.repository.references.create(name, made, force=not new)

    def tag(self, name: str, message: str) -> None:
        with writing():
            head = self.repository.revparse_single("HEAD^{commit}").id
            who = identity("COMMITTER", self.setting)
            self.repository.create_tag(name, head, ObjectType.COMMIT, who, message)

    def setting(self, key: str) -> str:
        values = list(self.repository.config.get_multivar(key))
        return (values[-1] or "") if values else ""

    def set_setting(self, key: str, value: str) -> None:
        with writing():
            pygit2.Config(str(self.git_folder / "config"))[key] = value

    def remotes(self) -> list[str]:
        return sorted(name for name in self.repository.remotes.names() if name)

    def person(self) -> str:
        return default_person(self.setting)

    def changed(self, names: Sequence[str]) -> list[str]:
        asked = [name.rstrip("/") for name in names]
        return sorted(
            name
            for name, status in self.repository.status(untracked_files="all").items()
            if status not in (FileStatus.CURRENT, FileStatus.IGNORED)
            and any(each in (".", name) or name.startswith(f"{each}/") for each in asked)
        )

    def deleted(self, folder: str) -> list[str]:
        self.repository.index.read(force=False)
        names = sorted({entry.path for entry in self.repository.index})
        inside = (n for n in names if folder == "." or n.startswith(f"{folder}/"))
        return [name for name in inside if not os.path.lexists(self.top / name)]

    def commit(self, names: Sequence[str], message: str, check: Callable[[str], None]) -> None:
        with writing():
            who = identity("AUTHOR", self.setting), identity("COMMITTER", self.setting)
            commit_files(self.repository, names, message, who, check)

    def last(self) -> tuple[str, list[str]]:
        head = self.object_of("HEAD", "commit")
        parents = self._walk.parents(head)
        now = dict(self._trees.files(self._walk.tree(head)))
        sides = [dict(self._trees.files(self._walk.tree(parent))) for parent in parents] or [{}]
        names = sorted({name for side in (now, *sides) for name in side})
        listed = [n for n in names if all(side.get(n) != now.get(n) for side in sides)]
        return self._short(head), listed

    def put_files(self, files: Sequence[Path]) -> list[str]:
        with writing():
            return [str(self.repository.create_blob(path.read_bytes())) for path in files]

    def put_content(self, content: bytes) -> str:
        with writing():
            return str(self.repository.create_blob(content))

    def put_tree(self, files: Mapping[str, str]) -> str:
        index = pygit2.Index()
        for name, found in files.items():
            index.add(pygit2.IndexEntry(name, pygit2.Oid(hex=found), FileMode.BLOB))
        with writing():
            return str(index.write_tree(self.repository))


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Raises HistoryError for what the library cannot write: a lock stands in the way, or else."""
    try:
        yield
    except (pygit2.GitError, OSError, ValueError) as error:
        if locked := _LOCKED.search(str(error)):
            raise HistoryError("\n    建议：".join(about(Path(locked[1])))) from error
        raise HistoryError(f"历史写不进去：{error}") from error
