"""pre-commit: what git asks before a commit; the texts are checked as they will be committed.

The tool of the same name (.pre-commit-hooks.yaml) names the files, those that git has in all where
it is told to; it has set aside what will not be committed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import FAILED

if TYPE_CHECKING:
    from ..problem import Problem

HELP = "检查将要提交的文稿（git 提交前自动运行）"
_NEEDS_GIT = "提交前的检查由 git 运行，这台电脑上没有 git；用 make save 保存，保存前一样检查"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files."""
    parser.add_argument(
        "files", nargs="*", metavar="文件", help="检查这几个文件（缺省：git 里将要提交的）"
    )


def run(options: argparse.Namespace) -> int:
    """Check what is staged; 1, and so no commit, where there is a 错误."""
    import tempfile

    from ..history.commit_check import (
        classified,
        export,
        problems_of,
        staged_files,
        with_what_is_not_added,
    )
    from ..history.repository import HistoryError, has_git
    from ..problem import in_order

    if not has_git(options.root):
        print(_NEEDS_GIT, file=sys.stderr)
        return FAILED
    if refused := [*classified(options.root), *_classified(options.files, options.root)]:
        return _said(refused)
    files = staged_files(options.root, "content")  # deleted ones too, which nobody names
    if not files and not options.files:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            root = options.root if options.files else export(options.root, Path(folder))
        except HistoryError as error:
            print(error, file=sys.stderr)
            return FAILED
        found = problems_of([*options.files, *files], root)
        problems = in_order(with_what_is_not_added(found, options.root))
    return _said(problems) if problems else 0


def _classified(files: list[str], root: Path) -> list[Problem]:
    """Those of the files named that may not be worked on here."""
    from ..secrecy.gate import refusal_to_keep

    paths = {name: root / name for name in files}
    told = (refusal_to_keep(n, p.read_bytes(), n) for n, p in paths.items() if p.is_file())
    return [problem for problem in told if problem]


def _said(problems: list[Problem]) -> int:
    """The exit code, after the problems were told."""
    from ..problem import Level, as_digest
    from ..problem_ids import CLASSIFIED

    for text in as_digest(problems):
        print(text, file=sys.stderr)
    if any(problem.rule == CLASSIFIED for problem in problems):
        print("涉密文件不能提交到这里的历史，没有提交。", file=sys.stderr)
        return FAILED
    errors = sum(problem.level is Level.ERROR for problem in problems)
    if not errors:
        print("有提醒，不妨碍提交。", file=sys.stderr)
        return 0
    print(
        f"有{errors}个错误，没有提交。改好后 git add，再提交一次；"
        "确实要先提交的：git commit --no-verify",
        file=sys.stderr,
    )
    return FAILED
