"""history: the versions of a document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import (
    USAGE,
    Button,
    MisusedError,
    add_content,
    add_output,
    content_folder,
    output_folder,
    repository_of,
)

if TYPE_CHECKING:
    from ..template.ready import Template

HELP = "一份文稿的历次版本：日期、谁、哪一稿、改了什么"
BUTTONS = (Button(95, "历次版本"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, and from when on."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("--since", metavar="日期", help="只列这一天以后的，如 2026-04-03")
    parser.add_argument("--docx", action="store_true", help="另外做成 修改记录.docx")
    add_output(parser)
    add_content(parser)


def run(options: argparse.Namespace) -> int:
    """List them, newest first, a copy not saved yet at the head."""
    from ..build.shared import Shared
    from ..document.values import read_moment
    from ..history.repository import HistoryError
    from ..history.timeline import timeline
    from ..history.versions_to_compare import VersionsToCompare
    from ..library.documents import UnknownNameError, chosen
    from ..storage.files import write_atomically
    from ..word.package import pack

    content = content_folder(options)
    if not options.name:
        raise MisusedError("请写明哪一份：make history DOC=文件名")
    repository = repository_of(options)
    try:
        since = ""
        if options.since:
            try:
                day = read_moment(options.since)
            except ValueError as error:
                raise HistoryError(f"--since：{error}") from None
            if day is None:
                raise HistoryError(f"--since：“{options.since}”不是日期，写成 2026-04-03")
            since = f"{day.year:04d}-{day.month or 1:02d}-{day.day or 1:02d}"
        desk = VersionsToCompare(Shared(Path(options.root), content), repository, "text")
        for path in chosen([options.name], content):
            entries = timeline(path, desk, repository)
            shown = [each for each in entries if not each.day or each.day >= since]
            for entry in shown:
                print(entry.line())
            if options.docx and shown:
                from ..history.change_record import record_of_changes

                output = output_folder(options)
                folder = (output / path.relative_to(content)).with_suffix("")
                target = folder / f"{path.stem}（修改记录）.docx"
                parts = record_of_changes(shown, desk.title(path), _template(options, content))
                write_atomically(target, pack(parts))
                print(f"生成 {target.name}")
            if not entries:
                print(f"{path.stem} 还没有保存过，运行 make save DOC={path.stem} M=说明")
            elif not shown:
                print(f"{path.stem} 在 {since} 以后没有保存过")
        if repository.is_shallow():
            print("（这里只取来了近期的版本；全部取来：git fetch --unshallow）", file=sys.stderr)
    except (HistoryError, UnknownNameError) as error:
        print(error, file=sys.stderr)
        return USAGE
    return 0


def _template(options: argparse.Namespace, content: Path) -> Template:
    """The template 文件 by the standard's own sheet. Raises HistoryError where it is not there."""
    from ..build.shared import Shared
    from ..history.repository import HistoryError
    from ..problem import Place
    from ..sheet.data import STANDARD_SHEET

    shared = Shared(Path(options.root), content)
    sheet, _ = shared.sheet(STANDARD_SHEET, Place(""))
    template = shared.template("文件", sheet) if sheet else None
    if template is None:
        raise HistoryError("没有 templates/文件.docx 或 styles/gbt9704.yaml，做不成 .docx")
    return template
