"""A finished .docx to its layout."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from .choices import WORD, Choices
from .content import blocks_of
from .faces import OFFICIAL, Faces
from .furniture import read_furniture
from .layout import Layout
from .lines import LineEnds
from .markup import UnknownMarkupError, is_on
from .package import Package, W, local, number, unpacked, value
from .pages import Paginator
from .sections import sections_of
from .styles import read_styles

_TAB = 720
_SETTINGS = frozenset(
    (
        "zoom",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "defaultTabStop",
        "evenAndOddHeaders",
        "mirrorMargins",
        "characterSpacingControl",
        "noLineBreaksAfter",
        "noLineBreaksBefore",
        "compat",
        "themeFontLang",
        "updateFields",
        "decimalSymbol",
        "listSeparator",
    )
)


def read(content: bytes, choices: Choices = WORD, faces: Faces = OFFICIAL) -> Layout:
    """Where Word sets everything in a .docx. Raises UnknownMarkupError."""
    return read_package(unpacked(content), choices, faces)


def read_package(package: Package, choices: Choices = WORD, faces: Faces = OFFICIAL) -> Layout:
    styles = read_styles(package)
    settings = _settings(package)
    body = package.root("word/document.xml").find(W + "body")
    assert body is not None
    last = body[-1]
    assert local(last) == "sectPr"
    furniture = read_furniture(package, styles, even_differs=settings.even_differs)
    line_ends = LineEnds.of(settings.not_first, settings.not_last, choices)
    paginator = Paginator(
        furniture, choices, faces, settings.tab, line_ends, mirrored=settings.mirrored
    )
    for section in sections_of(blocks_of(body, styles), last):
        paginator.add(section)
    return paginator.layout()


class _Settings(NamedTuple):
    """How far apart tab stops are; whether even pages have headers and footers of their own, and
    the left and right margins of odd ones exchanged (17.15.1.57); what may not begin or end a line
    of Chinese where the file says it (17.15.1.58, 17.15.1.59).
    """

    tab: int
    even_differs: bool
    mirrored: bool
    not_first: frozenset[str] | None
    not_last: frozenset[str] | None


def _settings(package: Package) -> _Settings:
    """What else changes the page is an error."""
    root = package.root("word/settings.xml")
    if unknown := {local(node) for node in root} - _SETTINGS:
        raise UnknownMarkupError(f"settings.xml {sorted(unknown)}")
    control = root.find(f"{W}characterSpacingControl")
    if control is None or value(control) != "doNotCompress":
        raise UnknownMarkupError("punctuation that is compressed")
    compat = root.find(f"{W}compat")
    for node in () if compat is None else compat:
        if local(node) != "compatSetting":
            raise UnknownMarkupError(f"w:compat/w:{local(node)}")
    return _Settings(
        number(root.find(f"{W}defaultTabStop"), default=_TAB),
        _is_on(root.find(f"{W}evenAndOddHeaders")),
        _is_on(root.find(f"{W}mirrorMargins")),
        _signs(root, "noLineBreaksBefore"),
        _signs(root, "noLineBreaksAfter"),
    )


def _signs(root: etree._Element, name: str) -> frozenset[str] | None:
    """The characters that a setting lists for Chinese; None where it is absent."""
    for node in root.iter(W + name):
        if node.get(W + "lang") == "zh-CN":
            return frozenset(value(node) or "")
    return None


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and is_on(node) == "1"
