"""verify: make a release again, and compare."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, USAGE, add_output, add_place, content_folder, output_folder

HELP = "核对印发过的文件：从标签重新生成，看与当时是否相同"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What was released."""
    parser.add_argument("name", metavar="名称", help="文号、文件名或标签")
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Verify; 1 where a file is not what was released."""
    from ..history.manifest import COMPRESSION
    from ..history.release import find_releases, standing, verify
    from ..history.repository import HistoryError, open_repository

    if not options.name:
        print("请写明哪一份：make verify DOC=文件名或文号", file=sys.stderr)
        return USAGE
    root = Path(options.root)
    failed = False
    try:
        repository = open_repository(root)
        for tag, manifest in find_releases(options.name, repository, content_folder(options)):
            result = verify(tag, manifest, repository, root)
            print(f"{tag}（{manifest['标题']}）")
            print(f"  所用的程序：{result.program}")
            for name, difference in result.files.items():
                print(f"  {name}：{difference or '与印发时完全相同'}")
                failed = failed or difference not in ("", COMPRESSION)
            for name, difference in standing(manifest, output_folder(options)).items():
                print(f"  output 里现在的 {name}：{_is_it(difference)}")
            for remark in result.remarks:
                print(f"  注意：{remark}")
    except HistoryError as error:
        print(error, file=sys.stderr)
        return USAGE
    return FAILED if failed else 0


def _is_it(difference: str) -> str:
    """Whether a file is the one that was released."""
    from ..history.manifest import COMPRESSION

    if not difference:
        return "就是印发的那一份"
    if difference == COMPRESSION:
        return f"与印发的相同（{COMPRESSION}）"
    return f"不是印发的那一份（{difference}）"
