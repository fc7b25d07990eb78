"""A finished .docx to its layout."""

from __future__ import annotations

from .choices import WORD, Choices
from .content import blocks_of
from .faces import OFFICIAL, Faces
from .furniture import read_furniture
from .layout import Layout
from .markup import UnknownMarkupError
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
        "characterSpacingControl",
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
    tab, even_differs = _settings(package)
    body = package.root("word/document.xml").find(W + "body")
    assert body is not None
    last = body[-1]
    assert local(last) == "sectPr"
    furniture = read_furniture(package, styles, even_differs=even_differs)
    paginator = Paginator(furniture, choices, faces, tab)
    for section in sections_of(blocks_of(body, styles), last):
        paginator.add(section)
    return paginator.layout()


def _settings(package: Package) -> tuple[int, bool]:
    """How far apart tab stops are, and whether even pages have headers and footers of their own.
    What else changes the page is an error.
    """
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
    even = root.find(f"{W}evenAndOddHeaders")
    return number(root.find(f"{W}defaultTabStop"), default=_TAB), (
        even is not None and value(even) not in ("0", "false")
    )
