"""textconv: a .docx as text, for git to compare."""

from __future__ import annotations

import argparse
from pathlib import Path

ANYWHERE = True
HELP = "把 .docx 显示成文字（git 比较时用）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", metavar="文件", help="哪一个 .docx")


def run(options: argparse.Namespace) -> int:
    """Print the text."""
    from ..template.text import describe

    print(describe(Path(options.file)), end="")
    return 0
