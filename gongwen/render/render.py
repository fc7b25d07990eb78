"""A composition put through a template: parts of a .docx, finished."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from itertools import count
from types import SimpleNamespace
from typing import Any

from ..composition import Composition
from ..template.fault import TemplateFaultError
from ..template.filling import Samples
from ..template.part import render_part
from ..template.ready import Template
from ..word.wordml import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    DOCUMENT,
    DOCUMENT_RELATIONSHIPS,
    STYLES,
    escape,
    quoteattr,
    serialise,
)
from .drawing import Media
from .drawn_rules import FIRST_IDENTIFIER, draw_rules
from .names import TABLE, context_of, last_section
from .post_pass import finish, place_imprint
from .spacing import with_spaced_styles

_TITLE_LIMIT = 255
"""What Word shows of a title in the core properties."""

_IMAGE_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


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
