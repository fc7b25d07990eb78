"""The page that a government's site publishes: the facts of the document at its head, then its
text, all attachments below it.

What only paper has is left out: 版头 and 版记, page numbers, seals, room kept for them.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from ..composition import Block, Composition, Geometry, Heading, Paragraph, Picture, Table
from .look import STYLES
from .tables import table_html
from .text import escaped, in_one_line, lines_of

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_NEW_SECTION = ("附件标识", "印发件标题", "件标题")
_TITLES = ("标题", "印发件标题", "附件标题", "件标题")
_TURNED_OVER = ("名单", "附件说明", "附件说明续")
_EM = 320
"""Twips of a 3号 character, the em of a page's text."""
_ID = "to"
"""What the names of places begin with, that they begin with a letter."""
_OVER_TABLE, _UNDER_PICTURE = ("表题", "表单位"), "图题"
_LOOKS: Mapping[str, tuple[str, ...]] = {
    "centred": ("标题题注", "稿本", "件文号", "令号", "图题", "表题"),
    "right": (
        *("署名", "署名续", "盖章署名", "成文日期", "联合署名", "联合署名续"),
        *("签署", "签署续", "签署日期", "表单位"),
    ),
    "plain": ("主送机关", "名单", "表单题"),
    "note": ("表注",),
    "label": ("附件标识", "目录标题"),
}
_DEPTHS = {"目录二级": "deeper", "目录三级": "deepest"}
_FACES = {"一级标题": "first", "二级标题": "second", "章": "centred", "节": "centred"}
_META = {"发布日期": "PubDate", "发布机构": "ContentSource", "索引号": "IndexNumber"}
_FROM_TITLE, _FROM_PART, _LOWEST = 1, 2, 6


