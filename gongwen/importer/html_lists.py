"""The numbers that a browser shows before the items of a list (HTML, 4.4.5)."""

from __future__ import annotations

from lxml import html

from .. import patterns as re
from ..paper.numbering import chinese_numeral

_NUMBER = re.compile("-?[0-9]{1,4}")
_CHINESE = re.compile(r"list-style(?:-type)?:[^;]*(?:cjk-ideographic|chinese|japanese)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN, _LETTERS = 39, 26


def position_of(node: html.HtmlElement, holder: html.HtmlElement, before: int | None) -> int:
    """The number of an item of `holder`; `before` is that of the one above, None for the first."""
    given = node.get("value", "")
    if _NUMBER.fullmatch(given):
        return int(given)
    backwards = holder.get("reversed") is not None
    if before is not None:
        return before - 1 if backwards else before + 1
    first = holder.get("start", "")
    if _NUMBER.fullmatch(first):
        return int(first)
    return sum(child.tag == "li" for child in holder) if backwards else 1


def written_number(number: int, holder: html.HtmlElement) -> str:
    """A number as the list shows it: 1. a. A. i. I. or 一、"""
    kind = holder.get("type", "")
    if _CHINESE.search(holder.get("style", "")) and 0 < number <= 9999:
        return f"{chinese_numeral(number)}、"
    if kind in ("a", "A") and 0 < number <= _LETTERS:
        return f"{chr(ord(kind) + number - 1)}."
    if kind in ("i", "I") and 0 < number <= _MOST_ROMAN:
        written = _roman(number)
        return f"{written.upper() if kind == 'I' else written}."
    return f"{number}."


def _roman(number: int) -> str:
    made = ""
    for worth, sign in _ROMAN:
        while number >= worth:
            made, number = made + sign, number - worth
    return made
