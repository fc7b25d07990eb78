"""Names of WordprocessingML and the strict parser everything of ours is read with."""

from __future__ import annotations

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMESPACES: Final = {"w": W[1:-1], "r": R[1:-1]}

DRAWING_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006"
"""Of the namespaces of drawings; each adds its own last part."""
SHAPE_URI: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMPATIBILITY_URI: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"
CORE_PROPERTIES = "docProps/core.xml"


def parse(xml: bytes) -> etree._Element:
    """The tree of a part. Raises etree.XMLSyntaxError; reads no entity and no network.

    Blank text between elements is dropped, as python-docx does, so that both see one template.
    """
    parser = etree.XMLParser(
        remove_blank_text=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    return etree.fromstring(xml, parser)


def serialise(root: etree._Element) -> bytes:
    """A part's bytes, as Word writes them."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def element(name: str, **attributes: str | int) -> etree._Element:
    """An element of the main namespace; so are its attributes."""
    made = etree.Element(W + name)
    for key, value in attributes.items():
        made.set(W + key, str(value))
    return made


def remove(node: etree._Element) -> None:
    """Take an element, with what is in it, out of its tree."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def unwrap(node: etree._Element) -> None:
    """Put what is in an element in its place."""
    parent = node.getparent()
    if parent is not None:
        at = parent.index(node)
        parent[at : at + 1] = list(node)


def escape(text: str) -> str:
    """Text as it stands in an element. xml.sax.saxutils has this too, and starts urllib for it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoteattr(text: str) -> str:
    """Text as an attribute's value, quotes included."""
    return f'"{escape(text).replace(chr(34), "&quot;")}"'
