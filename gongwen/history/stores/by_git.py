"""The repository by git itself: a run of it for each question."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from ... import patterns as re
from ..git import NO_SETTINGS, contents, run_git
from ..lock import lock_in_the_way
from .store import IGNORED, NOTHING, UNMERGED, Commit, HistoryError

_FORMAT = "%x1e%H%x1f%h%x1f%an%x1f%aI%x1f%s%x1f"


class ByGit(Struct, frozen=True):
    """As `Store` has it; the methods here only say how git is asked."""

    top: Path

    @property
    def runs_hooks(self) -> bool:
        return True

    @property
    def git_folder(self) -> Path:
        return (self.top / self.text("rev-parse", "--git-common-dir")).resolve()

    def run(
        self,
        *arguments: str,
        feed: bytes | None = None,
        settings: Mapping[str, str] = NO_SETTINGS,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run git in the top folder; see `run_git`. Raises HistoryError where a lock stands in
        the way.
        """
        done = run_git(self.top, *arguments, feed=feed, settings=settings)
        said = done.stderr.decode("utf-8", "replace") if done.returncode else ""
        if found := lock_in_the_way(said, self.top):
            raise HistoryError("\n    建议：".join(found))
        return done

    def ask(self, *arguments: str, feed: bytes | None = None) -> bytes | None:
        """What git prints; None where it fails."""
        done = self.run(*arguments, feed=feed)
        return done.stdout if done.returncode == 0 else None

    def text(self, *arguments: str) -> str:
        """The same as text without the last line end, "" where git fails."""
        return (self.ask(*arguments) or b"").decode("utf-8", "replace").removesuffix("\n")

    def _done(
        self,
        *arguments: str,
        feed: bytes | None = None,
        settings: Mapping[str, str] = NO_SETTINGS,
    ) -> str:
        """The same of what has to be done. Raises HistoryError with what git says."""
        done = self.run(*arguments, feed=feed, settings=settings)
        if done.returncode:
            raise HistoryError((done.stdout + done.stderr).decode("utf-8", "replace").strip())
        return done.stdout.decode("utf-8", "replace").removesuffix("\n")

    def object_of(self, revision: str, kind: Literal["commit", "tree"]) -> str:
        if revision.startswith("-"):
            return ""
        return self.text("rev-parse", "--verify", "--quiet", f"{revision}^{{{kind}}}")

    def branch(self) -> str:
        return self.text("symbolic-ref", "--quiet", "--short", "HEAD")

    def is_shallow(self) -> bool:
        return self.text("rev-parse", "--is-shallow-repository") == "true"

    def is_merging(self) -> bool:
        return bool(self.object_of("MERGE_HEAD", "commit"))

    def contents(self, specs: Sequence[str]) -> list[bytes | None]:
        return contents(self.top, specs)

    def ids(self, specs: Sequence[str]) -> list[str]:
        asked = [spec for spec in specs if "\n" not in spec]
        feed = "".join(f"{spec}\n" for spec in asked).encode()
        told = self.ask("cat-file", "--batch-check", "--follow-symlinks", feed=feed) or b""
        found = iter(
            re.findall(
                r"(?m)^([0-9a-f]{40,64}) blob \d+$|^.* (?:missing|(?:tree|commit|tag) \d+)$"
                r"|^(?:symlink|dangling|loop|notdir) \d+\n.*$",
                told.decode("utf-8", "replace"),
            )
        )
        known = {spec: next(found, "") for spec in asked}
        return [known.get(spec, "") for spec in specs]

    def archive(self, tree: str) -> bytes | None:
        return self.ask("archive", "--format=tar", tree)

    def commits(self, ids: Sequence[str]) -> list[Commit]:
        feed = "".join(f"{each}\n" for each in ids).encode()
        asked = ("log", "--no-walk=unsorted", "--stdin", f"--format={_FORMAT}")
        printed = (self.ask(*asked, feed=feed) or b"").decode("utf-8", "replace") if ids else ""
        return [_commit(record.rstrip("\n")) for record in printed.split("\x1e")[1:]]

    def is_untouched_since(self, commit: str, names: Collection[str]) -> bool:
        listed = self.text("rev-list", "--topo-order", "--parents", "HEAD", "--not", commit)
        line = [each.split() for each in listed.splitlines()]
        if not line:
            return commit == self.object_of("HEAD", "commit")
        if any(len(each) != 2 for each in line) or line[-1][1] != commit:
            return False
        return self.ask("rev-list", "-1", "HEAD", "--not", commit, "--", *sorted(names)) == b""

    def log(self, start: str, names: Collection[str]) -> list[Commit]:
        printed = self.text(
            "log", "--topo-order", "--parents", f"--format={_FORMAT}%P", start, "--", *sorted(names)
        )
        return [_commit(record.rstrip("\n")) for record in printed.split("\x1e")[1:]]

    def follow(self, start: str, name: str) -> list[tuple[Commit, str]]:
        found = []
        asked = ("--topo-order", "--follow", "-M40%", "--name-status", f"--format={_FORMAT}")
        for record in self.text("log", *asked, start, "--", name).split("\x1e")[1:]:
            told, _, files = record.rpartition("\x1f")
            changes = [line.split("\t") for line in files.splitlines() if line]
            if changes and not changes[-1][0].startswith("D"):
                found.append((_commit(f"{told}\x1f"), changes[-1][-1]))
        return found

    def written_by_hand(self, merges: Sequence[str], names: Collection[str]) -> frozenset[str]:
        if not merges:
            return frozenset()
        asked = ("--stdin", "-r", "-p", "-U0", "--cc", "--no-ext-diff", "--no-textconv")
        feed = "".join(f"{commit}\n" for commit in merges).encode()
        printed = self.ask("diff-tree", *asked, "--", *sorted(names), feed=feed) or b""
        found = set()
        asked_for, commit = frozenset(merges), ""
        for line in printed.decode("utf-8", "replace").split("\n"):
            if line in asked_for:
                commit = line
            elif line.startswith(("@@@", "Binary files")):
                found.add(commit)
        return frozenset(found)

    def ancestors(self, start: str) -> set[str]:
        return set(self.text("rev-list", start).splitlines())

    def past_files(self, start: str, names: Collection[str]) -> list[tuple[str, str]]:
        return self.listed_objects(start, "--", *names)

    def listed_objects(self, *asked: str) -> list[tuple[str, str]]:
        """Id and name of all that `git rev-list` finds; folders are among them."""
        listed = self.text("rev-list", "--objects", *asked).splitlines()
        files = (line.partition(" ") for line in listed)
        return [(found, name) for found, _, name in files if name]

    def references(self, prefix: str) -> dict[str, str]:
        printed = self.text("for-each-ref", "--format=%(objectname) %(refname)", prefix)
        found = (line.partition(" ") for line in printed.splitlines())
        return {name: made for made, _, name in found}

    def messages(self, prefix: str) -> dict[str, str]:
        printed = self.text("for-each-ref", "--format=%(refname)%00%(contents)%00%01", prefix)
        records = (record.strip("\n").partition("\0") for record in printed.split("\x01"))
        return {name: message.removesuffix("\0") for name, _, message in records if name}

    def set_reference(self, name: str, target: str, *, new: bool = False) -> None:
        self._done("update-ref", name, target, *([""] if new else []))

    def tag(self, name: str, message: str) -> None:
        self._done("tag", "-a", "--cleanup=verbatim", "-F", "-", name, feed=message.encode())

    def setting(self, key: str) -> str:
        return self.text("config", key)

    def set_setting(self, key: str, value: str) -> None:
        self._done("config", "--local", key, value)

    def remotes(self) -> list[str]:
        return self.text("remote").splitlines()

    def person(self) -> str:
        ident = self.run("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
        if ident.returncode:
            return ""
        return ident.stdout.decode("utf-8", "replace").partition(" <")[0]

    def changed(self, names: Sequence[str]) -> list[str]:
        asked = ("--porcelain", "-z", "--untracked-files=all", "--no-renames")
        listed = self.text("status", *asked, "--", *names)
        return sorted(entry[3:] for entry in listed.split("\0") if len(entry) > 3)

    def deleted(self, folder: str) -> list[str]:
        listed = self.text("ls-files", "--deleted", "-z", "--", folder)
        return [name for name in listed.split("\0") if name]

    def commit(self, names: Sequence[str], message: str, check: Callable[[str], None]) -> None:
        added = self.run("add", "--", *names)
        if added.returncode:
            said = added.stderr.decode("utf-8", "replace").strip()
            if "ignored by one of your .gitignore files" in said:
                listed = [line for line in said.splitlines() if line in names]
                raise HistoryError(IGNORED.format(names="、".join(listed)))
            raise HistoryError(f"没有保存：{said}")
        only: tuple[str, ...] = ("--only", "--", *names)
        if self.is_merging():
            only = ()
            if left := self.text("diff", "--name-only", "--diff-filter=U"):
                raise HistoryError(UNMERGED.format(names="、".join(left.splitlines())))
        check("")
        done = self.run("commit", "--quiet", "-m", message, *only)
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
            same = self.run("diff", "--cached", "--quiet", "HEAD", "--", *names).returncode == 0
            raise HistoryError(NOTHING if same and only else f"没有保存：\n{said}")

    def last(self) -> tuple[str, list[str]]:
        listed = self.text("show", "--format=", "--name-only", "--no-renames", "HEAD")
        return self.text("rev-parse", "--short", "HEAD"), listed.splitlines()

    def put_files(self, files: Sequence[Path]) -> list[str]:
        feed = "".join(f"{path.as_posix()}\n" for path in files).encode()
        asked = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        return self._done(*asked, feed=feed).splitlines()

    def put_content(self, content: bytes) -> str:
        return self._done("hash-object", "-w", "--no-filters", "--stdin", feed=content)

    def put_tree(self, files: Mapping[str, str]) -> str:
        entries = "".join(f"100644 {found}\t{name}\0" for name, found in files.items())
        with tempfile.TemporaryDirectory() as place:
            index = {"GIT_INDEX_FILE": str(Path(place) / "index")}
            self._done("update-index", "-z", "--index-info", feed=entries.encode(), settings=index)
            return self._done("write-tree", settings=index)


def _commit(record: str) -> Commit:
    found, short, person, when, message, parents = record.split("\x1f")
    if when.endswith("Z"):  # as later versions of git write it
        when = f"{when[:-1]}+00:00"
    return Commit(found, short, person, when, message, tuple(parents.split()))
