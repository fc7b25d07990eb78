"""The git repository around a project, asked through git itself."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ..secrecy.files import mark_of_file
from ..secrecy.gate import refuse_version
from .git import contents, run_git
from .lock import lock_in_the_way

NO_GIT = "这台电脑上没有 git，不能保存版本、看历史。请先安装：sudo apt-get install -y git"
NO_REPOSITORY = (
    "这个文件夹不在 git 仓库里，没有版本历史。要从现在起记录版本，请在本文件夹运行一次：git init"
)


DETACHED = (
    "现在不在任何分支上（看的是旧的一版）；先回到分支：git switch 分支名（有哪些：git branch），"
    "要从这一版改起的：git switch -c 新分支名"
)


class HistoryError(Exception):
    """Something of the history cannot be done; the text, in Chinese, is for the user."""


class Repository(Struct, frozen=True):
    """`top` is the working tree's folder; every path given to git is relative to it."""

    top: Path

    def ask(self, *arguments: str, feed: bytes | None = None) -> bytes | None:
        """What git prints; None where it fails."""
        done = self.run(*arguments, feed=feed)
        return done.stdout if done.returncode == 0 else None

    def run(self, *arguments: str, feed: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        """Run git in the top folder; see `run_git`. Raises HistoryError where a lock stands in
        the way.
        """
        done = run_git(self.top, *arguments, feed=feed)
        said = done.stderr.decode("utf-8", "replace") if done.returncode else ""
        if found := lock_in_the_way(said, self.top):
            raise HistoryError("\n    建议：".join(found))
        return done

    def text(self, *arguments: str) -> str:
        """The same as text without the last line end, "" where git fails."""
        return (self.ask(*arguments) or b"").decode("utf-8", "replace").removesuffix("\n")

    def name(self, path: Path) -> str:
        """How git calls a file. Raises HistoryError for one outside the repository."""
        try:
            return path.resolve().relative_to(self.top).as_posix()
        except ValueError:
            raise HistoryError(f"{path.name} 不在这个仓库的文件夹里，没有版本历史") from None

    def commit_of(self, revision: str) -> str | None:
        """The full id of the commit that a revision, tag or branch means."""
        if revision.startswith("-"):
            return None
        return self.text("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") or None

    def content(self, commit: str, name: str) -> bytes | None:
        """A file as a commit has it; None where it has none. Raises ClassifiedError for one that
        may not be worked on here.
        """
        found = self.ask("cat-file", "blob", f"{commit}:{name}")
        if found is not None and (mark := mark_of_file(name, found)):
            refuse_version(name, commit[:7], mark)
        return found

    def contents(self, specs: Sequence[str]) -> list[bytes | None]:
        """Many at once, named commit:path or by their ids, before anybody has asked whether they
        may be worked on; see `classified`.
        """
        return contents(self.top, specs)

    def ids(self, specs: Sequence[str]) -> list[str]:
        """The ids of what files hold, named commit:path, "" where there is none; a link within the
        repository is followed.
        """
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

    def contents_at(self, commit: str, names: Sequence[str]) -> dict[str, bytes | None]:
        """What files hold in a commit, by name; see `contents`."""
        if not names:
            return {}
        ids = self.ids([f"{commit}:{name}" for name in names])
        return dict(zip(names, self.contents([each or "-" for each in ids]), strict=True))

    def branch(self) -> str:
        """The branch one is on; "" where an old version was taken out, on no branch."""
        return self.text("symbolic-ref", "--quiet", "--short", "HEAD")

    def is_shallow(self) -> bool:
        """Whether older versions were left out when this copy was fetched."""
        return self.text("rev-parse", "--is-shallow-repository") == "true"


def open_repository(root: Path) -> Repository:
    """The repository that `root` is in. Raises HistoryError where there is none, or no git."""
    try:
        done = run_git(root, "rev-parse", "--show-toplevel")
    except OSError:
        raise HistoryError(NO_GIT) from None
    top = done.stdout.decode("utf-8", "replace").removesuffix("\n")
    if done.returncode or not top:
        raise HistoryError(NO_REPOSITORY)
    return Repository(Path(top).resolve())
