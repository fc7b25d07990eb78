"""命令.md: every command with its options and its make target."""

from __future__ import annotations

import argparse
from types import ModuleType

from ..setup.environment import OWN
from . import Commands
from .make_targets import MakeTarget, make_targets
from .markdown import block, code, page, section, table

FILE = "命令.md"
_INTRODUCTION = """\
有 make 的电脑，打左边一栏；没有 make 的（Windows 等），打中间一栏。
`make` 的命令加 `DOC=文件名` 只对那一份做；文件名里有空格、括号的加引号：`make DOC='通知（二稿）'`。

每一条程序命令都可以加 `--涉密环境`：这台电脑没有登记为涉密计算机的，什么也不做，见[涉密](涉密.md)。

命令做完了没有问题，退出码是 0；文件没有生成或者有错误，是 1；命令打错了、缺少要用的软件，是 2。
"""

_ALL = (
    "`python build.py` 后面不写命令，就是 `build`。带横线的参数是选项，可写可不写；其余的按顺序写。"
)


def text(commands: Commands) -> str:
    """The page."""
    targets = make_targets()
    rows = [
        (code(f"make {target.name}"), code(target.command and _started(target)), target.help)
        for target in targets
    ]
    return page(
        "命令",
        _INTRODUCTION,
        section("全部 make 命令", table(("make", "没有 make 时", "作用"), rows)),
        section("全部程序命令", _ALL),
        *(_command(word, module, targets) for word, module in sorted(commands.items())),
        *(section(word, f"{help_}。", 3) for word, help_ in OWN.items()),
    )


def _started(target: MakeTarget) -> str:
    return f"python build.py {target.command} {target.options}".rstrip()


def _command(word: str, module: ModuleType, targets: list[MakeTarget]) -> str:
    parser = argparse.ArgumentParser(prog=f"python build.py {word}", add_help=False)
    module.add_arguments(parser)
    actions = parser._actions  # argparse has no public way to list them
    usage = " ".join([parser.prog, *dict.fromkeys(map(_usage, actions))])
    parts = [f"{module.HELP}。", block(usage, "text")]
    if actions:
        rows = [(code(_shown(action)), _help(action)) for action in actions]
        parts.append(table(("参数", "意思"), rows))
    names = [code(f"make {target.name}") for target in targets if target.command == word]
    if names:
        parts.append(f"也可以打：{'、'.join(names)}。")
    return section(word, "\n\n".join(part.strip() for part in parts), 3)


def _usage(action: argparse.Action) -> str:
    """How an argument stands in the line that is typed; an option that may be left out is left to
    the table.
    """
    name = str(action.metavar or action.dest)
    if action.option_strings:
        return f"{action.option_strings[0]} {name}" if action.required else "[选项]"
    return {"*": f"[{name}…]", "?": f"[{name}]", "+": f"{name}…"}.get(str(action.nargs), name)


def _shown(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    if not action.option_strings:
        return name
    flags = "、".join(action.option_strings)
    return flags if action.nargs == 0 else f"{flags} {name}"


def _help(action: argparse.Action) -> str:
    said = action.help or ""
    if action.choices and action.option_strings:
        choices = [str(choice) for choice in action.choices]
        if any(choice not in said for choice in choices):
            said += f"（{'、'.join(choices)}）"
    return said
