"""The repository around a project: what is asked of it, whoever answers (`stores`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ..secrecy.files import mark_of_file
from ..secrecy.gate import refuse_version
from .git import run_git
from .stores.store import HistoryError, Store

__all__ = ["DETACHED", "HistoryError", "Repository", "has_git", "open_repository"]

NO_REPOSITORY = (
    "这个文件夹不在 git 仓库里，没有版本历史。要从现在起记录版本，请运行一次："
    "make setup-git（没有 make：python build.py setup-git）"
)
_NO_LIBRARY = (
    "这台电脑上没有 git，代替它的组件也用不了（{said}），不能保存版本、看历史。"
    "安装 git（sudo apt-get install -y git；Windows 从 git-scm.com 下载），或者运行 make doctor"
)
_NOT_OURS = (
    "这个文件夹记在别人名下，git 不肯用。确实是本单位共用的，运行一次：\n"
    "  git config --global --add safe.directory {folder}"
)
DETACHED = (
    "现在不在任何分支上（看的是旧的一版）；先回到分支：git switch 分支名（有哪些：git branch），"
    "要从这一版改起的：git switch -c 新分支名"
)


class Repository(Struct, frozen=True):
    """`top` is the folder of its files; every name of a file is a path below it."""

    top: Path
    store: Store

    def name(self, path: Path) -> str:
        """How git calls a file. Raises HistoryError for one outside the repository."""
        try:
            return path.resolve().relative_to(self.top).as_posix()
        except ValueError:
            raise HistoryError(f"{path.name} 不在这个仓库的文件夹里，没有版本历史") from None

    def commit_of(self, revision: str) -> str | None:
        """The full id of the commit that a revision, tag or branch means."""
        return self.store.object_of(revision, "commit") or None

    def content(self, commit: str, name: str) -> bytes | None:
        """A file as a commit has it; None where it has none. Raises ClassifiedError for one that
        may not be worked on here.
        """
        (found,) = self.store.contents([f"{commit}:{name}"])
        if found is not None and (mark := mark_of_file(name, found)):
            refuse_version(name, commit[:7], mark)
        return found

    def contents(self, specs: Sequence[str]) -> list[bytes | None]:
        """Many at once, named commit:path or by their ids, before anybody has asked whether they
        may be worked on; see `classified`.
        """
        return self.store.contents(specs)

    def ids(self, specs: Sequence[str]) -> list[str]:
        """The ids of what files hold, named commit:path, "" where there is none; a link within the
        repository is followed.
        """
        return self.store.ids(specs)

    def contents_at(self, commit: str, names: Sequence[str]) -> dict[str, bytes | None]:
        """What files hold in a commit, by name; see `contents`."""
        if not names:
            return {}
        ids = self.ids([f"{commit}:{name}" for name in names])
        return dict(zip(names, self.contents([each or "-" for each in ids]), strict=True))

    def branch(self) -> str:
        """The branch one is on; "" where an old version was taken out, on no branch."""
        return self.store.branch()

    def is_shallow(self) -> bool:
        """Whether older versions were left out when this copy was fetched."""
        return self.store.is_shallow()


def open_repository(root: Path) -> Repository:
    """The repository that `root` is in, by git where it is installed. Raises HistoryError where
    there is no repository, or nothing that could read it.
    """
    try:
        done = run_git(root, "rev-parse", "--show-toplevel")
    except OSError:
        return _by_library(root)
    top = done.stdout.decode("utf-8", "replace").removesuffix("\n")
    if b"dubious ownership" in done.stderr:
        raise HistoryError(_NOT_OURS.format(folder=f'"{root.resolve().as_posix()}"'))
    if done.returncode or not top:
        raise HistoryError(NO_REPOSITORY)
    from .stores.by_git import ByGit

    folder = Path(top).resolve()
    return Repository(folder, ByGit(folder))


def _by_library(root: Path) -> Repository:
    try:
        from .stores.opening import opened
    except ImportError as error:  # a computer for which nobody has built it
        raise HistoryError(_NO_LIBRARY.format(said=error)) from error
    store = opened(root)
    if store is None:
        raise HistoryError(NO_REPOSITORY)
    return Repository(store.top, store)


def has_git(root: Path) -> bool:
    """Whether git is installed."""
    try:
        run_git(root, "--version")
    except OSError:
        return False
    return True
