"""签发人 of an upward document: two names to a line, one below the other (7.2.6), with 发文字号 at
the left of their last line (7.2.5).
"""

from __future__ import annotations

from msgspec import Struct

from ..composition import HeaderZone
from ..sheet.data import Sheet
from .width import width

LABEL = "签发人："
_CLEAR = 0.5
"""Characters of the grid between 发文字号 and what stands beside it, at least."""


class SignerLines(Struct, frozen=True):
    """The names line by line; where the label and the first and the second name of each line begin,
    twips from the left edge of the type area.
    """

    rows: tuple[tuple[str, ...], ...]
    label: float
    first: float
    second: float


def signer_lines(zone: HeaderZone, sheet: Sheet) -> SignerLines:
    """Two names to a line where 发文字号 has room before those of the last; else one."""
    two = _placed(zone, sheet, 2)
    beside = two.label if len(two.rows) == 1 else two.first
    return two if two.label >= 0 and _number_end(zone, sheet) <= beside else _placed(zone, sheet, 1)


def _placed(zone: HeaderZone, sheet: Sheet, beside: int) -> SignerLines:
    signers, places, cell = zone.signers, sheet.places, sheet.page.character
    rows = tuple(signers[at : at + beside] for at in range(0, len(signers), beside))
    character = sheet.character_of("签发人")
    columns = [signers[at::beside] for at in range(min(beside, len(signers)))]
    wide = [max(map(len, names)) * character for names in columns]
    second = sheet.page.text_width - places.signers_right * cell - wide[-1]
    first = second - wide[0] - places.signers_gap * cell if len(columns) > 1 else second
    return SignerLines(rows, first - len(LABEL) * character, first, second)


def _number_end(zone: HeaderZone, sheet: Sheet) -> float:
    """How far 发文字号 reaches, with the room behind it."""
    setting = sheet.lines_of("签发人")
    text = width(zone.document_number) * sheet.character_of("签发人")
    return setting.left + setting.first + text + _CLEAR * sheet.page.character
