"""Pages of a PDF as pictures (PNG)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

import pypdfium2

DPI: Final = 100


def pages_as_png(
    content: bytes, wanted: range | None = None, dpi: int = DPI, level: int = 9
) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and picture of each page of a PDF, of the `wanted` ones where given;
    `level` is how hard zlib tries, 1 to 9.

    Raises pypdfium2.PdfiumError where `content` is no PDF.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        for index in range(len(document)):
            if wanted is None or index + 1 in wanted:
                bitmap = document[index].render(scale=dpi / 72, rev_byteorder=True)
                rows = bytes(bitmap.buffer)
                yield index + 1, _png(rows, bitmap.width, bitmap.height, bitmap.stride, level)
    finally:
        document.close()


def _png(pixels: bytes, width: int, height: int, stride: int, level: int) -> bytes:
    """A picture in PNG (ISO/IEC 15948) of rows of three bytes a pixel, red, green, blue."""
    rows = b"".join(
        b"\0" + pixels[start : start + 3 * width] for start in range(0, stride * height, stride)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(rows, level)),
            (b"IEND", b""),
        )
    )
