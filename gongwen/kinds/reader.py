"""The data files of the kinds, read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from ..elements.element import DataElement
from ..elements.faults import misfit
from ..elements.fields import field
from ..elements.shapes import Reading, Spot
from ..elements.values import Flag, RunningText, Text
from ..problem import Place, Problem, in_order
from ..source.parse import parse_mended
from ..source.text_file import read_text
from .kind import Kind, LayoutFormat, TitleForm

_Spared = Literal["标题", "正文", "主送", "发文机关", "发文字号", "成文日期", "署名", "印发"]
_EMPTY = "至少写一项，如：格式: 文件（可以写什么，见 docs/adding.md）"
_More = Literal["签发人", "签署", "令号"]


class _KindFile(DataElement):
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
    skeleton: RunningText = field("", key="骨架")
    first_stage: Literal["征求意见稿", "送审稿"] = field("征求意见稿", key="起草稿本")


def read_kinds(folder: Path) -> dict[str, Kind]:
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
        data, problems = parse_mended(text, shown, _EMPTY)
        reading = Reading(salvaging=True)
        if data is not None:
            read = _KindFile.read(data, Spot("文种的数据", Place(shown, 1, 1)), reading)
        problems = [*problems, *reading.problems]
    file = read if isinstance(read, _KindFile) else _KindFile.made(Place(shown))
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
        first_stage=file.first_stage,
    )


def _told_twice(file: _KindFile, name: str, taken: dict[str, str]) -> Iterator[Problem]:
    """The endings of titles that another kind has already: by them none could be told."""
    for key, endings in (("标题结尾", file.title_endings), ("近似结尾", file.near_endings)):
        for ending in endings:
            other = taken.setdefault(ending, name)
            if other != name:
                message = f"“{key}”里的“{ending}”，文种“{other}”已经有了"
                yield misfit(file.place(key), message, "两处只留一处")
