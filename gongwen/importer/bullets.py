"""Lists with dots: their dots are not kept, for a 公文 has none, and this is said."""

from __future__ import annotations

from collections.abc import Sequence

from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Source


def tell_bullets(numbers: Sequence[int], source: Source) -> None:
    """Say that the dots before the paragraphs `numbers` were dropped."""
    read = {piece.number for piece in source.pieces}
    kept = [number for number in numbers if number in read]
    if kept:
        said = f"列表前面的圆点、短横{len(kept)}处去掉了，写成了没有序号的段落"
        hint = "要编号的，写成“条目”；不要的，照这样留着"
        source.say(UNSURE, Level.NOTICE, kept[0], said, hint)
