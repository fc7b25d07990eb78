"""setup-git: begin a repository where there is none; have git show Chinese names and .docx texts,
and check before a commit.
"""

from __future__ import annotations

import argparse

from . import Button, MisusedError

HELP = "开始记录版本；设置 git：显示中文文件名，比较 .docx 的文字，提交前检查文稿"
BUTTONS = (Button(112, "开始记录版本", on_desk=False),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Set this repository up, and say what was done."""
    from ..history.git_setup import begin, set_up, surroundings
    from ..storage.failures import advice, reason

    found = surroundings(options.root)
    if found is None and begin(options.root):
        print("这里还没有版本记录，已经建立（.git 文件夹，历次版本都在里面，不要删）。")
        found = surroundings(options.root)
    if found is None:
        raise MisusedError("这个文件夹里建不了版本记录；看看 make doctor 怎么说。")
    try:
        said = set_up(options.root, found)
    except OSError as error:
        raise MisusedError(f"写不进去：{found.hook}：{reason(error)}；{advice(error)}") from error
    print("\n".join(said))
    return 0
