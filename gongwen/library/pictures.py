"""Picture files, vetted before anything is set with them: PNG and JPEG, whole, with a size."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from .bare_pictures import bare_jpeg, bare_png, is_turned

MOST_BYTES = 32 * 1024 * 1024
MOST_PIXELS = 30_000
"""On a side: more is no picture of a document, but what a broken head says."""

_EMU_PER_INCH = 914400
_DENSITY = 96
"""Pixels to an inch where a file does not say it (or says what no printer has)."""
_LEAST_DENSITY, _MOST_DENSITY = 10, 4800

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHER_FORMATS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "WebP"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame, which says the size (ITU-T T.81, table B.1)."""
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_SCAN, _END = 0xDA, 0xD9


class UnusablePictureError(Exception):
    """Why a picture cannot be set, and what to do, in Chinese."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class VettedPicture(Struct, frozen=True):
    """A whole PNG or JPEG file, without what it says besides the picture. `width` and `height` in
    EMU, as its density says; neither is 0. `turned` = it asked to be shown turned, and is not.
    """

    content: bytes
    suffix: Literal["png", "jpeg"]
    width: int
    height: int
    turned: bool = False


def read_picture(path: Path) -> VettedPicture:
    """The picture in a file. Raises UnusablePictureError where it is none that can be printed."""
    try:
        too_large = path.stat().st_size > MOST_BYTES
        content = b"" if too_large else path.read_bytes()
    except OSError as error:
        raise UnusablePictureError("打不开", "看看有没有读取权限，或被别的软件占用") from error
    if too_large:
        limit = MOST_BYTES // 1024 // 1024
        raise UnusablePictureError(f"超过{limit}兆字节", "在画图软件里缩小后另存")
    return vetted(content)


def vetted(content: bytes) -> VettedPicture:
    """The picture that the bytes of a file are. Raises UnusablePictureError; see `read_picture`."""
    if not content:
        raise UnusablePictureError("是空文件", "重新导出这张图")
    if content.startswith(_PNG):
        size, density = _png(content)
        return _sized(bare_png(content), "png", size, density)
    if content.startswith(b"\xff\xd8"):
        size, density = _jpeg(content)
        try:
            picture = _sized(bare_jpeg(content), "jpeg", size, density)
        except ValueError as error:
            raise _broken() from error
        return replace(picture, turned=is_turned(content))
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    name = next((name for magic, name in _OTHER_FORMATS if start.startswith(magic)), "")
    what = f"是 {name} 图片" if name else "不是图片"
    raise UnusablePictureError(
        f"{what}，只能用 PNG 和 JPEG", "在画图软件里打开它，另存为 .png 或 .jpg（只改后缀没有用）"
    )


def _sized(
    content: bytes,
    suffix: Literal["png", "jpeg"],
    size: tuple[int, int],
    density: tuple[float, float],
) -> VettedPicture:
    if not all(0 < side <= MOST_PIXELS for side in size):
        raise UnusablePictureError(f"的大小不对（{size[0]}×{size[1]}点）", "重新导出这张图")
    across, down = (
        each if _LEAST_DENSITY <= each <= _MOST_DENSITY else _DENSITY for each in density
    )
    width, height = size
    return VettedPicture(
        content,
        suffix,
        max(1, round(width / across * _EMU_PER_INCH)),
        max(1, round(height / down * _EMU_PER_INCH)),
    )


def _broken() -> UnusablePictureError:
    return UnusablePictureError("不完整或已损坏", "重新导出或重新下载这张图")


def _png(content: bytes) -> tuple[tuple[int, int], tuple[float, float]]:
    """Size in pixels and pixels to an inch; every chunk is there and is what was written."""
    size, density, data = (0, 0), (0.0, 0.0), False
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        check = content[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(kind + body) != int.from_bytes(check):
            raise _broken()
        if kind == b"IHDR" and length == 13:
            size = struct.unpack(">II", body[:8])
        elif kind == b"pHYs" and length == 9 and body[8] == 1:
            density = tuple(each * 0.0254 for each in struct.unpack(">II", body[:8]))
        data = data or kind == b"IDAT"
        if kind == b"IEND":
            if not data:
                break
            return size, density
        at += 12 + length
    raise _broken()


def _jpeg(content: bytes) -> tuple[tuple[int, int], tuple[float, float]]:
    """Size in pixels and pixels to an inch; the segments hang together up to the scan, and the
    end of the picture is there.
    """
    size, density = (0, 0), (0.0, 0.0)
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4])
        body = content[at + 4 : at + 2 + length]
        if length < 2 or len(body) < length - 2:
            break
        if marker in _FRAMES and len(body) >= 5:
            size = (int.from_bytes(body[3:5]), int.from_bytes(body[1:3]))
        elif marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) >= 12:
            unit = {1: 1.0, 2: 2.54}.get(body[7], 0.0)
            density = tuple(each * unit for each in struct.unpack(">HH", body[8:12]))
        if marker == _SCAN:
            if size == (0, 0) or bytes((0xFF, _END)) not in content[at + 2 + length :]:
                break
            return size, density
        at += 2 + length
    raise _broken()
