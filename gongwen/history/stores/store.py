"""What is asked of a git repository, whoever answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct

NOTHING = "和上次保存的一样，没有要保存的改动"
IGNORED = "没有保存：{names} 被 .gitignore 列为不记版本的文件；要保存，先从 .gitignore 里去掉它"
UNMERGED = "两个人的修改还没有合并完，还剩：{names}"


class HistoryError(Exception):
    """Something of the history cannot be done; the text, in Chinese, is for the user."""


class Commit(Struct, frozen=True):
    """A version of everything. `when` is ISO 8601 with the zone, `message` its first paragraph on
    one line; `parents` are what it came from, the nearest that were asked for.
    """

    id: str
    short: str
    person: str
    when: str
    message: str
    parents: tuple[str, ...] = ()


class Store(Protocol):
    """The repository around a project. `top` is the folder of its files; names of files are their
    paths below it, with /. A *spec* names what a file holds: commit:name, or its id.

    Whatever writes raises HistoryError where it cannot.
    """

    @property
    def top(self) -> Path:
        """The folder of the files."""

    @property
    def git_folder(self) -> Path:
        """Where git keeps the history; that of all copies that share one (`git worktree`)."""

    @property
    def runs_hooks(self) -> bool:
        """Whether a commit runs the hooks of the repository by itself."""

    def object_of(self, revision: str, kind: Literal["commit", "tree"]) -> str:
        """The full id of the commit, or the tree, that a revision, tag or branch means, or ""."""

    def branch(self) -> str:
        """The branch one is on, or ""."""

    def is_shallow(self) -> bool:
        """Whether older versions were left out when this copy was fetched."""

    def is_merging(self) -> bool:
        """Whether a merge was begun and not committed yet."""

    # What files held.

    def contents(self, specs: Sequence[str]) -> list[bytes | None]:
        """What files hold; None where there is none."""

    def ids(self, specs: Sequence[str]) -> list[str]:
        """The ids of what files hold, "" where there is none; a link within the repository is
        followed.
        """

    def archive(self, tree: str) -> bytes | None:
        """All files of a tree as a .tar, as they would be checked out; None = no such tree."""

    # Commits.

    def commits(self, ids: Sequence[str]) -> list[Commit]:
        """These commits, without what they came from."""

    def is_untouched_since(self, commit: str, names: Collection[str]) -> bool:
        """Whether HEAD came from a commit in one line, without merges, that touched none of these
        files.
        """

    def log(self, start: str, names: Collection[str]) -> list[Commit]:
        """The commits that `start` came from in which one of the files became what none of their
        parents has, a child before its parents; merges that took one side are passed over.
        """

    def follow(self, start: str, name: str) -> list[tuple[Commit, str]]:
        """The commits in which a file changed, followed over its names, each with its name then; no
        merges, and not where it was deleted.
        """

    def written_by_hand(self, merges: Sequence[str], names: Collection[str]) -> frozenset[str]:
        """The merges in which one of the files says what none of the sides has."""

    def ancestors(self, start: str) -> set[str]:
        """The commits that `start` came from, and itself."""

    def past_files(self, start: str, names: Collection[str]) -> list[tuple[str, str]]:
        """All that these files ever held in what `start` came from: id and name."""

    # References and settings.

    def references(self, prefix: str) -> dict[str, str]:
        """The one of this name, or those below it, by their full names, and the ids they have, that
        of the tag itself where it is one.
        """

    def messages(self, prefix: str) -> dict[str, str]:
        """The same with the messages of the tags, or of the commits where they are none."""

    def set_reference(self, name: str, target: str, *, new: bool = False) -> None:
        """Have a reference point to what `target` points to; `new`: only where it is not there."""

    def tag(self, name: str, message: str) -> None:
        """Tag the last version. The message is kept to the letter."""

    def setting(self, key: str) -> str:
        """A setting that holds here, or ""."""

    def set_setting(self, key: str, value: str) -> None:
        """Set it, for this repository alone."""

    def remotes(self) -> list[str]:
        """The names of the servers."""

    def person(self) -> str:
        """The name that would stand on a version, or "" where none has been given."""

    # The folder, and a new version.

    def changed(self, names: Sequence[str]) -> list[str]:
        """Those of the files, and of what is in these folders, that differ from the last version,
        or were never kept; by name.
        """

    def deleted(self, folder: str) -> list[str]:
        """The files below a folder that git knows and that are not there."""

    def commit(self, names: Sequence[str], message: str, check: Callable[[str], None]) -> None:
        """Keep these files as they stand, and nothing else; while merging, all that was merged.
        `check` is asked before, with the tree of what would be kept ("" where the hooks are run).
        """

    def last(self) -> tuple[str, list[str]]:
        """The last version's short id, and the files that it changed."""

    def put_files(self, files: Sequence[Path]) -> list[str]:
        """Keep what these files hold, to the letter: the ids."""

    def put_content(self, content: bytes) -> str:
        """Keep this content, as of a file without a name: its id."""

    def put_tree(self, files: Mapping[str, str]) -> str:
        """Keep a folder of plain files, ids by path: its id."""
