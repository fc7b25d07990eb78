"""花脸稿 to be printed: the marks of a redline as plain faces and words in brackets, so that the
paper shows what Word shows on a screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

from lxml import etree
from msgspec import Struct

from .. import patterns as re
from ..render.headers import in_headers
from ..word.wordml import DOCUMENT, NAMESPACES, W, element, parse, remove, serialise, unwrap

_RED: Final = "FF0000"
_FACES: Final = {
    "del": ("strike", ""),
    "ins": ("u", "single"),
    "moveFrom": ("dstrike", ""),
    "moveTo": ("u", "double"),
}
_SAID: Final = {"del": "删去", "ins": "增加", "moveFrom": "移走", "moveTo": "移来"}
_CHANGES: Final = ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange")
_OTHERS: Final = ("sectPrChange", "tblGridChange")
_ORDER: Final = ("rStyle", "rFonts", "b", "i", "strike", "dstrike", "color", "spacing", "w")
_AFTER_ORDER: Final = ("kern", "position", "sz", "szCs", "u")
"""The properties of runs that ours have, in the order that they stand in (17.3.2.28 rPr)."""
_HEADING: Final = re.compile(r"Heading\d|.级标题")
"""What the styles of headings are called in a document; the first as Word has them."""
_NAME: Final = "header-legend"
_LEGEND_TOP: Final = 540
"""Twips from the upper edge of the paper."""
_LEGEND_SIZE: Final = 18
"""Half points."""


def on_paper(redline: Mapping[str, bytes], versions: str) -> dict[str, bytes]:
    """The parts of a redline without one mark of Word's. What went is struck out, what came
    underlined, both red; what moved is so marked twice, with a note where to; every page says at
    its head what that means, and of which `versions` it is.
    """
    parts = dict(redline)
    root = parse(parts[DOCUMENT])
    for paragraph in list(root.iter(W + "p")):
        _note_seam(paragraph)
    _note_moves(root)
    for paragraph in root.iter(W + "p"):
        _note_style(paragraph)
    _note_rows(root)
    for name, face in _FACES.items():
        for mark in list(root.iter(W + name)):
            _settle(mark, name, face)
    for text in root.iter(W + "delText"):
        text.tag = W + "t"
    for change in list(root.iter(*(W + name for name in (*_CHANGES, *_OTHERS)))):
        remove(change)
    parts[DOCUMENT] = serialise(root)
    return in_headers(parts, _NAME, lambda _: _legend(versions))


# ---- notes -----------------------------------------------------------------------------------


class _Range(Struct, frozen=True):
    """Where a move begins, in the order of the text, with the blocks or rows that it takes."""

    start: etree._Element
    way: str
    blocks: list[etree._Element]


def _note_moves(root: etree._Element) -> None:
    """Say at the first paragraph of each move, by its number, whether it stands further down or up
    at its other end, and how much was moved with it.
    """
    ends = [W + f"{way}Range{end}" for way in ("moveFrom", "moveTo") for end in ("Start", "End")]
    starts = list(root.iter(ends[0], ends[2]))
    numbers: dict[str, int] = {}
    for start in starts:
        numbers.setdefault(start.get(W + "name", ""), len(numbers) + 1)
    ranges = [_range(start) for start in starts]
    seen: set[int] = set()
    for each in ranges:
        number = numbers[each.start.get(W + "name", "")]
        there = "上" if number in seen else "下"
        seen.add(number)
        where = f"移至{there}文" if each.way == "moveFrom" else f"由{there}文移来"
        unit = "行" if each.blocks and each.blocks[0].tag == W + "tr" else "段"
        rest = f"，连同以下{len(each.blocks) - 1}{unit}" if len(each.blocks) > 1 else ""
        if each.blocks:
            _note(_first_paragraph(each.blocks[0]), f"移动{number}：{where}{rest}")
    for node in list(root.iter(*ends)):
        remove(node)


def _range(start: etree._Element) -> _Range:
    way = str(start.tag).removeprefix(W).removesuffix("RangeStart")
    inside = takewhile(lambda node: node.tag != f"{W}{way}RangeEnd", start.itersiblings())
    blocks = [n for n in inside if n.tag in (W + "p", W + "tbl", W + "tr") and _says_something(n)]
    return _Range(start, way, blocks)


def _says_something(block: etree._Element) -> bool:
    """Whether there is more in a block than its end."""
    return next(block.iter(W + "t", W + "delText", W + "drawing"), None) is not None


def _first_paragraph(block: etree._Element) -> etree._Element:
    """The first paragraph; of a table or a row, that of the widest cell of the first row."""
    row = block if block.tag == W + "tr" else next(block.iter(W + "tr"), None)
    if row is None:
        return block
    return next(max(row.iterchildren(W + "tc"), key=_width).iter(W + "p"))


def _width(cell: etree._Element) -> int:
    """Twips."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    return 0 if width is None else int(width.get(W + "w", "0"))


def _note_style(paragraph: etree._Element) -> None:
    """A paragraph that came to be a heading, or is none any more."""
    now = paragraph.find(f"{W}pPr/{W}pStyle")
    change = paragraph.find(f"{W}pPr/{W}pPrChange")
    if change is None:
        return
    was = change.find(f"{W}pPr/{W}pStyle")
    is_heading, was_heading = (
        style is not None and bool(_HEADING.fullmatch(style.get(W + "val", "")))
        for style in (now, was)
    )
    if is_heading != was_heading:
        _note(paragraph, "改作标题" if is_heading else "不再是标题")


