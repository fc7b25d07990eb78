"""pandoc-setup: what reads .odt and .rtf and writes .md, .odt and .txt, fetched once."""

from __future__ import annotations

import argparse
import sys

from . import USAGE, Button

HELP = "备齐读 .odt、.rtf，生成 .md、.odt、.txt 要用的 pandoc（只需一次）"
BUTTONS = (Button(113, "备齐 pandoc（读 .odt、.rtf）", on_desk=False),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Fetch it; 2 where it cannot be had."""
    from ..pandoc.program import VERSION, lacking
    from ..pandoc.setup import set_up
    from ..setup.pip import SetUpError

    if lacking():
        print("正在下载 pandoc（约35 MB）……", flush=True)
    try:
        set_up(options.root)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return USAGE
    print(f"已经备齐（pandoc {VERSION}）。")
    return 0
