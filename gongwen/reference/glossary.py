"""词汇表.md: what a term is called in a document, in the style sheet and in the code."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from .. import patterns as re
from ..elements.element import Element
from ..sheet.reader import load_sheet
from . import Commands, data
from .content import blocks, groups
from .markdown import code, page, section, table
from .model_keys import keys_of

FILE = "词汇表.md"
TERMS = "术语.yaml"
_STYLES = Path(__file__).resolve().parents[2] / "styles"

_INTRODUCTION = """\
同一个东西，在文稿里、样式表里和程序里各叫什么。写文稿只用看前两栏；改样式、模板的看第三栏；改程序的看第四栏。
"""


def text(_: Commands) -> str:
    """The page."""
    official, rest = data(TERMS).values()
    styles = _style_names()
    rows = [
        (official.get(key, key), code(key), _styles(key, official, styles), _listed(names))
        for key, names in _code_names().items()
    ]
    others = [(term, code(name)) for term, name in rest.items()]
    return page(
        "词汇表",
        _INTRODUCTION,
        section("文稿里的项目", table(("术语", "项目", "样式", "程序里"), rows)),
        section("其他", table(("术语", "程序里"), others)),
    )


def _listed(names: list[str]) -> str:
    return "、".join(map(code, names))


def _code_names() -> dict[str, list[str]]:
    """The English names of each key: its fields; of a key that opens a block, the block's."""
    names: dict[str, list[str]] = {}
    opening = {_opening_key(model): model for model in blocks() if keys_of(model)}
    for model in chain(*groups().values()):
        for key in keys_of(model):
            name = _snake(model.__name__) if opening.get(key.name) is model else key.field
            if name not in names.setdefault(key.name, []):
                names[key.name].append(name)
    return names


def _opening_key(model: type[Element]) -> str:
    return next(key.name for key in keys_of(model) if key.required)


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _style_names() -> dict[str, str]:
    """The names that Word shows, by the keys of the sheet."""
    sheet, _ = load_sheet("gbt9704", _STYLES)
    return {key: style.name for key, style in sheet.styles.items()} if sheet else {}


def _styles(key: str, official: dict[str, str], styles: dict[str, str]) -> str:
    """The styles called as the key or its term."""
    names = [key, *official.get(key, "").split("、")]
    return "、".join(
        name if styles[name] == name else f"{name}（{styles[name]}）"
        for name in names
        if name in styles
    )
