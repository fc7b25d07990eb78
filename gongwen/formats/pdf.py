"""PDF by LibreOffice, all documents of a build in one call."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..composition import Composition
from ..render.render import render
from ..template.ready import Template

if TYPE_CHECKING:
    from ..pdf.finished import Finished

SUFFIX = "pdf"
MISSING = """\
生成 PDF 要用 LibreOffice 和字体，这台电脑上没有 LibreOffice。
请运行：make pdf-setup（没有 make：python build.py pdf-setup）"""


def write(composition: Composition, template: Template) -> bytes:
    """The .docx that the PDF is made of."""
    return template.packer.pack(render(composition, template))


def missing(_root: Path) -> str:
    """What to say where LibreOffice is not there."""
    from ..pdf.office import find_office

    return "" if find_office() else MISSING


def inputs(root: Path) -> tuple[Path, ...]:
    """The file that tells one set of fonts from another."""
    from ..pdf.fonts import fingerprint

    return (fingerprint(root),)


def finish(drafts: Mapping[str, bytes], root: Path) -> dict[str, Finished]:
    """The PDFs, with what is to be said of their fonts."""
    from ..pdf.finish import finish_all

    return finish_all(drafts, root)
