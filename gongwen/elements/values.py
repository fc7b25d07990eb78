"""The small types that text turns into, of documents and of the program's own data alike."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from .. import patterns as re
from ..paper.numbering import PADDING
from .bounds import (
    cell_bounded,
    lines_bounded,
    paragraphs_bounded,
    phrase_bounded,
    title_bounded,
    units_bounded,
)
from .fields import As, AtLeast, Check, Either, MisfitError


def _filled(text: str) -> str:
    stripped = text.strip(PADDING)
    if not stripped:
        raise MisfitError("是空的")
    return stripped


Text = Annotated[str, Check(_filled), Check(phrase_bounded)]
"""A few words, which must not be empty, without padding around them."""

RunningText = Annotated[str, Check(_filled), Check(paragraphs_bounded)]
"""Text of any length, which must not be empty, without padding around it."""

AnyText = Annotated[str, Check(lambda text: text.strip(PADDING)), Check(cell_bounded)]
"""Text that may be empty ('' typed on purpose)."""


_MEANT = {"否": ("否", "不", "没", "无", "no", "false"), "是": ("是", "对", "有", "yes", "true")}
"""How the words begin that people type for the two."""


def _flag(value: Any) -> bool:
    if value in ("是", "否"):
        return bool(value == "是")
    word = value.strip() if isinstance(value, str) else ""
    meant = next((each for each, words in _MEANT.items() if word.lower().startswith(words)), "")
    hint = f"是不是“{meant}”" if meant else ""
    raise MisfitError("只能写“是”或“否”", hint, told=True)


Flag = Annotated[bool, As(_flag, written=Literal["是", "否"])]
"""是 or 否."""


def _count(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,7}\s*", value):
        return int(value)
    raise MisfitError("要写整数", told=True)


Count = Annotated[int, As(_count, written=int)]
"""A whole number."""


def _bare_name(text: str) -> str:
    bare = re.sub(r"\.(yaml|yml|docx)$", "", re.split(r"[/\\]", text)[-1])
    if bare != text:
        raise MisfitError("只写名称，不带文件夹和后缀", f"写成：{bare}" if bare else "", told=True)
    return text


BareName = Annotated[Text, Check(_bare_name)]
"""The name of a style sheet or a template: a file's name without folder and suffix."""


def one_or_many(value: Any) -> str:
    """The tag of the form that was meant: one text, or a list."""
    return "many" if isinstance(value, list | tuple) else "one"


def _unit_form(value: Any) -> str:
    if isinstance(value, list | tuple) and value:
        return "groups" if all(isinstance(item, list | tuple) for item in value) else "many"
    return one_or_many(value)


_Texts = Annotated[tuple[Text, ...], AtLeast(1)]

Lines = Annotated[
    str | tuple[str, ...],
    Either(one_or_many, {"one": Text, "many": _Texts}),
    Check(lines_bounded),
]
"""A few words, or a list that is their lines."""

_Filled = Annotated[str, Check(_filled)]
TitleLines = Annotated[
    str | tuple[str, ...],
    Either(one_or_many, {"one": _Filled, "many": Annotated[tuple[_Filled, ...], AtLeast(1)]}),
    Check(title_bounded),
]
"""A title, or a list that is its lines."""

_Paragraphs = Annotated[tuple[RunningText, ...], AtLeast(1)]
Paragraphs = Annotated[
    str | tuple[str, ...], Either(one_or_many, {"one": RunningText, "many": _Paragraphs})
]
"""A text, or a list that is its paragraphs."""


def _named(text: str) -> str:
    """A line of units: with more in it than the marks that part them, or a blank to be filled."""
    if re.fullmatch(r"[，、；：。,;:.\s]+", text):
        raise MisfitError("只有标点", "写上单位；不需要就把这一行删掉")
    return text


_UnitLine = Annotated[str, Check(_filled), Check(_named)]
Units = Annotated[
    str | tuple[str, ...] | tuple[tuple[str, ...], ...],
    Either(
        _unit_form,
        {"one": _UnitLine, "many": _Texts, "groups": Annotated[tuple[_Texts, ...], AtLeast(1)]},
    ),
    Check(units_bounded),
]
