"""A composition put through a template: parts of a .docx, finished."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
from lxml import etree
from msgspec import Struct

from ..composition import Composition
from ..sheet.data import Sheet
from ..storage.cache import cached
from ..template.fault import TemplateFaultError
from ..template.filling import Compiled, Samples
from ..template.part import compile_part, has_tags, render_part
from ..template.stamp import UnknownStyleError, stamp
from ..word.package import Packer, unpack
from ..word.wordml import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    DOCUMENT,
    DOCUMENT_RELATIONSHIPS,
    STYLES,
    W,
    escape,
    parse,
    quoteattr,
    serialise,
)
from .drawing import Media
from .drawn_rules import FIRST_IDENTIFIER, draw_rules, ruled_styles
from .names import TABLE, context_of, last_section
from .page_furniture import Sections, sections_of
from .post_pass import finish, place_imprint
from .spacing import with_spaced_styles

__all__ = ["Template", "TemplateFaultError", "load_template", "render"]

_TITLE_LIMIT = 255
"""What Word shows of a title in the core properties."""

_IMAGE_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_FURNITURE = ("word/header", "word/footer")


class Template(Struct, frozen=True):
    """A template with a sheet stamped on it, made ready once for many documents."""

    file: str
    sheet: Sheet
    parts: Mapping[str, bytes]
    root: etree._Element
    body: Compiled
    furniture: Mapping[str, Compiled]
    sections: Sections
    ruled: Mapping[str, str]
    """The styles with a rule below, by their ids."""
    packer: Packer
    """Makes files of what is rendered; what is the template's own is compressed once."""


def load_template(path: Path, sheet: Sheet, cache: Path | None = None) -> Template:
    """Read, stamp and compile a template; `cache` is a folder where what is slow to make may be
    kept. Raises TemplateFaultError where it cannot be used.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        parts = cached(
            cache and cache / f"{path.stem}.{sheet.name}.parts",
            [path.read_bytes(), msgspec.msgpack.encode(sheet)],
            dict[str, bytes],
            lambda: _stamped(path, sheet, file),
        )
        root = parse(parts[DOCUMENT])
    except OSError as error:
        raise _not_opened(file) from error
    except (KeyError, etree.XMLSyntaxError) as error:
        raise TemplateFaultError(file, f"模板不是完好的 .docx：{error}") from error
    except UnknownStyleError as error:
        raise TemplateFaultError(
            file,
            f"模板用了样式表里没有的样式“{error.args[0]}”",
            hint="改用样式表里的样式，或在样式表里加上它",
        ) from error
    body = root.find(W + "body")
    section = body.find(W + "sectPr") if body is not None else None
    if body is None or section is None:
        raise TemplateFaultError(file, "模板没有版面设置（sectPr）")
    sections = sections_of(section, parts, sheet)
    names = f"{path.stem}.{sheet.name}."
    compiled = compile_part(body, file, cache and cache / f"{names}document")
    furniture = {
        name: compile_part(parse(content), file, cache and cache / f"{names}{Path(name).stem}")
        for name, content in parts.items()
        if name.startswith(_FURNITURE) and has_tags(content.decode())
    }
    root.remove(body)
    return Template(
        file, sheet, parts, root, compiled, furniture, sections, ruled_styles(sheet), Packer(parts)
    )


def _stamped(path: Path, sheet: Sheet, file: str) -> dict[str, bytes]:
    from zipfile import BadZipFile

    try:
        return stamp(unpack(path), sheet)
    except BadZipFile as error:
        raise _not_opened(file) from error


def _not_opened(file: str) -> TemplateFaultError:
    return TemplateFaultError(file, f"模板打不开：{file}", hint="用 Word 或 WPS 另存为 .docx")


def render(composition: Composition, template: Template) -> dict[str, bytes]:
    """The parts of the finished .docx by name. The same composition gives the same bytes.

    Raises TemplateFaultError where the template has no sample for a style of the composition.
    """
    names, facts = context_of(composition, template.sheet)
    _covered(names, template.body.samples, template.file)
    last = last_section(composition, template.sheet)
    parts = parts_for(composition, template)
    root = copy.deepcopy(template.root)
    root.append(render_part(template.body, names))
    lower = composition.page_1_lower
    made = finish(root, facts, template.sections, last, page_1_lower=lower)
    if composition.imprint:
        place_imprint(root, composition.imprint)
    identifiers = count(FIRST_IDENTIFIER)
    draw_rules(root, template.sheet, template.ruled, identifiers)
    parts[DOCUMENT] = serialise(root)
    parts[STYLES] = with_spaced_styles(parts[STYLES], made.spaced.values())
    for name, part in template.furniture.items():
        furniture = render_part(part, names)
        draw_rules(furniture, template.sheet, template.ruled, identifiers)
        parts[name] = serialise(furniture)
    parts[CORE_PROPERTIES] = core_properties(composition.title)
    _add_media(parts, made.media)
    return parts


def parts_for(composition: Composition, template: Template) -> dict[str, bytes]:
    """The template's parts, with those for pages of other kinds where the composition has some."""
    others = any(section.landscape for section in composition.sections)
    last = last_section(composition, template.sheet)
    if last == "numbered imprint":
        return {**template.parts, **template.sections.numbered_additions}
    if others or last == "imprint":
        return {**template.parts, **template.sections.additions}
    return dict(template.parts)


