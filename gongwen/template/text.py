"""A template as plain text, one paragraph a line, for review and for git."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..secrecy.gate import read_or_refuse
from ..word.package import unpack
from ..word.wordml import DOCUMENT, STYLES, W, parse

_INDENT = "    "


def describe(path: Path) -> str:
    """What stands where in a template: “style：text” for each paragraph, tables, rows and cells
    marked, runs of a character style in 〔style：text〕, then headers and footers.

    Raises ClassifiedError where it may not be worked on here; OSError, zipfile.BadZipFile, KeyError
    and etree.XMLSyntaxError for what is no .docx.
    """
    parts = unpack(read_or_refuse(path, path.name))
    names = _style_names(parts[STYLES])
    out = io.StringIO()
    body = parse(parts[DOCUMENT]).find(W + "body")
    for line in _blocks(body if body is not None else (), names, ""):
        out.write(line + "\n")
    for name in sorted(parts):
        if name.startswith(("word/header", "word/footer")):
            out.write(f"\n[{name}]\n")
            for line in _blocks(parse(parts[name]), names, ""):
                out.write(line + "\n")
    return out.getvalue()


def _style_names(styles: bytes) -> dict[str, str]:
    """Style id → the name Word shows."""
    names = {}
    for style in parse(styles).iter(W + "style"):
        name = style.find(W + "name")
        names[style.get(W + "styleId", "")] = "" if name is None else name.get(W + "val", "")
    return names


def _blocks(
    parent: etree._Element | tuple[()], names: dict[str, str], indent: str
) -> Iterator[str]:
    for child in parent:
        if child.tag == W + "p":
            yield indent + _paragraph(child, names)
        elif child.tag == W + "tbl":
            yield from _table(child, names, indent)
        elif child.tag == W + "sectPr":
            yield indent + "〈版面〉"


def _table(table: etree._Element, names: dict[str, str], indent: str) -> Iterator[str]:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    yield f"{indent}表（{_named(style, names)}）"
    for row in table.iterchildren(W + "tr"):
        yield f"{indent}  行"
        for cell in row.iterchildren(W + "tc"):
            yield f"{indent}  格"
            yield from _blocks(cell, names, indent + _INDENT)


def _named(reference: etree._Element | None, names: dict[str, str]) -> str:
    return "" if reference is None else names.get(reference.get(W + "val", ""), "?")


def _paragraph(paragraph: etree._Element, names: dict[str, str]) -> str:
    text = ""
    for run in paragraph.iter(W + "r"):
        words = "".join(_words(child) for child in run)
        style = _named(run.find(f"{W}rPr/{W}rStyle"), names)
        text += f"〔{style}：{words}〕" if style else words
    return f"{_named(paragraph.find(f'{W}pPr/{W}pStyle'), names)}：{text}"


def _words(child: etree._Element) -> str:
    if child.tag == W + "t":
        return child.text or ""
    if child.tag == W + "tab":
        return "→"
    if child.tag == W + "instrText":
        return f"〈域{child.text or ''}〉"
    return ""
