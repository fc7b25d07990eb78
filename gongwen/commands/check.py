"""check: what is wrong, without making anything: in documents, or in .docx files from anywhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, USAGE, add_content, content_folder

HELP = "只检查，不生成文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names and options of the command line."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="名称",
        help="只检查这几份（缺省全部）；也可以是任何地方的 .docx 文件，查它的版面",
    )
    add_content(parser)
    parser.add_argument(
        "--format",
        metavar="格式",
        choices=("text", "json", "sarif"),
        default="text",
        help="text、json 或 sarif",
    )


def is_word_file(name: str) -> bool:
    """Whether a name on the command line is a file of Word's or WPS's, not a document of ours."""
    return name.lower().endswith((".docx", ".docm", ".doc", ".wps"))


def run(options: argparse.Namespace) -> int:
    """Check; 1 where there is a 错误 (with --strict, a 警告 too)."""
    from ..build.pipeline import Request
    from ..build.shared import Shared
    from ..build.workers import make_or_tell
    from ..library.documents import UnknownNameError, chosen, survey
    from ..library.library import Library
    from ..library.same_numbers import same_numbers
    from ..problem import Level, as_digest, as_json, as_sarif, counted, in_order, where_weighty

    content = content_folder(options)
    files = [Path(name) for name in options.names if is_word_file(name)]
    names = [name for name in options.names if not is_word_file(name)]
    documents, misnamed = survey(content)
    try:
        paths, told = (chosen(names, content), []) if options.names else (documents, misnamed)
    except UnknownNameError as error:
        print(error, file=sys.stderr)
        return USAGE
    shared = Shared(options.root, content)
    if not options.names:
        told += (problem for kind in shared.kinds().values() for problem in kind.problems)
    problems = told + same_numbers(documents, paths, options.stage, Library(content, options.root))
    problems += [
        problem
        for path in paths
        for problem in make_or_tell(Request(path, options.stage), shared).problems
    ]
    if files:
        from ..inspection.report import inspect

        problems += inspect(files, options.root)
    problems = in_order(problems)
    if options.format == "text":
        for text in as_digest(problems, whole=True):
            print(text)
        found = counted(problems)
        count = len(paths) + len(files)
        print(f"检查了{count}份文稿，{f'发现{found}' if found else '没有发现问题'}。")
        if weighty := where_weighty(problems):
            print(weighty)
    else:
        print(as_json(problems) if options.format == "json" else as_sarif(problems))
    heavy = {Level.ERROR, Level.WARNING} if options.strict else {Level.ERROR}
    return FAILED if any(problem.level in heavy for problem in problems) else 0
