"""What PDFs need, and whether it is here, for `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import patterns as re
from ..pdf import faces
from ..pdf.fonts import Face, find_fonts
from ..pdf.office import find_office
from ..sheet.reader import load_sheet
from .finding import Diagnosis

SETUP = "运行 make pdf-setup"
_STANDARD = "gbt9704"
_SHEET = re.compile(r"""^样式:\s*['"]?([^\s'"#]+)""".encode(), re.MULTILINE).finditer
"""Where a document names its sheet (样式:), whatever else may be wrong with it."""


def office() -> Diagnosis:
    """LibreOffice."""
    found = find_office()
    if found:
        return Diagnosis("正常", f"LibreOffice（{found}）")
    return Diagnosis(
        "说明", "没有 LibreOffice：生成 .docx 用不着它，转 PDF 才要", f"要转 PDF，{SETUP}"
    )


def fonts(root: Path) -> Iterator[Diagnosis]:
    """Each face of the sheets in use. Nothing where there is no fontconfig to ask."""
    here = find_fonts(root)
    if here is None:
        return
    for family in _families(root):
        yield _about(here.face(family), needed=find_office() is not None)


def _families(root: Path) -> list[str]:
    """The faces of the standard's sheet and of those that documents ask for, each once."""
    paths = sorted(path for path in (root / "content").rglob("*.y*ml") if path.is_file())
    texts = (path.read_bytes() for path in paths)
    asked = (match[1].decode("utf-8", "replace") for text in texts for match in _SHEET(text))
    folder = root / "styles"
    sheets = (load_sheet(name, folder)[0] for name in dict.fromkeys((_STANDARD, *asked)))
    return list(dict.fromkeys(face for sheet in sheets if sheet for face in sheet.faces))


def _about(face: Face, *, needed: bool) -> Diagnosis:
    if face.is_real:
        return Diagnosis("正常", f"字体 {face.family}：有")
    if face.found:
        said = f"字体 {face.family}：没有，PDF 里用 {faces.said(face.found)} 代替"
        return Diagnosis("说明", said)
    said = f"字体 {face.family}：没有，也没有代用的"
    return Diagnosis("提醒" if needed else "说明", said, f"要转 PDF，{SETUP}")
