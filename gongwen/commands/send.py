"""send: a letter that asks for comments goes out, and its round is recorded."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import (
    FAILED,
    Button,
    add_day,
    add_formats,
    add_output,
    add_place,
    content_folder,
    day_of,
    document_named,
    formats_wanted,
    output_folder,
    repository_of,
)

HELP = "发函征求意见：印发函，备好草稿和反馈表，记下这一轮征求了哪些单位"
BUTTONS = (
    Button(50, "发函征求", careful=True, again=("--warnings-checked", "警告都核对过了，照样发出")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The letter."""
    parser.add_argument("name", metavar="名称", help="征求意见的函（文件名，.yaml 可不写）")
    add_place(parser)
    add_output(parser)
    add_day(parser, "哪一天发出的")
    parser.add_argument("--warnings-checked", action="store_true", help="警告都核对过了，照样发出")
    add_formats(parser)


def run(options: argparse.Namespace) -> int:
    """Send it; 1 where it is not fit for it."""
    from ..build.options import Options
    from ..consultation.ledger import LedgerError
    from ..consultation.sending import send
    from ..history.repository import HistoryError
    from ..problem import as_digest, as_text

    root = Path(options.root)
    day = day_of(options)
    content = content_folder(options)
    repository = repository_of(options)
    path = document_named(options, content, "征求意见的函")
    wanted = formats_wanted(options)
    settings = Options(root=root, content=content, output=output_folder(options), formats=wanted)
    try:
        done = send(path, settings, repository, day, warnings_checked=options.warnings_checked)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return FAILED
    except LedgerError as error:
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        return FAILED
    if done.released:
        print(f"已印发 {done.released.number}，记为标签 {done.released.tag}".replace(" ，", "，"))
        for name in done.released.report.built:
            print(f"生成 {name}")
    for file in done.files:
        print(f"生成 {file.name}")
    record = done.sending.record
    print(f"已发出：{record.said}，截止 {record.deadline}")
    written = [each for each in done.asked if each.must_reply]
    if written:
        print(f"其中须书面答复的{len(written)}个：{'、'.join(each.unit for each in written)}")
    print(f"台账：{content.name}/{done.ledger.relative_to(content).as_posix()}")
    for remark in done.remarks:
        print(remark, file=sys.stderr)
    for text in as_digest(done.released.report.problems if done.released else ()):
        print(text, file=sys.stderr)
    return 0
