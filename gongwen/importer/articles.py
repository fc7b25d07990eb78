"""条款: 章, 节, 条 with its 款, and 项."""

from __future__ import annotations

from collections.abc import Sequence

from ..document.walk import ARTICLE_LEVEL, CHAPTER_LEVEL, SECTION_LEVEL
from ..paper import outline
from ..paper.numbering import inserted_article
from ..problem import Level
from ..problem_ids import UNSURE
from .contents import Content, Recognised
from .markers import first_marker
from .pieces import Source, SourceParagraph
from .tree import Tree, noted
from .wording import unspaced


def articles(
    lines: Sequence[outline.Line], contents: Sequence[Content], source: Source
) -> list[Tree]:
    """The blocks of a text in articles."""
    top: list[Tree] = []
    into = top
    chapter: list[Tree] | None = None
    article: dict[str, Tree] | None = None
    highest = 0  # the level of the points of an article, which may begin with 1.
    for line in lines:
        content = contents[line.index]
        if isinstance(content, Recognised):
            into += content.blocks
            article = None
            continue
        if not isinstance(content, SourceParagraph):
            continue
        if isinstance(line, outline.Plain):
            if inserted := inserted_article(line.text):
                said = f"程序不编“{inserted}”这样的序数，照原样写成了上一条下面的一段"
                source.say(UNSURE, Level.WARNING, content.number, said, _RENUMBER)
            if article is not None and "项" not in article and not first_marker(line.text):
                _add_paragraph(article, line.text)
            else:
                into.append(noted(line.text, *content.remarks))
                article = None
            continue
        text = line.text if isinstance(line, outline.OutlineItem) else line.title + line.run_in
        source.leave(content.text[: len(content.text) - len(text)], content.number, _NUMBER)
        if line.level in (CHAPTER_LEVEL, SECTION_LEVEL):
            text = unspaced(text)
        if line.level == CHAPTER_LEVEL:
            chapter = into = []
            top.append(noted({"章": text, "正文": into}, *content.remarks))
            article = None
        elif line.level == SECTION_LEVEL:
            into = []
            (chapter if chapter is not None else top).append(
                noted({"节": text, "正文": into}, *content.remarks)
            )
            article = None
        elif line.level == ARTICLE_LEVEL:
            article, highest = {"条": text}, 0
            into.append(noted(article, *content.remarks))
        elif article is not None:
            highest = highest or line.level
            _add_point(article, line.level - highest + 1, text)
        else:
            _add_item(into, text, "（一）" if line.level == 4 else "1.")
    return [_without_empty(each) for each in top]


_NUMBER = "序数，由程序加"
_RENUMBER = "要照原来的序数印的，留着这样；重新编号的，写成“条”"


def _add_paragraph(article: dict[str, Tree], text: str) -> None:
    before = article["条"]
    article["条"] = [*before, text] if isinstance(before, list) else [before, text]


def _add_item(into: list[Tree], text: str, sample: str) -> None:
    """An item of a list that stands in no article: below what follows the 项 of one."""
    last = into[-1] if into else None
    items = last.get("条目") if isinstance(last, dict) and last.get("序号") == sample else None
    if isinstance(items, list):
        items.append(text)
    else:
        into.append({"条目": [text], "序号": sample})


def _add_point(holder: dict[str, Tree], depth: int, text: str) -> None:
    """A 项 of an article (`depth` 1), or a 目 under its last 项."""
    key = "项" if "条" in holder else "条目"
    points = holder.setdefault(key, [])
    if not isinstance(points, list):
        return
    if depth <= 1 or not points:
        points.append(text)
        return
    last = points[-1]
    if isinstance(last, str):
        last = points[-1] = {"文": last}
    if isinstance(last, dict):
        _add_point(last, depth - 1, text)


def _without_empty(tree: Tree) -> Tree:
    """Chapters that hold nothing have no 正文."""
    if isinstance(tree, dict) and tree.get("正文") == []:
        return {key: value for key, value in tree.items() if key != "正文"}
    return tree
