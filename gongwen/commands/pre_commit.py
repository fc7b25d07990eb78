"""pre-commit: what git asks before a commit; the texts are checked as they will be committed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from . import FAILED, add_classified

HELP = "检查将要提交的文稿（git 提交前自动运行）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--涉密环境, for the hook of a cleared computer."""
    add_classified(parser)


def run(options: argparse.Namespace) -> int:
    """Check what is staged; 1, and so no commit, where there is a 错误."""
    from ..history.commit_check import export, problems_of, staged_files
    from ..problem import Level, as_digest, in_order

    files = staged_files(options.root)
    if not files:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        problems = in_order(
            problems_of(files, export(options.root, Path(folder)), options.classified)
        )
    if not problems:
        return 0
    for text in as_digest(problems):
        print(text, file=sys.stderr)
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
