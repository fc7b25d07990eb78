"""A small .docx for tests of the reader, made of nothing but XML written out in them."""

from __future__ import annotations

from .choices import WORD, Choices
from .layout import Layout
from .package import Package
from .reader import read_package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORM = '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
SECTION = (
    '<w:sectPr><w:pgSz w:w="4000" w:h="4000"/><w:pgMar w:top="500" w:right="500" w:bottom="500"'
    ' w:left="500" w:header="100" w:footer="100"/>{grid}</w:sectPr>'
)
"""A page with room for ten lines of ten characters."""


def section(header: str = "", kind: str = "nextPage") -> str:
    """The properties of a section that begins so, with the header of this relationship."""
    reference = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    made = SECTION.format(grid="")
    return made.replace("<w:sectPr>", f'<w:sectPr>{reference}<w:type w:val="{kind}"/>')


def package(
    body: str,
    *,
    more: str = "",
    table: str = "",
    grid: str = "",
    header: str = "",
    last: str = "",
    settings: str = "",
) -> Package:
    """Paragraphs of 15 pt characters in lines of 300 twips; `more` is more of their style. `header`
    is what the header h holds, `last` the properties of the last section, `settings` more of these.
    """
    styles = f"""<w:styles xmlns:w="{_W}"><w:docDefaults/>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr>{_FORM}{more}
<w:spacing w:line="300" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="t"><w:tblPr>{table}</w:tblPr></w:style></w:styles>"""
    settings = f"""<w:settings xmlns:w="{_W}"><w:defaultTabStop w:val="600"/>
<w:characterSpacingControl w:val="doNotCompress"/>{settings}</w:settings>"""
    document = f"""<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}
{last or SECTION.format(grid=grid)}</w:body></w:document>"""
    return Package(
        {
            "word/document.xml": document.encode(),
            "word/styles.xml": styles.encode(),
            "word/settings.xml": settings.encode(),
            "word/_rels/document.xml.rels": (
                b'<Relationships><Relationship Id="h" Target="header1.xml"/></Relationships>'
            ),
            "word/header1.xml": f'<w:hdr xmlns:w="{_W}">{header}</w:hdr>'.encode(),
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    pieces = text.split("\t")
    runs = "<w:r><w:tab/></w:r>".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in pieces)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    """Each cell is its w:tcPr, a stroke, its text."""
    made = ""
    for cell in cells:
        own, _, text = cell.rpartition("|")
        made += f"<w:tc><w:tcPr>{own}</w:tcPr>{paragraph(text)}</w:tc>"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = (3000,), properties: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"""<w:tbl><w:tblPr><w:tblStyle w:val="t"/>{properties}<w:tblLayout w:type="fixed"/>
</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>"""


def layout(
    body: str, choices: Choices = WORD, *, table: str = "", grid: str = "", settings: str = ""
) -> Layout:
    return read_package(package(body, table=table, grid=grid, settings=settings), choices)


def lines(made: Layout) -> list[str]:
    """“page:text” of each line."""
    return [f"{line.page}:{line.text}" for line in made.lines]
