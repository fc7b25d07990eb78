"""menu: the commands as numbered lines, for those who do not want to type them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import add_output, add_place, content_folder, output_folder

HELP = "菜单：把常用的命令列成几行，打数字来选（公文.bat 打开的就是它）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the documents are."""
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Ask, and carry out, until it is left."""
    from ..desk.menu import Menu, run_menu
    from ..desk.opening import open_path
    from .desk import offers, own_options, program_of

    root = Path(options.root).resolve()
    run_menu(
        Menu(
            root=root,
            content=content_folder(options).resolve(),
            output=output_folder(options),
            program=program_of(root),
            offers=tuple(offers(own_options(options))),
            ask=_asked,
            tell=_told,
            show=open_path,
        )
    )
    return 0


def _asked(question: str) -> str:
    """What is typed; a closed window is an end."""
    sys.stdout.flush()
    return input(question)


def _told(line: str) -> None:
    print(line, flush=True)
