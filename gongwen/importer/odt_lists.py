"""The numbers of lists and headings in an .odt file, as they stand on paper."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from msgspec import Struct, field

from .. import patterns as re
from ..paper.numbering import Marker, Numerals, format_number
from .odf import STYLE, TEXT

_FORMATS: dict[str, Numerals] = {
    **{"1": "arabic", "a": "lower", "A": "upper", "①": "circled", "一": "chinese"},
}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class _Level(Struct, frozen=True):
    """How a level is numbered; without a form it is not."""

    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    pattern: str = ""


class OdtLists(Struct):
    """Running numbers. `unknown` = a way of numbering came up that is not known here."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    unknown: bool = False

    def begin_again(self, style: str, level: int) -> None:
        """A list that does not go on with an earlier one."""
        held = self.counts.setdefault(style, {})
        for deeper in [each for each in held if each >= level]:
            del held[deeper]

    def number(self, style: str, level: int, start: str | None = None) -> str:
        """The next number, as it stands before the text: （二）. "" where there is none."""
        own = self.levels.get((style, level))
        if own is None or not own.form:
            return ""
        held = self.counts.setdefault(style, {})
        held[level] = (
            int(start) if start and _is_count(start) else held.get(level, own.start - 1) + 1
        )
        for deeper in [each for each in held if each > level]:
            del held[deeper]
        if own.pattern:
            return re.sub(
                r"%(\d{1,2})%", lambda found: self.one(style, int(found[1]), held), own.pattern
            )
        above = range(max(1, level - own.shown + 1), level + 1)
        return own.before + ".".join(self.one(style, each, held) for each in above) + own.after

    def one(self, style: str, level: int, held: dict[int, int]) -> str:
        """The numeral of one level."""
        own = self.levels.get((style, level), _Level("1"))
        return self.numeral(own.form or "1", held.get(level, own.start))

    def numeral(self, form: str, number: int) -> str:
        first = form.split(",", maxsplit=1)[0].strip()
        if first in ("i", "I") and 0 < number < 40:
            return _roman(number) if first == "i" else _roman(number).upper()
        numerals = _FORMATS.get(first)
        if numerals is None:
            self.unknown = True
            return str(number)
        return format_number(Marker("", numerals, ""), min(max(number, 1), 9999))


def read_lists(roots: Iterable[etree._Element]) -> OdtLists:
    """The list styles of the parts of a file; the outline of headings goes by the name ""."""
    lists = OdtLists()
    for root in roots:
        for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            name = style.get(f"{STYLE}name", "") if style.tag == f"{TEXT}list-style" else ""
            for node in style:
                level = node.get(f"{TEXT}level", "")
                if isinstance(node.tag, str) and _is_count(level):
                    lists.levels[name, int(level)] = _level(node)
    return lists


def _level(node: etree._Element) -> _Level:
    start, shown = node.get(f"{TEXT}start-value", "1"), node.get(f"{TEXT}display-levels", "1")
    return _Level(
        node.get(f"{STYLE}num-format", ""),
        node.get(f"{STYLE}num-prefix", ""),
        node.get(f"{STYLE}num-suffix", ""),
        int(start) if _is_count(start) else 1,
        int(shown) if _is_count(shown) else 1,
        node.get(f"{STYLE}num-list-format", ""),
    )


def _is_count(text: str) -> bool:
    return re.fullmatch("[0-9]{1,4}", text) is not None


def _roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        while number >= value:
            made, number = made + sign, number - value
    return made
