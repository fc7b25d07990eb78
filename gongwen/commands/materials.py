"""materials: what goes before a meeting with a document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, Button, add_output, add_place, content_folder, document_named, output_folder

HELP = "报审材料：把文稿和“材料”里的各件收进一个文件夹，做好目录，说出还缺什么"
BUTTONS = (Button(81, "报审材料"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Gather them; 1 where something is missing."""
    from ..build.options import Options
    from ..dispatch.materials import gather
    from ..history.repository import HistoryError

    content = content_folder(options)
    path = document_named(options, content)
    settings = Options(Path(options.root), content, output_folder(options))
    try:
        done = gather(path, settings)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return FAILED
    print(f"报审材料{len(done.files) - 1}件，在 {done.folder.parent.name}/{done.folder.name}：")
    for name in sorted(done.files):
        print(f"  {name}")
    for each in done.missing:
        print(each, file=sys.stderr)
    return FAILED if done.missing else 0
