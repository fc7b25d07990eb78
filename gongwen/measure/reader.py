"""A PDF read to pages, with PDFium (Apache-2.0/BSD): it alone of the permissively licensed readers
gives the ink of a glyph as well as its advance.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from .pages import POINT, DrawnLine, Glyph, Image, MeasuredPage

_THIN = 1.5
"""A filled box no thicker than this (mm) is a rule."""
_SLANT = 0.8
"""Radians: a letter made italic by leaning it is less turned."""
_NAME_BYTES = 256
_LINE_END_HYPHEN = 0x02
"""What PDFium gives for a hyphen at the end of a line."""


class UnreadablePdfError(ValueError):
    """The PDF cannot be read."""


def read_pages(source: Path | bytes) -> tuple[MeasuredPage, ...]:
    """The pages of a PDF. Raises UnreadablePdfError."""
    try:
        document = pdfium.PdfDocument(source)
    except (pdfium.PdfiumError, OSError) as error:
        raise UnreadablePdfError(str(error)) from error
    try:
        return tuple(_page(document[index], index + 1) for index in range(len(document)))
    finally:
        document.close()


def _page(page: pdfium.PdfPage, number: int) -> MeasuredPage:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        glyphs = tuple(_glyphs(text, height))
    finally:
        text.close()
    rules: list[DrawnLine] = []
    images: list[Image] = []
    for part in page.get_objects():
        if part.type == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules(part, height)
        elif part.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = part.get_bounds()
            images.append(Image(*_mm(left, height - top, right, height - bottom)))
    page.close()
    return MeasuredPage(number, width * POINT, height * POINT, glyphs, tuple(rules), tuple(images))


def _mm(*points: float) -> list[float]:
    return [value * POINT for value in points]


def _glyphs(text: pdfium.PdfTextPage, height: float) -> Iterator[Glyph]:
    high = ""
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        character = chr(code)
        if 0xDC00 <= code < 0xE000:
            pair = (high + character).encode("utf-16", "surrogatepass")
            character = pair.decode("utf-16", "replace")
        high = ""
        if code == _LINE_END_HYPHEN:
            character = "-"
        if raw.FPDFText_IsGenerated(text, index) == 1 or not character.strip():
            continue
        yield _glyph(text, index, character, height)


def _glyph(text: pdfium.PdfTextPage, index: int, character: str, height: float) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    ink = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    raw.FPDFText_GetCharBox(text, index, *ink)
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, loose)
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, _NAME_BYTES, flags)
    shade = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *shade)
    left, right, baseline, ink_left, ink_top, ink_right, ink_bottom = _mm(
        x.value,
        loose.right,
        height - y.value,
        ink[0].value,
        height - ink[3].value,
        ink[1].value,
        height - ink[2].value,
    )
    return Glyph(
        character,
        name.value.decode("utf-8", "replace").rpartition("+")[2],
        raw.FPDFText_GetFontSize(text, index),
        _colour(shade),
        left,
        right,
        baseline,
        ink_left,
        ink_top,
        ink_right,
        ink_bottom,
        abs(raw.FPDFText_GetCharAngle(text, index)) > _SLANT,
    )


def _colour(shade: list[ctypes.c_uint]) -> str:
    return "".join(f"{channel.value:02X}" for channel in shade[:3])


def _rules(path: pdfium.PdfObject, height: float) -> Iterator[DrawnLine]:
    """The straight lines of a path: each stroked segment, or a filled thin box as a whole."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    shade = [ctypes.c_uint() for _ in range(4)]
    if stroked.value:
        thickness = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(path, thickness)
        raw.FPDFPageObj_GetStrokeColor(path, *shade)
        points = list(_points(path))
        for (kind, x0, y0), (_, x1, y1) in zip(points[1:], points, strict=False):
            if kind == raw.FPDF_SEGMENT_LINETO:
                left, right = _mm(min(x0, x1), max(x0, x1))
                top, bottom = _mm(height - max(y0, y1), height - min(y0, y1))
                yield DrawnLine(left, top, right, bottom, thickness.value * POINT, _colour(shade))
    elif filled.value:
        left, low, right, high = path.get_bounds()
        left, top, right, bottom = _mm(left, height - high, right, height - low)
        narrow = min(right - left, bottom - top)
        if narrow <= _THIN:
            raw.FPDFPageObj_GetFillColor(path, *shade)
            yield DrawnLine(left, top, right, bottom, narrow, _colour(shade))


def _points(path: pdfium.PdfObject) -> Iterator[tuple[int, float, float]]:
    """Kind, x and y of each segment's end, on the page (points)."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        yield (
            raw.FPDFPathSegment_GetType(segment),
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
