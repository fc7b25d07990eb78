"""文种: what each kind of document needs, one data file each in this folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from ..source.parse import parse
from ..source.tree import Mapping

_FOLDER = Path(__file__).parent
STAGE_ELEMENTS = {
    "征求意见稿": ("标题", "正文"),
    "送审稿": ("标题", "正文", "主送", "发文机关"),
    "印发稿": ("标题", "正文", "主送", "发文机关", "发文字号", "成文日期", "署名", "印发"),
}
"""The elements that each stage requires unless a kind says otherwise."""


class Kind(Struct, frozen=True):
    """One 文种. `elements` maps a stage to the elements it requires; `upward` = 上行文;
    `sealed` = a final text leaves room for the seal unless 印章 says otherwise; `addressed_to` is
    whom one is usually addressed to, with {地方} for the place of the issuer, "" = not said.
    """

    name: str
    layout_format: str
    upward: bool
    sealed: bool
    elements: dict[str, tuple[str, ...]]
    addressed_to: str = ""


def required(kind: Kind, stage: str, layout_format: str = "") -> tuple[str, ...]:
    """The elements that `kind` requires at `stage` in that format, its own if none is given. A
    letter prints no printing office and no date of printing (10.1).
    """
    letter = (layout_format or kind.layout_format) == "信函"
    return tuple(name for name in kind.elements[stage] if not (letter and name == "印发"))


@cache
def kinds() -> dict[str, Kind]:
    """Every 文种 by name; the file's stem is the name.

    Raises ValueError where a data file is wrong (our bug, not the user's).
    """
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.yaml"))}


def _read(path: Path) -> Kind:
    data, problems = parse(path.read_text(encoding="utf-8"), path.name)
    if problems or not isinstance(data, Mapping):
        raise ValueError(f"{path.name}: {problems}")
    spare = _names(data, "不需要")
    more = _names(data, "还需要")
    last = tuple(STAGE_ELEMENTS)[-1]
    elements = {
        stage: tuple(
            name for name in (*names, *(more if stage == last else ())) if name not in spare
        )
        for stage, names in STAGE_ELEMENTS.items()
    }
    return Kind(
        name=path.stem,
        layout_format=str(data.get("格式") or "文件"),
        upward=data.get("上行") == "是",
        sealed=data.get("盖章") != "否",
        elements=elements,
        addressed_to=str(data.get("主送给") or ""),
    )


def _names(data: Mapping, key: str) -> tuple[str, ...]:
    names = data.get(key)
    return tuple(str(name) for name in names) if isinstance(names, list) else ()
