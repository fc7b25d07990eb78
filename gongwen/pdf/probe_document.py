"""The small .docx by which a LibreOffice shows how it reads Word's settings: a paragraph to each,
and a table of two rows.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

from msgspec import Struct

from ..word.package import pack
from ..word.wordml import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_RELATIONSHIPS,
    NAMESPACES,
    SETTINGS,
    STYLES,
)
from .misreadings import JOINTS

SIZE: Final = 16
"""Of the characters, points."""
FULL: Final = 28
"""So many characters fill a line; a seventh of one more has room, less than any letter takes."""
OFFSET: Final = 40
"""By how much the picture is to stand below the top of its line, points."""
HEIGHT, MARGINS, RULE = 60, 15, 6
"""Least height of a row, the margins of its cells together, the rules of the table: points."""
ROWS: Final = ("上", "下")

_EMU, _TWIPS, _EIGHTHS = 12700, 20, 8
"""To a point."""
_LINE: Final = 24
_TEXT_WIDTH: Final = int((FULL + 1 / 7) * SIZE * _TWIPS)
_PAPER_WIDTH, _PAPER_HEIGHT = 11906, 31000  # all on one page
_SIDE: Final = (_PAPER_WIDTH - _TEXT_WIDTH) // 2


class ProbeParagraph(Struct, frozen=True):
    """`name` is the joint, or the setting, that it shows; `settings` are of its properties."""

    name: str
    text: str
    settings: str = ""


def joint_named(name: str, overflow: str) -> str:
    """The name of the paragraph that shows a joint with overflowPunct set so ("0", "1")."""
    return f"{name} {overflow}"


PARAGRAPHS: Final = (
    # The first character of the pair is the last one that a line has room for. What hangs may be
    # followed by a break anywhere, so each is shown with and without.
    *(
        ProbeParagraph(
            joint_named(each.name, overflow),
            f"{'水' * (FULL - 1)}{each.example}山山山",
            f'<w:overflowPunct w:val="{overflow}"/>',
        )
        for each in JOINTS
        for overflow in "01"
    ),
    ProbeParagraph("autoSpace", "水2水"),
    ProbeParagraph("overflowPunct", f"{'水' * FULL}，山山"),
    ProbeParagraph("line", "图"),
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/{DOCUMENT}" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/{STYLES}" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/{SETTINGS}" ContentType="{_MAIN}.settings+xml"/></Types>'
)
_STYLES = (
    f'<w:styles xmlns:w="{NAMESPACES["w"]}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:pPr><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    f'<w:spacing w:line="{_LINE * _TWIPS}" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"'
    f' w:hint="eastAsia"/><w:sz w:val="{SIZE * 2}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:style></w:styles>"
)
_PICTURE = (
    f'<w:drawing><wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0"'
    ' distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0"'
    ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="line">'
    f"<wp:posOffset>{OFFSET * _EMU}</wp:posOffset></wp:positionV>"
    f'<wp:extent cx="{_EMU}" cy="{_EMU}"/><wp:wrapNone/><wp:docPr id="1" name="1"/>'
    f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
    f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="1"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/>'
    '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    f'<a:ext cx="{_EMU}" cy="{_EMU}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


def probe_document() -> bytes:
    """The .docx: without a grid, in the compatibility mode that copies have."""
    return pack(
        {
            CONTENT_TYPES: _CONTENT_TYPES.encode(),
            "_rels/.rels": _relationships(("officeDocument", DOCUMENT)),
            DOCUMENT: _document().encode(),
            DOCUMENT_RELATIONSHIPS: _relationships(
                ("styles", "styles.xml"), ("settings", "settings.xml"), ("image", "media/1.png")
            ),
            STYLES: _STYLES.encode(),
            SETTINGS: _settings().encode(),
            "word/media/1.png": _png(),
        }
    )


def _relationships(*targets: tuple[str, str]) -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{NAMESPACES["w"]}">'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="14"/></w:compat></w:settings>'
    )


def _document() -> str:
    paragraphs = "".join(
        f"<w:p><w:pPr>{each.settings}</w:pPr><w:r>{_PICTURE if each.name == 'line' else ''}"
        f"<w:t>{each.text}</w:t></w:r></w:p>"
        for each in PARAGRAPHS
    )
    return (
        f'<w:document xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"><w:body>{paragraphs}'
        f"{_table()}<w:p/><w:sectPr>"
        f'<w:pgSz w:w="{_PAPER_WIDTH}" w:h="{_PAPER_HEIGHT}"/><w:pgMar w:top="1000" w:bottom="1000"'
        f' w:left="{_SIDE}" w:right="{_PAPER_WIDTH - _TEXT_WIDTH - _SIDE}" w:header="0"'
        ' w:footer="0" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _table() -> str:
    rule = f'w:val="single" w:sz="{RULE * _EIGHTHS}" w:space="0" w:color="000000"'
    rules = "".join(f"<w:{side} {rule}/>" for side in ("top", "bottom", "insideH"))
    above = MARGINS // 3
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{HEIGHT * _TWIPS}"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{_TEXT_WIDTH}" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        for text in ROWS
    )
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{above * _TWIPS}" w:type="dxa"/>'
        f'<w:bottom w:w="{(MARGINS - above) * _TWIPS}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_TEXT_WIDTH}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _png() -> bytes:
    """One grey point (ISO/IEC 15948)."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
