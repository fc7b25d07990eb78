"""What the styles and lists of a Word file say of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field

from ..paper.numbering import Marker, format_number
from .wordml import W

_HEAVY_FACES = ("黑体", "楷体", "小标宋", "Heiti", "KaiTi", "SimHei")
_LEADS = ("接排", "领句")
"""The program's own character styles for what runs in, not all of which look heavy."""
_MOST_BASES = 20
"""How far styles may be based on one another (Word allows fewer)."""


def value(node: etree._Element | None, path: str) -> str | None:
    """The w:val of the element at `path` below `node`, written a/b."""
    found = node.find("/".join(W + step for step in path.split("/"))) if node is not None else None
    return None if found is None else found.get(f"{W}val", "")


def is_on(node: etree._Element | None, path: str) -> bool | None:
    """Whether a property is switched on; None where it is not there."""
    found = value(node, path)
    return None if found is None else found not in ("0", "false", "off", "none")


class Styles(Struct, frozen=True):
    """The styles of a file by id."""

    nodes: dict[str, etree._Element] = field(default_factory=dict)

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        """A style and those that it is based on."""
        for _ in range(_MOST_BASES):
            node = self.nodes.get(style or "")
            if node is None:
                return
            yield node
            style = value(node, "basedOn")

    def name(self, style: str | None) -> str:
        """The style's name as Word shows it; its id where it has none."""
        return value(self.nodes.get(style or ""), "name") or style or ""

    def first(self, style: str | None, path: str) -> str | None:
        """What the nearest style of the chain says at `path`."""
        return next(
            (found for node in self.chain(style) if (found := value(node, path)) is not None), None
        )


def read_styles(root: etree._Element | None) -> Styles:
    """The styles part."""
    nodes = root.iterfind(f"{W}style") if root is not None else ()
    return Styles({node.get(f"{W}styleId", ""): node for node in nodes})


def is_heavy(run: etree._Element | None, styles: Styles) -> bool:
    """Whether a run's own properties or its character style make it bold or set it in a heading's
    face.
    """
    if run is None:
        return False
    own = is_on(run, "b")
    if own is not None:
        return own
    if _is_heavy_face(run):
        return True
    style = value(run, "rStyle")
    if style and styles.name(style).endswith(_LEADS):
        return True
    return any(
        is_on(node, "rPr/b") or _is_heavy_face(node.find(f"{W}rPr")) for node in styles.chain(style)
    )


def _is_heavy_face(properties: etree._Element | None) -> bool:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    face = fonts.get(f"{W}eastAsia", "") if fonts is not None else ""
    return any(each in face for each in _HEAVY_FACES)


_FORMATS = {
    "chineseCounting": "chinese",
    "chineseCountingThousand": "chinese",
    "chineseLegalSimplified": "chinese",
    "japaneseCounting": "chinese",
    "ideographDigital": "chinese",
    "decimalEnclosedCircle": "circled",
    "decimalEnclosedCircleChinese": "circled",
    "lowerLetter": "lower",
    "upperLetter": "upper",
}


class WordLists(Struct):
    """Running numbers of automatic lists. `levels` maps a list's id and level to (format, text,
    start); `restarts` are the numbers at which a list that shares its levels with another begins.
    """

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)

    def is_dotted(self, identity: str, level: int) -> bool:
        """Whether the list has a dot or the like in place of a number."""
        style, *_ = self.levels.get((self.abstract.get(identity, identity), level), ("", "", 1))
        return style == "bullet"

    def number(self, identity: str, level: int) -> str:
        """The next number of the list, as it stands before the text: （二）. "" for a bullet and
        for a list that is not defined.
        """
        key = self.abstract.get(identity, identity)
        if (key, level) not in self.levels:
            return ""
        style, text, start = self.levels[key, level]
        if (identity, level) in self.restarts:  # at its first paragraph only
            self.counts[key, level] = self.restarts.pop((identity, level)) - 1
        self.counts[key, level] = self.counts.get((key, level), start - 1) + 1
        for deeper in [each for each in self.counts if each[0] == key and each[1] > level]:
            del self.counts[deeper]
        if style in ("bullet", "none"):
            return ""
        for above in range(level + 1):
            form, _, first = self.levels.get((key, above), ("decimal", "", 1))
            count = self.counts.get((key, above), first)
            text = text.replace(f"%{above + 1}", _numeral(form, count))
        return text


def _numeral(form: str, number: int) -> str:
    numerals = _FORMATS.get(form)
    if numerals is None or number < 1:
        return str(number)
    return format_number(Marker("", numerals, ""), min(number, 9999))  # type: ignore[arg-type]


def read_lists(root: etree._Element | None) -> WordLists:
    """The numbering part."""
    lists = WordLists()
    if root is None:
        return lists
    for abstract in root.iterfind(f"{W}abstractNum"):
        identity = "a" + abstract.get(f"{W}abstractNumId", "")
        for node in abstract.iterfind(f"{W}lvl"):
            level, start = node.get(f"{W}ilvl", "0"), value(node, "start") or "1"
            if level.isdecimal() and start.isdecimal():
                lists.levels[identity, int(level)] = (
                    value(node, "numFmt") or "decimal",
                    value(node, "lvlText") or "",
                    int(start),
                )
    for node in root.iterfind(f"{W}num"):
        target = value(node, "abstractNumId")
        if target is None:
            continue
        identity = node.get(f"{W}numId", "")
        lists.abstract[identity] = "a" + target
        for override in node.iterfind(f"{W}lvlOverride"):
            level, start = override.get(f"{W}ilvl", ""), value(override, "startOverride") or ""
            if level.isdecimal() and start.isdecimal():
                lists.restarts[identity, int(level)] = int(start)
    return lists
