"""意见反馈表 as a file of its own, to be filled in: what is to be written stands in content
controls within their lines, which Word, WPS and LibreOffice keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree

from ..build.options import Options
from ..build.pipeline import Outcome
from ..build.shared import Shared
from ..document.parts import Attachment, Document
from ..history.repository import HistoryError
from ..render.render import render
from ..typeset import Job, fitted, measures_of, typeset
from ..typeset.feedback import ANSWERS
from ..word.package import pack
from ..word.wordml import DOCUMENT, W, element, parse, serialise

FORM_NAME = "意见反馈表"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EMPTY = "　"
"""What a control holds that is not filled in: one without a character cannot be clicked on."""
CHECKED, UNCHECKED = "☑", "□"


def form_file(outcome: Outcome, options: Options) -> bytes:
    """The form of a letter, as it would be bound apart, with its controls. Raises HistoryError
    where the letter has none.
    """
    document, kind, template = outcome.document, outcome.kind, outcome.template
    alone = _bound_apart(document) if document else None
    if alone is None or kind is None or template is None:
        raise HistoryError("函里没有意见反馈表")
    shared = Shared(options.root, options.content)
    job = Job(
        alone, outcome.stage, kind, outcome.registry, measures_of(template.sheet),
        outcome.pictures, shared.dictionary().cut,
    )  # fmt: skip
    pages, _ = fitted(typeset(job), job, template.sheet)
    return pack(with_controls(render(pages[1].composition, template)))


def _bound_apart(document: Document) -> Document | None:
    """The document with its form, and nothing else, bound apart; None where it has no form."""
    found = False
    attachments: list[Attachment] = []
    for item in document.attachments:
        is_form = item.form is not None and not found
        found = found or is_form
        attachments.append(item.copy(separate_file=is_form))
    return document.copy(attachments=tuple(attachments)) if found else None


def with_controls(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a form, its empty cells and its boxes made content controls."""
    root = parse(parts[DOCUMENT])
    numbers = count(1)
    for table in root.iter(W + "tbl"):
        heads: list[str] = []
        for row in table.iterfind(W + "tr"):
            texts = [_text(cell) for cell in row.iterfind(W + "tc")]
            if "修改意见" in texts:
                heads = texts
            for cell, name in _named(list(row.iterfind(W + "tc")), texts, heads):
                _fill(cell, name, numbers)
    xml = serialise(root).decode()
    spaces = {"w14": _W14, "mc": _MC}
    head, mark, rest = xml.partition("<w:document")
    opening, end, body = rest.partition(">")
    declared = "".join(
        f' xmlns:{prefix}="{space}"'
        for prefix, space in spaces.items()
        if f"xmlns:{prefix}=" not in opening
    )
    declared += ' mc:Ignorable="w14"'
    body = body.replace(f' xmlns:w14="{_W14}"', "")
    return {**parts, DOCUMENT: f"{head}{mark}{opening}{declared}{end}{body}".encode()}


def _named(
    cells: list[etree._Element], texts: list[str], heads: list[str]
) -> Iterator[tuple[etree._Element, str]]:
    """The cells to be filled in, each by what it is to hold."""
    for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        if text == ANSWERS:
            yield cell, "反馈意见"
        elif text or not at:
            continue
        elif heads and texts[0].isdecimal():
            yield cell, f"{heads[at]}{texts[0]}"
        else:
            yield cell, texts[at - 1]


def _text(cell: etree._Element) -> str:
    return "".join(each.text or "" for each in cell.iter(W + "t"))


def _fill(cell: etree._Element, name: str, numbers: count[int]) -> None:
    paragraph = cell.find(W + "p")
    assert paragraph is not None  # noqa: S101  a cell has one
    for run in paragraph.findall(W + "r"):
        paragraph.remove(run)
    if name == "反馈意见":
        for word in ("无意见", "有意见"):
            paragraph.append(_box(word, next(numbers)))
            paragraph.append(_run(f"{word}　" if word == "无意见" else word))
        return
    paragraph.append(_control(name, next(numbers), None, _EMPTY))


def _control(name: str, number: int, sort: etree._Element | None, words: str) -> etree._Element:
    """A control within a line. One for plain text (w:text) would be neater; but LibreOffice 7.4
    writes the words of such a one several times over when it saves the file.
    """
    control = element("sdt")
    properties = etree.SubElement(control, W + "sdtPr")
    properties.append(element("alias", val=name))
    properties.append(element("tag", val=name))
    properties.append(element("id", val=number))
    if sort is not None:
        properties.append(sort)
    etree.SubElement(control, W + "sdtContent").append(_run(words))
    return control


def _box(name: str, number: int) -> etree._Element:
    space = f"{{{_W14}}}"
    box = etree.Element(f"{space}checkbox", nsmap={"w14": _W14})
    etree.SubElement(box, f"{space}checked").set(f"{space}val", "0")
    for state, sign in (("checkedState", CHECKED), ("uncheckedState", UNCHECKED)):
        each = etree.SubElement(box, f"{space}{state}")
        each.set(f"{space}val", f"{ord(sign):04X}")
        each.set(f"{space}font", "宋体")
    return _control(name, number, box, UNCHECKED)


def _run(words: str) -> etree._Element:
    run = element("r")
    text = etree.SubElement(run, W + "t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
