"""What a web page leaves around a document when it is copied: its facts, and its furniture."""

from __future__ import annotations

import re

from .pieces import Paragraph, Piece, Source
from .tree import Tree
from .wording import read_date

_PHRASES = re.compile(
    r"扫一扫.{0,20}|打印(?:本页|文章)?|关闭(?:窗口|本页)|【.{0,12}(?:打印|关闭|字体|大|中|小).{0,12}】|"
    r"字体?[：:]\s*\[?.{0,12}|分享到?[：:]?.{0,20}|当前位置[：:].*|您?现在的?位置[：:].*|首页\s*[>》].*|"
    r"(?:上|下)一[篇条][：:].*|浏览(?:次数|量)[：:].*|点击(?:数|量)?[：:]\s*\d*|来源[：:].{0,40}|"
    r"(?:主办|承办|网站标识码|版权所有|备案号|技术支持|网站地图|联系我们).*|.{0,12}ICP备.*|责任编辑[：:].*|"
    r"(?:发布|更新)时间[：:].{0,60}|信息来源[：:].{0,60}|TOP|返回顶部"
)
_FACTS = {
    "索引号": "索引号",
    "发布机构": "发布机构",
    "发文机构": "发布机构",
    "发布日期": "发布日期",
    "信息分类": "信息分类",
    "主题分类": "信息分类",
    "有效性": "有效性",
}
_OTHER = ("文号", "发文字号", "名称", "标题", "成文日期", "生成日期", "公开方式", "公文种类")
_LABEL = re.compile(
    "(" + "|".join(r"\s*".join(label) for label in (*_FACTS, *_OTHER)) + r")\s*[：:]"
)


_PATH = re.compile(r".{0,12}(?:当前|现在的?)位置[：:].*|首页\s*[>》].*")
_HEAD, _LONGEST_LINK = 20, 20


def without_chrome(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces without page furniture: what stands at either end, links up to the line that says
    where the page is, and the like among the first pieces.
    """
    kept = list(pieces)
    paths = [at for at, piece in enumerate(kept[:_HEAD]) if _is(_PATH, piece)]
    if paths and all(_is_short(piece) for piece in kept[: paths[-1]]):
        _leave(kept[: paths[-1] + 1], source)
        kept = kept[paths[-1] + 1 :]
    while kept and _is(_PHRASES, kept[-1]):
        _leave([kept.pop()], source)
    head = kept[: min(_HEAD, len(kept) // 2)]
    furniture = [piece for piece in head if _is(_PHRASES, piece)]
    _leave(furniture, source)
    return [piece for piece in kept if piece not in furniture]


def _is(pattern: re.Pattern[str], piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and pattern.fullmatch(piece.text) is not None


def _is_short(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and len(piece.text) <= _LONGEST_LINK


def _leave(pieces: list[Piece], source: Source) -> None:
    for piece in pieces:
        if isinstance(piece, Paragraph):
            source.leave(piece.text, piece.number, "网页的导航、页脚等")


def web_facts(pieces: list[Piece], source: Source) -> tuple[dict[str, Tree], list[Piece]]:
    """索引号 and the like among the first pieces, and the pieces without them. 发文字号 is among
    the facts where the page gives it.
    """
    facts: dict[str, Tree] = {}
    kept: list[Piece] = []
    for index, piece in enumerate(pieces):
        text = _line_of(piece)
        found = _facts_of(text) if index < _HEAD else None
        if found is None:
            kept.append(piece)
            continue
        for label, value in found:
            name = "发文字号" if label == "文号" and value else _FACTS.get(label)
            if name and value and name not in facts:
                facts[name] = value
        source.leave(text, piece.number, "网页上的信息，写在“网页”里，正文里有的不写")
    return facts, kept


def _line_of(piece: Piece) -> str:
    """The text of a paragraph, or of a table's cells one after another."""
    if isinstance(piece, Paragraph):
        return piece.text
    return " ".join(cell.text for row in piece.rows for cell in row if not cell.merged)


def _facts_of(text: str) -> list[tuple[str, str]] | None:
    """The labelled facts of a line; None where it is no such line."""
    marks = list(_LABEL.finditer(text))
    if not marks or marks[0].start() > 0:
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [
        ("".join(mark[1].split()), text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]
    if len(found) == 1 and not _FACTS.get(found[0][0]):
        return None
    return [(label, (read_date(value) and value) or value) for label, value in found]
