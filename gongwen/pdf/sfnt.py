"""One face of a font file as a font of its own, under another name.

LibreOffice takes families by the names within the files and, in a family, a weight of its own
choosing: it cannot be told to set a regular style in a bold face, but it can be given a family that
has no other. OpenType 1.9: “Organization of an OpenType Font”, “name”, “OS/2”, “head”.
"""

from __future__ import annotations

import struct

_HEADER = struct.Struct(">4sHHHH")
_ENTRY = struct.Struct(">4sIII")
_WINDOWS, _UNICODE, _ENGLISH = 3, 1, 0x409
_REGULAR_WEIGHT, _REGULAR_SELECTION = 400, 0x40
_MAGIC = 0xB1B0AFBA


def renamed_face(content: bytes, index: int, family: str) -> bytes:
    """Face `index` of a font or collection, as the regular and only style of `family` (ASCII).

    Raises ValueError or struct.error where `content` is no such file.
    """
    tables = {tag: content[start : start + size] for tag, start, size in _tables(content, index)}
    tables[b"name"] = _name_table(family)
    weight = bytearray(tables[b"OS/2"])
    struct.pack_into(">H", weight, 4, _REGULAR_WEIGHT)
    struct.pack_into(">H", weight, 62, _REGULAR_SELECTION)
    tables[b"OS/2"] = bytes(weight)
    head = bytearray(tables[b"head"])
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">H", head, 44, 0)
    tables[b"head"] = bytes(head)
    tables.pop(b"DSIG", None)
    return _assembled(content, index, tables)


def _start(content: bytes, index: int) -> int:
    """Where the table directory of a face is."""
    if content[:4] != b"ttcf":
        return 0
    (count,) = struct.unpack_from(">I", content, 8)
    if index >= count:
        raise ValueError(f"the collection has {count} faces")
    return int(struct.unpack_from(">I", content, 12 + 4 * index)[0])


def _tables(content: bytes, index: int) -> list[tuple[bytes, int, int]]:
    start = _start(content, index)
    version, count, *_ = _HEADER.unpack_from(content, start)
    if version not in (b"\0\1\0\0", b"OTTO", b"true"):
        raise ValueError("not an OpenType font")
    entries = (
        _ENTRY.unpack_from(content, start + _HEADER.size + _ENTRY.size * i) for i in range(count)
    )
    return [(tag, offset, size) for tag, _, offset, size in entries]


def _name_table(family: str) -> bytes:
    names = {
        1: family,
        2: "Regular",
        3: family,
        4: family,
        6: family.replace(" ", ""),
    }
    records, texts = b"", b""
    for number, text in names.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(
            ">HHHHHH", _WINDOWS, _UNICODE, _ENGLISH, number, len(encoded), len(texts)
        )
        texts += encoded
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + texts


def _assembled(content: bytes, index: int, tables: dict[bytes, bytes]) -> bytes:
    version = content[_start(content, index) :][:4]
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = _HEADER.pack(
        version, count, power * 16, power.bit_length() - 1, count * 16 - power * 16
    )
    offset = len(header) + _ENTRY.size * count
    directory, body = b"", []
    for tag in sorted(tables):
        table = tables[tag]
        directory += _ENTRY.pack(tag, _checksum(table), offset, len(table))
        padded = table + b"\0" * (-len(table) % 4)
        body.append(padded)
        offset += len(padded)
    font = bytearray(b"".join((header, directory, *body)))
    head = next(start for tag, start, _ in _tables(bytes(font), 0) if tag == b"head")
    struct.pack_into(">I", font, head + 8, (_MAGIC - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
