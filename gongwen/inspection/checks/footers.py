"""Page numbers: a PAGE field in the footers of odd and of even pages, on their sides (7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ... import patterns as re
from ...problem import Level
from ...problem_ids import PAGE_NUMBERS
from ...word.wordml import W
from ..finding import Deviation, Docx, clause

_PAGE = re.compile(r"\bPAGE\b", re.IGNORECASE)
_HINT = (
    "插入—页脚—编辑页脚，勾选“奇偶页不同”；单页码居右空一字，双页码居左空一字，"
    "四号半角宋体，左右各一条一字线"
)


def check(docx: Docx) -> Iterator[Deviation]:
    """Nothing is said of where the number stands: that is measured on the page."""
    footers = docx.package.parts("footer")
    numbered = [footer for footer in footers if _has_page_field(footer)]
    if not numbered:
        yield Deviation(PAGE_NUMBERS, Level.WARNING, "页脚里没有页码", clause("7.5"), _HINT)
        return
    settings = docx.package.part("settings")
    odd_and_even = settings.find(W + "evenAndOddHeaders") if settings is not None else None
    if odd_and_even is None or odd_and_even.get(W + "val") in ("0", "false", "off"):
        message = "没有设“奇偶页不同”，双页的页码不会居左"
        yield Deviation(PAGE_NUMBERS, Level.WARNING, message, clause("7.5"), _HINT)
    elif len(numbered) == 1 and len(footers) > 1:
        message = "单页、双页的页脚只有一个有页码"
        yield Deviation(PAGE_NUMBERS, Level.WARNING, message, clause("7.5"), _HINT)


def _has_page_field(footer: etree._Element) -> bool:
    simple = (field.get(W + "instr", "") for field in footer.iter(W + "fldSimple"))
    typed = ((text.text or "") for text in footer.iter(W + "instrText"))
    return any(_PAGE.search(instruction) for instruction in (*simple, *typed))
