"""The one door to templates: their parts made ready once, and filled in as docxtpl would, with
everything escaped, no undefined names, a strict parse, and errors that name the paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from .. import patterns as re
from ..storage.cache import cached
from ..word.wordml import parse
from .fault import TemplateFaultError, paragraph_at, words_of
from .filling import Compiled, MissingNameError, MisusedNameError, filled

_PARAGRAPH, _PARAGRAPH_END = re.compile("<w:p[ >]"), "</w:p>"
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)


def has_tags(xml: str) -> bool:
    """Whether there is anything to fill in."""
    return "{{" in xml or "{%" in xml


def compile_part(root: etree._Element, file: str, keep: Path | None = None) -> Compiled:
    """A part's element made ready. `keep` is a file that remembers how the part was read last.

    Raises TemplateFaultError.
    """
    xml = etree.tostring(root, encoding="unicode")

    def read() -> Compiled:
        from .tags import read_part  # docxtpl and Jinja take 100 ms to start

        return read_part(xml, root, file)

    return cached(keep, [file.encode(), xml.encode()], Compiled, read)


def render_part(part: Compiled, context: Mapping[str, Any]) -> etree._Element:
    """The part's tree filled in: what plain docxtpl makes, before it guesses table grids.

    Raises TemplateFaultError for a name the template should not use and for what is not XML.
    """
    try:
        xml = filled(part.tree, context)
    except MissingNameError as error:
        where = paragraph_at(part.source, error.line)
        raise TemplateFaultError(
            part.file, f"模板的标签用了没有的名称，在“{where}”：没有“{error.name}”"
        ) from error
    except MisusedNameError as error:
        where = paragraph_at(part.source, error.line)
        raise TemplateFaultError(
            part.file,
            f"模板的标签用错了名称，在“{where}”：{error.message}",
            hint="照 templates/文件.docx 里的写法改",
        ) from error
    xml = _resolved(xml)
    try:
        return parse(xml.encode())
    except UnicodeEncodeError as error:
        raise TemplateFaultError(
            part.file, f"文字里有不成对的代理字符，在“{words_of(xml[: error.start])[-20:]}”之后"
        ) from error
    except etree.XMLSyntaxError as error:
        before = words_of(xml[: error.offset or 0])[-20:]
        raise TemplateFaultError(
            part.file,
            f"填好的模板不是合格的 XML，在“{before}”之后：{error.msg}",
            hint="常见原因：模板里有未接受的修订，或标签跨了段落",
        ) from error


def _resolved(xml: str) -> str:
    """A part with tabs and line breaks as elements, in the paragraphs that have some: few."""
    if "\t" not in xml and "\n" not in xml:
        return xml
    pieces = xml.split(_PARAGRAPH_END)
    for index, piece in enumerate(pieces[:-1]):
        if ("\t" in piece or "\n" in piece) and (begin := _PARAGRAPH.search(piece)):
            at = begin.start()
            pieces[index] = piece[:at] + with_tabs_and_breaks(piece[at:])
    return _PARAGRAPH_END.join(pieces)


def with_tabs_and_breaks(paragraph: str) -> str:
    """A paragraph's XML with `\\t` and `\\n` in its texts as elements: what docxtpl's
    `resolve_listing` makes of them.
    """
    return _RUN.sub(_in_run, paragraph)


def _in_run(run: re.Match[str]) -> str:
    found = _RUN_PROPERTIES.search(run[0])
    properties = found[0] if found else ""
    tab = f'</w:t></w:r><w:r>{properties}<w:tab/></w:r><w:r>{properties}<w:t xml:space="preserve">'
    line_break = '</w:t><w:br/><w:t xml:space="preserve">'
    return _TEXT.sub(lambda text: text[0].replace("\t", tab).replace("\n", line_break), run[0])
