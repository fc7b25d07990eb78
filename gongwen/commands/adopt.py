"""adopt: an edited Word copy of a document goes back into its YAML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import FAILED, USAGE, Button, MisusedError, add_content, content_folder, document_named

if TYPE_CHECKING:
    from ..adopt.standing import Setting
    from ..adopt.units import CopyUnit

HELP = "过录修改：把在 Word、WPS 里改过的稿子改回文稿（先列出要改什么，再写入）"
BUTTONS = (Button(40, "过录", again=("--write", "照上面列的写入文稿")),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, the copy, and what of it."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("copy", metavar="改稿.docx", help="由它生成、又在 Word 或 WPS 里改过的文件")
    parser.add_argument("--only", metavar="序号", help="只过录其中几处，如 1,3-5（缺省全部）")
    parser.add_argument(
        "--from", dest="old", metavar="旧",
        help="改稿是按哪一版生成的：版本号、标签、日期、稿本（缺省是现在的文稿）",
    )  # fmt: skip
    parser.add_argument("--write", action="store_true", help="列出以后就写入，不问")
    add_content(parser)


def run(options: argparse.Namespace) -> int:
    """Show and write; 1 where something of the copy could not be adopted."""
    from ..adopt.copy import read_copy
    from ..adopt.planning import NotAdoptedError, plan, write
    from ..adopt.report import report
    from ..adopt.standing import NotSetError, Setting
    from ..build.shared import Shared
    from ..history.repository import HistoryError
    from ..history.versions_to_compare import UnreadableError
    from ..problem import as_text
    from ..word.refusal import RefusedError

    content = content_folder(options)
    if not (options.name and options.copy):
        raise MisusedError("请写明哪一份和改稿：make adopt DOC=文件名 FILE=改稿.docx")
    path = document_named(options, content)
    try:
        setting = Setting(Shared(Path(options.root), content), path, options.stage)
        copy = read_copy(Path(options.copy))
        earlier = _earlier(options.old, setting) if options.old else None
        adoption = plan(setting, copy, options.only or "", earlier)
    except RefusedError as error:
        advice = f"；{error.advice}" if error.advice else ""
        raise MisusedError(f"{options.copy}：{error.reason}{advice}") from error
    except (HistoryError, UnreadableError, NotAdoptedError) as error:
        print(error, file=sys.stderr)
        return USAGE
    except NotSetError as error:
        print("文稿现在排不出来，先改好再过录：", file=sys.stderr)
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        return FAILED
    for line in report(adoption):
        print(line)
    code = 0 if adoption.is_whole else FAILED
    if not adoption.adopted.texts:
        return code
    if not (options.write or _confirmed()):
        print("没有写入。看过没有问题，再运行一次，加 WRITE=1（没有 make：--write）。")
        return code
    for written in write(adoption):
        print(f"已写入 {written.relative_to(content)}")
    if code:
        print("没有过录的，请在文稿里改。")
    return code


def _earlier(asked: str, setting: Setting) -> list[CopyUnit]:
    """What the version printed that the copy was made of."""
    from ..adopt.versions import printed
    from ..history.repository import open_repository
    from ..history.versions_to_compare import VersionsToCompare

    desk = VersionsToCompare(setting.shared, open_repository(setting.shared.root))
    side = desk.of_commit(asked, setting.path)
    return printed(*next(iter(side.files.values())))


def _confirmed() -> bool:
    """Whether the person at the keyboard says yes; nobody there says no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input("写入文稿吗？（写“是”就写入）").strip() in ("是", "y", "Y", "yes")
    except EOFError:
        return False
