"""Small pictures made by hand, and what can be wrong with them."""

from __future__ import annotations

import struct
import zlib

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
BMP = b"BM" + bytes(60)
TIFF = b"II*\x00" + bytes(60)
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 "
SVG = '\ufeff<svg xmlns="http://www.w3.org/2000/svg"/>'.encode()


def png(width: int = 40, height: int = 30, per_metre: int = 0) -> bytes:
    """A grey PNG of so many pixels; `per_metre` = its density."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    density = [(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))] if per_metre else []
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        *density,
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def turned(orientation: int, order: str = ">", more: bytes = b"") -> bytes:
    """An Exif segment of a JPEG that asks to be shown turned (TIFF 6.0, 274); `more` behind it."""
    mark = b"MM\0*" if order == ">" else b"II*\0"
    entry = struct.pack(f"{order}HHIHH", 274, 3, 1, orientation, 0)
    other = struct.pack(f"{order}HHII", 271, 2, 4, 0)
    directory = struct.pack(f"{order}IH", 8, 2) + other + entry + bytes(4)
    body = b"Exif\0\0" + mark + directory + more
    return struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body


def jpeg(width: int = 40, height: int = 30, inch: int = 0) -> bytes:
    """The frame of a JPEG of so many pixels, its scan a few bytes; `inch` = its density."""
    head = b"JFIF\0\x01\x01\x01" + struct.pack(">HH", inch, inch) + b"\0\0"
    frame = b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    segments = [(0xE0, head), (0xC2, frame), (0xDA, b"\x01\x01\0\0\x3f\0")]
    return (
        b"\xff\xd8"
        + b"".join(struct.pack(">BBH", 0xFF, kind, len(b) + 2) + b for kind, b in segments)
        + b"\x12\x34\xff\xd9"
    )
