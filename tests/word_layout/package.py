"""The parts of a .docx."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Package(Struct, frozen=True):
    """Parts by name."""

    parts: Mapping[str, bytes]

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name], etree.XMLParser(resolve_entities=False))

    def targets(self) -> dict[str, str]:
        """Relationship id of the document → the part that it leads to."""
        entries = self.root("word/_rels/document.xml.rels")
        return {
            entry.get("Id", ""): posixpath.join("word", entry.get("Target", ""))
            for entry in entries
        }


def unpacked(content: bytes) -> Package:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return Package({name: archive.read(name) for name in archive.namelist()})


def local(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def value(node: etree._Element, name: str = "val") -> str | None:
    """An attribute of WordprocessingML."""
    return node.get(W + name)


def number(node: etree._Element | None, name: str = "val", default: int = 0) -> int:
    found = None if node is None else value(node, name)
    return default if found is None else int(found)
