"""Reading a finished .docx in tests, apart from the program's own code."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}


def part(content: bytes, name: str) -> etree._Element:
    """The root element of one part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Style id and text of each paragraph of the document part, those in tables too, in order."""
    body = part(content, "word/document.xml")
    found = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(
            SIGNS.get(str(node.tag), node.text or "")
            for node in paragraph.iter(f"{W}t", *SIGNS)
            if node.getparent().tag == f"{W}r"  # type: ignore[union-attr]
        )
        found.append(("" if style is None else style.get(f"{W}val", ""), text))
    return found


def text(content: bytes) -> str:
    """The text of the document part, a paragraph a line."""
    return "\n".join(line for _, line in paragraphs(content))
