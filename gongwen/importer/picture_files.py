"""Pictures of a foreign file, as they are saved beside the YAML: PNG and JPEG, without what cameras
and programs wrote into them about people, places and times.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from ..library.pictures import vetted
from .pieces import SourcePicture

_PNG = b"\x89PNG\r\n\x1a\n"
_SEAL_MM = (25, 65)
"""How wide the seals of offices are printed, with what is clear around them, mm."""
_SQUARE = 0.12
_LOOKED_AT = 400_000
"""Pixels up to which a picture is unpacked to see its colour."""
_CHANNELS = {2: 3, 6: 4}
_CORNER = 0.12
"""What of a side the corners are that a circle leaves free."""


def saved(
    content: bytes, *, width: float = 0.0, height: float = 0.0, alt: str = "", floats: bool = False
) -> SourcePicture:
    """The picture in the bytes of a file; `width` and `height` are how large it stands, mm (0 = not
    said). Raises UnusablePictureError where it is no PNG or JPEG that can be printed.
    """
    found = vetted(content)
    return SourcePicture(
        found.content,
        "png" if found.suffix == "png" else "jpg",
        alt=alt,
        width=width,
        floats=floats,
        seal_like=bool(looks_like_seal(found.content, width, height)),
        changed="旋转" if found.turned else "",
    )


def looks_like_seal(content: bytes, width: float, height: float) -> bool | None:
    """Whether a picture of so many mm is as large as a seal, round and red; None where it is so
    large and the rest cannot be told.
    """
    side = width / height if height else 0.0
    low, high = _SEAL_MM
    if abs(side - 1) > _SQUARE or not low <= width <= high:
        return False
    return is_seal(content)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the body of each chunk of a whole PNG (PNG, 5.3)."""
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length


def is_seal(content: bytes) -> bool | None:
    """Whether what a PNG shows is round and red, as a seal is; None where that cannot be told."""
    if not content.startswith(_PNG):
        return None
    chunks: dict[bytes, bytes] = {}
    data = b""
    for name, body in _chunks(content):
        if name == b"IDAT":
            data += body
        else:
            chunks[name] = body
    head = chunks.get(b"IHDR", b"")
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    channels = _CHANNELS.get(head[9]) if len(head) == 13 else None
    if not channels or head[8] != 8 or head[12] or not 0 < width * height <= _LOOKED_AT:
        return None
    try:
        raw = zlib.decompressobj().decompress(data, (width * channels + 1) * height)
    except zlib.error:
        return None
    red = other = cornered = 0
    across, down = width * _CORNER, height * _CORNER
    for y, row in enumerate(_rows(raw, width * channels, channels)):
        edge = not down <= y < height - down
        for x in range(width):
            at = x * channels
            r, g, b = row[at : at + 3]
            if (channels == 4 and row[at + 3] < 64) or min(r, g, b) > 200:
                continue
            cornered += edge and not across <= x < width - across
            if r > 120 and r > g + 50 and r > b + 50:
                red += 1
            else:
                other += 1
    return red > 3 * other and cornered * 100 <= red


def _rows(raw: bytes, length: int, step: int) -> Iterator[bytearray]:
    """The rows of a PNG's data as they were before they were filtered (PNG, 9.2)."""
    before = bytearray(length)
    for start in range(0, len(raw) - length, length + 1):
        row = bytearray(raw[start + 1 : start + 1 + length])
        _restore(row, before, raw[start], step)
        yield row
        before = row


def _restore(row: bytearray, before: bytearray, way: int, step: int) -> None:
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        above = before[at]
        corner = before[at - step] if at >= step else 0
        if way == 1:
            more = left
        elif way == 2:
            more = above
        elif way == 3:
            more = (left + above) // 2
        elif way == 4:
            more = min((left, above, corner), key=lambda each: abs(left + above - corner - each))
        else:
            return
        row[at] = (row[at] + more) & 0xFF
