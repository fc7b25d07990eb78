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


class ListLevel(Struct, frozen=True):
    """How one level of a list is numbered. `legal` (w:isLgl) writes the levels above in figures;
    `after` (w:lvlRestart) are how many levels at the top begin this one anew, 0 none.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    after: int = 9


class WordLists(Struct):
    """Running numbers of automatic lists. `levels` are by the list's id and level: those of the
    definition that lists share, and those that one list has in its place (w:lvlOverride);
    `restarts` are the numbers at which a list that shares its levels with another begins.
    """

    levels: dict[tuple[str, int], ListLevel] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)

    def level(self, identity: str, level: int) -> ListLevel | None:
        """The list's own level, else that of the definition it shares."""
        shared = self.abstract.get(identity, identity)
        return self.levels.get((identity, level)) or self.levels.get((shared, level))

    def is_dotted(self, identity: str, level: int) -> bool:
        """Whether the list has a dot or the like in place of a number."""
        found = self.level(identity, level)
        return found is not None and found.form == "bullet"

    def number(self, identity: str, level: int) -> str:
        """The next number of the list, as it stands before the text: （二）. "" for a bullet and
        for a list that is not defined.
        """
        key, found = self.abstract.get(identity, identity), self.level(identity, level)
        if found is None:
            return ""
        if (identity, level) in self.restarts:  # at its first paragraph only
            self.counts[key, level] = self.restarts.pop((identity, level)) - 1
        self.counts[key, level] = self.counts.get((key, level), found.start - 1) + 1
        for owner, deeper in [each for each in self.counts if each[0] == key and each[1] > level]:
            if level < (self.level(identity, deeper) or found).after:
                del self.counts[owner, deeper]
        if found.form in ("bullet", "none"):
            return ""
        text = found.text
        for above in range(level + 1):
            outer = self.level(identity, above) or ListLevel()
            count = self.counts.get((key, above), outer.start)
            form = "decimal" if found.legal else outer.form
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
        lists.levels |= _levels(abstract, identity)
    for node in root.iterfind(f"{W}num"):
        target = value(node, "abstractNumId")
        if target is None:
            continue
        identity = node.get(f"{W}numId", "")
        lists.abstract[identity] = "a" + target
        for override in node.iterfind(f"{W}lvlOverride"):
            lists.levels |= _levels(override, identity)
            level, start = override.get(f"{W}ilvl", ""), value(override, "startOverride") or ""
            if level.isdecimal() and start.isdecimal():
                lists.restarts[identity, int(level)] = int(start)
    return lists


def _levels(parent: etree._Element, identity: str) -> dict[tuple[str, int], ListLevel]:
    """The levels defined directly below `parent`."""
    found = {}
    for node in parent.iterfind(f"{W}lvl"):
        level, start = node.get(f"{W}ilvl", "0"), value(node, "start") or "1"
        after = value(node, "lvlRestart") or "9"
        if level.isdecimal() and start.isdecimal():
            found[identity, int(level)] = ListLevel(
                form=value(node, "numFmt") or "decimal",
                text=value(node, "lvlText") or "",
                start=int(start),
                legal=bool(is_on(node, "isLgl")),
                after=int(after) if after.isdecimal() else 9,
            )
    return found
