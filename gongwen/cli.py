"""The command line: `python build.py …`, `gongwen …`. Command words are ASCII, everything said is
Chinese.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Container, Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from . import commands
from . import patterns as re
from .commands import FAILED, USAGE, MisusedError
from .secrecy.refused import ClassifiedError
from .setup.environment import OWN
from .setup.lean import load_msgspec
from .setup.place import PACKAGE
from .setup.streams import guarded
from .setup.version import version
from .storage.failures import failed_at
from .storage.journal import kept_in

ROOT = PACKAGE.parent
"""The project's folder; whoever starts the program for another one sets it."""
PROGRAM = "python build.py"
"""What was typed to start it, for the texts of the help; set by `__main__`."""


class _Formatter(argparse.HelpFormatter):
    """One that is told the width of the window. To find it out for itself, as it would for each
    option that a parser has, it loads 2 ms of modules that no build needs.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


@cache
def _columns() -> int:
    said = os.environ.get("COLUMNS", "")
    if said.isdigit() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(1).columns or _COLUMNS
    except OSError:
        return _COLUMNS


_COLUMNS = 80
"""Of a window that does not say how wide it is."""


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese."""

    def __init__(self, **options: object) -> None:
        settings = {"formatter_class": _Formatter, "add_help": False, "allow_abbrev": False}
        super().__init__(**{**options, **settings})  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：")

    def error(self, message: str) -> NoReturn:
        print(f"{_in_chinese(message)}\n运行 {PROGRAM} help 看全部命令。", file=sys.stderr)
        sys.exit(USAGE)


class _Version(argparse.Action):
    """--version, looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"gongwen {version() or '版本不明'}")
        parser.exit()


_MESSAGES = (
    (r"unrecognized arguments: (.*)", r"不认识的选项：\1"),
    (r"argument 命令: invalid choice: '(.*?)'.*", r"没有“\1”这个命令。"),
    (r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", r"\1 不能写“\2”，可以写：\3"),
    (r"argument (.*?): expected .* arguments?", r"\1 后面要跟一个值"),
    (r"argument (.*?): invalid int value: '(.*?)'", r"\1 后面要跟整数，现在是“\2”"),
    (r"the following arguments are required: (.*)", r"缺少：\1"),
    (r"argument (.*?): (.*)", r"\1：\2"),
)


def _in_chinese(message: str) -> str:
    message = re.sub(r"\(choose from (.*)\)", _listed, message)
    for pattern, chinese in _MESSAGES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, chinese, message, flags=re.DOTALL)
    return message


def _listed(choices: re.Match[str]) -> str:
    """The choices of an option; Pythons differ in how they quote them."""
    return "(choose from " + choices[1].replace("'", "").replace(", ", "、") + ")"


def _parser(wanted: Iterable[str], own: dict[str, str]) -> argparse.ArgumentParser:
    """A parser of these commands; the modules of the others are not even read. `own` are to be
    named in the help, but were answered before.
    """
    parser = _Parser(prog=PROGRAM, description="把 content/ 里的文稿（YAML）做成公文（.docx）。")
    parser.add_argument("--version", action=_Version, nargs=0, help="显示程序的版本")
    words = parser.add_subparsers(
        dest="command", metavar="命令", parser_class=_Parser, title="命令", prog=PROGRAM
    )
    for word in wanted:
        command = commands.command(word)
        one = words.add_parser(word, help=command.HELP, prog=f"{PROGRAM} {word}")
        command.add_arguments(one)
        commands.add_classified(one)
    for word, help_ in own.items():
        words.add_parser(word, help=help_)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 refused or 错误, 2 usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    known = commands.words()
    if words[:1] == ["help"] and not _is_document("help", words):
        words = [*words[1:2], "--help"]
    if not words or words[0] not in (*known, "-h", "--help", "--version"):
        words = _with_build(words, known)
    one = words[0] in known
    options = _parser(words[:1] if one else known, {} if one else OWN).parse_args(words)
    options.root = ROOT
    return _carried_out(options)


def _carried_out(options: argparse.Namespace) -> int:
    """The exit code of the command. What comes upon a classified text refuses, wherever it is, and
    it is said here.
    """
    try:
        if options.classified:
            from .secrecy.gate import refuse_undeclared

            refuse_undeclared()
        with kept_in(options.root / ".cache"):
            return int(commands.command(options.command).run(options))
    except MisusedError as error:
        print(error, file=sys.stderr)
        return USAGE
    except ClassifiedError as error:
        from .problem import as_text

        print(as_text(error.problem), file=sys.stderr)
        return FAILED
    except OSError as error:
        if error.filename is None:  # no file: what is printed
            raise
        print(failed_at(error, options.root), file=sys.stderr)
        return FAILED


def run(arguments: list[str]) -> int:
    """The exit code of the program proper, with an output that no character can break."""
    load_msgspec()
    gc.set_threshold(100_000)  # a start makes much that stays: looking through it costs 20 ms
    try:
        return guarded(lambda: main(arguments))
    finally:
        gc.freeze()  # nor is there a use in looking through it at the end, for 40 ms


def _with_build(words: list[str], known: Container[str]) -> list[str]:
    """No command word means build; one that looks like a slip of a command is left to argparse.

    Ends the program where the command stands after its options.
    """
    first = words[0] if words else ""
    for before, word in pairwise(words):
        if first.startswith("--") and word in known and not before.startswith("--"):
            rest = [each for each in words if each != word]
            print(f"命令写在最前面：{PROGRAM} {word} {' '.join(rest)}", file=sys.stderr)
            sys.exit(USAGE)
    if re.fullmatch(r"[a-z]+", first) and not _is_document(first, words):
        return words
    return ["build", *words]


def _is_document(name: str, words: list[str]) -> bool:
    asked = words[words.index("--content") + 1 :][:1] if "--content" in words else []
    content = Path(asked[0]) if asked else ROOT / "content"
    return any((content / f"{name}{suffix}").exists() for suffix in (".yaml", ".yml"))
