"""样式.md: the page and every named style of the national standard's sheet, with the clauses."""

from __future__ import annotations

from pathlib import Path

from ..source.parse import parse
from ..source.tree import Mapping
from . import Commands
from .markdown import page, section, table

FILE = "样式.md"
_FILE = Path(__file__).resolve().parents[2] / "styles" / "gbt9704.yaml"
_TOLD = ("沿用", "用于")
_ABOUT = ("名称", "类型", "依据", *_TOLD)

_INTRODUCTION = """\
版面和每个样式的尺寸，取自 `styles/gbt9704.yaml`。“依据”是 GB/T 9704—2012 的条款，和标准说得有多重：

| 依据 | 意思 | 本单位的样式表与它不同时 |
| --- | --- | --- |
| 只有条款，如 7.3.1 | 标准说“应当”，或者不留余地 | 警告 |
| 条款和“一般”“推荐” | 标准就是这样说的 | 提示 |
| 条款和“可” | 标准让本单位自己定 | 不提 |
| 惯例 | 标准没有规定 | 不提 |
| 推算 | 为排满版心等算出来的 | 不提 |

比的是最后的结果：样式自己没有写、从“基于”的样式得来的尺寸也比。写明本单位的依据
（`{值: 44磅, 依据: 本单位公文处理细则}`），就不再警告、提示；`make styles` 列出全部不同的地方。
“沿用”是样式没有另写，但标准的这一条也管着的尺寸。

长度里的“行”“格”是版心的一行、一字，“字”是本样式的一个字，“字号”是它的字号。写成几项相加减的
（如 1行-22磅、地脚-9.87毫米、0.5纸宽），随所用的项目变：改了版面，它就跟着改。
没有写到的（字体、字号、行距等），同“基于”的样式；没有写“基于”的段落样式，同“基准”。
本单位的要求不同，另建一个样式表，见[增加东西](adding.md)的“加一套本单位样式”；现成的几个（对称页边等），
见[本单位的版面](本单位的版面.md)。
"""


def text(_: Commands) -> str:
    """The page. Raises ValueError where the sheet cannot be read (our bug, not the user's)."""
    sheet, problems = parse(_FILE.read_text(encoding="utf-8"), _FILE.name)
    if problems or not isinstance(sheet, Mapping):
        raise ValueError(f"{_FILE.name}: {problems}")
    fonts, page_measures, words, styles = (sheet[key] for key in ("字体", "版面", "用语", "样式"))
    return page(
        "样式",
        _INTRODUCTION,
        section("字体", table(("名称", "字体", "依据"), _measures(fonts))),
        section("版面", table(("项目", "尺寸", "依据"), _measures(page_measures))),
        section("用语", table(("项目", "写法", "依据"), _measures(words))),
        section("各样式里都一样的依据", table(("项目", "依据"), _rows(sheet["项目依据"]))),
        section("样式", table(("样式", "在 Word 里的名称", "依据", "尺寸"), _styles(styles))),
    )


def _rows(mapping: object) -> list[tuple[str, str]]:
    return [(key, str(value)) for key, value in _items(mapping)]


def _items(mapping: object) -> list[tuple[str, object]]:
    return list(mapping.items()) if isinstance(mapping, Mapping) else []


def _measures(mapping: object) -> list[tuple[str, str, str]]:
    return [(key, *_value_and_basis(value)) for key, value in _items(mapping)]


def _value_and_basis(value: object) -> tuple[str, str]:
    """A measure written as a value, or as {值, 依据}."""
    if not isinstance(value, Mapping):
        return str(value), ""
    basis = str(value.get("依据") or "")
    if "值" in value:
        return str(value["值"]), basis
    parts = []
    for key, each in value.items():
        if key != "依据":
            said, of_part = _value_and_basis(each)
            parts.append(f"{key} {said}" + (f"（{of_part}）" if of_part else ""))
    return f"（{'，'.join(parts)}）", basis


def _listed(style: object, name: str) -> str:
    """沿用 or 用于 of a style."""
    value = dict(_items(style)).get(name, "")
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _styles(styles: object) -> list[tuple[str, str, str, str]]:
    rows = []
    for key, style in _items(styles):
        measures = [
            f"{name} {value}" + (f"（{basis}）" if basis else "")
            for name, value, basis in _measures(style)
            if name not in _ABOUT
        ]
        measures += [f"{name} {_listed(style, name)}" for name in _TOLD if _listed(style, name)]
        about = dict(_items(style))
        name = str(about.get("名称", key))
        kind = str(about.get("类型", "段落"))
        shown = name if kind == "段落" else f"{name}（{kind}样式）"
        rows.append((key, shown, str(about.get("依据", "")), "；".join(measures)))
    return rows
