"""The menu (公文.bat): what the desk offers, as numbered lines in a window, where there is no
browser or nobody wants one. It only asks and starts commands.
"""

from __future__ import annotations

import shlex
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import Final
from unicodedata import east_asian_width

from msgspec import Struct

from ..library.documents import survey
from .offers import FILES, FormError, FormField, Offer, command_line

_SHOWN: Final = 20
"""Documents that are listed at once, those changed last."""
_EMPTY: Final = 9
"""Empty lines one after the other that end the menu: a window whose input is closed gives them
without end.
"""
_COLUMN: Final = 38
"""Where the second column of the menu begins, in a window of 80."""
_SLACK: Final = 1.0
"""Seconds: file systems round the time of a change."""


class Menu(Struct, frozen=True):
    """What the menu works with. `ask` gives what is typed after a question and raises EOFError
    where nothing can be typed any more; `tell` prints a line; `show` opens a file on the screen and
    says what it could not do.
    """

    root: Path
    content: Path
    output: Path
    program: tuple[str, ...]
    offers: tuple[Offer, ...]
    ask: Callable[[str], str]
    tell: Callable[[str], None]
    show: Callable[[Path], str]


class _BackError(Exception):
    """Nothing was chosen: back to the menu."""


def run_menu(menu: Menu) -> None:
    """Ask and carry out until 0 is chosen, or nothing can be typed."""
    empty = 0
    while empty < _EMPTY:
        _tell_offers(menu)
        try:
            said = menu.ask("请打一个数字，再按回车：").strip()
            empty = 0 if said else empty + 1
            if said == "0":
                return
            if said:
                _carry_out(_chosen(said, menu.offers), menu)
        except EOFError:
            return
        except _BackError as error:
            menu.tell(str(error) or "没有做，回到开头。")
        except FormError as error:
            menu.tell(f"{error}。没有做，回到开头。")
        except KeyboardInterrupt:
            menu.tell("\n已停止，回到开头。")


def _tell_offers(menu: Menu) -> None:
    menu.tell("\n  公文")
    lines = [f"  {number:>2}  {offer.label}" for number, offer in enumerate(menu.offers, 1)]
    lines.append("   0  退出")
    half = (len(lines) + 1) // 2  # a window of 25 lines shows all of it
    for left, right in zip_longest(lines[:half], lines[half:], fillvalue=""):
        gap = max(_COLUMN - _wide(left), 2)
        menu.tell(f"{left}{' ' * gap}{right}" if right else left)


def _wide(text: str) -> int:
    """Columns of a window that a text takes."""
    return sum(2 if east_asian_width(each) in "WFA" else 1 for each in text)


def _chosen(said: str, offers: Sequence[Offer]) -> Offer:
    if said.isdecimal() and 1 <= int(said) <= len(offers):
        return offers[int(said) - 1]
    named = [offer for offer in offers if offer.label == said]
    if not named:
        raise _BackError("没有这一项。")
    return named[0]


def _carry_out(offer: Offer, menu: Menu) -> None:
    menu.tell(f"{offer.help}。")
    document = _document(offer, menu) if offer.of_document else ""
    answers: dict[str, str] = {}
    files: dict[str, list[Path]] = {}
    optional = [each for each in offer.fields if not each.required and each.flag]
    for field in [each for each in offer.fields if each.required or not each.flag]:
        _fill(field, answers, files, menu)
    for field in _wanted(optional, menu):
        _fill(field, answers, files, menu)
    words = command_line(offer, document, answers, files)
    began = time.time() - _SLACK
    code = _run(words, menu)
    if code == 1 and offer.careful and offer.again and _agreed(offer.again[1], menu):
        code = _run([words[0], offer.again[0], *words[1:]], menu)
    if code != 2 and document:
        _show_results(document, began, menu)


def _run(words: list[str], menu: Menu) -> int:
    code = subprocess.call([*menu.program, *words], cwd=menu.root)
    if code == 1:
        menu.tell("有的没有做成，或者有问题：请照上面的提示改好，再做一次。")
    elif code:
        menu.tell("没有做成：请看上面的提示；缺什么、怎么办，选“体检”。")
    else:
        menu.tell("完成。")
    return code


