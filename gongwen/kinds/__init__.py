"""文种: what each kind of document needs, one data file each in this folder; its stem is the name.

A new kind is a new file. The files are read here alone; all above ask `kinds` and `required`. What
is wrong with a file is told once a run, and the documents of that kind are refused till it is right
(`build`): none is issued with other elements, or with a seal, than its kind was meant to have.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from ..elements.element import DataElement
from ..elements.faults import misfit
from ..elements.fields import field
from ..elements.shapes import Reading, Spot
from ..elements.values import Flag, Text
from ..problem import Place, Problem, in_order
from ..source.parse import parse_mended
from ..source.text_file import read_text

USUAL_KIND = "通知"
"""The one that is meant where none is known."""
_FOLDER = Path(__file__).parent
_REQUIRED = {
    "征求意见稿": ("标题", "正文"),
    "送审稿": ("标题", "正文", "主送", "发文机关"),
    "印发稿": ("标题", "正文", "主送", "发文机关", "发文字号", "成文日期", "署名", "印发"),
}
"""The elements that each stage requires unless a kind says otherwise."""

LayoutFormat = Literal["文件", "信函", "命令", "纪要"]
TitleForm = Literal["完整", "不写机关", "从简"]
_Spared = Literal["标题", "正文", "主送", "发文机关", "发文字号", "成文日期", "署名", "印发"]
_More = Literal["签发人", "签署", "令号"]


class Kind(Struct, frozen=True):
    """One 文种. `upward` = 上行文, `sometimes_upward` = it may be one; `sealed` = a final text
    leaves room for the seal unless 印章 says otherwise; `spared` and `more` are elements that it
    does not require, or more than others; `addressed_to` is whom one is usually addressed to, with
    {地方} for the place of the issuer, "" = not said.

    Its titles end in one of `title_endings`, its name the first; one in `near_endings` is likely
    of this kind. `title_form` is how much of issuer, subject and kind they say: all, all but the
    issuer, or as little as the kind alone. `numbered_by_year` = its number may do without a code.
    `skeleton` is what a new one has in the place of the usual text, "" = nothing. `problems` is
    what is wrong with its file, of which the rest is read.
    """

    name: str
    layout_format: LayoutFormat
    upward: bool
    sealed: bool
    spared: tuple[str, ...]
    more: tuple[str, ...]
    addressed_to: str
    problems: list[Problem]
    sometimes_upward: bool = False
    title_endings: tuple[str, ...] = ()
    near_endings: tuple[str, ...] = ()
    title_form: TitleForm = "完整"
    numbered_by_year: bool = False
    skeleton: str = ""


class _File(DataElement):
    """What a data file says."""

    layout_format: LayoutFormat = field("文件", key="格式")
    upward: Flag = field(False, key="上行")
    sealed: Flag = field(True, key="盖章")
    spared: tuple[_Spared, ...] = field((), key="不需要")
    more: tuple[_More, ...] = field((), key="还需要")
    addressed_to: Text = field("", key="主送给")
    sometimes_upward: Flag = field(False, key="也可上行")
    title_endings: tuple[Text, ...] = field((), key="标题结尾")
    near_endings: tuple[Text, ...] = field((), key="近似结尾")
    title_form: TitleForm = field("完整", key="标题")
    numbered_by_year: Flag = field(False, key="按年编号")
    skeleton: Text = field("", key="骨架")


def required(kind: Kind, stage: str, layout_format: str = "") -> tuple[str, ...]:
    """The elements that `kind` requires at `stage` in that format, its own if none is given. A
    letter prints no printing office and no date of printing (10.1).
    """
    spared = kind.spared
    if (layout_format or kind.layout_format) == "信函":
        spared = (*spared, "印发")
    more = kind.more if stage == "印发稿" else ()
    return tuple(name for name in (*_REQUIRED[stage], *more) if name not in spared)


@cache
def kinds() -> dict[str, Kind]:
    """Every 文种 by name."""
    return read_kinds()


@cache
def kind_names() -> tuple[str, ...]:
    """Their names alone, which takes no reading."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def kind_texts() -> Iterator[str]:
    """Their data files as they stand, for what can be told without reading them."""
    for path in _FOLDER.glob("*.yaml"):
        yield path.read_text(encoding="utf-8", errors="replace")


def read_kinds(folder: Path = _FOLDER) -> dict[str, Kind]:
    """The kinds of a folder by name."""
    paths = sorted(folder.glob("*.yaml"))
    taken = {path.stem: path.stem for path in paths}
    return {path.stem: _read(path, taken) for path in paths}


def _read(path: Path, taken: dict[str, str]) -> Kind:
    """The kind of a file. `taken` are the endings of titles that are known, and whose they are;
    the file's own are added.
    """
    shown = f"gongwen/kinds/{path.name}"
    text, problems = read_text(path, shown)
    read: Any = None
    if text is not None:
        data, problems = parse_mended(text, shown)
        reading = Reading(salvaging=True)
        if data is not None:
            read = _File.read(data, Spot("文种的数据", Place(shown, 1, 1)), reading)
        problems = [*problems, *reading.problems]
    file = read if isinstance(read, _File) else _File.made(Place(shown))
    problems += _told_twice(file, path.stem, taken)
    return Kind(
        name=path.stem,
        layout_format=file.layout_format,
        upward=file.upward,
        sealed=file.sealed,
        spared=file.spared,
        more=file.more,
        addressed_to=file.addressed_to,
        problems=in_order(problems),
        sometimes_upward=file.sometimes_upward,
        title_endings=(path.stem, *file.title_endings),
        near_endings=file.near_endings,
        title_form=file.title_form,
        numbered_by_year=file.numbered_by_year,
        skeleton=file.skeleton,
    )


def _told_twice(file: _File, name: str, taken: dict[str, str]) -> Iterator[Problem]:
    """The endings of titles that another kind has already: by them none could be told."""
    for key, endings in (("标题结尾", file.title_endings), ("近似结尾", file.near_endings)):
        for ending in endings:
            other = taken.setdefault(ending, name)
            if other != name:
                message = f"“{key}”里的“{ending}”，文种“{other}”已经有了"
                yield misfit(file.place(key), message, "两处只留一处")
