"""What to type instead of a value that stands where a mapping is meant, tried before it is said."""

from __future__ import annotations

from typing import Any, Protocol

from .. import patterns as re
from ..problem import Place
from ..source.tree import Mapping, Sequence, Value
from .fields import Field
from .shapes import FAILED, Reading, Spot

_LONGEST = 30
_PARTED = r"[ \u3000\t，：:]+|(?<=[^\W\d])(?=\d{3})"
_NUMBERS = r"(?:^|(?<=\s)|(?<=[^\d.．]))\d{1,2}(?:[．、]|\.(?!\d))\s*"
"""The numbers that several things typed in one text bear: 1. 方案 2. 名单."""
_MOST_SHOWN = 3
_NEEDS_QUOTES = re.compile(r"[,:{}\[\]#'\"&*!|>%@`]")
_LOOKS = {"电话": r"[\d—-]{3,}"}
"""What a text looks like that a key may be offered for."""


class Model(Protocol):
    """What a mapping is read into: a kind of `element.Element`."""

    fields: dict[str, Field]

    def read(self, value: Any, spot: Spot, reading: Reading) -> Any:
        """See `Element.read`."""


def as_field(value: Value, model: Model) -> str:
    """How to write a text, or a list, that stands where a mapping of the model is meant."""
    dash = ""
    if isinstance(value, Sequence):
        if value and all(isinstance(item, Mapping) and item for item in value):
            first = value[0]
            key = next(iter(first)) if isinstance(first, Mapping) else ""
            lines = "各行" if len(value) > 1 else f"“{key}”"
            return f"不分条，去掉{lines}前面的横线"
        if len(value) != 1:
            return ""
        value, dash = value[0], "不分条，"
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    fields = [field for field in model.fields.values() if field.key]
    if found := _tried(value.strip(), model):
        return f"{dash}写成：{found}"
    for field in fields:
        if field.is_required or field.unless:
            body = any(each.key == "正文" for each in fields)
            more = "；下面一行写“正文: ……”" if body else ""
            apart = any(each.key == "另附" for each in fields)
            more += "，另外提供的写“另附: 是”" if apart else ""
            return f"{dash}写成：{field.key}: {value.strip()}{more}"
    keys = [field.key for field in fields]
    usual = fields[0].default
    if isinstance(usual, str) and usual:
        return f"写成：{{{keys[0]}: {usual}}}；花括号里可以写：{'、'.join(keys)}"
    form = ", ".join(f"{key}: ……" for key in keys[:2])
    return f"写成 {{{form}}}；花括号里可以写：{'、'.join(keys)}"


def _tried(text: str, model: Model) -> str:
    """The text dealt out over the first two keys of the model, or as the first, in braces; "" where
    the model cannot be read so, or has a 正文, which is written on lines of its own.
    """
    keys = [field.key for field in model.fields.values() if field.key]
    text = re.sub("(?<=日)印[发制]$", "", text)  # the word that the paper has behind the day
    first, *rest = re.split(_PARTED, text, maxsplit=1)
    dealt = [dict(zip(keys, (first, *rest), strict=False))] if rest and len(keys) > 1 else []
    for pairs in (*dealt, {keys[0]: text}):
        if ("正文" not in keys or len(pairs) > 1) and _is_read(pairs, model):
            return in_braces(pairs)
    return ""


def as_items(value: Mapping, model: Model) -> str:
    """How to write a mapping that stands where a list of the model's is meant: `组长: 王刚 市长` is
    the first two keys of an item.
    """
    first, content = next(iter(value.items()))
    keys = [field.key for field in model.fields.values() if field.key]
    if first in keys:
        more = f"，其余各行与“{first}”左对齐" if len(value) > 1 else ""
        return f"在“{first}”前面加上“- ”{more}"
    item = as_item(first, content, model)
    more = "；其余各项照此写" if len(value) > 1 else ""
    return f"写成：- {item}{more}" if item else ""


def as_one(text: str, model: Model) -> str:
    """How to write a text that stands where a list of the model's is meant: as the first of them,
    or, where it is several pairs (组长：王刚，成员：李明), as so many.
    """
    pieces = [piece.partition("：") for piece in re.split("[，；]", text.strip()) if piece]
    if len(pieces) > 1 and all(key and value for key, _, value in pieces):
        place = Place("")
        pairs: dict[str, Value] = {key: value for key, _, value in pieces}
        places = dict.fromkeys(pairs, place)
        return as_items(Mapping(pairs, place, places, places), model)
    one = as_field(text, model)
    return f"写成：- {one.removeprefix('写成：')}" if one.startswith("写成：") else ""


def as_numbered(value: Value, model: Model) -> str:
    """How to write a text that bears the numbers of several things (1. 方案 2. 名单), where a list
    of the model's is meant: each as an item, without its number. "" where it bears none.
    """
    pieces = re.split(_NUMBERS, value.strip()) if isinstance(value, str) else [""]
    before, *texts = (piece.strip() for piece in pieces)
    if before or not texts or not all(texts):
        return ""
    each = [as_field(text, model).removeprefix("写成：").partition("；") for text in texts]
    if not all(first for first, _, _ in each):
        return ""
    shown = "；".join(f"- {first}" for first, _, _ in each[:_MOST_SHOWN])
    more = "，其余照此写" if len(each) > _MOST_SHOWN else ""
    _, mark, rest = each[0]
    return (
        f"去掉序号（程序会编），一项一行：{shown}{more}{mark}{rest.replace('下面', '各项下面', 1)}"
    )


def as_item(key: str, content: Value, model: Model) -> str:
    """A pair of which the key is the value of the model's first key, and the content that of its
    second, in braces; "" where the model cannot be read so.
    """
    first, *others = [field.key for field in model.fields.values() if field.key]
    second = others[0] if others else ""
    many = isinstance(content, Sequence)
    texts = list(content) if isinstance(content, Sequence) else [content]
    told = [each for each in texts if isinstance(each, str)]
    if not (second and told and len(told) == len(texts)):
        return ""
    pairs = {first: key, second: f"[{', '.join(told)}]" if many else told[0]}
    if _is_read({first: key, second: content}, model) and not any(map(_NEEDS_QUOTES.search, told)):
        return f"{{{', '.join(f'{name}: {text}' for name, text in pairs.items())}}}"
    return ""


def in_braces(pairs: dict[str, str]) -> str:
    """Pairs in one line; what would have to be quoted is left to be filled in."""
    shown = {
        key: text.strip() if text.strip() and not _NEEDS_QUOTES.search(text) else "……"
        for key, text in pairs.items()
    }
    return f"{{{', '.join(f'{key}: {text}' for key, text in shown.items())}}}"


def _is_read(pairs: dict[str, str] | dict[str, Value], model: Model) -> bool:
    """Whether the model reads these without a problem."""
    for key, text in pairs.items():
        if isinstance(text, str) and not re.search(_LOOKS.get(key, ""), text):
            return False
    nowhere = Spot("", Place(""))
    places = dict.fromkeys(pairs, nowhere.place)
    reading = Reading()
    data = Mapping(dict(pairs), nowhere.place, places, places)
    return model.read(data, nowhere, reading) is not FAILED and not reading.problems
