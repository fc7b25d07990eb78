"""A picture exchanged for another of its name and size: told, and shown, as a change."""

from __future__ import annotations

from gongwen.composition import Composition, Paragraph, Picture
from gongwen.history.summary import summary
from gongwen.revision.comparison import Side, compare
from gongwen.word.package import unpack
from gongwen.word.wordml import DOCUMENT, W, parse
from tests.compositions import paragraph
from tests.revision.secretary_documents import picture
from tests.revision.test_redline import READY, of


def text(grey: int) -> Composition:
    shown = Picture(picture(grey), "png", 360000, 360000, "处置流程")
    return of(paragraph("段落", "流程如下："), Paragraph("图", (), picture=shown))


def test_it_is_told_and_both_are_shown() -> None:
    old, new = ({"": (text(grey), READY)} for grey in (20, 200))
    found = compare(Side("甲", "程一诺", "", old), Side("乙", "程一诺", "", new))
    (change,) = found.changes
    assert (change.kind, change.note, change.old) == ("修改", "换了图片", "〔图：处置流程〕")
    parts = unpack(found.outputs["（花脸稿）.docx"])
    root = parse(parts[DOCUMENT])
    assert [len(list(mark.iter(W + "drawing"))) for mark in root.iter(W + "ins", W + "del")] == [
        1,
        1,
    ]
    held = [content for name, content in parts.items() if "/media/" in name]
    assert sorted(held) == sorted((picture(20), picture(200)))
    same = ("征求意见稿", "征求意见稿")
    assert summary(old, new, same) == "“〔图：处置流程〕”换了图片"
    assert summary(old, old, same) == ""
