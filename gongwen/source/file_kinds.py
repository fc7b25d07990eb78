"""What a file is that is no UTF-8 text: its encoding, or what it holds instead of text."""

from __future__ import annotations

OFFICE = " Word、WPS 或压缩文件"

_SIGNATURES = {
    b"PK\x03\x04": OFFICE,
    b"\xd0\xcf\x11\xe0": OFFICE,
    b"Rar!": "压缩文件",
    b"7z\xbc\xaf": "压缩文件",
    b"%PDF-": " PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"II*\0": "图片",
    b"MM\0*": "图片",
}
"""How files that are no text begin."""
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 64 * 1024
_UTF16 = "UTF-16"


def is_binary(content: bytes) -> bool:
    """Whether a file is no text in any encoding that is known here."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return True
    if content.startswith(_MARKS) or _is_utf16(content):
        return False
    known = any(content.startswith(start) for start in _SIGNATURES)
    return (known and not _is_text(content, "utf-8")) or content.count(0) > len(content) // 64


def kind_of_file(content: bytes) -> str:
    """What to call a file that is no text."""
    kinds = (kind for start, kind in _SIGNATURES.items() if content.startswith(start))
    return next(kinds, "图片、程序一类的文件")


def encoding_of(content: bytes) -> str:
    """The encoding of a text that is not UTF-8; "" where it is none, or damaged UTF-8."""
    if content.startswith(_MARKS) or _is_utf16(content):
        return _UTF16
    read = content[:_SAMPLE].decode("utf-8", errors="replace")
    sound = sum(1 for character in read if "\u3000" <= character <= "\u9fff")
    if read.count("\ufffd") <= sound // 4:
        return ""
    common = {"GBK（GB18030）": _share(content, "gb18030", "gb2312")}
    common["Big5（繁体）"] = _share(content, "big5hkscs", "big5")
    name, share = max(common.items(), key=lambda each: each[1])
    return name if share >= 0 else ""


def _is_utf16(content: bytes) -> bool:
    """Whether every 0 is the upper half of an ASCII character, as without a mark at the beginning:
    all of them at even bytes, or all at odd ones.
    """
    sample = content[:_SAMPLE]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    if sum(zeros) <= len(sample) // 16 or all(zeros):
        return False
    return _is_text(sample, "utf-16-be" if zeros[0] else "utf-16-le")


def _is_text(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _share(content: bytes, encoding: str, common: str) -> float:
    """How much of a text in `encoding` is written with the common characters that `common` has;
    -1 where it is no such text. Either of the two Chinese encodings reads most texts of the other,
    as rare characters.
    """
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return -1
    wide = [character for character in text if character > "\x7f"]
    if not wide:
        return -1
    return sum(1 for character in wide if _is_common(character, common)) / len(wide)


def _is_common(character: str, common: str) -> bool:
    """Whether a character is on the first level of a set: GB2312 rows 1–55, Big5 A1–C6."""
    try:
        code = character.encode(common)
    except UnicodeEncodeError:
        return False
    return code[0] <= (0xD7 if common == "gb2312" else 0xC6)
