"""图: a picture file in a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ..composition import Paragraph, Picture, Run
from ..document.tables import Figure
from .job import Job

_EMU_PER_TWIP = 635
_EMU_PER_MM = 36000


def figure(block: Figure, job: Job) -> Iterator[Paragraph]:
    """The picture and its caption; nothing where the file was not found (said elsewhere)."""
    path = job.pictures.get(block.file)
    if path is None:
        return
    from docx.image.image import Image

    content = path.read_bytes()
    image = Image.from_blob(content)
    widest = job.width * _EMU_PER_TWIP
    width = min(_asked(block.width, widest) or int(image.width), widest)
    height = round(int(image.height) * width / int(image.width))
    suffix: Literal["png", "jpeg"] = "png" if image.content_type == "image/png" else "jpeg"
    picture = Picture(content, suffix, width, height, block.caption or "图片")
    yield Paragraph("图", (), picture=picture)
    if block.caption:
        yield Paragraph("图题", (Run(block.caption),))


def _asked(width: str | None, widest: int) -> int | None:
    """The width asked for in EMU: mm, or a share of the type area."""
    if width is None:
        return None
    number = float(re.sub(r"[^\d.]", "", width))
    return round(widest * number / 100) if "%" in width else round(number * _EMU_PER_MM)
