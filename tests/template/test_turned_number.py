"""The page number of a page that lies on its side, in its box (7.5, 8)."""

from gongwen.word.package import unpack
from gongwen.word.wordml import W, parse

from ..whole.test_variants import main_file


def test_a_number_that_runs_down_says_that_it_stands_on_one_baseline() -> None:
    """Each LibreOffice sets the dashes elsewhere where it is left open (docs/adr/0005)."""
    parts = unpack(main_file("横排-在末"))
    footers = [parse(content) for name, content in parts.items() if name.startswith("word/footer")]
    said = [
        alignment.get(W + "val")
        for footer in footers
        for paragraph in footer.iterfind(f".//{W}txbxContent/{W}p")
        for alignment in paragraph.iterfind(f"{W}pPr/{W}textAlignment")
    ]
    boxed = sum(len(footer.findall(f".//{W}txbxContent/{W}p")) for footer in footers)
    assert boxed == 4  # odd and even pages, each as a drawing and as VML
    assert said == ["baseline"] * boxed
