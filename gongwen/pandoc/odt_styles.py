"""The styles of a sheet as an .odt that pandoc takes the look of its own from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from ..sheet.data import SAME_AS_CHINESE, Sheet
from ..word.wordml import quoteattr

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        *(("office", "office"), ("style", "style"), ("text", "text")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)
_ALIGN = {"居中": "center", "右": "end", "左": "start", "两端": "justify", "分散": "justify"}
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
            ("META-INF/manifest.xml", manifest),
        ):
            file.writestr(zipfile.ZipInfo(name, _EPOCH), text)
    return made.getvalue()


def _styles(sheet: Sheet) -> Iterator[str]:
    for key, style in sheet.styles.items():
        if style.kind != "段落":
            continue
        lines = sheet.lines_of(key)
        pitch = sheet.twips(key, "行距") or sheet.page.row
        alignment = sheet.measure(key, "对齐")
        align = _ALIGN.get(str(alignment.value), "justify") if alignment else "justify"
        size = f"{sheet.size_of(key) / 2:g}pt"
        face = quoteattr(_face(sheet, key))
        yield (
            f'<style:style style:name={quoteattr(key)} style:family="paragraph">'
            f'<style:paragraph-properties fo:text-align="{align}" '
            f'fo:margin-left="{_pt(lines.left)}" fo:margin-right="{_pt(lines.right)}" '
            f'fo:text-indent="{_pt(lines.first)}" fo:line-height="{_pt(pitch)}" '
            f'fo:margin-top="{_pt(sheet.twips(key, "段前"))}" '
            f'fo:margin-bottom="{_pt(sheet.twips(key, "段后"))}"/>'
            f"<style:text-properties fo:font-family={face} style:font-family-asian={face} "
            f'fo:font-size="{size}" style:font-size-asian="{size}"/></style:style>'
        )


def _face(sheet: Sheet, key: str) -> str:
    measure = sheet.measure(key, "字体")
    name = str(measure.value) if measure else ""
    face = sheet.fonts.get(name, name)
    return sheet.fonts.get("仿宋", "") if face in ("", SAME_AS_CHINESE) else face


def _pt(twips: float) -> str:
    return f"{twips / _TWIPS:g}pt"
