"""PDFs of LibreOffice rewritten as other programs write theirs, the page looking the same."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

_STREAM = re.compile(rb"<</Length \d+ 0 R/Filter/FlateDecode>>\s*stream\r?\n")
_TEXT = re.compile(r"q [\d. ]+ rg\nBT\n.*?\nET\nQ\n", re.DOTALL)
_PLACED = re.compile(r"BT\n([-\d.]+) ([-\d.]+) Td (/F\d+) ([\d.]+) Tf")
_SCALED = re.compile(
    r"BT\n([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) Tm\s*\n?(/F\d+) ([\d.]+) Tf"
)
_RULE = re.compile(
    r"q ([\d.]+) w 0 J 1 j\n([\d.]+) ([\d.]+) m\n([\d.]+) ([\d.]+) l S\nQ", re.DOTALL
)
_COLOUR = re.compile(r"([\d.]+ [\d.]+ [\d.]+) RG")

WINDOWS_NAMES = {
    "GongwenHeavySong": "FZXBSJW--GB1-0",
    "FandolFang": "仿宋_GB2312",
    "FandolHei": "SimHei",
    "FandolKai": "楷体_GB2312",
    "FandolSong": "SimSun",
}


def rewritten(pdf: bytes, *changes: Callable[[str], str]) -> bytes:
    """The PDF with the content of each page changed. Offsets in it are wrong afterwards: readers
    then look through the whole for its objects, as they do with damaged files.
    """
    made, at = b"", 0
    for found in _STREAM.finditer(pdf):
        unpack = zlib.decompressobj()
        try:
            content = unpack.decompress(pdf[found.end() :]).decode("latin-1")
        except zlib.error:
            continue
        end = len(pdf) - len(unpack.unused_data)
        if "BT\n" not in content and " l S" not in content:
            continue
        for change in changes:
            content = change(content)
        packed = zlib.compress(content.encode("latin-1"))
        head = f"<</Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode()
        made += pdf[at : found.start()] + head + packed
        at = end
    return (made + pdf[at:]).replace(b"startxref", b"startxrex")


def named_by_windows(pdf: bytes) -> bytes:
    """Fonts called as Windows calls them, Chinese names in its code page."""
    for ours, theirs in WINDOWS_NAMES.items():
        escaped = "".join(
            chr(byte) if chr(byte).isalnum() and byte < 128 else f"#{byte:02X}"
            for byte in theirs.encode("gbk")
        )
        pattern = rb"[A-Z]{6}\+" + ours.encode() + rb"[-\w]*"
        pdf = re.sub(pattern, f"BCDEEE+{escaped}".encode(), pdf)
    return pdf


def backwards(content: str) -> str:
    """The texts of a page in the reverse order, after all else."""
    texts = _TEXT.findall(content)
    return _TEXT.sub("", content) + "".join(reversed(texts))


def by_the_line(content: str) -> str:
    """Text in size 1, scaled to its size."""
    content = _PLACED.sub(r"BT\n\4 0 0 \4 \1 \2 Tm \3 1 Tf", content)

    def scaled(found: re.Match[str]) -> str:
        a, b, c, d, e, f, font, size = found.groups()
        if float(size) == 1:
            return found[0]
        factors = " ".join(f"{float(each) * float(size):.4f}" for each in (a, b, c, d))
        return f"BT\n{factors} {e} {f} Tm {font} 1 Tf"

    def one(found: re.Match[str]) -> str:
        return found[0] if found[0].count(" Tm") > 1 else _SCALED.sub(scaled, found[0])

    return re.sub(r"BT\n.*?ET", one, content, flags=re.DOTALL)


def filled_rules(content: str) -> str:
    """Rules as boxes that are filled, level ones in three pieces of one path."""
    made, at, colour = "", 0, "0 0 0"
    for found in _RULE.finditer(content):
        before = content[at : found.start()]
        for each in _COLOUR.finditer(before):
            colour = each[1]
        width, x0, y0, x1, y1 = map(float, found.groups())
        left, right, low, high = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if high == low:
            third = (right - left) / 3
            boxes = [
                f"{left + third * k:.3f} {low - width / 2:.3f} {third:.3f} {width} re"
                for k in range(3)
            ]
        else:
            boxes = [f"{left - width / 2:.3f} {low:.3f} {width} {high - low:.3f} re"]
        made += f"{before}q {colour} rg {' '.join(boxes)} f Q"
        at = found.end()
    return made + content[at:]
