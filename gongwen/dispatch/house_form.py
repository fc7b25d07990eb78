"""A form of the house's own: templates/发文稿纸.docx and the like, a Word file in which {{ 标题 }}
stands where the title is to be. Its looks are the house's; nothing is stamped on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

from lxml import etree

from ..history.repository import HistoryError
from ..template.fault import TemplateFaultError
from ..template.part import compile_part, has_tags, render_part
from ..word.package import pack, unpack
from ..word.wordml import DOCUMENT, parse, serialise

_PARTS = (DOCUMENT, "word/header", "word/footer")


def house_form(name: str, facts: Mapping[str, str], root: Path) -> bytes | None:
    """The house's form filled in; None where it has none of this name. Raises HistoryError where it
    cannot be used: a tag that is no fact, a file that is no .docx.
    """
    path = root / "templates" / f"{name}.docx"
    if not path.is_file():
        return None
    shown = f"templates/{path.name}"
    try:
        parts = unpack(path)
        for part, content in parts.items():
            if part.startswith(_PARTS) and part.endswith(".xml") and has_tags(content.decode()):
                filled = render_part(compile_part(parse(content), shown), facts)
                parts[part] = serialise(filled)
    except TemplateFaultError as fault:
        known = f"可以用的标签：{'、'.join(facts)}"
        raise HistoryError(f"{shown} 用不了：{fault.problem.message}；{known}") from fault
    except (BadZipFile, KeyError, etree.XMLSyntaxError, UnicodeDecodeError) as error:
        raise HistoryError(f"{shown} 打不开，用 Word 或 WPS 另存为 .docx") from error
    return pack(parts)
