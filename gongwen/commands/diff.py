"""diff: what changed between two versions of a document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import patterns as re
from . import (
    FAILED,
    USAGE,
    Button,
    MisusedError,
    add_output,
    add_pdf,
    add_place,
    content_folder,
    document_named,
    output_folder,
)

if TYPE_CHECKING:
    from ..history.sent import Sending

HELP = "比较一份文稿的两版：列出改动，生成花脸稿（Word 修订的、打印的各一份）和修改对照表"
BUTTONS = (Button(35, "花脸稿"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document and the two versions."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument(
        "old",
        metavar="旧",
        nargs="?",
        help="旧的一版：版本号、标签、日期（2026-04-03）、稿本（送出过的，是最后送出的那一版），"
        "或者一个文件；缺省是上次保存的，之后没有改动就是再上一次的",
    )
    parser.add_argument("new", metavar="新", nargs="?", help="新的一版；缺省是现在的文件")
    parser.add_argument(
        "--note",
        metavar="序号=说明",
        action="append",
        default=[],
        help="写进对照表“修改依据及理由”一栏，如 --note 3=采纳市财政局意见3；几处用“；”分开",
    )
    parser.add_argument(
        "--each",
        action="store_true",
        help="对照表逐处列：一处改动一行，起草的人用；缺省逐条列：一条、一段一行，原文和修改稿都是全文",
    )
    parser.add_argument(
        "--names",
        action="store_true",
        help="花脸稿、对照表上写修改人的姓名；缺省写起草单位（发文机关），不写个人",
    )
    add_pdf(parser)
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Compare; 1 where one of the versions cannot be set."""
    from msgspec.structs import replace

    from ..build.also_pdf import lacking, with_pdfs
    from ..build.shared import Shared
    from ..history.repository import HistoryError, Repository, open_repository
    from ..history.versions import STAGES
    from ..history.versions_to_compare import UnreadableError, VersionsToCompare
    from ..problem import as_digest, shown_file
    from ..revision.comparison import WITH_MARKS, Side, compare
    from ..revision.views import as_text_of_rows
    from ..storage.failures import advice, reason
    from ..storage.files import write_atomically

    if options.pdf and (missing := lacking(Path(options.root))):
        raise MisusedError(missing)
    content = content_folder(options)
    path = document_named(options, content, "文件名 FROM=旧 TO=新")
    try:
        notes = _notes(options.note)
        repository: Repository | None = None
        try:
            repository = open_repository(options.root)
        except HistoryError as error:
            if not (options.old and Path(options.old).is_file()):
                said = f"{error}\n没有 git，可以比较两个文件：diff 名称 旧文件"
                raise MisusedError(said) from error
        desk = VersionsToCompare(Shared(Path(options.root), content), repository)

        def side(asked: str) -> Side:
            if Path(asked).is_file():
                return desk.of_file(Path(asked).resolve(), Path(asked).name, _author(repository))
            return desk.of_commit(asked, path)

        old = side(options.old) if options.old else desk.before_working_copy(path)
        new = side(options.new) if options.new else desk.of_working_copy(path)
        if not options.names:
            new = replace(new, author=desk.drafting_unit(path))
        asked = options.old or ""
        reasons = _decided(path, content, desk.last_sent(asked, path))
        compared = compare(
            old, new, notes, reasons=reasons, by_change=options.each, names=options.names
        )
    except HistoryError as error:
        print(error, file=sys.stderr)
        return USAGE
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return FAILED
    print(f"旧：{old.label}\n新：{new.label}")
    for asked in (options.old, options.new):
        if asked in STAGES and repository and not repository.commit_of(asked):
            print(_which(asked, desk.last_sent(asked, path)))
    if not compared.outputs:
        print("两版印出来没有不同。")
        if notes:
            print("--note：没有改动，说明没有地方写", file=sys.stderr)
        return USAGE if notes else 0
    if beyond := [number for number in notes if number > len(compared.rows)]:
        raise MisusedError(f"--note：没有序号{beyond[0]}，一共{len(compared.rows)}行")
    if compared.rows:
        print(as_text_of_rows(compared.rows, colour=sys.stdout.isatty()))
    else:
        print("文字没有不同，只有版面不同。")
    if compared.remark:
        print(compared.remark)
    output = output_folder(options)
    folder = (output / path.relative_to(content)).with_suffix("")
    files = {folder / f"{path.stem}{tail}": made for tail, made in compared.outputs.items()}
    failed = False
    if options.pdf:
        marks = {path for path in files if WITH_MARKS in path.name}
        files, problems, failed = with_pdfs(files, Path(options.root), without=marks)
        for text in as_digest(problems):
            print(text, file=sys.stderr)
    for target, written in files.items():
        try:
            write_atomically(target, written)
        except OSError as error:
            failed = True
            print(f"写不进去 {target.name}：{reason(error)}；{advice(error)}", file=sys.stderr)
            continue
        print(f"生成 {shown_file(target, Path(options.root))}")
    if notes and not failed:
        print(
            f"序号{'、'.join(map(str, sorted(notes)))}的依据已写进修改对照表；"
            "对照表每次重新生成，再比较时也要再写上"
        )
    return FAILED if failed else 0


def _notes(typed: list[str]) -> dict[int, str]:
    """The words for 修改依据及理由 by the number of the row. Raises HistoryError for what is
    neither.
    """
    from ..history.repository import HistoryError

    notes = {}
    for each in (part for words in typed for part in re.split("[;；]", words)):
        number, sign, words = each.replace("＝", "=").partition("=")
        if not (number.strip().isdecimal() and sign and words.strip()):
            raise HistoryError(f"--note：“{each}”要写成 序号=说明，如 3=采纳市财政局意见3")
        notes[int(number)] = words.strip()
    return notes


def _decided(path: Path, content: Path, sending: Sending | None) -> dict[str, list[str]]:
    """What was adopted of the comments on the version that was sent, by its places; a ledger that
    cannot be read fills in nothing, and that is said.
    """
    if sending is None or not sending.record.round:
        return {}
    from ..consultation.ledger import LedgerError, ledger_path, read_ledger
    from ..consultation.settled import settled_by_place
    from ..library.documents import name_of
    from ..problem import as_text

    ledger = ledger_path(name_of(path, content), content)
    if not ledger.is_file():
        return {}
    try:
        return settled_by_place(read_ledger(ledger, ledger.name)[0])
    except LedgerError as error:
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        return {}


def _which(stage: str, sending: Sending | None) -> str:
    """Which version a 稿本 was taken for."""
    if sending is None:
        return f"{stage}没有送出过的记录，比较的是最后保存的{stage}"
    return f"{stage}是最后送出的那一版：{sending.record.said}"


def _author(repository: object) -> str:
    from ..history.repository import Repository
    from ..history.saving import person
    from ..history.versions_to_compare import NOBODY

    return (person(repository) if isinstance(repository, Repository) else "") or NOBODY
