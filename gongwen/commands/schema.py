"""schema: the files that let an editor complete and check the Chinese keys."""

from __future__ import annotations

import argparse
import sys

from . import FAILED

HELP = "重新生成编辑器用的提示文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command line."""
    parser.add_argument("--check", action="store_true", help="只看是不是最新的，不写文件")


def run(options: argparse.Namespace) -> int:
    """Write the schemas, or say which are stale."""
    from ..reference.schema import schemas, stale, write

    folder = options.root / "docs" / "schema"
    if options.check:
        old = stale(folder)
        for name in old:
            print(f"docs/schema/{name} 不是最新的，请运行 make schema", file=sys.stderr)
        return FAILED if old else 0
    write(folder)
    print(f"已更新 docs/schema/：{'、'.join(schemas())}")
    return 0
