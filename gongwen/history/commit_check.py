"""The documents of a commit to be, as git's index holds them: not as they stand in the folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from ..build.pipeline import Request, process
from ..build.shared import Shared
from ..library.documents import documents_in
from ..problem import Problem
from .git import git, run_git
from .repository import HistoryError

_LOOKS = ("templates", "styles")


def staged_files(root: Path) -> list[str]:
    """The files of content/ that the commit changes or deletes, as paths below `root`."""
    names = git(root, "diff", "--cached", "--name-only", "--relative", "-z", "--", "content")
    return [name for name in (names or "").split("\0") if name]


def export(root: Path, folder: Path) -> Path:
    """What the index has of content/, and of what documents are set with, written out below
    `folder`; the place that stands for `root` there. Templates and sheets that are in no
    repository are those of the folder. Raises HistoryError.
    """
    prefix = git(root, "rev-parse", "--show-prefix") or ""
    listed = run_git(root, "ls-files", "-z", "--", "content", *_LOOKS)
    target = f"--prefix={folder.as_posix()}/"
    done = run_git(root, "checkout-index", "-z", "--stdin", target, feed=listed.stdout)
    if listed.returncode or done.returncode:
        raise HistoryError(f"取不出要提交的内容：{done.stderr.decode('utf-8', 'replace').strip()}")
    place = folder / prefix
    (place / "content").mkdir(parents=True, exist_ok=True)
    for name in _LOOKS:
        if (root / name).is_dir() and not (place / name).exists():
            shutil.copytree(root / name, place / name)
    return place


def problems_of(files: list[str], root: Path, classified_allowed: bool) -> Iterator[Problem]:
    """What is wrong with the documents that are among `files`, or that use one of them."""
    shared = Shared(root, root / "content")
    changed = {root / name for name in files}
    documents = documents_in(shared.content)
    if changed <= set(documents):  # the usual case needs no look at the others
        documents = sorted(changed)
    for path in documents:
        found = process(Request(path, None, classified_allowed=classified_allowed), shared)
        if path in changed or changed.intersection(found.used):
            yield from found.problems
