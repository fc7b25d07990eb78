"""The rules that a page's paths draw. Some programs stroke them, some fill thin boxes, several in
one path or one for each cell that a rule passes.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from .frame import Frame
from .pages import POINT, DrawnLine

_THIN = 1.5
"""A filled box no thicker than this (mm) is a rule."""
_TOUCHING = 0.5
"""Two pieces of a rule lie no further apart than this, in its direction (mm),"""
_ASIDE = 0.1
"""and no further aside."""
_Point = tuple[int, float, float]


def rules_of(path: pdfium.PdfObject, frame: Frame) -> Iterator[DrawnLine]:
    """The straight lines of a path: each stroked segment, or each filled thin box as a whole."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    shade = [ctypes.c_uint() for _ in range(4)]
    matrix = matrix_of(path)
    points = list(_points(path, matrix))
    if stroked.value:
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(path, width)
        raw.FPDFPageObj_GetStrokeColor(path, *shade)
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        for (kind, x0, y0), (_, x1, y1) in zip(points[1:], points, strict=False):
            if kind == raw.FPDF_SEGMENT_LINETO:
                edges = frame.box(x0, y0, x1, y1)
                yield DrawnLine(*edges, width.value * scale * POINT, colour_of(shade))
    elif filled.value:
        raw.FPDFPageObj_GetFillColor(path, *shade)
        for shape in _shapes(points):
            across, along = [x for _, x, _ in shape], [y for _, _, y in shape]
            left, top, right, bottom = frame.box(min(across), min(along), max(across), max(along))
            narrow = min(right - left, bottom - top)
            if narrow <= _THIN < max(right - left, bottom - top):
                yield DrawnLine(left, top, right, bottom, narrow, colour_of(shade))


def joined(rules: Sequence[DrawnLine]) -> tuple[DrawnLine, ...]:
    """Rules whose pieces lie end to end made whole, each once."""
    made: list[DrawnLine] = []
    for rule in sorted(rules, key=_in_line):
        if made and _continues(rule, made[-1]):
            other = made[-1]
            made[-1] = DrawnLine(
                min(rule.left, other.left),
                min(rule.top, other.top),
                max(rule.right, other.right),
                max(rule.bottom, other.bottom),
                max(rule.thickness, other.thickness),
                rule.colour,
            )
        else:
            made.append(rule)
    return tuple(made)


def _in_line(rule: DrawnLine) -> tuple[object, ...]:
    """What sorts the pieces of one rule next to each other, in its direction."""
    aside, along = (
        (rule.middle, rule.left) if rule.horizontal else ((rule.left + rule.right) / 2, rule.top)
    )
    return rule.colour, rule.horizontal, round(aside / _ASIDE), along


def _continues(rule: DrawnLine, other: DrawnLine) -> bool:
    """Whether two pieces are of one rule."""
    if _in_line(rule)[:3] != _in_line(other)[:3]:
        return False
    if rule.horizontal:
        return rule.left - other.right <= _TOUCHING
    return rule.top - other.bottom <= _TOUCHING


def matrix_of(part: pdfium.PdfObject) -> raw.FS_MATRIX:
    """What takes the points of an object to the page: its own matrix, and those of the forms that
    it stands in.
    """
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(part, matrix)
    while part.container is not None:
        part = part.container
        outer = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(part, outer)
        matrix = raw.FS_MATRIX(
            matrix.a * outer.a + matrix.b * outer.c,
            matrix.a * outer.b + matrix.b * outer.d,
            matrix.c * outer.a + matrix.d * outer.c,
            matrix.c * outer.b + matrix.d * outer.d,
            matrix.e * outer.a + matrix.f * outer.c + outer.e,
            matrix.e * outer.b + matrix.f * outer.d + outer.f,
        )
    return matrix


def colour_of(shade: list[ctypes.c_uint]) -> str:
    """RRGGBB."""
    return "".join(f"{channel.value:02X}" for channel in shade[:3])


def _shapes(points: list[_Point]) -> Iterator[list[_Point]]:
    """The closed shapes of a path."""
    shape: list[_Point] = []
    for point in points:
        if point[0] == raw.FPDF_SEGMENT_MOVETO and shape:
            yield shape
            shape = []
        shape.append(point)
    if shape:
        yield shape


def _points(path: pdfium.PdfObject, matrix: raw.FS_MATRIX) -> Iterator[_Point]:
    """Kind, x and y of each segment's end, on the page (points)."""
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        yield (
            raw.FPDFPathSegment_GetType(segment),
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
