"""Comments put into a Word file: on the very words, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.word.commenting import Note, with_comments
from gongwen.word.comments import WordComment, comments_of
from gongwen.word.foreign_package import open_package
from gongwen.word.package import unpack
from gongwen.word.shown import shown_paragraphs, shown_runs, shown_text

from ..word_files import paragraph, word_file, zipped

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BODY = (
    "<w:p><w:r><w:t>请抓紧布</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>署</w:t></w:r>"
    '<w:ins w:id="7" w:author="李"><w:r><w:t>各项惯彻</w:t></w:r></w:ins>'
    '<w:del w:id="8" w:author="李"><w:r><w:delText>全部</w:delText></w:r></w:del>'
    '<w:commentRangeStart w:id="3"/><w:r><w:t>工作</w:t><w:tab/><w:t>，不得</w:t></w:r>'
    '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>'
    f"<w:tbl><w:tr><w:tc>{paragraph('帐目清楚')}</w:tc></w:tr></w:tbl><w:p/>"
)
OWN = (
    '<w:comment w:id="3" w:author="王刚" w:date="2026-04-03T09:00:00Z">'
    "<w:p><w:r><w:t>太急</w:t></w:r></w:p></w:comment>"
)


def _file(body: str = BODY, **parts: str) -> bytes:
    return zipped({**unpack(word_file(body, **parts)), "[Content_Types].xml": TYPES})


def _about(content: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.author, c.about, c.lines) for c in comments_of(open_package(content))]


def _texts(content: bytes) -> list[str]:
    return [shown_text(each) for each in shown_paragraphs(open_package(content).body)]


def test_words_over_several_runs_in_insertions_and_in_tables() -> None:
    notes = [
        Note(1, 0, 2, ("丙",)),
        Note(0, 3, 5, ("甲", "建议：部署")),
        Note(0, 6, 12, ("乙",)),
        Note(2, 0, 0, ("丁",)),
    ]
    made = with_comments(_file(comments=OWN), notes, "核稿", "核")
    assert sorted(_about(made)) == sorted(
        [
            ("王刚", "工作\t，不得", ("太急",)),
            ("核稿", "布署", ("甲", "建议：部署")),
            ("核稿", "项惯彻全部工作", ("乙",)),  # Word shows what was deleted, too
            ("核稿", "帐目", ("丙",)),
            ("核稿", "", ("丁",)),
        ]
    )
    assert _texts(made) == _texts(_file())
    body = open_package(made).body
    assert body.xpath("count(.//*[local-name()='del'])") == 1
    assert body.xpath("count(.//*[local-name()='ins'])") == 1
    assert body.xpath("string(.//*[local-name()='b']/../../*[local-name()='t'])") == "署"


def test_the_same_notes_make_the_same_bytes_without_a_date_and_only_once() -> None:
    notes = [Note(0, 3, 5, ("甲",))]
    made = with_comments(_file(), notes, "核稿", "核")
    assert made == with_comments(_file(), notes, "核稿", "核")
    assert comments_of(open_package(made))[0].date == ""
    assert _about(with_comments(made, notes, "核稿", "核")) == _about(made)
    types = unpack(made)["[Content_Types].xml"].decode()
    assert types.count("/word/comments.xml") == 1


def test_a_hidden_run_and_what_stands_in_for_a_box_have_no_text() -> None:
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>露</w:t></w:r></w:p>"
    made = with_comments(_file(body), [Note(0, 0, 1, ("甲",))], "核稿", "核")
    assert [each.about for each in comments_of(open_package(made))] == ["露"]


PIECES = st.lists(st.sampled_from(["甲", "乙丙", " 丁 ", "戊\t己", ""]), min_size=1, max_size=5)


@given(PIECES, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5))
def test_any_words_of_any_runs(pieces: list[str], spots: list[tuple[int, int]]) -> None:
    runs = [
        f'<w:r><w:rPr><w:sz w:val="{number + 20}"/></w:rPr>'
        + "<w:tab/>".join(f'<w:t xml:space="preserve">{t}</w:t>' for t in piece.split("\t"))
        + "</w:r>"
        for number, piece in enumerate(pieces)
    ]
    content, whole = _file(f"<w:p>{''.join(runs)}</w:p>"), "".join(pieces)
    spots = [(a, b) for a, b in spots if a < b <= len(whole)]
    notes = [Note(0, a, b, (f"{n}",)) for n, (a, b) in enumerate(spots)]
    made = with_comments(content, notes, "核稿", "核")
    assert _texts(made) == [whole]
    said: list[WordComment] = comments_of(open_package(made))
    expected = sorted((f"{n}", whole[a:b].strip()) for n, (a, b) in enumerate(spots))
    assert sorted((each.lines[0], each.about) for each in said) == expected
    (node,) = shown_paragraphs(open_package(made).body)
    sizes = {text: run.xpath("string(*/*/@*)") for run, text in shown_runs(node) if text}
    assert set(sizes.values()) <= {str(number + 20) for number in range(len(pieces))}


def test_a_file_that_is_none_is_refused() -> None:
    from gongwen.word.refusal import RefusedError

    with pytest.raises(RefusedError):
        with_comments(b"no", [], "核稿", "核")
