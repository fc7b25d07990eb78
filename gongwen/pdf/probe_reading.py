"""What the PDF of the probe shows of the LibreOffice that made it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final

import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

from .misreadings import JOINTS, Misreadings
from .probe_document import FULL, HEIGHT, MARGINS, PARAGRAPHS, ROWS, RULE, SIZE, joint_named

_SAME_LINE: Final = 2.0
_SPACE: Final = 1.0
"""Points: characters closer in height are on one line; a wider gap is a space."""


class _Sign(Struct, frozen=True):
    """A character of the PDF: where it begins and stands, points from the lower left of the first
    page; each further page lies a page's height below.
    """

    text: str
    x: float
    y: float


def read_probe(content: bytes) -> Misreadings:
    """What it misreads. Raises ValueError where that is not to be seen: there may be no font."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        signs = [sign for page in _with_depth(document) for sign in _signs(*page)]
        pictures = [middle for page in _with_depth(document) for middle in _pictures(*page)]
    finally:
        document.close()
    wanted = "".join(each.text for each in PARAGRAPHS) + "".join(ROWS)
    if "".join(sign.text for sign in signs) != wanted or len(pictures) != 1:
        raise ValueError("the PDF does not hold the probe")
    shown = {}
    at = 0
    for each in PARAGRAPHS:
        shown[each.name] = signs[at : at + len(each.text)]
        at += len(each.text)
    upper, lower = signs[at:]
    pitch = upper.y - lower.y - HEIGHT
    autospace, line = shown["autoSpace"], shown["line"][0]
    hanging = shown["overflowPunct"]
    hangs = hanging[0].y - hanging[FULL].y < _SAME_LINE
    off = "1" if hangs else "0"
    return Misreadings(
        joined=tuple(
            each.name for each in JOINTS if not _parted(shown[joint_named(each.name, off)], FULL)
        ),
        spaces_latin=autospace[1].x - autospace[0].x > SIZE + _SPACE,
        hangs_punctuation=hangs,
        turns_line_offsets=pictures[0] > line.y,
        leaves_out_margins=pitch < MARGINS - _SPACE,
        leaves_out_rules=min(abs(pitch), abs(pitch - MARGINS)) < RULE / 2,
    )


def _parted(signs: list[_Sign], at: int) -> bool:
    """Whether a line begins with the character `at`, which is one of the paragraph's."""
    return signs[at - 1].y - signs[at].y > _SAME_LINE


_Page = tuple[pypdfium2.PdfPage, float]


def _with_depth(document: pypdfium2.PdfDocument) -> Iterator[_Page]:
    """Each page, and how far below the first it lies."""
    depth = 0.0
    for page in document:
        yield page, depth
        depth += page.get_height()


def _signs(page: pypdfium2.PdfPage, depth: float) -> Iterator[_Sign]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) == 1 or not character.strip("\u200b \r\n\t"):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        yield _Sign(character, x.value, y.value - depth)
    text.close()


def _pictures(page: pypdfium2.PdfPage, depth: float) -> Iterator[float]:
    """How high the middle of each picture stands."""
    for part in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        _, bottom, _, top = part.get_bounds()
        yield (bottom + top) / 2 - depth
