"""register: the numbers that were given."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import FAILED, USAGE, Button, add_output, add_place, content_folder, output_folder

if TYPE_CHECKING:
    from ..history.repository import Repository

HELP = "发文登记：用过哪些文号，下一个是几号，缺号、重号；做成 .xlsx"
BUTTONS = (Button(100, "发文登记"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where things are."""
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """List the register and write it; 1 where a number was given twice."""
    from ..history.effects import effects
    from ..history.number_book import number_book
    from ..history.register import deleted, entries, releases, series, spreadsheet
    from ..history.repository import HistoryError, open_repository
    from ..registry.series import CodeSeries
    from ..storage.failures import advice, reason
    from ..storage.files import write_atomically

    root = Path(options.root)
    content = content_folder(options)
    repository: Repository | None = None
    try:
        repository = open_repository(root)
    except HistoryError as error:
        print(error, file=sys.stderr)
    try:
        found = entries(repository, content)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return USAGE
    for remark in _remarks(repository) if repository else ():
        print(remark, file=sys.stderr)
    if not found:
        print("还没有印发过文件。")
        return 0
    repeated = False
    book = number_book(repository, content)
    for each in series(found):
        free = book.next(CodeSeries(each.code), each.year)
        print(
            f"{each.code}〔{each.year}〕：用了{len(set(each.used))}个，"
            f"下一个是 {each.code}〔{each.year}〕{free}号"
        )
        if each.gaps:
            print(f"  缺号：{_listed(each.gaps)}")
        if each.repeats:
            repeated = True
            print(f"  重号：{'、'.join(map(str, each.repeats))}")
    said = effects([*releases(repository), *deleted(repository)]) if repository else {}
    known = {entry.number for entry in found}
    for number, what in said.items():
        lacking = "" if number in known else "（登记里没有这个文号，补进 发文登记.yaml）"
        print(f"{number}：{what}{lacking}")
    target = output_folder(options) / "发文登记.xlsx"
    try:
        write_atomically(target, spreadsheet(found, said))
    except OSError as error:
        print(f"写不进去 {target.name}：{reason(error)}；{advice(error)}", file=sys.stderr)
        return FAILED
    shown = target.relative_to(root) if target.is_relative_to(root) else target
    print(f"生成 {shown}")
    return FAILED if repeated else 0


def _remarks(repository: Repository) -> Iterator[str]:
    """What may make the register of this copy less than that of the office."""
    from ..history.tags import deleted_tags, not_all_fetched

    for tag, how in deleted_tags(repository).items():
        yield f"标签 {tag} 删掉了，文号照样算用过；取回：{how}"
    if remark := not_all_fetched(repository):
        yield remark
    if not repository.branch():
        yield "现在不在任何分支上（看的是旧的一版），发文登记.yaml 也可能是旧的"


def _listed(numbers: list[int]) -> str:
    """1至11、15: neighbours as one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}至{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )
