"""A template made ready: read, stamped with a sheet, compiled, once for many documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from lxml import etree
from msgspec import Struct

from ..sheet.data import Sheet
from ..storage.cache import cached
from ..word.package import Packer, unpack
from ..word.wordml import DOCUMENT, W, parse
from .fault import TemplateFaultError
from .filling import Compiled
from .page_furniture import Sections, sections_of
from .part import compile_part, has_tags
from .stamp import UnknownStyleError, stamp
from .style_parts import style_id

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


def ruled_styles(sheet: Sheet) -> dict[str, str]:
    """The styles whose paragraphs have a rule below, by their ids."""
    return {style_id(sheet.styles[key]): key for key in sheet.styles if sheet.rule_below(key)}
