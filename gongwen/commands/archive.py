"""archive: what has to be kept of a released document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .. import patterns as re
from . import (
    FAILED,
    Button,
    MisusedError,
    add_day,
    add_output,
    add_place,
    content_folder,
    day_of,
    output_folder,
    repository_of,
)

HELP = "归档：把印发的一份的正本、定稿、发文稿纸、重要版本收进一个文件夹，列出清单；做全年的目录"
BUTTONS = (Button(98, "归档"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What was released, and under which number it is kept."""
    parser.add_argument(
        "name", metavar="名称", help="文号、文件名或标签；只写年份（2026）就只做那一年的目录"
    )
    parser.add_argument("--number", metavar="档号", default="", help="归档号（档号）")
    parser.add_argument("--keep", metavar="期限", default="", help="保管期限，如 永久、30年、10年")
    add_day(parser, "哪一天归档的")
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Archive it and make the year's catalogue anew; 1 where that cannot be done."""
    from ..build.options import Options
    from ..dispatch.archiving import archive
    from ..dispatch.catalogue import write_catalogue
    from ..history.repository import HistoryError

    if not options.name:
        raise MisusedError("请写明哪一份：make archive DOC=文号或文件名")
    day = day_of(options)
    settings = Options(Path(options.root), content_folder(options), output_folder(options))
    repository = repository_of(options)
    try:
        year = options.name
        if not re.fullmatch(r"\d{4}", year):
            done = archive(
                options.name,
                settings,
                repository,
                day,
                number=options.number,
                kept_for=options.keep,
            )
            print(f"已归档 {done.record.document_number}，记为标签 {done.tag}".replace(" ，", "，"))
            print(f"共{len(done.record.files)}个文件，在 {done.record.folder}")
            for remark in done.remarks:
                print(remark, file=sys.stderr)
            year = done.record.date[:4]
        if not year:
            print("没有成文日期，没有列进哪一年的目录", file=sys.stderr)
            return 0
        for file in write_catalogue(year, settings, repository):
            print(f"生成 {file.name}")
    except HistoryError as error:
        print(error, file=sys.stderr)
        return FAILED
    return 0