def _note_seam(paragraph: etree._Element) -> None:
    """The end of a paragraph that went or came while words on both sides of it stayed. Its marks
    are taken off; an empty paragraph that went leaves no room on paper.
    """
    marks = paragraph.findall(f"{W}pPr/{W}rPr/*")
    names = [name for mark in marks if (name := str(mark.tag).removeprefix(W)) in _FACES]
    following = paragraph.getnext()
    if (
        names in (["del"], ["ins"])
        and following is not None
        and following.tag == W + "p"
        and _stayed(paragraph)
        and _stayed(following)
    ):
        _note(paragraph, "与下段并作一段" if names == ["del"] else "以下另起一段")
    for mark in marks:
        if str(mark.tag).removeprefix(W) in _FACES:
            remove(mark)
    if names and names[0] in ("del", "moveFrom") and len(names) == 1 and _is_spare(paragraph):
        remove(paragraph)


def _stayed(paragraph: etree._Element) -> bool:
    """Whether a paragraph has words that neither came nor went."""
    return any(run.find(W + "t") is not None for run in paragraph.iterchildren(W + "r"))


def _is_spare(paragraph: etree._Element) -> bool:
    """An empty paragraph between others, at which no section ends."""
    around = (paragraph.getprevious(), paragraph.getnext())
    return (
        all(each is not None and each.tag == W + "p" for each in around)
        and paragraph.find(f"{W}pPr/{W}sectPr") is None
        and all(child.tag == W + "pPr" for child in paragraph)
    )


def _note_rows(root: etree._Element) -> None:
    """Take off the marks of rows; one without words says what became of it."""
    for row in root.iter(W + "tr"):
        for name in ("ins", "del"):
            mark = row.find(f"{W}trPr/{W}{name}")
            if mark is None:
                continue
            remove(mark)
            if not any(text.text for text in row.iter(W + "t", W + "delText")):
                _note(_first_paragraph(row), f"{_SAID[name]}一行")


def _note(paragraph: etree._Element, words: str) -> None:
    """Words of ours at the end of a paragraph, in red and in brackets."""
    run = _run(f"〔{words}〕", ("", ""))
    paragraph.append(run)


# ---- faces -----------------------------------------------------------------------------------


def _settle(mark: etree._Element, name: str, face: tuple[str, str]) -> None:
    """The content of a mark with its face; a picture, which has none, with a word beside it."""
    for run in mark.iter(W + "r"):
        _put_on(run, face)
        if run.find(W + "drawing") is not None:
            run.addnext(_run(f"〔{_SAID[name]}的图〕", ("", "")))
    unwrap(mark)


def _put_on(run: etree._Element, face: tuple[str, str]) -> None:
    properties = run.find(W + "rPr")
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    name, value = face
    for unwanted in [properties.find(W + each) for each in ("color", name or "color")]:
        if unwanted is not None:
            remove(unwanted)
    _insert(properties, element("color", val=_RED))
    if name:
        _insert(properties, element(name, val=value) if value else element(name))


def _insert(properties: etree._Element, made: etree._Element) -> None:
    order = [W + each for each in (*_ORDER, *_AFTER_ORDER)]
    before = set(order[: order.index(str(made.tag))])
    at = sum(child.tag in before for child in properties)
    properties.insert(at, made)


def _run(words: str, face: tuple[str, str]) -> etree._Element:
    run = element("r")
    text = etree.SubElement(run, W + "t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _put_on(run, face)
    return run


# ---- the legend ------------------------------------------------------------------------------


def _legend(versions: str) -> etree._Element:
    """A header: two lines in a frame, which takes no room from what a header holds, and the empty
    paragraph that a header cannot do without.
    """
    header = etree.Element(W + "hdr", nsmap=NAMESPACES)
    line, empty = element("p"), element("p")
    header.extend((line, empty))
    properties = etree.SubElement(line, W + "pPr")
    properties.append(
        element(
            "framePr", wrap="around", vAnchor="page", hAnchor="margin", xAlign="center",
            y=_LEGEND_TOP,
        )
    )  # fmt: skip
    properties.append(element("spacing", before=0, after=0, line=240, lineRule="auto"))
    properties.append(element("jc", val="center"))
    line.extend(_legend_runs(versions))
    for run in line.iterchildren(W + "r"):
        own = run.find(W + "rPr")
        if own is None:
            own = element("rPr")
            run.insert(0, own)
        for name in ("szCs", "sz"):
            _insert(own, element(name, val=_LEGEND_SIZE))
    properties = etree.SubElement(empty, W + "pPr")
    properties.append(element("spacing", before=0, after=0, line=20, lineRule="exact"))
    return header


def _legend_runs(versions: str) -> Iterator[etree._Element]:
    head = element("r")
    etree.SubElement(head, W + "t").text = f"花脸稿：{versions}"
    head.append(element("br"))
    yield head
    for name, face in _FACES.items():
        yield _run(f"{_SAID[name]}的字", face)
        after = element("r")
        etree.SubElement(after, W + "t").text = "　"
        yield after
    end = element("r")
    etree.SubElement(end, W + "t").text = "〔〕里是说明"
    yield end
