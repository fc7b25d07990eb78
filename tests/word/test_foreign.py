"""What foreign files say of themselves, and what is made of it."""

from __future__ import annotations

import pytest

from gongwen.importer.pieces import SourceParagraph
from gongwen.importer.reading import read_content
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.word_files import PACKAGE, RELATION, W, paragraph, zipped


def test_a_relationship_that_leads_nowhere_is_passed_over() -> None:
    """The text is where it always is."""
    text = f"<w:document {W}><w:body>{paragraph('请落实。')}</w:body></w:document>"
    files = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
        f'Type="{RELATION}/officeDocument" Target="word/text.xml"/></Relationships>',
        "word/document.xml": text,
    }
    pieces = read_content(zipped(files), ".docx", "文.docx").pieces
    assert [piece.text for piece in pieces if isinstance(piece, SourceParagraph)] == ["请落实。"]


@pytest.mark.parametrize(
    ("mark", "in_head"),
    [
        ("<w:tblHeader/>", True),
        ('<w:tblHeader w:val="1"/>', True),
        ('<w:tblHeader w:val="0"/>', False),
        ('<w:tblHeader w:val="false"/>', False),
        ("", False),
    ],
)
def test_a_row_is_of_the_head_where_it_is_repeated(mark: str, *, in_head: bool) -> None:
    row = f"<w:tr><w:trPr>{mark}</w:trPr><w:tc>{paragraph('县区')}</w:tc></w:tr>"
    document = f"<w:document {W}><w:body><w:tbl>{row}</w:tbl><w:sectPr/></w:body></w:document>"
    content = zipped({"word/document.xml": document, "word/styles.xml": f"<w:styles {W}/>"})
    (found,) = [each for each in paragraphs_of(open_package(content)) if each.text]
    assert found.in_head is in_head
