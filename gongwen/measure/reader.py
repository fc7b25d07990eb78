"""A PDF read to pages, with PDFium (Apache-2.0/BSD): it alone of the permissively licensed readers
gives the ink of a glyph as well as its advance.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from .drawn import colour_of, joined, matrix_of, rules_of
from .faces import is_full_width
from .frame import Frame
from .pages import POINT, DrawnLine, Glyph, Image, MeasuredPage

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


def producer_of(source: Path | bytes) -> str:
    """The programs that say in the PDF that they made it; "" where none does. Raises
    UnreadablePdfError.
    """
    try:
        document = pdfium.PdfDocument(source)
    except (pdfium.PdfiumError, OSError) as error:
        raise UnreadablePdfError(str(error)) from error
    try:
        said = (document.get_metadata_value(key).strip() for key in ("Creator", "Producer"))
        return "、".join(dict.fromkeys(each for each in said if each))
    finally:
        document.close()


def _page(page: pdfium.PdfPage, number: int) -> MeasuredPage:
    width, height = page.get_size()
    left, bottom, right, top = page.get_cropbox()
    frame = Frame(left, bottom, right, top, page.get_rotation())
    text = page.get_textpage()
    try:
        glyphs = tuple(_glyphs(text, frame))
    finally:
        text.close()
    rules: list[DrawnLine] = []
    images: list[Image] = []
    for part in page.get_objects():
        if part.type == raw.FPDF_PAGEOBJ_PATH:
            rules += rules_of(part, frame)
        elif part.type == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(_image(part, frame))
    page.close()
    return MeasuredPage(number, width * POINT, height * POINT, glyphs, joined(rules), tuple(images))


def _image(part: pdfium.PdfObject, frame: Frame) -> Image:
    """A picture is drawn in the unit square."""
    matrix = matrix_of(part)
    corners = [(matrix.e, matrix.f), (matrix.e + matrix.a, matrix.f + matrix.b)]
    corners += [(x + matrix.c, y + matrix.d) for x, y in corners]
    across, along = [x for x, _ in corners], [y for _, y in corners]
    return Image(*frame.box(min(across), min(along), max(across), max(along)))


def _glyphs(text: pdfium.PdfTextPage, frame: Frame) -> Iterator[Glyph]:
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
        yield _glyph(text, index, character, frame)


def _glyph(text: pdfium.PdfTextPage, index: int, character: str, frame: Frame) -> Glyph:
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
    left, baseline = frame.place(x.value, y.value)
    _, _, right, _ = frame.box(loose.left, loose.bottom, loose.right, loose.top)
    size = _size(text, index)
    if is_full_width(character):  # PDFium takes ink that overhangs the advance for a part of it
        right = min(right, left + size * POINT)
    ink_left, ink_top, ink_right, ink_bottom = frame.box(
        ink[0].value, ink[2].value, ink[1].value, ink[3].value
    )
    return Glyph(
        text=character,
        font=font_name(name.value),
        size=size,
        colour=colour_of(shade),
        left=left,
        right=right,
        baseline=baseline,
        ink_left=ink_left,
        ink_top=ink_top,
        ink_right=ink_right,
        ink_bottom=ink_bottom,
        turned=_is_turned(raw.FPDFText_GetCharAngle(text, index), frame),
    )


def font_name(written: bytes) -> str:
    """The name of a font without the six letters of a subset. Programs of Windows write Chinese
    names as its code page has them, not in UTF-8.
    """
    try:
        name = written.decode("utf-8")
    except UnicodeDecodeError:
        name = written.decode("gb18030", "replace")
    return name.rpartition("+")[2]


def _size(text: pdfium.PdfTextPage, index: int) -> float:
    """The size that a character is printed in, points: the font's, times what the text is scaled
    by. Some programs write size 1 and scale by the rest, or scale the whole page.
    """
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    return float(raw.FPDFText_GetFontSize(text, index)) * scale


def _is_turned(angle: float, frame: Frame) -> bool:
    """Whether a character does not stand upright on the sheet as it is read. PDFium counts angles
    clockwise.
    """
    seen = math.remainder(angle + math.radians(frame.turned), 2 * math.pi)
    return abs(seen) > _SLANT
