"""A template saved by Word or WPS brought back to what a template is: structure, styles, tags."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from .. import patterns as re
from ..secrecy.gate import read_or_refuse
from ..sheet.data import STANDARD_SHEET, Sheet
from ..sheet.reader import load_sheet
from ..storage.files import write_atomically
from ..word.package import pack, unpack
from ..word.relationships import drop_parts
from ..word.wordml import CORE_PROPERTIES, DOCUMENT, NAMESPACES, W, parse, remove, serialise, unwrap
from .fault import TemplateFaultError
from .stamp import UnknownStyleError, stamp

_NOISE = (
    "proofErr",
    "bookmarkStart",
    "bookmarkEnd",
    "lastRenderedPageBreak",
    "noProof",
    "permStart",
    "permEnd",
)
_UNWRAPPED = ("smartTag", "hyperlink", "ins")
_DROPPED = ("del", "moveFrom")
_KEPT_OF_PARAGRAPH = ("pStyle",)
_KEPT_OF_RUN = ("rStyle",)
_KEPT_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/styles.xml",
    "docProps/app.xml",
    CORE_PROPERTIES,
)
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_RUN_TAG = re.compile(r"({%r .*?%})")
_PLAIN_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b"<cp:coreProperties"
    b' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title/></cp:coreProperties>'
)
_PLAIN_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>gongwen</Application></Properties>'
)


def tidy(path: Path) -> None:
    """Rewrite a template in place: traces of editing gone, formatting left to the named styles,
    runs that look alike joined, entries stored uncompressed, the sheet of the standard (in
    styles/ beside the template's folder) stamped on.

    Insertions are accepted and deletions carried out. Raises TemplateFaultError where the file is
    no template or the sheet cannot be read, ClassifiedError where it may not be worked on here.
    """
    file = f"{path.parent.name}/{path.name}"
    sheet, problems = load_sheet(STANDARD_SHEET, path.parent.parent / "styles")
    if sheet is None:
        raise TemplateFaultError(file, f"样式表 {STANDARD_SHEET} 有错：{problems[0].message}")
    try:
        content = tidied(unpack(read_or_refuse(path, file)), sheet)
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise TemplateFaultError(file, f"模板不是完好的 .docx：{error}。") from error
    except UnknownStyleError as error:
        raise TemplateFaultError(file, f"模板用了样式表里没有的样式“{error.args[0]}”。") from error
    write_atomically(path, content, lasting=True)


def tidied(parts: Mapping[str, bytes], sheet: Sheet) -> bytes:
    """The bytes of a template tidied; tidying them again changes nothing."""
    kept: dict[str, bytes] = {}
    for name, content in parts.items():
        if name == DOCUMENT or name.startswith(("word/footer", "word/header")):
            kept[name] = _tidied_part(content)
        elif name in _KEPT_PARTS:
            kept[name] = content
    kept[CORE_PROPERTIES] = _PLAIN_CORE
    kept["docProps/app.xml"] = _PLAIN_APP
    drop_parts(kept)
    return pack(stamp(kept, sheet), compress=False)


def _tidied_part(content: bytes) -> bytes:
    root = parse(content)
    for node in list(root.iter(etree.Element)):
        name = _local(node)
        if name in _DROPPED or name in _NOISE:
            remove(node)
        elif name in _UNWRAPPED and node.tag == W + name and not _is_mark(node):
            unwrap(node)
        elif name in _UNWRAPPED:
            remove(node)
    for node in list(root.iter(etree.Element)):
        for attribute in list(node.attrib):
            if "rsid" in str(attribute) or str(attribute).endswith(("paraId", "textId")):
                del node.attrib[attribute]
        if node.tag == W + "pPr":
            _keep(node, (*_KEPT_OF_PARAGRAPH, "sectPr"))
        elif node.tag == W + "rPr":
            _keep(node, _KEPT_OF_RUN)
    for paragraph in root.iter(W + "p"):
        _join_runs(paragraph)
    for name in ("rPr", "pPr"):
        for empty in [node for node in root.iter(W + name) if len(node) == 0]:
            remove(empty)
    if _IGNORABLE in root.attrib:
        del root.attrib[_IGNORABLE]
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(NAMESPACES))
    return serialise(root)


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname


def _is_mark(node: etree._Element) -> bool:
    """An insertion mark in properties stands for the paragraph's end; it wraps nothing."""
    parent = node.getparent()
    return parent is not None and parent.tag == W + "rPr"


def _keep(properties: etree._Element, names: tuple[str, ...]) -> None:
    for child in list(properties):
        if child.tag not in [W + name for name in names]:
            properties.remove(child)


def _join_runs(paragraph: etree._Element) -> None:
    """Neighbouring runs of text in one style become one, for Word splits a tag as it is typed;
    then each tag of docxtpl's that stands for a whole run ({%r …}) gets a run of its own.
    """
    group: list[etree._Element] = []
    for run in [*paragraph.iterchildren(W + "r")]:
        if group and not (
            _is_text(run) and group[-1].getnext() is run and _style(group[-1]) == _style(run)
        ):
            _regroup(group)
            group = []
        if _is_text(run):
            group.append(run)
    _regroup(group)


def _regroup(group: list[etree._Element]) -> None:
    if not group:
        return
    words = "".join(run.findtext(W + "t") or "" for run in group)
    last = group[-1]
    for piece in filter(None, _RUN_TAG.split(words)):
        run = copy.deepcopy(group[0])
        text = run.find(W + "t")
        assert text is not None  # noqa: S101  see _is_text
        text.text = piece
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        last.addnext(run)
        last = run
    for run in group:
        remove(run)


def _is_text(run: etree._Element) -> bool:
    return [child.tag for child in run if child.tag != W + "rPr"] == [W + "t"]


def _style(run: etree._Element) -> str | None:
    style = run.find(f"{W}rPr/{W}rStyle")
    return None if style is None else style.get(W + "val")
