"""Parts of a .docx to bytes and back. The same parts give the same bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from msgspec import Struct

_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""What readers look for first; OPC does not ask for it, some of them do."""

_EPOCH = (0, 1 << 5 | 1)
"""Midnight of 1 January 1980: the time and the date of every entry."""
_READABLE_BY_ALL = 0o644 << 16
_UNIX = 3
_STORED, _DEFLATED = 0, 8
_DEFLATING = 20
"""The version of the format that has compression."""
_UTF_8 = 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s2B5H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def pack(parts: Mapping[str, bytes], *, compress: bool = True) -> bytes:
    """A zip of `parts` (name → content): fixed order, times and attributes, so that identical
    parts make identical bytes under one zlib. `compress=False` stores the entries as they are,
    which lets git keep a template as differences.
    """
    make = _deflated if compress else _stored
    return _archive((name, make(parts[name])) for name in _in_order(parts))


class Packer:
    """`pack` for packages that have the `common` parts in common: these are compressed once."""

    def __init__(self, common: Mapping[str, bytes]) -> None:
        self._common = common
        self._entries: dict[str, _Entry] = {}

    def pack(self, parts: Mapping[str, bytes]) -> bytes:
        """A zip of `parts`, as `pack` makes it."""
        return _archive((name, self._entry(name, parts[name])) for name in _in_order(parts))

    def _entry(self, name: str, content: bytes) -> _Entry:
        if self._common.get(name) is not content:
            return _deflated(content)
        if name not in self._entries:
            self._entries[name] = _deflated(content)
        return self._entries[name]


class _Entry(Struct, frozen=True):
    """A part as it stands in a zip: `method` says how it is packed, `size` how long it is not."""

    packed: bytes
    method: int
    crc: int
    size: int


def _deflated(content: bytes) -> _Entry:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)  # without a header of zlib's own
    packed = compressor.compress(content) + compressor.flush()
    return _Entry(packed, _DEFLATED, zlib.crc32(content), len(content))


def _stored(content: bytes) -> _Entry:
    return _Entry(content, _STORED, zlib.crc32(content), len(content))


def _in_order(parts: Mapping[str, bytes]) -> list[str]:
    return sorted(parts, key=lambda name: (name not in _FIRST, name))


def _archive(entries: Iterable[tuple[str, _Entry]]) -> bytes:
    """A zip (APPNOTE 4.3) of the entries, byte for byte what zipfile makes of them."""
    body, directory, count = bytearray(), bytearray(), 0
    for name, entry in entries:
        named = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        sizes = (entry.crc, len(entry.packed), entry.size, len(named), 0)
        common = (_DEFLATING, flags, entry.method, *_EPOCH, *sizes)
        directory += _CENTRAL.pack(
            b"PK\x01\x02", _DEFLATING, _UNIX, *common, 0, 0, 0, _READABLE_BY_ALL, len(body)
        )
        directory += named
        body += _LOCAL.pack(b"PK\x03\x04", *common) + named + entry.packed
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)


def unpack(source: Path | bytes) -> dict[str, bytes]:
    """The parts of a package, folders left out. Raises OSError or zipfile.BadZipFile."""
    import zipfile  # takes 3 ms to load; a build reads its templates from the cache

    opened = BytesIO(source) if isinstance(source, bytes) else source
    with zipfile.ZipFile(opened) as archive:
        return {
            entry.filename: archive.read(entry)
            for entry in archive.infolist()
            if not entry.is_dir()
        }
