"""Headings and tables of contents in a rendered document, as Word makes them: outline levels,
bookmarks, and a TOC field whose result is there already (17.16.5.68), so that Word asks nothing on
opening and can bring it up to date.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ..composition import ContentsLine, Heading, Scope
from ..word.wordml import W, element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LISTED = "C"
"""The kind of TC fields that a table of contents takes."""


def set_heading(paragraph: etree._Element, properties: etree._Element, heading: Heading) -> None:
    """The outline level of a heading that runs in, which is that of its paragraph (docs/adr/0022);
    the bookmark around the words of a heading that is listed.
    """
    if heading.run_in:
        section = properties.find(W + "sectPr")
        level = element("outlineLvl", val=heading.level - 1)
        if section is None:
            properties.append(level)
        else:
            section.addprevious(level)
    if not heading.bookmark:
        return
    runs = paragraph.findall(W + "r")
    start, end = _bookmark(heading.bookmark)
    runs[0].addprevious(start)
    last = runs[0] if heading.run_in else runs[-1]
    last.addnext(end)
    if heading.run_in:
        words = heading.words.replace('"', "”")
        for run in reversed(_field(f'TC "{words}" \\f {_LISTED} \\l {heading.level}')):
            end.addnext(run)


def set_scope(paragraph: etree._Element, scope: Scope) -> None:
    """The bookmark of what a table of contents is made of."""
    start, end = _bookmark(scope.bookmark)
    if scope.begins:
        paragraph[0].addnext(start)
    if scope.ends:
        paragraph.append(end)


def set_contents_line(paragraph: etree._Element, line: ContentsLine) -> None:
    """A line made a link to its heading, the page number the result of a PAGEREF field."""
    runs = paragraph.findall(W + "r")
    tab = next(index for index, run in enumerate(runs) if run.find(W + "tab") is not None)
    page = "".join(run.findtext(W + "t") or "" for run in runs[tab + 1 :])
    link = element("hyperlink", anchor=line.target, history=1)
    runs[0].addprevious(link)
    link.extend(runs[: tab + 1])
    for run in runs[tab + 1 :]:
        paragraph.remove(run)
    link.extend(_field(f"PAGEREF {line.target} \\h", page))
    if line.field:
        for run in _field(line.field, "")[:-1]:
            link.addprevious(run)
    if line.last:
        paragraph.append(_mark("end"))


def _bookmark(name: str) -> tuple[etree._Element, etree._Element]:
    """A bookmark's two ends; its number is that in its name."""
    number = int("".join(filter(str.isdigit, name)))
    start = element("bookmarkStart", id=number)
    start.set(W + "name", name)
    return start, element("bookmarkEnd", id=number)


def _field(instruction: str, result: str | None = None) -> list[etree._Element]:
    """The runs of a field; without a result it has none."""
    runs = [_mark("begin"), _run(_text("instrText", f" {instruction} "))]
    if result is not None:
        runs.append(_mark("separate"))
        runs += [_run(_text("t", result))] if result else []
    return [*runs, _mark("end")]


def _mark(kind: str) -> etree._Element:
    return _run([element("fldChar", fldCharType=kind)])


def _text(tag: str, words: str) -> list[etree._Element]:
    made = element(tag)
    made.set(_SPACE, "preserve")
    made.text = words
    return [made]


def _run(content: Iterable[etree._Element]) -> etree._Element:
    run = element("r")
    run.extend(content)
    return run
