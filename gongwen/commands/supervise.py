"""supervise: the ledger of a plan, and what each unit has to do."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from . import (
    FAILED,
    Button,
    MisusedError,
    add_day,
    add_output,
    add_place,
    content_folder,
    day_of,
    document_named,
    output_folder,
)

HELP = "督办：由方案的任务生成督办台账、各单位任务，读回填的进展，看哪些逾期、临期"
BUTTONS = (Button(94, "督办"),)
_NEAR = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The plan, a ledger that was filled in elsewhere, and the day."""
    parser.add_argument("name", metavar="名称", help="写了任务的文稿（文件名，.yaml 可不写）")
    parser.add_argument(
        "--file", metavar="文件", help="在别处填好的台账（.xlsx）；不写就读 content/_督办/ 里的"
    )
    parser.add_argument(
        "--near",
        metavar="天数",
        type=int,
        default=_NEAR,
        help=f"到期前多少天算临期（缺省{_NEAR}天）",
    )
    add_place(parser)
    add_output(parser)
    add_day(parser, "算到哪一天")


def run(options: argparse.Namespace) -> int:
    """Make them; 1 where the plan or the ledger cannot be read."""
    from ..build.shared import Shared
    from ..library.documents import name_of
    from ..library.workbook import UnreadableTableError
    from ..problem import as_text
    from ..storage.files import write_atomically
    from ..supervision.due import AsOf
    from ..supervision.supervising import SupervisionError, supervise

    moment = day_of(options)
    content = content_folder(options)
    filled = Path(options.file) if options.file else None
    if filled and not filled.is_file():
        raise MisusedError(f"没有“{options.file}”这个文件")
    path = document_named(options, content, "方案")
    name = name_of(path, content)
    as_of = AsOf(date(moment.year, moment.month, moment.day), options.near)
    shared = Shared(Path(options.root), content)
    try:
        done = supervise(path, filled, shared, as_of)
    except SupervisionError as error:
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        print(error, file=sys.stderr)
        return FAILED
    except UnreadableTableError as error:
        print(f"台账没有读，也没有改：{error}", file=sys.stderr)
        return FAILED
    shown = f"{content.name}/{done.ledger.relative_to(content).as_posix()}"
    print(f"台账 {shown}")
    folder = output_folder(options) / name
    for tail, made in done.outputs.items():
        target = folder / f"{path.stem}{tail}"
        write_atomically(target, made)
        print(f"生成 {target.name}")
    print(f"截至{moment}，{done.counted}")
    for line in done.late:
        print(f"  {line}")
    for line in done.said:
        print(line, file=sys.stderr)
    return 0
