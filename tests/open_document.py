"""Small .odt files for tests."""

from __future__ import annotations

import io
import zipfile

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    [
        *(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "style", "text", "table")),
        f'xmlns:draw="{_ODF}drawing:1.0" xmlns:fo="{_ODF}xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_ODF}svg-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)
MIME = "application/vnd.oasis.opendocument.text"


def content_xml(body: str, styles: str = "") -> str:
    """content.xml around the blocks of `body`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(body: str, styles: str = "", furniture: str = "") -> bytes:
    """An .odt; `furniture` is what its master page holds."""
    page = f'<style:master-page style:name="Standard">{furniture}</style:master-page>'
    look = f"<office:master-styles>{page}</office:master-styles>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        file.writestr("content.xml", content_xml(body, styles))
        file.writestr(
            "styles.xml",
            f"<office:document-styles {NAMESPACES}>{look}</office:document-styles>",
        )
        file.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="urn:oasis"/>')
    return made.getvalue()


def paragraphs(*texts: str) -> str:
    """A text:p for each."""
    return "".join(f"<text:p>{text}</text:p>" for text in texts)
