"""The one door to templates: their parts made ready once, and filled in as docxtpl would, with
everything escaped, no undefined names, a strict parse, and errors that name the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lxml import etree
from msgspec import Struct

from ..storage.cache import cached
from ..word.wordml import parse
from .fault import TemplateFaultError, paragraph_at, words_of
from .filling import MissingNameError, Reading, Step, filled, prepare

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_CONTROL = re.compile(r"[\t\n]")
_UNMASKED: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class Ladder(Struct, frozen=True):
    """What the template has samples for. By the list a loop goes over (主体, 标注, 段 …): the
    paragraph styles it asks for; and of each of them the run styles.
    """

    styles: Mapping[str, Mapping[str, frozenset[str]]]


class Compiled(Struct, frozen=True):
    """A part of a template made ready once. `file` names the template in messages."""

    file: str
    source: str
    step: Step
    ladder: Ladder


def has_tags(xml: str) -> bool:
    """Whether there is anything to fill in."""
    return "{{" in xml or "{%" in xml


def compile_part(root: etree._Element, file: str, keep: Path | None = None) -> Compiled:
    """A part's element as docxtpl would prepare it. `keep` is a file that remembers how the part
    was read last. Raises TemplateFaultError.
    """
    xml = etree.tostring(root, encoding="unicode")

    def read() -> Reading:
        from .tags import read_part  # docxtpl and Jinja take 100 ms to start

        return read_part(xml, root, file)

    reading = cached(keep, [xml.encode()], Reading, read)
    ladder = {
        source: {style: frozenset(runs) for style, runs in styles.items()}
        for source, styles in reading.ladder.items()
    }
    return Compiled(file, reading.source, prepare(reading.tree), Ladder(ladder))


def render_part(part: Compiled, context: Mapping[str, Any]) -> etree._Element:
    """The part's tree filled in: what plain docxtpl makes, before it guesses table grids.

    Raises TemplateFaultError for a name the template should not use and for what is not XML.
    """
    try:
        xml = filled(part.step, context)
    except MissingNameError as error:
        where = paragraph_at(part.source, error.line)
        raise TemplateFaultError(
            part.file, f"模板的标签用了没有的名称，在“{where}”：没有“{error.name}”"
        ) from error
    for masked, plain in _UNMASKED:
        xml = xml.replace(masked, plain)
    if _CONTROL.search(xml):
        xml = _PARAGRAPH.sub(_resolved, xml)
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


def _resolved(paragraph: re.Match[str]) -> str:
    """Tabs and line breaks as elements, in a paragraph that has some."""
    xml = paragraph[0]
    return with_tabs_and_breaks(xml) if _CONTROL.search(xml) else xml


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