def _agreed(what: str, menu: Menu) -> bool:
    return menu.ask(f"{what}吗？打“是”就做，直接回车不做：").strip() in ("是", "y", "Y", "yes")


def _document(offer: Offer, menu: Menu) -> str:
    """The document to work on, below the content root; "" = all."""
    names = _by_change(menu.content)
    if not names:
        raise _BackError("还没有文稿：先新建一份，或者导入旧文件。")
    all_of_them = "；直接回车，就是全部" if offer.for_all else ""
    listed = names
    while True:
        for number, name in enumerate(listed[:_SHOWN], 1):
            menu.tell(f"  {number:>2}  {name}")
        if len(listed) > _SHOWN:
            menu.tell(f"      还有{len(listed) - _SHOWN}份，打名称里的几个字来找")
        said = menu.ask(f"哪一份（打编号，或者名称里的几个字{all_of_them}）：").strip()
        if not said:
            if offer.for_all:
                return ""
            raise _BackError
        if said.isdecimal() and 1 <= int(said) <= min(len(listed), _SHOWN):
            return listed[int(said) - 1]
        found = [name for name in names if said.casefold() in name.casefold()]
        exactly = [name for name in found if PurePath(name).with_suffix("").as_posix() == said]
        if exactly or len(found) == 1:
            return (exactly or found)[0]
        if not found:
            menu.tell(f"没有名称里有“{said}”的文稿。")
        listed = found or names


def _by_change(content: Path) -> list[str]:
    """The documents, those changed last first."""

    def age(path: Path) -> float:
        try:
            return -path.stat().st_mtime
        except OSError:
            return 0.0

    documents = sorted(survey(content)[0], key=age)
    return [path.relative_to(content).as_posix() for path in documents]


def _wanted(optional: Sequence[FormField], menu: Menu) -> Iterable[FormField]:
    """Those of the things that may be left out that are to be asked for."""
    if not optional:
        return []
    for number, field in enumerate(optional, 1):
        menu.tell(f"  {number:>2}  {field.label}")
    said = menu.ask("另外要哪几项（打编号，几项用逗号隔开；直接回车，都不要）：")
    wanted = said.replace("，", ",").replace("、", ",").split(",")
    numbers = [each.strip() for each in wanted if each.strip()]
    for each in numbers:
        if not each.isdecimal() or not 1 <= int(each) <= len(optional):
            raise _BackError(f"没有第“{each}”项。没有做，回到开头。")
    return [optional[int(each) - 1] for each in numbers]


def _fill(
    field: FormField, answers: dict[str, str], files: dict[str, list[Path]], menu: Menu
) -> None:
    if field.shape == "flag":
        answers[field.name] = "1"
        return
    choices = f"（{'、'.join(field.choices)}）" if field.choices else ""
    moved = "（可以把它拖进这个窗口）" if field.shape in FILES else ""
    said = menu.ask(f"{field.label}{choices}{moved}：").strip()
    if field.shape not in FILES:
        answers[field.name] = said
    elif said:
        given = [Path(each) for each in _paths(said)]
        # of a folder the command gets the folder that the file lies in
        files[field.name] = [each / "-" for each in given] if field.shape == "folder" else given


def _paths(said: str) -> list[str]:
    """Paths as a window writes them when files are dropped on it: in quotes where they hold blanks,
    which a path may hold without them where it is the only one.
    """
    bare = said.strip("\"'")
    if Path(bare).exists() or not any(mark in said for mark in "\"'"):
        return [bare]
    return [each.strip("\"'") for each in shlex.split(said, posix=False)]


def _show_results(document: str, began: float, menu: Menu) -> None:
    """Offer the files that were just made of a document."""
    folder = menu.output / Path(document).with_suffix("")
    made = [
        path
        for path in (sorted(folder.iterdir()) if folder.is_dir() else [])
        if path.is_file() and path.stat().st_mtime >= began
    ]
    if not made:
        return
    for number, path in enumerate(made, 1):
        menu.tell(f"  {number:>2}  {path.name}")
    said = menu.ask("打开哪一个（打编号；直接回车，不打开）：").strip()
    if not (said.isdecimal() and 1 <= int(said) <= len(made)):
        return
    if fault := menu.show(made[int(said) - 1]):
        menu.tell(fault)
