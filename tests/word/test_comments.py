"""Word's comments: whose, what, and on which words."""

from __future__ import annotations

from gongwen.word.comments import WordComment, comments_of
from gongwen.word.foreign_package import open_package

from ..word_files import word_file


def _said(*lines: str, key: str, author: str = "王刚") -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    head = f'w:id="{key}" w:author="{author}" w:date="2026-04-03T09:00:00Z"'
    return f"<w:comment {head}>{paragraphs}</w:comment>"


BODY = (
    '<w:p><w:r><w:t>各单位要</w:t></w:r><w:commentRangeStart w:id="1"/>'
    "<w:del><w:r><w:delText>抓紧</w:delText></w:r></w:del><w:r><w:t>落实</w:t></w:r></w:p>"
    '<w:p><w:r><w:t>限期</w:t></w:r><w:commentRangeEnd w:id="1"/>'
    '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:t>办结。</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>请照办。</w:t></w:r><w:r><w:commentReference w:id="2"/></w:r></w:p>'
)


def test_comments_hang_on_words_in_several_paragraphs_on_a_place_or_on_nothing() -> None:
    comments = _said("太急", "再议", key="1") + _said("同意", key="2") + _said("旧", key="9")
    package = open_package(word_file(BODY, comments=comments + _said(" ", key="3")))
    found = comments_of(package)
    paragraphs = list(package.body)
    assert found == [
        WordComment("王刚", "2026-04-03", ("太急", "再议"), "抓紧落实限期", paragraphs[1]),
        WordComment("王刚", "2026-04-03", ("同意",), "", paragraphs[2]),
        WordComment("王刚", "2026-04-03", ("旧",), "", None),
    ]


def test_a_file_without_comments_has_none() -> None:
    assert comments_of(open_package(word_file(BODY))) == []
