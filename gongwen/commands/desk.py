"""desk: the page on one's own machine on which documents are worked on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import Button, MisusedError, add_output, add_place, commands, content_folder, output_folder

if TYPE_CHECKING:
    from ..desk.offers import FormField, Offer, Shape

HELP = "文稿办理：在浏览器里看文稿、各页和问题，办各样的事（只在这台电脑上）"
BUTTONS = (Button(0, "文稿办理（在浏览器里）", on_desk=False),)
_NOT_ASKED = ("content", "output", "classified", "help", "jobs", "second")
"""Options that no form asks for: the desk itself was given them, or nobody needs them."""
_NAMES = ("name", "names")
"""How commands call their first argument where it is the document."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the documents are, and how the page is opened."""
    add_place(parser)
    add_output(parser)
    parser.add_argument("--no-browser", action="store_true", help="不打开浏览器，只印出地址")
    parser.add_argument(
        "--port", metavar="端口", type=int, default=0, help="用哪个端口（缺省由系统给一个）"
    )


def run(options: argparse.Namespace) -> int:
    """Serve the desk until it is stopped."""
    from ..desk.serving import Opening, serve

    root = Path(options.root).resolve()
    opening = Opening(
        root=root,
        content=content_folder(options).resolve(),
        output=output_folder(options),
        program=program_of(root),
        offers=tuple(each for each in offers(own_options(options)) if each.on_desk),
        port=options.port,
        browser=not options.no_browser,
    )
    try:
        serve(opening)
    except (OSError, OverflowError):
        raise MisusedError(f"端口 {options.port} 用不了，请换一个，或者不写 --port") from None
    return 0


def program_of(root: Path) -> tuple[str, ...]:
    """The words that start a command in a process of its own."""
    from ..setup.place import holds_program

    return (
        sys.executable,
        *((str(root / "build.py"),) if holds_program(root) else ("-m", "gongwen")),
    )


def own_options(options: argparse.Namespace) -> dict[str, str]:
    """--content and --output, where they were given."""
    common = {"--content": options.content, "--output": options.output}
    return {flag: str(Path(value).resolve()) for flag, value in common.items() if value}


def offers(given: dict[str, str]) -> list[Offer]:
    """What each command that has buttons offers, in the order of an office's work; `given` are
    options of the desk itself that the commands get, too, where they take them.
    """
    return sorted(_offers(given), key=lambda each: (each.rank, each.key))


def _offers(given: dict[str, str]) -> Iterator[Offer]:
    from ..desk.offers import Offer

    for word, module in commands().items():
        buttons: tuple[Button, ...] = getattr(module, "BUTTONS", ())
        if not buttons:
            continue
        parser = argparse.ArgumentParser(add_help=False)
        module.add_arguments(parser)
        actions = parser._actions  # argparse has no public way to list them
        flags = {flag for action in actions for flag in action.option_strings}
        first = next((each for each in actions if not each.option_strings), None)
        of_document = first is not None and first.dest in _NAMES
        left_out = (*_NOT_ASKED, *(_NAMES if of_document else ()))
        common = tuple(f"{flag}={value}" for flag, value in given.items() if flag in flags)
        for number, button in enumerate(buttons):
            fixed = {word.partition("=")[0] for word in button.preset}
            yield Offer(
                key=word if number == 0 else f"{word}-{number}",
                rank=button.rank,
                label=button.label,
                word=word,
                help=module.HELP,
                fields=tuple(
                    _field(action)
                    for action in actions
                    if action.dest not in left_out
                    and not fixed.intersection(action.option_strings)
                    and not (button.again and button.again[0] in action.option_strings)
                ),
                preset=(*button.preset, *common),
                again=button.again,
                of_document=of_document and not button.alone,
                careful=button.careful,
                for_all=of_document and first is not None and first.nargs == "*",
                on_desk=button.on_desk,
            )


def _field(action: argparse.Action) -> FormField:
    """What a form asks for in the place of an argument."""
    from ..desk.offers import FormField

    return FormField(
        name=action.dest,
        flag=max(action.option_strings, key=len, default=""),
        label=(action.help or str(action.metavar)).replace("%%", "%"),
        shape=_shape(action),
        choices=tuple(map(str, action.choices or ())),
        required=not action.option_strings and action.nargs not in ("?", "*"),
    )


def _shape(action: argparse.Action) -> Shape:
    """How it is asked for; what stands for a file is named so, 改稿.docx or 文件."""
    metavar = str(action.metavar or "")
    if action.nargs == 0:
        return "flag"
    if action.choices:
        return "choice"
    if metavar == "文件夹":
        return "folder"
    if metavar == "文件" or "." in metavar:
        return "files" if action.nargs == "+" else "file"
    if metavar == "日期":
        return "day"
    return "lines" if isinstance(action, argparse._AppendAction) else "text"
