"""number: the next number of a series is taken, kept for later, or given up."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import (
    FAILED,
    Button,
    MisusedError,
    add_day,
    add_place,
    content_folder,
    day_of,
    document_named,
)

if TYPE_CHECKING:
    from ..dispatch.taking import NumberDesk, Taken

HELP = "取号：给一份文稿编下一个文号，写进文稿；预留、作废；不写名称的，列出各种代字用到几号"
BUTTONS = (
    Button(70, "取号", careful=True),
    Button(101, "文号：预留、作废、用到几号", alone=True),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, or what is to become of a number."""
    parser.add_argument("name", nargs="?", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("--series", metavar="代字", help="用哪一种代字，如 云政函（缺省按文稿）")
    parser.add_argument("--use", metavar="文号", help="用指定的号：预留的、作废的、空着的")
    parser.add_argument(
        "--reserve", metavar="个数", type=int, help="预留以下几个号，要写 --series 和 --reason"
    )
    parser.add_argument("--void", metavar="文号", help="作废一个号，要写 --reason")
    parser.add_argument("--reason", metavar="理由", help="预留、作废的理由")
    parser.add_argument("--unlock", action="store_true", help="有人取号时中断了，锁着的，解开")
    parser.add_argument("--name", dest="person", metavar="姓名", help="取号人（缺省同保存）")
    add_place(parser)
    add_day(parser, "成文日期没有写的，照这一天的年份编号")


def run(options: argparse.Namespace) -> int:
    """Take a number; 1 where it cannot be had."""
    from ..history.repository import HistoryError
    from ..storage.failures import advice, reason

    if fault := _misused(options):
        raise MisusedError(fault)
    try:
        desk = _desk(options)
        return _done(options, desk)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"没有取号：{reason(error)}；{advice(error)}", file=sys.stderr)
        return FAILED


def _misused(options: argparse.Namespace) -> str:
    asked = [
        name
        for name, given in (
            ("--reserve", options.reserve is not None),
            ("--void", bool(options.void)),
            ("--unlock", options.unlock),
            ("名称", bool(options.name)),
        )
        if given
    ]
    if len(asked) > 1:
        return f"一次只做一件：{'、'.join(asked)}不能一起写"
    if options.use and not options.name:
        return "用指定的号，要写明给哪一份：make number DOC=文件名 NO=文号"
    if options.reserve is not None and not options.series:
        return (
            "预留要写明代字：make number KEEP=2 SERIES=云政发 M=理由（没有 make：--series 云政发）"
        )
    if options.reserve is not None and not 0 < options.reserve <= _MOST:
        return f"一次预留1至{_MOST}个号"
    return ""


_MOST = 50
"""Numbers kept for later at a time."""


def _desk(options: argparse.Namespace) -> NumberDesk:
    from ..build.shared import Shared
    from ..dispatch.taking import NumberDesk, person_of
    from ..history.repository import NO_REPOSITORY, HistoryError, open_repository

    root = Path(options.root)
    content = content_folder(options)
    try:
        repository = open_repository(root)
    except HistoryError as error:
        if str(error) != NO_REPOSITORY:  # what is in it cannot be known, so no number is free
            raise
        repository = None
    person = person_of(repository, options.person or "")
    return NumberDesk(Shared(root, content), repository, person, day_of(options).iso)


def _done(options: argparse.Namespace, desk: NumberDesk) -> int:
    from ..dispatch.taking import give_up, reserve, take, unlock

    if options.unlock:
        whose = unlock(desk)
        print(f"已解锁：是{whose}留下的" if whose else "没有锁着")
        return 0
    reason = options.reason or ""
    if options.reserve is not None:
        for each in reserve(desk, options.series, options.reserve, reason):
            print(f"预留 {each.number}（{reason.strip()}）")
            _tell(each)
        return 0
    if options.void:
        done = give_up(options.void, reason, desk)
        print(f"作废 {done.number}（{reason.strip()}）")
        _tell(done)
        return 0
    if not options.name:
        return _listed(desk)
    path = document_named(options, desk.content)
    done = take(path, desk, code=options.series or "", number=options.use or "")
    what = "早已取了" if done.before else "取号"
    print(f"{what} {done.number}，写在 {done.file} 第{done.line}行")
    _tell(done)
    return 0


def _tell(done: Taken) -> None:
    if done.waits:
        print(
            f"{done.number} 只是预留：连不上本单位的服务器（{done.waits}），别人不知道这个号取了；"
            "连上以后运行 make push（没有 make：python build.py push），推送了才算数",
            file=sys.stderr,
        )
    for remark in done.remarks:
        print(remark, file=sys.stderr)


def _listed(desk: NumberDesk) -> int:
    """How far each series got, and what became of numbers that no release has."""
    from ..dispatch.overview import overview

    lines, faults = overview(desk)
    for line in lines:
        print(line)
    for fault in faults:
        print(fault, file=sys.stderr)
    return FAILED if faults else 0
