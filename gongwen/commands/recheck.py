"""recheck: a signed document is looked at once more before it is printed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import (
    FAILED,
    Button,
    add_output,
    add_place,
    content_folder,
    document_named,
    output_folder,
    repository_of,
)

HELP = "复核：印发前与签发稿比较，做复核单，写明程序核对了什么、人要核对什么"
BUTTONS = (Button(86, "复核"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Recheck it; 1 where it is not what was signed."""
    from ..build.options import Options
    from ..dispatch.submitting import recheck, told
    from ..history.repository import HistoryError
    from ..history.versions_to_compare import UnreadableError

    root = Path(options.root)
    content = content_folder(options)
    repository = repository_of(options)
    path = document_named(options, content)
    settings = Options(root=root, content=content, output=output_folder(options))
    try:
        done = recheck(path, settings, repository)
    except (HistoryError, UnreadableError) as error:
        print(error, file=sys.stderr)
        return FAILED
    if done.same is None:
        print("没有送签的记录（make submit），没有与签发稿比较。")
    elif done.same:
        print("与签发稿一致。")
    for file in done.files:
        print(f"生成 {file.name}")
    for text in (*done.open, *told(done.problems)):
        print(text, file=sys.stderr)
    return FAILED if done.same is False else 0
