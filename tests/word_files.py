"""Small .docx files made by hand, for tests of the importer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_file(body: str, **parts: str) -> bytes:
    """A .docx whose body holds this XML; `parts` are other parts by their name without suffix
    (styles, numbering, comments, footnotes, header1), as the XML within their root.
    """
    files = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for number, (name, content) in enumerate(parts.items()):
        kind = name.rstrip("0123456789")
        files[f"word/{name}.xml"] = f"<w:{kind} {W}>{content}</w:{kind}>"
        relations += f'<Relationship Id="r{number}" Type="{RELATION}/{kind}" Target="{name}.xml"/>'
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
        f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_parts(content: bytes, parts: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The same file with parts that are no XML of Word's: by the id of their relation, the name
    below word/ and the bytes.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        related = archive.read("word/_rels/document.xml.rels").decode()
    more = "".join(
        f'<Relationship Id="{identity}" Type="{RELATION}/image" Target="{name}"/>'
        for identity, (name, _) in parts.items()
    )
    files["word/_rels/document.xml.rels"] = related.replace("</R", f"{more}</R")
    return zipped(files | {f"word/{name}": made for name, made in parts.values()})
