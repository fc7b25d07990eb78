"""Properties as a .docx writes them, flattened so that a later level lies over an earlier one
(17.7.2): {"spacing/before": "1158", "keepNext": "1", "tabs/8529": "right"}.
"""

from __future__ import annotations

from lxml import etree

from .package import W, local, value

Properties = dict[str, str]

_SWITCHES = frozenset(
    (
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "widowControl",
        "snapToGrid",
        "wordWrap",
        "overflowPunct",
        "kinsoku",
        "autoSpaceDE",
        "autoSpaceDN",
        "b",
        "cantSplit",
        "tblHeader",
    )
)
_PARAGRAPH_FREE = frozenset(("pStyle", "outlineLvl", "sectPr", "rPr", "suppressAutoHyphens"))
"""Of paragraphs: what has no place on the page, and what is read elsewhere."""
_RUN_FREE = frozenset(("rStyle", "color", "lang", "szCs", "noProof", "b", "bCs", "u", "iCs"))
_LENGTHS = {
    "spacing": {"before", "after", "line", "lineRule"},
    "ind": {"left", "right", "firstLine", "hanging"},
}


class UnknownMarkupError(Exception):
    """The reader was not taught what this does to the page."""


def is_on(node: etree._Element) -> str:
    return "0" if value(node) in ("0", "false", "off") else "1"


def paragraph_properties(node: etree._Element | None) -> Properties:
    """A w:pPr. Raises UnknownMarkupError."""
    found: Properties = {}
    for child in () if node is None else node:
        name = local(child)
        if name in _SWITCHES:
            found[name] = is_on(child)
        elif name in _LENGTHS:
            found |= _lengths(child)
        elif name == "jc":
            found["jc"] = value(child) or ""
        elif name == "textAlignment" and value(child) == "baseline":
            continue  # all lines are read so
        elif name == "tabs":
            for tab in child:
                found[f"tabs/{value(tab, 'pos')}"] = value(tab) or ""
        elif name == "pBdr":
            for side in child:
                sizes = (value(side) or "", value(side, "sz") or "0", value(side, "space") or "0")
                found[f"border/{local(side)}"] = " ".join((*sizes, value(side, "color") or ""))
        elif name not in _PARAGRAPH_FREE:
            raise UnknownMarkupError(f"w:pPr/w:{name}")
    return found


def _lengths(node: etree._Element) -> Properties:
    name = local(node)
    found = {f"{name}/{local_name(key)}": str(text) for key, text in node.attrib.items()}
    if unknown := {key.partition("/")[2] for key in found} - _LENGTHS[name]:
        raise UnknownMarkupError(f"w:{name} {unknown}")
    for one, other in (("ind/firstLine", "ind/hanging"), ("ind/hanging", "ind/firstLine")):
        if one in found:  # either takes the other's place (17.3.1.12)
            found.setdefault(other, "0")
    return found


def local_name(key: object) -> str:
    return str(key).rpartition("}")[2]


def run_properties(node: etree._Element | None) -> Properties:
    """A w:rPr. Raises UnknownMarkupError."""
    found: Properties = {}
    for child in () if node is None else node:
        name = local(child)
        if name == "rFonts":
            for key, text in child.attrib.items():
                found[f"font/{local_name(key)}"] = str(text)
        elif name in ("sz", "w", "spacing"):
            found[name] = value(child) or "0"
        elif name == "snapToGrid":
            found[name] = is_on(child)
        elif name not in _RUN_FREE:
            raise UnknownMarkupError(f"w:rPr/w:{name}")
    return found


def table_properties(node: etree._Element | None) -> Properties:
    """The w:tblPr of a table or a style. Raises UnknownMarkupError."""
    found: Properties = {}
    for child in () if node is None else node:
        name = local(child)
        if name == "tblBorders":
            for side in child:
                thickness = "0" if value(side) in ("nil", "none") else value(side, "sz")
                found[f"border/{local(side)}"] = thickness or "0"
        elif name == "tblCellMar":
            found |= _margins(child)
        elif name == "tblpPr":
            found |= {f"place/{local_name(key)}": str(text) for key, text in child.attrib.items()}
        elif name in ("jc", "tblInd"):
            found[name] = value(child) or value(child, "w") or "0"
        elif name == "tblLayout":
            found[name] = value(child, "type") or ""
        elif name not in (
            "tblStyle",
            "tblW",
            "tblOverlap",
            "tblLook",
            "tblCaption",
            "tblDescription",
        ):
            raise UnknownMarkupError(f"w:tblPr/w:{name}")
    return found


def _margins(node: etree._Element) -> Properties:
    sides = {"start": "left", "end": "right"}
    return {
        f"margin/{sides.get(local(side), local(side))}": value(side, "w") or "0" for side in node
    }


def cell_properties(node: etree._Element | None) -> Properties:
    """A w:tcPr. Raises UnknownMarkupError."""
    found: Properties = {}
    for child in () if node is None else node:
        name = local(child)
        if name == "vMerge":
            found[name] = value(child) or "continue"
        elif name in ("gridSpan", "textDirection"):
            found[name] = value(child) or ""
        elif name == "tcMar":
            found |= _margins(child)
        elif name == "tcBorders":
            for side in child:
                thickness = "0" if value(side) in ("nil", "none") else value(side, "sz")
                found[f"border/{local(side)}"] = thickness or "0"
        elif name not in ("tcW", "vAlign", "shd", "noWrap"):
            raise UnknownMarkupError(f"w:tcPr/w:{name}")
    if found.get("textDirection", "lrTb") != "lrTb":
        raise UnknownMarkupError("w:textDirection")
    return found


def row_properties(node: etree._Element | None) -> Properties:
    """A w:trPr. Raises UnknownMarkupError."""
    found: Properties = {}
    for child in () if node is None else node:
        name = local(child)
        if name in _SWITCHES:
            found[name] = is_on(child)
        elif name == "trHeight":
            found["height"] = value(child) or "0"
            found["height/rule"] = value(child, "hRule") or "atLeast"
        else:
            raise UnknownMarkupError(f"w:trPr/w:{name}")
    return found


def child_of(node: etree._Element, name: str) -> etree._Element | None:
    return node.find(W + name)
