"""Pictures of a foreign file, as they are saved beside the YAML: PNG and JPEG, without what cameras
and programs wrote into them about people, places and times.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from ..library.pictures import vetted

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"gAMA", b"cHRM", b"sRGB", b"sBIT"),
    *(b"bKGD", b"iCCP"),
}
_COMMENT, _FIRST_APPLICATION, _LAST_APPLICATION = 0xFE, 0xE0, 0xEF
_SCAN = 0xDA
_LOOKED_AT = 400_000
"""Pixels up to which a picture is unpacked to see its colour."""
_CHANNELS = {2: 3, 6: 4}
_CORNER = 0.12
"""What of a side the corners are that a circle leaves free."""


def usable(content: bytes) -> tuple[bytes, str]:
    """The picture without metadata, and its suffix. Raises UnusablePictureError where it is no PNG
    or JPEG that can be printed.
    """
    suffix = vetted(content).suffix
    if suffix == "png":
        return _PNG + b"".join(_kept_chunks(content)), "png"
    return _bare_jpeg(content), "jpg"


def _kept_chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        end = at + 12 + length
        if content[at + 4 : at + 8] in _KEPT_CHUNKS:
            yield content[at:end]
        if content[at + 4 : at + 8] == b"IEND":
            return
        at = end


def _bare_jpeg(content: bytes) -> bytes:
    """The segments that say how the picture looks: of the applications' own only JFIF, the colour
    profile and Adobe's transform.
    """
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _SCAN:
            return bytes(kept + content[at:])
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        body = content[at + 4 : end]
        foreign = _FIRST_APPLICATION <= marker <= _LAST_APPLICATION and not body.startswith(
            (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
        )
        if not foreign and marker != _COMMENT:
            kept += content[at:end]
        at = end
    return bytes(kept + content[at:])


def is_seal(content: bytes) -> bool | None:
    """Whether what a PNG shows is round and red, as a seal is; None where that cannot be told."""
    if not content.startswith(_PNG):
        return None
    chunks: dict[bytes, bytes] = {}
    data = b""
    for chunk in _kept_chunks(content):
        if chunk[4:8] == b"IDAT":
            data += chunk[8:-4]
        else:
            chunks[chunk[4:8]] = chunk[8:-4]
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
