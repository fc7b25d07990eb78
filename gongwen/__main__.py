"""`gongwen …` and `python -m gongwen …`: the program, on the folder of the office one is in."""

from __future__ import annotations

import sys
from pathlib import Path

from . import cli, commands
from .commands import USAGE
from .setup.environment import OWN, start, tidy
from .setup.place import holds_program
from .setup.streams import start_anew

NO_OFFICE = """\
这里没有 content 文件夹，不是放公文的文件夹。请先进入放公文的文件夹再运行；
还没有的，运行 gongwen init 文件夹，新建一个。"""
OF_THE_REPOSITORY = "“{word}”只在程序自己的仓库里用，装好的程序没有这个命令。"
_HELP = ("help", "-h", "--help", "--version")


def main(root: Path | None = None) -> int:
    """The exit code of the command on the command line. `root` is the office's folder, by default
    the current one; where it is the very checkout that holds the program, this is `build.py`.
    """
    start_anew()
    try:
        if root is None and not holds_program(Path.cwd()):
            cli.PROGRAM = "gongwen"
        return _run(root or Path.cwd(), sys.argv[1:])
    except KeyboardInterrupt:
        print("\n已中断。", file=sys.stderr)
        return 130


def _run(root: Path, words: list[str]) -> int:
    if holds_program(root):
        code = start(words)
        return cli.run(words) if code is None else code
    cli.ROOT = root
    word = words[0] if words else ""
    if _needs_office(words) and not (root / "content").is_dir():
        print(NO_OFFICE, file=sys.stderr)
        return USAGE
    if word == "clean":
        return tidy(word, words[1:], root)
    if word in OWN and word not in _HELP:
        print(OF_THE_REPOSITORY.format(word=word), file=sys.stderr)
        return USAGE
    return cli.run(words)


def _needs_office(words: list[str]) -> bool:
    """Whether a command has to do with the files of an office's folder."""
    if not words or words[0] not in commands.words():
        return not words or words[0] not in _HELP
    asked = any(word in _HELP for word in words)
    return not asked and not getattr(commands.command(words[0]), "ANYWHERE", False)


if __name__ == "__main__":
    sys.exit(main())
