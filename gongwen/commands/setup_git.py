"""setup-git: have git show Chinese names and .docx texts, and check before a commit."""

from __future__ import annotations

import argparse
import sys

from . import USAGE

HELP = "设置 git：显示中文文件名，比较 .docx 的文字，提交前检查文稿"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Set this repository up, and say what was done."""
    from ..history.git import git
    from ..history.git_setup import set_up, surroundings
    from ..storage.failures import advice, reason

    if git(options.root, "--version") is None:
        print("没有找到 git。请先安装：sudo apt-get install -y git", file=sys.stderr)
        return USAGE
    found = surroundings(options.root)
    if found is None:
        print("这个文件夹不是 git 仓库，没有什么要设置。", file=sys.stderr)
        return USAGE
    try:
        said = set_up(options.root, found)
    except OSError as error:
        print(f"写不进去：{found.hook}：{reason(error)}；{advice(error)}", file=sys.stderr)
        return USAGE
    print("\n".join(said))
    return 0
