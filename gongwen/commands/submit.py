"""submit: a document goes up to be signed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import (
    FAILED,
    Button,
    add_day,
    add_output,
    add_place,
    content_folder,
    day_of,
    document_named,
    output_folder,
    repository_of,
)

HELP = "送签：把送去签发的这一版存为签发稿，做好发文稿纸、会签单"
BUTTONS = (Button(82, "送签", careful=True),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, and who signs."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("--to", metavar="签发人", default="", help="送给谁签发，可以不写")
    add_day(parser, "哪一天送签的")
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Submit it; 1 where it is not fit for it."""
    from ..build.options import Options
    from ..dispatch.submitting import submit, told
    from ..history.repository import HistoryError
    from ..history.versions_to_compare import UnreadableError

    root, day = Path(options.root), day_of(options)
    content = content_folder(options)
    repository = repository_of(options)
    path = document_named(options, content)
    settings = Options(root=root, content=content, output=output_folder(options))
    try:
        done = submit(path, settings, repository, day, options.to)
    except (HistoryError, UnreadableError) as error:
        print(error, file=sys.stderr)
        return FAILED
    record = done.sending.record
    if done.repeated:
        print(f"这一版{record.said}过，没有另外记录（标签 {done.sending.tag}）")
    else:
        print(f"签发稿已存：{record.said}（标签 {done.sending.tag}）")
    for file in done.files:
        print(f"生成 {file.name}")
    for text in (*told(done.problems), *done.asked):
        print(text, file=sys.stderr)
    return 0
