"""Pictures without what they say besides the picture: who made them, when, where, with what. The
pixels stay byte for byte, and so do colours (profiles keep what converts them) and the density.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from .. import patterns as re
from .colour_profile import bare_profile

_PNG_HEAD = 8
_PNG_KEPT = frozenset(
    b"tRNS gAMA cHRM sRGB sBIT bKGD pHYs cICP mDCV cLLI mDCv cLLi".split()  # how it looks
)
"""Chunks that may be left out (PNG 5.4: a small first letter) and are not: the rest is text, times,
Exif, thumbnails and whatever programs make up.
"""
_NEEDED = 0x20

_SEGMENT_END = re.compile(rb"\xff+([^\x00\x01\xd0-\xd7\xff])")
"""What follows the coded data of a JPEG scan: a marker that does not belong to the data."""
_JPEG_KEPT = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xE0)))
"""Frames, tables and scans (T.81, table B.1); all else is APPn, comments and extensions."""
_START, _END, _SCAN, _JFIF, _PROFILE, _EXIF, _ADOBE = 0xD8, 0xD9, 0xDA, 0xE0, 0xE2, 0xE1, 0xEE
_PROFILE_NAME = b"ICC_PROFILE\0"
_EXIF_NAME = b"Exif\0\0"


def bare_png(content: bytes) -> bytes:
    """A whole PNG without what is not the picture, nor anything behind its end."""
    kept = [content[:_PNG_HEAD]]
    at = _PNG_HEAD
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        whole = content[at : at + 12 + length]
        at += len(whole)
        if kind == b"iCCP":
            whole = _png_profile(body)
        elif kind[0] & _NEEDED and kind not in _PNG_KEPT:
            continue
        kept.append(whole)
        if kind == b"IEND":
            break
    return b"".join(kept)


def _png_profile(body: bytes) -> bytes:
    """An iCCP chunk (PNG 11.3.2.3) with a bare profile; nothing where it cannot be read."""
    _, _, packed = body.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        profile = bare_profile(unpacker.decompress(packed[1:], 8 * 1024 * 1024))
    except zlib.error:
        return b""
    if not profile:
        return b""
    body = b"icc\0\0" + zlib.compress(profile)
    check = zlib.crc32(b"iCCP" + body).to_bytes(4)
    return len(body).to_bytes(4) + b"iCCP" + body + check


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG, whole up to its first scan, without what is not the picture, nor anything behind its
    end. Raises ValueError where the segments do not hang together.
    """
    kept = [content[:2]]
    profile: list[bytes] = []
    for marker, body, data in _segments(content):
        segment = _segment(marker, body) + data
        if marker == _PROFILE and body.startswith(_PROFILE_NAME):
            profile.append(body[len(_PROFILE_NAME) :])
        elif marker == _JFIF and body.startswith(b"JFIF\0") and len(body) >= 14:
            kept.append(_segment(marker, body[:12] + b"\0\0"))  # without its thumbnail
        elif marker in _JPEG_KEPT or (marker == _ADOBE and body.startswith(b"Adobe")):
            kept.append(segment)
    if bare := bare_profile(b"".join(piece[2:] for piece in sorted(profile))):
        place = 2 if kept[1].startswith(bytes((0xFF, _JFIF))) else 1
        kept[place:place] = _profile_segments(bare)
    return b"".join(kept) + bytes((0xFF, _END))


def is_turned(content: bytes) -> bool:
    """Whether a JPEG's Exif says that what is stored is to be turned or mirrored to be seen."""
    for marker, body, _ in _segments(content):
        if marker == _EXIF and body.startswith(_EXIF_NAME):
            return _orientation(body[len(_EXIF_NAME) :]) not in (0, 1)
        if marker == _SCAN:
            break
    return False


def _orientation(tiff: bytes) -> int:
    """The orientation of the first directory (TIFF 6.0, 274): 1 to 8; 0 where it is not told."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 0
    little = order == "little"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if little else "big")

    start = number(4, 4)
    for index in range(number(start, 2)):
        entry = start + 2 + 12 * index
        if entry + 12 > len(tiff):
            break
        if number(entry, 2) == 274:
            told = number(entry + 8, 2)
            return told if 1 <= told <= 8 else 0
    return 0


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The segments of a JPEG up to its end: marker, body, and the coded data that follows a scan's.
    Raises ValueError where they do not hang together.
    """
    at = 2
    while match := _SEGMENT_END.match(content, at):
        marker = match[1][0]
        if marker == _END:
            return
        at = match.end()
        length = int.from_bytes(content[at : at + 2])
        if marker == _START or length < 2 or at + length > len(content):
            break
        body = content[at + 2 : at + length]
        at += length
        data = b""
        if marker == _SCAN:
            following = _SEGMENT_END.search(content, at)
            if following is None:
                break
            data = content[at : following.start()]
            at = following.start()
        yield marker, body, data
    raise ValueError("JPEG segments")


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def _profile_segments(profile: bytes) -> list[bytes]:
    """A profile in as many segments as it needs (ICC.1, B.4)."""
    most = 65_519
    pieces = [profile[at : at + most] for at in range(0, len(profile), most)]
    return [
        _segment(_PROFILE, _PROFILE_NAME + bytes((number, len(pieces))) + piece)
        for number, piece in enumerate(pieces, 1)
    ]
