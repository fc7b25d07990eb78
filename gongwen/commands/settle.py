"""settle: decisions are read back, and the tables made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import (
    FAILED,
    Button,
    MisusedError,
    add_output,
    add_place,
    content_folder,
    document_named,
    output_folder,
    repository_of,
)

HELP = "办理意见：读回填好的办理表，生成办理表、采纳情况汇总表，核对台账"
BUTTONS = (Button(65, "汇总意见"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The draft, and the workbook that was filled in."""
    parser.add_argument("name", metavar="名称", help="征求意见的文稿（文件名，.yaml 可不写）")
    parser.add_argument("--file", metavar="文件", help="填好的办理表（.xlsx），读回台账")
    parser.add_argument(
        "--by",
        metavar="次序",
        choices=("条款", "单位"),
        default="条款",
        help="汇总表按条款还是按单位排",
    )
    parser.add_argument(
        "--explain", action="store_true", help="另写一份起草说明的骨架，征求意见的情况取自台账"
    )
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Settle; 1 where an 错误 stands against the ledger."""
    from ..build.shared import Shared
    from ..consultation.explanation import explanation_path
    from ..consultation.ledger import LedgerError
    from ..consultation.settling import WORKSHEET, settle
    from ..history.repository import HistoryError
    from ..history.versions_to_compare import UnreadableError
    from ..library.documents import name_of
    from ..library.workbook import UnreadableTableError
    from ..problem import Level, as_text
    from ..storage.files import write_atomically

    root = Path(options.root)
    content = content_folder(options)
    filled = Path(options.file) if options.file else None
    if filled and not filled.is_file():
        raise MisusedError(f"没有“{options.file}”这个文件")
    repository = repository_of(options)
    path = document_named(options, content, "文稿")
    name = name_of(path, content)
    folder = output_folder(options) / name
    there = folder / f"{path.stem}（{WORKSHEET}）.xlsx"
    shared = Shared(root, content)
    try:
        done = settle(name, filled, shared, repository, by_unit=options.by == "单位", there=there)
    except (HistoryError, UnreadableError, UnreadableTableError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except LedgerError as error:
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        return FAILED
    for line in (*done.said, done.counted):
        print(line)
    for tail, made in done.outputs.items():
        target = folder / f"{path.stem}{tail}"
        write_atomically(target, made)
        print(f"生成 {target.name}")
    if options.explain and not _explained(explanation_path(name, content), done.explanation, root):
        return FAILED
    for fault in done.faults:
        print(fault, file=sys.stderr)
    for problem in done.problems:
        print(as_text(problem), file=sys.stderr)
    return FAILED if any(each.level is Level.ERROR for each in done.problems) else 0


def _explained(path: Path, text: str, root: Path) -> bool:
    """Write the skeleton of a 起草说明, never over one that somebody has worked on."""
    from ..problem import shown_file
    from ..storage.failures import advice, reason
    from ..storage.files import write_all_new

    shown = shown_file(path, root)
    if path.exists():
        print(f"已经有 {shown}，没有重写；要重写的，先把它移开", file=sys.stderr)
        return False
    try:
        write_all_new({path: text.encode()})
    except OSError as error:
        print(f"写不进去：{shown}：{reason(error)}；{advice(error)}", file=sys.stderr)
        return False
    print(f"已新建 {shown}（送审时附上，怎样附写在开头）")
    return True
