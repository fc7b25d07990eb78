"""verify: make a release again, and compare."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import (
    FAILED,
    USAGE,
    Button,
    MisusedError,
    add_output,
    add_place,
    content_folder,
    output_folder,
)

if TYPE_CHECKING:
    from ..history.archived import ArchiveRecord

HELP = "核对印发过的文件：从标签重新生成，看与当时是否相同"
BUTTONS = (Button(97, "核对印发件"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What was released."""
    parser.add_argument("name", metavar="名称", help="文号、文件名或标签")
    add_place(parser)
    add_output(parser)
    parser.add_argument(
        "--archive", metavar="文件夹", help="归档的文件夹现在在哪里（缺省 output/归档/……）"
    )


def _kept(record: ArchiveRecord, folder: Path, found: list[str]) -> str:
    """What is to be said of the folder that was handed to the archive."""
    called = f"归档{f'（{record.number}）' if record.number else ''} {record.day}"
    if not folder.is_dir():
        return f"{called}：{record.folder} 不在这里，没有核对；在别处的，加 --archive 文件夹"
    if not found:
        return f"{called}：{len(record.files)}个文件都与归档时相同"
    return f"{called}：{'；'.join(found)}"


def run(options: argparse.Namespace) -> int:
    """Verify; 1 where a file is not what was released: made again, or as it lies in the output
    folder.
    """
    from ..build.options import Options
    from ..history.archived import differences, last_record
    from ..history.manifest import COMPRESSION
    from ..history.release import find_releases, verify
    from ..history.repository import HistoryError, open_repository
    from ..history.standing import standing

    if not options.name:
        raise MisusedError("请写明哪一份：make verify DOC=文件名或文号")
    root = Path(options.root)
    place = Options(root, content_folder(options), output_folder(options))
    failed = False
    try:
        repository = open_repository(root)
        for tag, manifest in find_releases(options.name, repository):
            result = verify(tag, manifest, repository, root)
            print(f"{tag}（{manifest['标题']}）")
            print(f"  所用的程序：{result.program}")
            for name, difference in result.files.items():
                print(f"  {name}：{difference or '与印发时完全相同'}")
                failed = failed or difference not in ("", COMPRESSION)
            for each in standing(manifest, repository, place):
                print(f"  output 里{each.said}")
                failed = failed or each.failed
            record = last_record(tag, repository)
            if record:
                folder = Path(options.archive) if options.archive else place.output / record.folder
                found = differences(record, folder)
                print(f"  {_kept(record, folder, found)}")
                failed = failed or (bool(found) and folder.is_dir())
            elif options.archive:
                print(f"  {options.archive}：这一份还没有归档过（make archive）")
                failed = True
            for remark in result.remarks:
                print(f"  注意：{remark}")
    except HistoryError as error:
        print(error, file=sys.stderr)
        return USAGE
    return FAILED if failed else 0
