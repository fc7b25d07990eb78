"""docs: the reference pages of docs/ that the code itself can tell."""

from __future__ import annotations

import argparse
import sys

from . import FAILED, commands, only_in_a_checkout

HELP = "重新生成 docs/ 里的参考资料（开发人员用）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command line."""
    parser.add_argument("--check", action="store_true", help="只看是不是最新的，不写文件")


def run(options: argparse.Namespace) -> int:
    """Write the pages, or say which are stale."""
    from ..reference import stale, write

    only_in_a_checkout()
    folder = options.root / "docs"
    if options.check:
        old = stale(folder, commands())
        for name in old:
            print(f"docs/{name} 不是最新的，请运行 make docs", file=sys.stderr)
        return FAILED if old else 0
    written = write(folder, commands())
    print(f"已更新 docs/：{'、'.join(written)}" if written else "docs/ 里的参考资料都是最新的。")
    return 0
