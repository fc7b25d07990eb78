"""The styles of a sheet as an .odt that pandoc takes the look of its own from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from ..sheet.data import HALF_POINT, Sheet
from ..word.wordml import quoteattr

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        *(("office", "office"), ("style", "style"), ("text", "text")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)
_ALIGN = {"center": "center", "right": "end", "left": "start"}
_FORM = "application/vnd.oasis.opendocument.text"
_TWIPS = 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


def reference(sheet: Sheet) -> bytes:
    """An .odt without text: the page, and every paragraph style by the name that it has here."""
    page = sheet.page
    layout = (
        f'<style:page-layout style:name="P"><style:page-layout-properties '
        f'fo:page-width="{_pt(page.width)}" fo:page-height="{_pt(page.height)}" '
        f'fo:margin-top="{_pt(page.top)}" fo:margin-bottom="{_pt(page.bottom)}" '
        f'fo:margin-left="{_pt(page.left)}" fo:margin-right="{_pt(page.right)}"/>'
        f"</style:page-layout>"
    )
    styles = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_NAMESPACES} '
        f'office:version="1.2"><office:styles>{"".join(_styles(sheet))}</office:styles>'
        f"<office:automatic-styles>{layout}</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="P"/>'
        f"</office:master-styles></office:document-styles>"
    )
    body = "<office:body><office:text/></office:body>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} '
        f'office:version="1.2">{body}</office:document-content>'
    )
    meta = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {_NAMESPACES} '
        f'office:version="1.2"><office:meta/></office:document-meta>'
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{form}"/>'
            for path, form in (
                ("/", _FORM),
                ("content.xml", "text/xml"),
                ("styles.xml", "text/xml"),
            )
        )
        + "</manifest:manifest>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in (
            ("mimetype", _FORM),
            ("content.xml", content),
            ("styles.xml", styles),
            ("meta.xml", meta),  # pandoc's own takes its place; it must be among these files
            ("META-INF/manifest.xml", manifest),
        ):
            file.writestr(zipfile.ZipInfo(name, _EPOCH), text)
    return made.getvalue()


def _styles(sheet: Sheet) -> Iterator[str]:
    """The paragraph styles, and those of characters that are another face."""
    for key, style in sheet.styles.items():
        if style.kind == "段落":
            yield _paragraph_style(sheet, key)
        elif style.kind == "字符" and (face := style.measures.get("字体")):
            yield (
                f'<style:style style:name={quoteattr(key)} style:family="text">'
                f"<style:text-properties {_faces(str(face.value))}/></style:style>"
            )


def _paragraph_style(sheet: Sheet, key: str) -> str:
    lines = sheet.lines_of(key)
    alignment, face = sheet.measure(key, "对齐"), sheet.measure(key, "字体")
    align = _ALIGN.get(str(alignment.value) if alignment else "", "justify")
    colour = sheet.measure(key, "颜色")
    shade = f'fo:color="#{colour.value}" ' if colour else ""
    size = f"{sheet.size_of(key) * HALF_POINT / _TWIPS:g}pt"
    return (
        f'<style:style style:name={quoteattr(key)} style:family="paragraph">'
        f'<style:paragraph-properties fo:text-align="{align}" '
        f'fo:margin-left="{_pt(lines.left)}" fo:margin-right="{_pt(lines.right)}" '
        f'fo:text-indent="{_pt(lines.first)}" '
        f'fo:line-height="{_pt(sheet.twips(key, "行距") or sheet.page.row)}" '
        f'fo:margin-top="{_pt(sheet.twips(key, "段前"))}" '
        f'fo:margin-bottom="{_pt(sheet.twips(key, "段后"))}"/>'
        f"<style:text-properties {_faces(str(face.value) if face else '')} "
        f'{shade}fo:font-size="{size}" style:font-size-asian="{size}"/></style:style>'
    )


def _faces(face: str) -> str:
    quoted = quoteattr(face)
    return f"fo:font-family={quoted} style:font-family-asian={quoted}" if face else ""


def _pt(twips: float) -> str:
    return f"{twips / _TWIPS:g}pt"
