"""The parts every .docx of ours has besides its text, and the relationships that hold them."""

from __future__ import annotations

from typing import Final

from lxml import etree

from .wordml import CONTENT_TYPES, DOCUMENT_RELATIONSHIPS, parse, serialise

FONT_TABLE = "word/fontTable.xml"
THEME = "word/theme/theme1.xml"

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIP: Final = f"{{{_PACKAGE}relationships}}Relationship"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

KINDS: Final = {
    "word/styles.xml": ("styles", f"{_WORD_TYPE}styles+xml"),
    "word/settings.xml": ("settings", f"{_WORD_TYPE}settings+xml"),
    FONT_TABLE: ("fontTable", f"{_WORD_TYPE}fontTable+xml"),
    THEME: ("theme", _THEME_TYPE),
}
"""Part → its relationship and its content type."""


def connect(parts: dict[str, bytes]) -> None:
    """Give the document a relationship to each part of `KINDS`, and each its content type."""
    relationships = parse(parts[DOCUMENT_RELATIONSHIPS])
    types = parse(parts[CONTENT_TYPES])
    for name, (kind, content_type) in KINDS.items():
        target = name.removeprefix("word/")
        for old in _of(relationships, "Type", _OFFICE + kind):
            relationships.remove(old)
        for old in _of(types, "PartName", f"/{name}"):
            types.remove(old)
        entry = etree.SubElement(relationships, _RELATIONSHIP)
        entry.set("Id", f"rId{kind[0].upper()}{kind[1:]}")
        entry.set("Type", _OFFICE + kind)
        entry.set("Target", target)
        override = etree.SubElement(types, f"{{{_PACKAGE}content-types}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
    parts[DOCUMENT_RELATIONSHIPS] = serialise(relationships)
    parts[CONTENT_TYPES] = serialise(types)


def add_part(parts: dict[str, bytes], name: str, content: bytes, kind: str) -> str:
    """Add word/`name`.xml, of a `kind` such as footer; returns the id of the relationship."""
    relationships = parse(parts[DOCUMENT_RELATIONSHIPS])
    types = parse(parts[CONTENT_TYPES])
    identifier = "rId" + "".join(word.capitalize() for word in name.split("-"))
    entry = etree.SubElement(relationships, _RELATIONSHIP)
    entry.set("Id", identifier)
    entry.set("Type", _OFFICE + kind)
    entry.set("Target", f"{name}.xml")
    override = etree.SubElement(types, f"{{{_PACKAGE}content-types}}Override")
    override.set("PartName", f"/word/{name}.xml")
    override.set("ContentType", f"{_WORD_TYPE}{kind}+xml")
    parts[f"word/{name}.xml"] = content
    parts[DOCUMENT_RELATIONSHIPS] = serialise(relationships)
    parts[CONTENT_TYPES] = serialise(types)
    return identifier


def drop_parts(parts: dict[str, bytes]) -> None:
    """Take out the relationships and content types of parts that are not there any more."""
    for name in [name for name in parts if name.endswith(".rels")]:
        relationships = parse(parts[name])
        folder = "word/" if name.startswith("word/") else ""
        for entry in list(relationships):
            target = entry.get("Target", "")
            path = target[1:] if target.startswith("/") else folder + target
            if entry.get("TargetMode") == "External" or path not in parts:
                relationships.remove(entry)
        parts[name] = serialise(relationships)
    types = parse(parts[CONTENT_TYPES])
    for entry in list(types):
        part = entry.get("PartName")
        if part is not None and part[1:] not in parts:
            types.remove(entry)
    parts[CONTENT_TYPES] = serialise(types)


def _of(root: etree._Element, attribute: str, value: str) -> list[etree._Element]:
    return [child for child in root if child.get(attribute) == value]


def theme_xml() -> bytes:
    """word/theme/theme1.xml. No style refers to it; validators ask for it."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            ("dk1", "000000"),
            ("lt1", "FFFFFF"),
            ("dk2", "000000"),
            ("lt2", "FFFFFF"),
            *((f"accent{number}", "FF0000" if number == 1 else "000000") for number in range(1, 7)),
            ("hlink", "000000"),
            ("folHlink", "000000"),
        )
    )
    face = '<a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/>'
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
