"""The commands: one file, one command, named as typed (with _ for -, and after a word that is
Python's own: import_).

A command module has `HELP` (one line of Chinese), `add_arguments(parser)` and
`run(options) -> int`, the exit code; `options.root` is the project's folder, which need not be one
of documents where the module says `ANYWHERE = True`. Modules import what is slow within `run`, for
help and the documentation read all of them. One that the desk and the menu offer says so
in `BUTTONS`.
"""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from ..setup.place import is_installed, modules_in

if TYPE_CHECKING:
    from ..document.values import Moment
    from ..history.repository import Repository

FAILED, USAGE = 1, 2


class MisusedError(Exception):
    """What was asked for cannot be meant: what to say of it. The exit code is `USAGE`."""


class Button(NamedTuple):
    """A button that the desk, and a line that the menu (公文.bat), has for a command, in its
    `BUTTONS`. They stand in the order of `rank`, which follows an office's work. `preset` are
    options that the button stands for; `careful` = it cannot be undone, so a second step is asked
    for; `again` is an option and the words of a button that runs the same once more with it, for
    those who have read what was said (of what is careful, where it was refused); `on_desk` = not in
    the menu only; `alone` = on no document, though the command takes one.
    """

    rank: int
    label: str
    preset: tuple[str, ...] = ()
    careful: bool = False
    again: tuple[str, str] | None = None
    on_desk: bool = True
    alone: bool = False


@cache
def words() -> tuple[str, ...]:
    """The commands as they are typed."""
    return tuple(name.removesuffix("_").replace("_", "-") for name in modules_in(__path__))


def command(word: str) -> ModuleType:
    """The module of one command."""
    name = f"{word}_" if keyword.iskeyword(word) else word.replace("-", "_")
    return importlib.import_module(f"{__name__}.{name}")


def commands() -> dict[str, ModuleType]:
    """Every command module by the word that is typed."""
    return {word: command(word) for word in words()}


def add_place(parser: argparse.ArgumentParser) -> None:
    """--content: where the documents are."""
    parser.add_argument("--content", metavar="文件夹", help="文稿在哪里（缺省 content）")


def add_output(parser: argparse.ArgumentParser) -> None:
    """--output: where files are made."""
    parser.add_argument("--output", metavar="文件夹", help="生成到哪里（缺省 output）")


def add_pdf(parser: argparse.ArgumentParser) -> None:
    """--pdf: PDFs of the .docx files too."""
    parser.add_argument("--pdf", action="store_true", help="每个 .docx 另外做成 PDF")


def add_formats(parser: argparse.ArgumentParser) -> None:
    """--format of what is issued."""
    parser.add_argument(
        "--format",
        metavar="格式",
        choices=("docx", "docx,pdf"),
        help="docx 或 docx,pdf（缺省生成 docx，能生成 PDF 时也生成 PDF）",
    )


def formats_wanted(options: argparse.Namespace) -> tuple[str, ...]:
    """What --format names, or a PDF, too, where one can be made. Raises MisusedError where a PDF is
    asked for that cannot.
    """
    from ..formats import formats

    pdf = formats()["pdf"].together
    lacking = pdf.missing(Path(options.root)) if pdf else ""
    if options.format == "docx,pdf" and lacking:
        raise MisusedError(lacking)
    return ("docx",) if lacking or options.format == "docx" else ("docx", "pdf")


def add_classified(parser: argparse.ArgumentParser) -> None:
    """--涉密环境, which every command takes: to be told at once where this is no computer for
    classified work. It makes none of it (`secrecy.clearance`).
    """
    parser.add_argument(
        "--涉密环境",
        dest="classified",
        action="store_true",
        help="要处理标了密级的文件；这台电脑没有登记为涉密计算机的，什么也不做",
    )


def add_content(parser: argparse.ArgumentParser) -> None:
    """--content and --stage, --strict: which documents, and how they are read."""
    add_place(parser)
    parser.add_argument(
        "--stage",
        metavar="稿本",
        choices=("征求意见稿", "送审稿", "印发稿"),
        help="不管文稿里怎么写，都按这一稿本",
    )
    parser.add_argument("--strict", action="store_true", help="有警告也算失败")


def content_folder(options: argparse.Namespace) -> Path:
    """The content root that --content names. Raises MisusedError where there is none."""
    from ..library.documents import is_listable

    path = Path(options.content or options.root / "content")
    if not is_listable(path):
        raise MisusedError(f"没有“{options.content or 'content'}”这个文件夹，或者打不开它")
    return path.resolve() if options.content else path


def document_named(options: argparse.Namespace, content: Path, called: str = "文件名") -> Path:
    """The document that `options.name` means; `called` stands for it in what is said where none is
    named. Raises MisusedError where there is no such document.
    """
    from ..library.documents import UnknownNameError, only_document

    if not options.name:
        raise MisusedError(f"请写明哪一份：make {options.command} DOC={called}")
    try:
        return only_document(options.name, content)
    except UnknownNameError as error:
        raise MisusedError(str(error)) from error


def repository_of(options: argparse.Namespace) -> Repository:
    """The repository of the project. Raises MisusedError where there is none."""
    from ..history.repository import HistoryError, open_repository

    try:
        return open_repository(options.root)
    except HistoryError as error:
        raise MisusedError(str(error)) from error


def add_day(parser: argparse.ArgumentParser, what: str) -> None:
    """--on: the day that the command goes by, for a command may look at the clock."""
    parser.add_argument("--on", metavar="日期", help=f"{what}，如 2026-04-03（缺省今天）")


def day_of(options: argparse.Namespace) -> Moment:
    """The day that --on names, or today. Raises MisusedError where it is no day."""
    from ..document.values import Moment, read_moment

    if not options.on:
        from datetime import date

        today = date.today()
        return Moment(today.year, today.month, today.day)
    said = f"“{options.on}”不是日期，写成 2026-04-03"
    try:
        day = read_moment(options.on)
    except ValueError as error:
        day, said = None, str(error)
    if day is None or not day.day:
        raise MisusedError(f"--on：{said}")
    return day


def only_in_a_checkout() -> None:
    """Raises MisusedError in an installed program: what it would write belongs to a checkout."""
    if is_installed():
        raise MisusedError("这个命令只在程序自己的仓库里用，装好的程序做不了。")


def output_folder(options: argparse.Namespace) -> Path:
    """The folder that --output names."""
    # realpath, as `resolve` fails of links that lead in a circle
    return Path(os.path.realpath(options.output or Path(options.root) / "output"))
