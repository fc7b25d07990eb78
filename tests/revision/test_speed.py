"""A long document with many changes is compared in seconds, and twice as long takes twice."""

from __future__ import annotations

import random
import time

from gongwen.composition import Block, Composition, PageSection
from gongwen.render.render import render
from gongwen.revision.changes import changes
from gongwen.revision.redline import redline
from tests.compositions import paragraph
from tests.revision.test_redline import READY

_WORDS = "加强统筹推进落实完善健全建立开展组织实施城市管网改造供水排水绿化照明道路桥梁社区服务"


def pages(count: int, changed: int) -> tuple[Composition, Composition]:
    """About so many pages (22 lines of 28), before and after so many changes."""
    chance = random.Random(9704)  # noqa: S311  the same words every time

    def sentence() -> str:
        return "".join(chance.choices(_WORDS, k=60)) + f"，完成{chance.randrange(9000)}个。"

    old: list[Block] = [paragraph("条目", f"{n}.{sentence()}") for n in range(1, count * 8)]
    new = list(old)
    for index in chance.sample(range(len(new)), changed):
        block = new[index]
        if index % 7 == 0:
            new[index] = paragraph("条目", sentence())
        else:
            new[index] = paragraph("条目", block.text.replace("，", "要求，"))  # type: ignore[union-attr]
    for _ in range(changed // 30):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
        new.insert(chance.randrange(len(new)), paragraph("条目", sentence()))
    return tuple(Composition("长文", None, (PageSection(tuple(x)),), None) for x in (old, new))  # type: ignore[return-value]


def seconds(count: int, changed: int) -> float:
    old, new = pages(count, changed)
    first, second = render(old, READY), render(new, READY)
    changes(old, old)  # the dictionary of words is read once
    started = time.process_time()
    found = changes(old, new)
    redline(first, second, "程一诺")
    taken = time.process_time() - started
    assert len(found) >= changed * 0.9
    return taken


def test_a_hundred_pages_with_three_hundred_changes() -> None:
    assert seconds(100, 300) < 3


def test_time_is_near_linear() -> None:
    seconds(5, 10)
    assert seconds(400, 1200) < 8 * max(seconds(100, 300), 0.05)
