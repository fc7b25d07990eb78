"""The documents of a commit to be, as git's index holds them: not as they stand in the folder."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from .. import patterns as re
from ..build.pipeline import Request, process
from ..build.shared import Shared
from ..library.documents import documents_in
from ..problem import Problem
from ..problem_ids import BAD_REFERENCE, NO_SHEET, NO_TEMPLATE
from ..secrecy.clearance import is_cleared
from ..secrecy.files import mark_of_file
from ..secrecy.gate import refusal_to_keep, stand_in
from ..secrecy.marks import Mark
from ..setup.place import holds_program
from ..storage.files import write_atomically
from .git import contents, git, run_git
from .repository import HistoryError

_LOOKS = ("templates", "styles")
_NOT_THERE = {NO_SHEET: "styles", NO_TEMPLATE: "templates", BAD_REFERENCE: "content"}
"""The problems of what a document asks for and is not there, and where that would lie."""


def staged_files(root: Path, *folders: str) -> list[str]:
    """The files below these folders (none = all) that the commit changes or deletes, as paths below
    `root`.
    """
    names = git(root, "diff", "--cached", "--name-only", "--relative", "-z", "--", *folders)
    return [name for name in (names or "").split("\0") if name]


def classified(root: Path) -> list[Problem]:
    """The files of the commit that may not be worked on here, of whatever kind and wherever they
    lie. In the program's own repository only its documents: its tests are full of invented ones.
    """
    folders = ("content", "output") if holds_program(root) else ()
    names = staged_files(root, *folders)
    prefix = git(root, "rev-parse", "--show-prefix") or ""
    found = contents(root, [f":{prefix}{name}" for name in names])
    told = (
        refusal_to_keep(name, content, name)
        for name, content in zip(names, found, strict=True)
        if content is not None
    )
    return [problem for problem in told if problem]


def export(root: Path, folder: Path) -> Path:
    """What the index has of content/, and of what documents are set with, written out below
    `folder` (of what may not be worked on here, its mark alone); the place that stands for `root`
    there. Templates and sheets that are in no repository are those of the folder. Raises
    HistoryError.
    """
    prefix = git(root, "rev-parse", "--show-prefix") or ""
    listed = run_git(root, "ls-files", "-z", "--", "content", *_LOOKS)
    target = f"--prefix={folder.as_posix()}/"
    names = [name for name in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
    marks = _marks(names, prefix, root)
    for name, mark in marks.items():
        write_atomically(folder / prefix / name, stand_in(mark))
    feed = "".join(f"{name}\0" for name in names if name not in marks)
    fed = feed.encode("utf-8", "surrogateescape")
    done = run_git(root, "checkout-index", "-z", "--stdin", target, feed=fed)
    if listed.returncode or done.returncode:
        raise HistoryError(f"取不出要提交的内容：{done.stderr.decode('utf-8', 'replace').strip()}")
    place = folder / prefix
    (place / "content").mkdir(parents=True, exist_ok=True)
    for name in _LOOKS:
        if (root / name).is_dir() and not (place / name).exists():
            shutil.copytree(root / name, place / name)
    return place


def _marks(names: list[str], prefix: str, root: Path) -> dict[str, Mark]:
    """Those of the files in the index that may not be worked on here, with their marks."""
    if is_cleared():
        return {}
    plain = [name for name in names if name.isprintable()]
    found = zip(plain, contents(root, [f":{prefix}{name}" for name in plain]), strict=True)
    marks = ((name, mark_of_file(name, content or b"")) for name, content in found)
    return {name: mark for name, mark in marks if mark}


def with_what_is_not_added(problems: Iterable[Problem], root: Path) -> Iterator[Problem]:
    """The problems; where one says that there is no such file, and there is, but git was not told
    of it, it says that.
    """
    for problem in problems:
        lacking = _not_added(problem, root) if problem.rule in _NOT_THERE else None
        if lacking is None:
            yield problem
            continue
        message = f"{lacking} 在文件夹里，但还没有加进 git，提交里没有它"
        yield replace(problem, message=message, hint=f"先运行 git add {shlex.quote(lacking)}")


def _not_added(problem: Problem, root: Path) -> str | None:
    """The file that a problem does not find, where it lies in the folder and in no commit to be."""
    quoted = re.search(r"“([^“”]+)”", problem.message)
    if quoted is None:
        return None
    listed = git(root, "ls-files", "--others", "-z", "--", "content", *_LOOKS) or ""
    names = [PurePosixPath(name) for name in listed.split("\0") if name]
    folder = _NOT_THERE[problem.rule]
    for name in names:
        wanted = name.name if folder == "content" else name.stem
        if name.parts[0] == folder and wanted == PurePosixPath(quoted[1]).name:
            return name.as_posix()
    return None


def problems_of(files: list[str], root: Path) -> Iterator[Problem]:
    """What is wrong with the documents that are among `files`, or that use one of them."""
    shared = Shared(root, root / "content")
    changed = {root / name for name in files}
    documents = documents_in(shared.content)
    if changed <= set(documents):  # the usual case needs no look at the others
        documents = sorted(changed)
    for path in documents:
        found = process(Request(path, None), shared)
        if path in changed or changed.intersection(found.used):
            yield from found.problems
