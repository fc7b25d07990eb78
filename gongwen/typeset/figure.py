"""图: a picture file in a paragraph of its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from .. import patterns as re
from ..composition import Paragraph, Picture, Run
from ..document.tables import Figure
from ..library.pictures import VettedPicture
from ..sheet.lengths import EMU_PER_TWIP
from .job import Job

_EMU_PER_MM = 36000


def figure(block: Figure, job: Job) -> Iterator[Paragraph]:
    """The picture and its caption, on one page; nothing where it cannot be had (said elsewhere)."""
    vetted = job.pictures.get(block.file)
    if vetted is None:
        return
    widest = job.width * EMU_PER_TWIP
    rows = 2 if block.caption else 1
    highest = (job.height - rows * job.measures.row) * EMU_PER_TWIP
    width = min(_asked(block.width, widest) or vetted.width, widest)
    width = min(width, highest * vetted.width // vetted.height) or 1
    made = picture(vetted, width, block.description or block.caption or "图片")
    yield Paragraph("图", (), picture=made)
    if block.caption:
        yield Paragraph("图题", (Run(block.caption),))


def seal(vetted: VettedPicture, job: Job, centre: float, rows_above: float) -> Picture:
    """A seal supplied as a picture, behind the text: its middle `centre` characters from the left
    edge of the type area, its top `rows_above` rows above the paragraph.
    """
    made = picture(vetted, job.measures.seal * EMU_PER_TWIP, "印章")
    top = -round(rows_above * job.measures.row) * EMU_PER_TWIP
    return replace(made, place=(_left(made, centre, job), top))


def name_stamp(vetted: VettedPicture, job: Job, name: str, centre: float) -> Picture:
    """A 签名章 of `name` supplied as a picture, as wide and at most as high as the sheet has it,
    centred on the line and on `centre` (characters from the left edge of the type area).
    """
    places = job.measures.places
    highest = round(places.stamp_height * job.measures.row) * EMU_PER_TWIP
    width = min(
        job.measures.characters(places.stamp_width) * EMU_PER_TWIP,
        highest * vetted.width // vetted.height,
    )
    made = picture(vetted, max(width, 1), f"签名章：{name}")
    top = (job.measures.row * EMU_PER_TWIP - made.height) // 2
    return replace(made, place=(_left(made, centre, job), top))


def _left(made: Picture, centre: float, job: Job) -> int:
    return job.measures.characters(centre) * EMU_PER_TWIP - made.width // 2


def picture(vetted: VettedPicture, width: int, description: str) -> Picture:
    """The picture `width` EMU wide, its height in proportion."""
    height = max(1, round(vetted.height * width / vetted.width))
    return Picture(vetted.content, vetted.suffix, width, height, description)


def _asked(width: str | None, widest: int) -> int | None:
    """The width asked for in EMU: mm, or a share of the type area."""
    if width is None:
        return None
    number = float(re.sub(r"[^\d.]", "", width))
    return round(widest * number / 100) if "%" in width else round(number * _EMU_PER_MM)
