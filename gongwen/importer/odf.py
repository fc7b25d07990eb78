"""The namespaces of OpenDocument, as lxml has them."""

from __future__ import annotations

from typing import Final

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_ODF}office:1.0}}"
STYLE: Final = f"{{{_ODF}style:1.0}}"
TEXT: Final = f"{{{_ODF}text:1.0}}"
TABLE: Final = f"{{{_ODF}table:1.0}}"
DRAW: Final = f"{{{_ODF}drawing:1.0}}"
FO: Final = f"{{{_ODF}xsl-fo-compatible:1.0}}"
SVG: Final = f"{{{_ODF}svg-compatible:1.0}}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