def page(composition: Composition) -> str:
    """The whole page, UTF-8."""
    title = escaped(composition.title)
    blocks = _blocks(composition)
    is_untitled = not _has_title(blocks)
    metas = [("ArticleTitle", composition.title)]
    metas += [(_META[name], value) for name, value in composition.facts if name in _META]
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        *(f'<meta name="{name}" content="{escaped(value)}">' for name, value in metas),
        f"<style>\n{STYLES}</style>",
        "</head>",
        "<body>",
        "<main>",
        *_facts(composition.facts),
        "<article>",
        *([f"<h1>{title}</h1>"] if is_untitled else []),
        *_PageWriting(titled=is_untitled).blocks(blocks),
        "</article>",
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _facts(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    if facts:
        yield '<dl class="facts">'
        for name, value in facts:
            yield f"<dt>{escaped(name)}</dt><dd>{escaped(value)}</dd>"
        yield "</dl>"


def _blocks(composition: Composition) -> list[Block]:
    """What has something to say, in the order of paper."""
    return [
        block
        for section in composition.sections
        for block in section.blocks
        if isinstance(block, Table) or block.picture or block.text.strip()
    ]


def _has_title(blocks: Sequence[Block]) -> bool:
    """Whether the page has its own title, that of an order being in the 版头 alone; an attachment
    that is bound apart has its own.
    """
    styles = [block.style.removesuffix("末") for block in blocks]
    return "标题" in styles or (styles[:1] == ["附件标识"] and "附件标题" in styles)


class _PageWriting(Struct):
    """What a page needs to know while it is written: how deep its headings stand, and what waits
    for the block that it belongs to.
    """

    depth: int = 0
    base: int = _FROM_TITLE
    titled: bool = False
    in_section: bool = False
    caption: list[str] = field(default_factory=list)
    tables: int = 0
    navs: int = 0
    contents: list[str] = field(default_factory=list)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """The lines of all blocks."""
        for index, block in enumerate(blocks):
            if isinstance(block, Paragraph) and block.contents:
                self.contents.append(_contents_line(block, block.contents.target))
                continue
            yield from self._end_contents()
            if isinstance(block, Table):
                self.tables += 1
                yield from table_html(block, self.caption, self.tables)
                self.caption = []
            elif block.picture:
                yield from _figure(block.picture, _caption_of_picture(blocks, index))
            elif _goes_over_table(blocks, index):
                self.caption.append(block.text)
            elif not _goes_under_picture(blocks, index):
                yield from self._paragraph(block)
        yield from self._end_contents()
        if self.in_section:
            yield "</section>"

    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        style = block.style.removesuffix("末")
        if style in _NEW_SECTION:
            if self.in_section:
                yield "</section>"
            yield '<section class="part">'
            self.in_section = True
        if style in _TITLES:
            yield self._title(block)
        elif block.heading and not block.heading.run_in:
            yield self._heading(block, block.heading)
        else:
            yield _text(block, style)

    def _title(self, block: Paragraph) -> str:
        text = escaped(in_one_line(block.text))
        first, self.titled = not self.titled, True
        self.depth = self.base = _FROM_TITLE if first else _FROM_PART
        return f"<h1>{text}</h1>" if first else f'<h2 class="title">{text}</h2>'

    def _heading(self, block: Paragraph, heading: Heading) -> str:
        """A heading no more than one step below the one before it, as readers of a screen go by."""
        self.depth = min(self.base + heading.level, self.depth + 1, _LOWEST)
        face = _FACES.get(block.style, "")
        looks = f' class="{face}"' if face else ""
        return f"<h{self.depth}{_named(heading)}{looks}>{lines_of(block.text)}</h{self.depth}>"

    def _end_contents(self) -> Iterator[str]:
        if self.contents:
            self.navs += 1
            yield f'<nav aria-label="目录{self.navs if self.navs > 1 else ""}">'
            yield "<ul>"
            yield from self.contents
            yield "</ul>"
            yield "</nav>"
            self.contents = []


def _goes_over_table(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph is the title of a table, or the unit of measure between the two."""
    while index < len(blocks) and blocks[index].style in _OVER_TABLE:
        index += 1
        if index < len(blocks) and isinstance(blocks[index], Table):
            return True
    return False


def _goes_under_picture(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph is the title of the picture before it."""
    before = blocks[index - 1] if index else None
    return (
        blocks[index].style == _UNDER_PICTURE
        and isinstance(before, Paragraph)
        and before.picture is not None
    )


def _caption_of_picture(blocks: Sequence[Block], index: int) -> str:
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return after.text if isinstance(after, Paragraph) and after.style == _UNDER_PICTURE else ""


def _contents_line(block: Paragraph, target: str) -> str:
    """A line of the contents without its page, leading to its heading."""
    text = block.text.rpartition("\t")[0] or block.text
    looks = f' class="{_DEPTHS[block.style]}"' if block.style in _DEPTHS else ""
    return f'<li{looks}><a href="#{_ID}{escaped(target)}">{escaped(text)}</a></li>'


def _named(heading: Heading | None) -> str:
    return f' id="{_ID}{escaped(heading.bookmark)}"' if heading and heading.bookmark else ""


def _figure(picture: Picture, caption: str) -> Iterator[str]:
    held = base64.b64encode(picture.content).decode()
    described = escaped(picture.description)
    yield "<figure>"
    yield f'<img src="data:image/{picture.suffix};base64,{held}" alt="{described}">'
    if caption:
        yield f"<figcaption>{lines_of(caption)}</figcaption>"
    yield "</figure>"


def _text(block: Paragraph, style: str) -> str:
    looks = next((f' class="{name}"' for name, styles in _LOOKS.items() if style in styles), "")
    looks += _turnover(block.geometry) if style in _TURNED_OVER else ""
    runs = "".join(_run(run.text, run.style) for run in block.runs)
    return f"<p{_named(block.heading)}{looks}>{runs}</p>"


def _turnover(geometry: Geometry | None) -> str:
    """Where the lines of a roster and of the list of attachments begin, as on paper, in em."""
    if geometry is None or geometry.left is None:
        return ""
    left, first = geometry.left / _EM, (geometry.first_line or 0) / _EM
    return f' style="padding-left:{left:.3g}em;text-indent:{first:.3g}em"'


def _run(text: str, style: str | None) -> str:
    """Words in a face of their own stand out."""
    said = lines_of(text)
    return f"<strong>{said}</strong>" if style in _STRONG and said else said


_STRONG = frozenset(
    ("一级接排", "二级接排", "三级接排", "四级接排", "领句", "条号", "标签", "出席字")
)
