"""collect: what came back is read into the ledger."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import (
    FAILED,
    Button,
    MisusedError,
    add_day,
    add_place,
    content_folder,
    day_of,
    document_named,
    repository_of,
)

HELP = "收意见：读一个文件夹里各单位的反馈，记进台账，对到送出的那一稿的条款"
BUTTONS = (Button(55, "收意见"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The draft and the folder."""
    parser.add_argument("name", metavar="名称", help="征求意见的文稿（文件名，.yaml 可不写）")
    parser.add_argument("folder", metavar="文件夹", help="收到的反馈放在哪个文件夹")
    add_place(parser)
    add_day(parser, "哪一天收到的")


def run(options: argparse.Namespace) -> int:
    """Read them; 1 where the ledger cannot be worked on."""
    from ..build.shared import Shared
    from ..consultation.collecting import collect
    from ..consultation.ledger import LedgerError
    from ..history.repository import HistoryError
    from ..history.versions_to_compare import UnreadableError
    from ..library.documents import name_of
    from ..problem import as_text

    root = Path(options.root)
    day = day_of(options)
    content = content_folder(options)
    if not options.name or not options.folder:
        raise MisusedError("请写明哪一份、哪个文件夹：make collect DOC=文稿 FILE=文件夹")
    folder = Path(options.folder)
    if not folder.is_dir():
        raise MisusedError(f"没有“{options.folder}”这个文件夹")
    repository = repository_of(options)
    path = document_named(options, content, "文稿")
    name = name_of(path, content)
    try:
        done = collect(name, folder, Shared(root, content), repository, day)
    except (HistoryError, UnreadableError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except LedgerError as error:
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        return FAILED
    print(f"读了{done.files}个文件。")
    for line in done.units:
        print(line)
    shown = f"{content.name}/{done.ledger.relative_to(content).as_posix()}"
    print(f"已记进 {shown}" if done.changed else f"{shown} 没有变")
    for said in done.problems:
        print(said, file=sys.stderr)
    return 0
