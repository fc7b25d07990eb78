"""The program that makes a release, kept in the history to make it again by (docs/adr/0017).

A commit that holds the program needs nothing more. An office that has it installed keeps it as a
git tree under a tag, once for each version. The tag is a plain one: its name and what it points to
follow from the program alone, so that two people who keep the same program agree.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from .. import patterns as re
from ..setup.version import version
from .repository import HistoryError, Repository
from .versions import export

TAGS = "程序/"
PACKAGE = Path(__file__).resolve().parents[1]
_FOR_NEW_OFFICES = "base"
_UNKNOWN = "版本不详"


def program_digest() -> str:
    """SHA-256 over the program's own files: the same for a checkout and an installed program."""
    total = hashlib.sha256()
    for name, path in _files().items():
        content = path.read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _files() -> dict[str, Path]:
    """The program's files by their path in the package. Left out: what Python or a system puts
    there, and what only an installed program carries, for the folders of new offices.
    """
    found = {}
    for folder, folders, names in os.walk(PACKAGE):
        inside = Path(folder).relative_to(PACKAGE).as_posix()
        left_out = ("__pycache__", _FOR_NEW_OFFICES if inside == "." else "")
        folders[:] = [each for each in folders if not each.startswith(".") and each not in left_out]
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 -- some thousand, of each release
            if not name.startswith(".") and os.path.isfile(path):  # noqa: PTH113
                found[name if inside == "." else f"{inside}/{name}"] = Path(path)
    return dict(sorted(found.items()))


def components() -> dict[str, str]:
    """The versions of the libraries that an installed program asks for. {} for a checkout: its
    requirements.txt says them.
    """
    from importlib.metadata import distributions

    installed = next(iter(distributions(name="gongwen", path=[str(PACKAGE.parent)])), None)
    asked = (installed.requires or []) if installed else []
    names = (re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in asked if "extra ==" not in each)
    return {name: found for name in sorted(names) if (found := installed_version(name))}


def installed_version(component: str) -> str:
    """The version of a library as it is installed now; "" where it is not."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return version_of(component)
    except PackageNotFoundError:
        return ""


def keep(root: Path, repository: Repository) -> dict[str, str]:
    """See to it that the history holds the program that runs: what a manifest says of it. Raises
    HistoryError where it cannot be kept.
    """
    stated = {"版本": version()}
    if _is_held(root, repository):
        return stated
    tag = _own_tag()
    try:
        tree = _own_tree(repository)
        standing = _tree_of(tag, repository)
        if standing is None:
            repository.store.set_reference(f"refs/tags/{tag}", tree)
    except HistoryError as error:
        raise HistoryError(f"没有印发，程序存不进历史：{error}") from error
    if standing not in (None, tree):
        raise HistoryError(f"没有印发：标签 {tag} 记的不是这个程序；删去它再印发：git tag -d {tag}")
    return {**stated, "标签": tag, "树": tree}


def _own_tag() -> str:
    """What the tag of the program that runs is called."""
    return f"{TAGS}{version() or _UNKNOWN}-{program_digest()[:12]}"


def _own_tree(repository: Repository) -> str:
    """The id of the tree that holds the program that runs, which is written where it is not there.
    Raises HistoryError where it cannot be.
    """
    blobs = {f"gongwen/{name}": blob for name, blob in _blobs(repository).items()}
    return repository.store.put_tree(blobs)


def _is_this(tag: str, tree: str, repository: Repository) -> bool:
    """Whether a program that is kept is the one that runs, byte for byte: then nothing of it need
    be written out and compiled again, which takes far longer than what it is to make.
    """
    return tag == _own_tag() and tree == _own_tree(repository)


def _is_held(root: Path, repository: Repository) -> bool:
    """Whether the program that runs is the project's own, and the last version has it."""
    own = PACKAGE / "cli.py"
    return (
        PACKAGE.parent == root.resolve()
        and own.is_relative_to(repository.top)
        and repository.content("HEAD", repository.name(own)) is not None
    )


def _blobs(repository: Repository) -> dict[str, str]:
    """The program's files as git now keeps them, byte for byte: ids by path in the package."""
    files = _files()
    return dict(zip(files, repository.store.put_files(list(files.values())), strict=True))


def _tree_of(tag: str, repository: Repository) -> str | None:
    return repository.store.object_of(f"refs/tags/{tag}", "tree") or None


class Used(Struct, frozen=True):
    """The program that a release is made again with: the folder its package lies in, what it is
    called, and, where it may not be the one that made the release, why it was taken.
    """

    folder: Path
    called: str
    remark: str = ""


def program_of(
    manifest: Mapping[str, Any], commit: str, tool: Path, place: Path, repository: Repository
) -> Used:
    """The program to make a release again with: the one its manifest names, written to the empty
    folder `place` unless it is the very one that runs; the one that its commit has (`tool`); or
    else today's.
    """
    stated = manifest.get("程序", {})
    tag, was = stated.get("标签", ""), stated.get("版本", "") or _UNKNOWN
    remark = ""
    if tag:
        standing = _tree_of(tag, repository)
        if standing and standing == stated.get("树"):
            called = f"印发时的 {was}（标签 {tag}）"
            if _is_this(tag, standing, repository):
                return Used(PACKAGE.parent, called)
            export(standing, "", place, repository)
            return Used(place, called)
        remark = f"印发时用的程序是 {was}（标签 {tag}），"
        remark += (
            "这个标签后来改过，没有用它"
            if standing
            else "这里没有这个标签，没有用上；取来：git fetch --tags"
        )
    if (tool / "gongwen" / "cli.py").is_file():
        now = version(tool / "gongwen") or _UNKNOWN
        return Used(tool, f"标签里的 {now}（提交 {commit[:7]}）", remark)
    now = version() or _UNKNOWN
    return Used(
        PACKAGE.parent,
        f"现在的 {now}（校验值 {program_digest()[:12]}）",
        remark or "标签里没有程序，是用现在的程序生成的",
    )
