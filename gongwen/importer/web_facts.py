"""What a government page says about a document above it: 索引号, 发布机构 and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from .pieces import Piece, Source, SourceParagraph, SourceTable
from .tree import Tree

KEPT = {
    **dict.fromkeys(("索引号", "索取号"), "索引号"),
    **dict.fromkeys(("发布机构", "发布单位", "公开机构"), "发布机构"),
    **dict.fromkeys(("发布日期", "发布时间", "公开日期", "公开时间"), "发布日期"),
    **dict.fromkeys(("信息分类", "主题分类", "组配分类", "分类"), "信息分类"),
    **dict.fromkeys(("有效性", "效力状态", "是否有效"), "有效性"),
}
"""What pages call a fact, and its key under 网页."""

DOCUMENT = {
    **dict.fromkeys(("文号", "发文字号", "发文文号", "文件编号"), "发文字号"),
    **dict.fromkeys(("发文机关", "发文机构", "发文单位", "制发机关", "制发单位"), "发文机关"),
    **dict.fromkeys(("成文日期", "发文日期", "生成日期"), "成文日期"),
}
"""Facts that belong to the document itself, for where its text does not say them."""

_BESIDE = (
    *("标题", "名称", "信息名称", "文件名称", "公开方式", "公开形式", "公开范围", "公开属性"),
    *("公开时限", "公文种类", "体裁分类", "体裁", "服务对象", "主题词", "关键词", "关键字"),
    *("生效日期", "实施日期", "废止日期", "失效日期", "有效期", "统一编号", "登记号", "责任部门"),
    *("内容概述", "信息来源", "来源", "浏览次数", "点击数", "责任编辑"),
)
_ALL = (*KEPT, *DOCUMENT, *_BESIDE)
_WORDS = "|".join(r"\s*".join(label) for label in sorted(_ALL, key=len, reverse=True))
_LABEL = re.compile(rf"(?<![\u4e00-\u9fff])({_WORDS})\s*[：:]")
_HEAD = 24
_LONGEST_VALUE = 60


class WebHead(Struct, frozen=True):
    """`page` = what goes under 网页; `document` = elements that the page knows, by their keys."""

    page: dict[str, Tree]
    document: dict[str, str]


def web_facts(pieces: Sequence[Piece], source: Source) -> tuple[WebHead, list[Piece]]:
    """The facts among the first pieces, and the pieces without them.

    A line counts that has two labels or more or one of 网页, and any with a label beside it.
    """
    head = list(pieces[:_HEAD])
    found = [_facts(piece) for piece in head]
    sure = [len(each) > 1 or any(label in KEPT for label, _ in each) for each in found]
    taken: set[int] = set()
    for start in (at for at, is_sure in enumerate(sure) if is_sure):
        taken.add(start)
        for step in (-1, 1):
            at = start + step
            while 0 <= at < len(head) and found[at]:
                taken.add(at)
                at += step
    facts = WebHead({}, {})
    for at in sorted(taken):
        pairs = found[at]
        after = at + 1
        if not pairs[-1][1] and after < len(head) and not found[after] and _is_value(head[after]):
            pairs[-1] = (pairs[-1][0], _text(head[after]))
            taken.add(after)
        for label, value in pairs:
            _note(label, value, facts)
    for at in sorted(taken):
        source.leave(_text(head[at]), head[at].number, _WHY)
    return facts, [piece for at, piece in enumerate(pieces) if at not in taken]


_WHY = "网页上的信息，写在“网页”里，正文里有的不写"


def _note(label: str, value: str, facts: WebHead) -> None:
    if value and label in KEPT:
        facts.page.setdefault(KEPT[label], value)
    elif value and label in DOCUMENT:
        facts.document.setdefault(DOCUMENT[label], value)


def _facts(piece: Piece) -> list[tuple[str, str]]:
    """The labels of a piece with their values; empty where it is no line of facts."""
    return _in_line(piece.text) if isinstance(piece, SourceParagraph) else _in_table(piece)


def _in_line(text: str) -> list[tuple[str, str]]:
    marks = list(_LABEL.finditer(text))
    if not marks or marks[0].start() > 0:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [
        ("".join(mark[1].split()), text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]


def _in_table(table: SourceTable) -> list[tuple[str, str]]:
    """Cells that are labels, each with the cell after it; cells that are a label and its value."""
    cells = [cell.text for row in table.rows for cell in row if not cell.merged]
    found: list[tuple[str, str]] = []
    waiting = ""
    others = 0
    for text in cells:
        label = "".join(text.split()).rstrip("：:")
        if label in _ALL:
            if waiting:
                found.append((waiting, ""))
            waiting = label
        elif waiting:
            found.append((waiting, text))
            waiting = ""
        elif pairs := _in_line(text):
            found += pairs
        else:
            others += bool(text)
    return found if len(found) > 1 and others <= 1 else []


def _is_value(piece: Piece) -> bool:
    return isinstance(piece, SourceParagraph) and len(piece.text) <= _LONGEST_VALUE


def _text(piece: Piece) -> str:
    """The text of a paragraph, or of a table's cells one after another."""
    if isinstance(piece, SourceParagraph):
        return piece.text
    return " ".join(cell.text for row in piece.rows for cell in row if not cell.merged)
