"""update: bring an office's copies of templates, styles and the like to those of the program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import USAGE, Button, MisusedError

HELP = "换了新的程序以后，更新本文件夹里的模板、样式等（自己改过的不动）"
BUTTONS = (Button(116, "更新模板、样式", on_desk=False),)
_BESIDE = ".cache/新版"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Replace what is as it was once written, and say what is left as the office changed it."""
    from ..setup.copies import RECORD, differing, is_newer, originals, record, written
    from ..setup.place import holds_program
    from ..setup.version import version
    from ..storage.failures import failed_at
    from ..storage.files import write_atomically

    root = Path(options.root)
    if holds_program(root):
        raise MisusedError("这里是程序自己的仓库，更新程序用 git pull。")
    if is_newer(last := written(root).version):
        print(
            f"本文件夹的模板、样式是 {last} 版的程序写的，这里的程序是 {version()} 版："
            "请先更新程序，再运行 make update",
            file=sys.stderr,
        )
        return USAGE
    files = originals()
    found = differing(root, files)
    try:
        for copy in found:
            if copy.state == "changed":
                write_atomically(root / _BESIDE / copy.name, files[copy.name])
                print(f"保留 {copy.name}（自己改过）；程序里新的一份放在 {_BESIDE}/{copy.name}")
            else:
                write_atomically(root / copy.name, files[copy.name], lasting=True)
                print(f"{'补上' if copy.state == 'missing' else '更新'} {copy.name}")
        write_atomically(root / RECORD, record(files))
    except OSError as error:
        raise MisusedError(f"写不进去：{failed_at(error, root)}") from error
    if not found:
        print(f"模板、样式等都与程序（{version()} 版）的一致，没有要更新的。")
    return 0
