"""pdf-setup: what PDFs need, fetched once."""

from __future__ import annotations

import argparse

from . import USAGE, Button

HELP = "备齐生成 PDF 要用的 LibreOffice 和字体（只需一次）"
BUTTONS = (Button(111, "备齐 PDF 的软件和字体", on_desk=False),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether another LibreOffice is wanted too."""
    parser.add_argument(
        "--second",
        action="store_true",
        help="另外解开一个别的版本的 LibreOffice，不安装（改程序的人用：测试用两个版本都量）",
    )


def run(options: argparse.Namespace) -> int:
    """Fetch what is missing; 2 where something still is."""
    from ..pdf.setup import set_up

    if options.second:
        from ..pdf.second_office import unpack_second

        return 0 if unpack_second(options.root, lambda line: print(line, flush=True)) else USAGE
    if set_up(options.root, lambda line: print(line, flush=True)):
        print("已经备齐，可以运行 make pdf。")
        return 0
    print("还没有备齐，照上面的提示办了以后，再运行一次。")
    return USAGE