def _covered(names: Mapping[str, Any], samples: Samples, file: str) -> None:
    """Every style has its sample, or its text would silently be left out."""
    header = names["版头"]
    if header:
        _paragraphs_covered(header.标注, "标注", samples, file)
        _paragraphs_covered(header.签发人, "签发人", samples, file)
        _paragraphs_covered(header.要素, "要素", samples, file)
    _paragraphs_covered(names["主体"], "主体", samples, file)


def _paragraphs_covered(
    paragraphs: Iterable[SimpleNamespace], source: str, samples: Samples, file: str
) -> None:
    styles = samples.get(source, {})
    for paragraph in paragraphs:
        style = paragraph.样式
        runs = styles.get(style)
        if runs is None:
            raise TemplateFaultError(
                file,
                f"模板没有样式“{style}”的样例段落（在“{source}”的循环里）",
                hint=f"在模板里照其他样式加一段：{{%p elif 段.样式 == '{style}' %}}",
            )
        if style == TABLE:
            for row in paragraph.行:
                for cell in row.格:
                    _paragraphs_covered(cell.段, "段", samples, file)
            continue
        if paragraph.整段:
            continue
        for run in paragraph.字串:
            if run.样式 and run.样式 not in runs:
                raise TemplateFaultError(file, f"模板里样式“{style}”的样例没有字符样式“{run.样式}”")


def core_properties(title: str) -> bytes:
    """docProps/core.xml: title and language, and nothing of the machine or the moment."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title[:_TITLE_LIMIT])}</dc:title>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()


def _add_media(parts: dict[str, bytes], media: Media) -> None:
    """Picture files, the document's relationships to them, their content types."""
    if not media.files:
        return
    relationships = ""
    types = ""
    known = parts[CONTENT_TYPES].decode()
    for name, relationship, content in media.files.values():
        parts[f"word/media/{name}"] = content
        target = quoteattr(f"media/{name}")
        relationships += (
            f'<Relationship Id="{relationship}" Type="{_IMAGE_RELATIONSHIP}" Target={target}/>'
        )
        suffix = name.rpartition(".")[2]
        entry = f'<Default Extension="{suffix}" ContentType="image/{suffix}"/>'
        if f'Extension="{suffix}"' not in known + types:
            types += entry
    parts[DOCUMENT_RELATIONSHIPS] = (
        parts[DOCUMENT_RELATIONSHIPS]
        .decode()
        .replace("</Relationships>", f"{relationships}</Relationships>")
        .encode()
    )
    # The schema of content types lets Default and Override stand in any order.
    parts[CONTENT_TYPES] = known.replace("</Types>", f"{types}</Types>").encode()
