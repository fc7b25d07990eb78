"""How a paragraph of a Word file looks, as far as it tells what the paragraph is."""

from __future__ import annotations

from lxml import etree

from .. import patterns as re
from ..paper.numbering import PADDING
from ..word.foreign_styles import Styles, value
from .pieces import Look

_RUNS_ON = re.compile(r"[。！？]\s*[^\s”’）》]")


def look_of(
    properties: etree._Element | None,
    style: str | None,
    runs: list[tuple[str, bool]],
    own_size: str,
    styles: Styles,
) -> Look:
    """How a paragraph of these runs looks, each with whether it is in a heavier face; what stands
    before it is not known here.
    """
    align = value(properties, "jc") or styles.first(style, "pPr/jc") or ""
    level = value(properties, "outlineLvl") or styles.first(style, "pPr/outlineLvl")
    outline = int(level) + 1 if level and level.isdecimal() and int(level) < 9 else 0
    if _RUNS_ON.search("".join(text for text, _ in runs)):
        outline = 0  # only its first words are a heading
    size = own_size or styles.first(style, "rPr/sz") or ""
    spoken = [(text, heavy) for text, heavy in runs if text.strip()]
    bold = bool(spoken) and all(heavy for _, heavy in spoken)
    lead = ""
    for text, heavy in runs if not bold else ():
        if not heavy:
            break
        lead += text
    return Look(
        styles.name(style),
        outline,
        align == "center",
        align in ("right", "end"),
        bold,
        int(size) / 2 if size.isdecimal() else 0.0,
        len(lead.lstrip(PADDING)),
    )
