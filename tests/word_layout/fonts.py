"""Advance widths from a font file: the tables cmap, head, hhea and hmtx of OpenType."""

from __future__ import annotations

import struct
from pathlib import Path

from msgspec import Struct


class Font(Struct, frozen=True):
    """Character → glyph, glyph → advance, and the units of an em."""

    glyphs: dict[int, int]
    advances: tuple[int, ...]
    units: int

    def width(self, character: str) -> float:
        """In em. Raises KeyError where the font lacks the character."""
        glyph = self.glyphs[ord(character)]
        return self.advances[min(glyph, len(self.advances) - 1)] / self.units


def read_font(path: Path, member: int = 0) -> Font:
    """A font, or a `member` of a collection."""
    data = path.read_bytes()
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">L", data, 12 + 4 * member)
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = {}
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, start + 12 + 16 * index)
        tables[tag] = offset
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (metrics,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * metrics, data, tables[b"hmtx"])[::2]
    return Font(_characters(data, tables[b"cmap"]), advances, units)


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """The subtable that maps all of Unicode, else the one of its first plane."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    entries = [struct.unpack_from(">HHL", data, cmap + 4 + 8 * index) for index in range(count)]
    formats = {
        struct.unpack_from(">H", data, cmap + offset)[0]: cmap + offset
        for platform, _, offset in entries
        if platform in (0, 3)
    }
    return _full(data, formats[12]) if 12 in formats else _basic(data, formats[4])


def _full(data: bytes, at: int) -> dict[int, int]:
    """Format 12: groups of characters and glyphs that run side by side."""
    (groups,) = struct.unpack_from(">L", data, at + 12)
    found: dict[int, int] = {}
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * index)
        found.update((code, glyph + code - first) for code in range(first, last + 1))
    return found


def _basic(data: bytes, at: int) -> dict[int, int]:
    """Format 4: segments, by a difference or through a table."""
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    count = doubled // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, at + 14 + doubled * part + (2 if part else 0))
        for part in range(4)
    )
    found = {}
    for index in range(count):
        place = at + 16 + doubled * 3 + 2 * index
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if offsets[index]:
                address = place + offsets[index] + 2 * (code - starts[index])
                (glyph,) = struct.unpack_from(">H", data, address)
            if glyph or not offsets[index]:
                found[code] = (glyph + deltas[index]) % 65536
    return found
