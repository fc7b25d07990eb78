"""Template parts as docxtpl prepares them for Jinja, and its treatment of a filled-in paragraph.

docxtpl (with python-docx) takes 60 ms to start and 10 to prepare a part; so what it made of a part
is kept, as text, beside the hash of what it was made from.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path

from .state import write_atomically

_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>")
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)


def patched(xml: str, kept: Path | None = None) -> str:
    """`xml` with its tags as Jinja reads them. `kept` is the file that remembers the last answer;
    one that is missing, broken or about another part or another docxtpl is made anew.
    """
    about = f"docxtpl {version('docxtpl')}\n{xml}"
    key = hashlib.sha256(about.encode()).hexdigest()
    if kept is not None:
        try:
            known = json.loads(kept.read_text(encoding="utf-8"))
            if known["key"] == key:
                return str(known["source"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
    from docxtpl import DocxTemplate

    source = str(DocxTemplate(None).patch_xml(xml))
    if kept is not None:
        answer = json.dumps({"key": key, "source": source}, ensure_ascii=False)
        write_atomically(kept, answer.encode())
    return source


def with_tabs_and_breaks(paragraph: str) -> str:
    """A paragraph's XML with `\\t` and `\\n` in its texts as elements: what docxtpl's
    `resolve_listing` makes of them (a test holds the two together).
    """
    return _RUN.sub(_in_run, paragraph)


def _in_run(run: re.Match[str]) -> str:
    found = _PROPERTIES.search(run[0])
    properties = found[0] if found else ""
    tab = f'</w:t></w:r><w:r>{properties}<w:tab/></w:r><w:r>{properties}<w:t xml:space="preserve">'
    line_break = '</w:t><w:br/><w:t xml:space="preserve">'
    return _TEXT.sub(lambda text: text[0].replace("\t", tab).replace("\n", line_break), run[0])
