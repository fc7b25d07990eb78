"""Files that cannot be looked into without a password or another program: nobody knows whether they
bear a mark.
"""

from __future__ import annotations

import io
import struct
from typing import Final

LOCKED: Final = "加了密码"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHER_ARCHIVES: Final = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a .docx or .xlsx with a password."""
_SECTOR: Final = 512
_WORD, _WORD_LOCKED, _WORD_FLAGS = b"\xec\xa5", 0x0100, 10
"""What the text of an old Word file begins with, the flag of one with a password, and where that
stands behind it (MS-DOC 2.5.1).
"""
_BOOK, _BOOK_LOCKED, _WRITE_PROTECTED = b"\x09\x08", 0x2F, 0x86
"""What an old table begins with, and the records of one with a password (MS-XLS 2.4.117)."""


def why_hidden(content: bytes) -> str:
    """Why a file cannot be looked into, in Chinese; "" where it can."""
    if content.startswith(_OTHER_ARCHIVES):
        return "是压缩包"
    if content.startswith(_ZIP):
        return LOCKED if _is_locked_zip(content) else ""
    if content.startswith(_OLE) and (_PACKAGE in content or _is_locked_old_file(content)):
        return LOCKED
    return ""


def _is_locked_zip(content: bytes) -> bool:
    import zipfile  # takes 3 ms to load, and most documents need none

    try:
        files = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return any(each.flag_bits & 1 for each in files)


def _is_locked_old_file(content: bytes) -> bool:
    for at in range(_SECTOR, len(content) - _SECTOR + 1, _SECTOR):
        head = content[at : at + 2]
        if head == _WORD:
            (flags,) = struct.unpack_from("<H", content, at + _WORD_FLAGS)
            return bool(flags & _WORD_LOCKED)
        if head == _BOOK:
            return _is_locked_book(content, at)
    return False


def _is_locked_book(content: bytes, at: int) -> bool:
    """The record that says so stands behind the first one, or behind what forbids writing."""
    for _ in range(3):
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == _BOOK_LOCKED:
            return True
        if kind not in (int.from_bytes(_BOOK, "little"), _WRITE_PROTECTED):
            return False
        at += 4 + length
        if at + 4 > len(content):
            return False
    return False
