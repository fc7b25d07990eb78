"""save: keep a version of a document."""

from __future__ import annotations

import argparse
import sys

from . import USAGE, Button, add_content, content_folder, document_named, repository_of

HELP = "保存一份文稿的版本（连同它用到的名录、片段、图片，和它的征求意见台账）"
BUTTONS = (Button(25, "保存这一版", careful=True),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, what was done to it, and by whom."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("-m", "--message", metavar="说明", help="这一版改了什么")
    parser.add_argument(
        "--name",
        dest="person",
        metavar="姓名",
        help="您的姓名，只需给一次；git 里已有的不用给，换人时再给",
    )
    add_content(parser)


def run(options: argparse.Namespace) -> int:
    """Save; 2 where that is not possible."""
    from ..consultation.ledger import ledger_path
    from ..history.repository import HistoryError
    from ..history.saving import files_to_keep, introduce, person, save
    from ..library.documents import name_of

    content = content_folder(options)
    repository = repository_of(options)
    path = document_named(options, content, "文件名 M=这一版改了什么")
    try:
        ledger = ledger_path(name_of(path, content), content)
        also = [ledger] if ledger.is_file() else []
        seen = files_to_keep(path, options.root, content, repository, also)
        before = person(repository)
        if options.person:
            introduce(repository, options.person)
            print(_introduced(before, person(repository)), end="")
        elif not before:
            introduce(repository, _asked("还不知道您的姓名（只问这一次），请输入：", _NO_NAME))
        message = options.message or _asked("这一版改了什么：", _NO_MESSAGE)
        if not message.strip():
            raise HistoryError(_NO_MESSAGE)
        saved = save(seen, options.root, content, message.strip(), repository)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return USAGE
    print(f"已保存 {saved.commit}：{message.strip()}（{person(repository)}）")
    for name in saved.files:
        print(f"  {name}")
    if saved.renamed_from:
        print(f"  （由 {saved.renamed_from} 改名）")
    if saved.remark:
        print(saved.remark, file=sys.stderr)
    return 0


_NO_NAME = "还不知道您的姓名，版本上要写。请加上（只需一次）：BY=姓名（没有 make：--name 姓名）"
_NO_MESSAGE = "请写明这一版改了什么：make save DOC=文件名 M=说明（没有 make：-m 说明）"


def _introduced(before: str, now: str) -> str:
    """What is said of a name that was given, whether or not there is anything to save."""
    if before == now:
        return ""
    return f"姓名记为“{now}”，以后保存都用它" + (f"（原来是“{before}”）\n" if before else "\n")


def _asked(question: str, otherwise: str) -> str:
    """An answer typed by the user. Raises HistoryError where nobody is there to type it."""
    from ..history.repository import HistoryError

    if not sys.stdin.isatty():
        raise HistoryError(otherwise)
    try:
        return input(question)
    except EOFError:
        raise HistoryError(otherwise) from None
