"""register: the numbers that were given."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import FAILED, USAGE, Button, add_output, add_place, content_folder, output_folder

if TYPE_CHECKING:
    from ..history.number_book import NumberBook
    from ..history.repository import Repository

HELP = "发文登记：用过哪些文号，下一个是几号，缺号、重号；做成 .xlsx，和发文登记簿"
BUTTONS = (Button(100, "发文登记"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where things are."""
    parser.add_argument(
        "--book",
        action="store_true",
        help="另做发文登记簿（.xlsx、.docx）；本单位.yaml 写了“发文办理: 是”的，不写也做",
    )
    parser.add_argument("--file", metavar="文件", help="填过的发文登记簿（.xlsx），读回再重做")
    parser.add_argument(
        "--old",
        metavar="文件",
        help="以前用 Excel 记的发文登记（.xlsx，列名不必相同），补进 发文登记.yaml",
    )
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """List the register and write it; 1 where a number was given twice."""
    from ..dispatch.overview import listed_ordinals
    from ..history.effects import effects
    from ..history.number_book import number_book
    from ..history.register import deleted, entries, releases, series, spreadsheet
    from ..history.repository import HistoryError, open_repository
    from ..library.own_office import known_series
    from ..problem import shown_file
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
    book = number_book(repository, content)
    if options.old:
        return _former_added(Path(options.old), content, book)
    wants_book = options.book or options.file or _uses_dispatch(content, root)
    if not found and not (wants_book and book.entries):
        print("还没有印发过文件。")
        return 0
    repeated = False
    begun_at = {each.code: each for each in known_series(content, root)}
    for each in series(found, begun_at.values()):
        begun = f"（{each.first}号起）" if each.first > 1 else ""
        used = f"用了{len(set(each.used))}个" if each.used else "还没有用过"
        free = book.next(begun_at.get(each.code, CodeSeries(each.code)), each.year)
        of_year = f"{each.code}〔{each.year}〕"
        print(f"{of_year}：{used}{begun}，下一个是 {of_year}{free}号")
        if each.gaps:
            print(f"  缺号：{listed_ordinals(each.gaps)}")
            if each.first == 1 and (first := min(each.used, default=1)) > 1:
                begins = f"{{字: {each.code}, 起号: {first}, 起号年份: {each.year}}}"
                print(f"  （以前编的不算缺号：content/本单位.yaml 里写 代字: [{begins}]）")
        if each.repeats:
            repeated = True
            print(f"  重号：{'、'.join(map(str, each.repeats))}")
    said = effects([*releases(repository), *deleted(repository)]) if repository else {}
    given = {entry.number for entry in found}
    for number, what in said.items():
        lacking = "" if number in given else "（登记里没有这个文号，补进 发文登记.yaml）"
        print(f"{number}：{what}{lacking}")
    target = output_folder(options) / "发文登记.xlsx"
    try:
        write_atomically(target, spreadsheet(found, said))
    except OSError as error:
        print(f"写不进去 {target.name}：{reason(error)}；{advice(error)}", file=sys.stderr)
        return FAILED
    print(f"生成 {shown_file(target, root)}")
    done = not wants_book or _book_made(book, repository, options)
    return FAILED if repeated or not done else 0


def _former_added(file: Path, content: Path, book: NumberBook) -> int:
    """Write down the numbers of a register that was kept before; 1 where something was not read."""
    from ..dispatch.former_register import add_former, read_former
    from ..history.register import FILE
    from ..history.repository import HistoryError
    from ..library.workbook import UnreadableTableError
    from ..secrecy.gate import read_or_refuse
    from ..storage.failures import advice, reason

    try:
        former = read_former(read_or_refuse(file, file.name))
        count, faults = add_former(content, former, book)
    except (HistoryError, UnreadableTableError) as error:
        print(f"没有补进去，{file.name}：{error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"没有补进去，{file.name}：{reason(error)}；{advice(error)}", file=sys.stderr)
        return FAILED
    print(f"读了{len(former.rows)}个文号，补进 {FILE} {count}个，其余早已登记")
    for fault in faults:
        print(f"{file.name} {fault}", file=sys.stderr)
    return FAILED if faults else 0


def _uses_dispatch(content: Path, root: Path) -> bool:
    from ..library.own_office import office_of

    return office_of(content, root)[0].uses_dispatch


def _book_made(
    book: NumberBook, repository: Repository | None, options: argparse.Namespace
) -> bool:
    """Make 发文登记簿; whether that was possible."""
    from ..build.shared import Shared
    from ..dispatch.register_book import NAME, make_register
    from ..history.repository import HistoryError
    from ..library.workbook import UnreadableTableError
    from ..problem import shown_file
    from ..storage.failures import advice, reason
    from ..storage.files import write_atomically

    root, content, output = Path(options.root), content_folder(options), output_folder(options)
    last = output / f"{NAME}.xlsx"
    filled = Path(options.file) if options.file else last if last.is_file() else None
    try:
        made = make_register(book, repository, Shared(root, content), filled)
        for name, written in made.files.items():
            write_atomically(output / name, written)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return False
    except UnreadableTableError as error:
        print(f"没有重做登记簿，{filled and filled.name} 读不出来：{error}", file=sys.stderr)
        return False
    except OSError as error:
        print(f"没有做成登记簿：{reason(error)}；{advice(error)}", file=sys.stderr)
        return False
    for line in made.said:
        print(line)
    for name in made.files:
        print(f"生成 {shown_file(output / name, root)}")
    for fault in made.faults:
        print(fault, file=sys.stderr)
    return True


def _remarks(repository: Repository) -> Iterator[str]:
    """What may make the register of this copy less than that of the office."""
    from ..history.tags import deleted_tags, not_all_fetched

    for tag, how in deleted_tags(repository).items():
        yield f"标签 {tag} 删掉了，文号照样算用过；取回：{how}"
    if remark := not_all_fetched(repository):
        yield remark
    if not repository.branch():
        yield "现在不在任何分支上（看的是旧的一版），发文登记.yaml 也可能是旧的"
