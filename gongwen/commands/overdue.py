"""overdue: who has not answered."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, Button, add_day, add_place, content_folder, day_of, document_named

HELP = "催办：征求意见还有哪些单位没有答复，催办的话怎样说"
BUTTONS = (Button(60, "催办"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The draft and the day."""
    parser.add_argument("name", metavar="名称", help="征求意见的文稿（文件名，.yaml 可不写）")
    add_place(parser)
    add_day(parser, "看哪一天")


def run(options: argparse.Namespace) -> int:
    """List them."""
    from ..build.shared import Shared
    from ..consultation.ledger import LedgerError
    from ..consultation.overdue import overdue
    from ..history.repository import HistoryError
    from ..library.documents import name_of
    from ..problem import as_text

    day = day_of(options)
    content = content_folder(options)
    path = document_named(options, content, "文稿")
    name = name_of(path, content)
    try:
        found = overdue(name, Shared(Path(options.root), content), day)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return FAILED
    except LedgerError as error:
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        return FAILED
    if found.deemed:
        print(f"逾期视为无意见的{len(found.deemed)}个：{'、'.join(found.deemed)}")
    if not found.waiting:
        print("没有要催的单位。")
        return 0
    until = (
        f"（截止 {found.deadline}{'，已过' if found.is_past else ''}）" if found.deadline else ""
    )
    print(f"还没有答复的{len(found.waiting)}个{until}：")
    for unit in found.waiting:
        why = f"（{unit.must_reply}，须书面答复）" if unit.must_reply else ""
        print(f"  {unit.unit}{why}")
    print(f"催办：{found.reminder}")
    return 0
