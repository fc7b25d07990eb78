"""Copies as people send them back: with marks, comments, pictures, of an earlier version, of
another document, classified; and the command.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from gongwen import cli
from gongwen.adopt.copy import copy_of, read_copy
from gongwen.adopt.planning import NotAdoptedError, numbers_in, plan, write
from gongwen.adopt.report import report
from gongwen.secrecy.refused import ClassifiedError
from gongwen.word.refusal import RefusedError

from ..word_files import paragraph, word_file
from .office import PLAN, Word, adopted, built, office

REFERENCE = '<w:r><w:commentReference w:id="1"/></w:r></w:p>'


def tracked(word: Word, words: str, old: str, new: str, author: str = "王刚") -> None:
    """Words of a paragraph replaced with Word's own marks."""
    run = next(r for r in word.body.iter(qn("w:r")) if words in word.text(r))
    text = word.text(run)
    before, after = text.split(old, 1)
    marks = nsdecls("w")
    signed = f'w:id="7" w:author="{author}" w:date="2026-04-05T09:00:00Z"'
    made = parse_xml(
        f"<w:p {marks}><w:r><w:t xml:space='preserve'>{before}</w:t></w:r>"
        f"<w:del {signed}><w:r><w:delText>{old}</w:delText></w:r></w:del>"
        f"<w:ins {signed}><w:r><w:t>{new}</w:t></w:r></w:ins>"
        f"<w:r><w:t xml:space='preserve'>{after}</w:t></w:r></w:p>"
    )
    for node in list(made):
        run.addprevious(node)
    run.getparent().remove(run)


def deleted(word: Word, words: str) -> None:
    """A paragraph deleted with marks, its end too."""
    paragraph = word.find(words)
    signed = 'w:id="8" w:author="李明" w:date="2026-04-06T09:00:00Z"'
    for run in paragraph.findall(qn("w:r")):
        for text in run.iter(qn("w:t")):
            text.tag = qn("w:delText")
        mark = parse_xml(f"<w:del {nsdecls('w')} {signed}/>")
        run.addprevious(mark)
        mark.append(run)
    look = parse_xml(f"<w:rPr {nsdecls('w')}><w:del {signed}/></w:rPr>")
    paragraph.find(qn("w:pPr")).append(look)


def test_marks_are_taken_as_accepted_and_signed(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        tracked(word, "请认真组织实施", "认真组织实施", "抓好落实")
        deleted(word, "每季度通报")

    adoption = adopted(office(tmp_path), edit)
    assert adoption.is_whole
    assert list(report(adoption)) == [
        "与改稿有2处不同：",
        "1. 改（王刚 2026-04-05）",
        "   原文：请认真组织实施。",
        "   改为：请抓好落实。",
        "   过录：节水.yaml:12:3",
        "2. 删去（李明 2026-04-06）",
        "   （二）每季度通报一次完成情况。",
        "   过录：节水.yaml:62:9",
        "序号由程序排，与改稿里打的不同的有1处，如“（二）年底组织考核。”，改稿里是“（三）”。",
    ]


def test_comments_are_listed(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        run = next(r for r in word.body.iter(qn("w:r")) if "降低漏损率" in word.text(r))
        paragraph = next(run.iterancestors(qn("w:p")))
        from docx.text.run import Run

        made: Any = word.file
        made.add_comment(Run(run, paragraph), text="这里要有数字", author="周启明", initials="周")

    adoption = adopted(office(tmp_path), edit)
    said = list(report(adoption))
    assert said[0] == "与改稿有0处不同。"
    assert said[1] == "批注1条："
    assert said[2].startswith("  1. 周启明 ")
    assert said[2].endswith("更换老旧管网，降低漏损率。”：这里要有数字")


def test_a_comment_at_a_place_hangs_on_its_paragraph() -> None:
    body = paragraph("请照办。").replace("</w:p>", REFERENCE)
    said = '<w:comment w:id="1"><w:p><w:r><w:t>同意</w:t></w:r></w:p></w:comment>'
    (remark,) = copy_of(word_file(body, comments=said)).comments
    assert (remark.author, remark.date, remark.about, remark.words) == (
        "未署名",
        "",
        "请照办。",
        "同意",
    )


def a_picture(folder: Path) -> Path:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
    path = folder / "图.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))
    return path


def test_what_has_no_place_is_said(tmp_path: Path) -> None:
    picture = a_picture(tmp_path)

    def edit(word: Word) -> None:
        word.file.add_picture(str(picture))
        table = word.file.add_table(1, 2)
        table.rows[0].cells[0].text = "新表"

    adoption = adopted(office(tmp_path), edit)
    said = list(report(adoption))
    assert not adoption.is_whole
    assert "图片原有0个，现在有1个：图片的增减不过录，请在文稿里改。" in said
    assert "表原有3个，现在有4个：表的增减不过录，请在文稿里改。" in said
    assert any(
        "没有过录：增加的表或行在文稿里没有对应的表，要在文稿里另写" in line for line in said
    )


def test_a_copy_of_an_earlier_version(tmp_path: Path) -> None:
    setting = office(tmp_path)
    old = built(setting)
    later = PLAN.replace("年底组织考核。", "年底组织考核，结果通报全市。").replace("每月", "每周")
    setting.path.write_text(later, encoding="utf-8")
    word = Word(old)
    word.replace("重点任务", "主要任务")
    word.replace("每月调度一次", "每两月调度一次")
    adoption = plan(setting, copy_of(word.saved()), earlier=copy_of(old).units)
    assert not adoption.is_whole
    assert list(adoption.adopted.texts.values()) == [later.replace("节: 重点任务", "节: 主要任务")]
    said = list(report(adoption))
    assert said[0] == ("与后来的改动碰在一起，没有过录，请人工核对：（一）每月调度一次工作进展。")


def test_a_file_of_another_document_is_refused(tmp_path: Path) -> None:
    setting = office(tmp_path)
    other = Word(built(setting))
    for words in list(other.body.iter(qn("w:t"))):
        words.text = f"别的文件{len(words.text)}"
    with pytest.raises(NotAdoptedError, match=r"不像是由 节水\.yaml 生成的"):
        plan(setting, copy_of(other.saved()))


@pytest.mark.parametrize("typed", ["0", "4", "2-1", "一", "1-9"])
def test_numbers_that_are_none(typed: str) -> None:
    with pytest.raises(NotAdoptedError, match="不对，改动的序号是1到3"):
        numbers_in(typed, 3)


def test_numbers() -> None:
    assert numbers_in("1、3－4".replace("－", "-"), 4) == [1, 3, 4]
    assert numbers_in("2，1", 4) == [1, 2]


def test_a_classified_copy_is_not_read(tmp_path: Path) -> None:
    setting = office(tmp_path)
    word = Word(built(setting))
    word.put(word.find("请认真组织"), "机密★1年")
    path = tmp_path / "改稿.docx"
    path.write_bytes(word.saved())
    with pytest.raises(ClassifiedError):
        read_copy(path)


def test_a_mark_that_an_edit_would_write_is_not_written(tmp_path: Path) -> None:
    """A piece is changed too, and is not written either: all of it or nothing."""

    def edit(word: Word) -> None:
        word.put(word.find("请认真组织"), "机密★1年")
        word.replace("在全社会倡导", "在全社会大力倡导")

    setting = office(tmp_path)
    adoption = adopted(setting, edit)
    assert {path.name for path in adoption.adopted.texts} == {"节水.yaml", "_保障.yaml"}
    before = {path: path.read_bytes() for path in adoption.adopted.texts}
    with pytest.raises(ClassifiedError):
        write(adoption)
    assert {path: path.read_bytes() for path in before} == before


def test_what_is_no_docx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "改稿.docx"
    path.write_bytes(b"PK")
    with pytest.raises(RefusedError):
        read_copy(path)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setting = office(tmp_path)
    word = Word(built(setting))
    word.replace("重点任务", "主要任务")
    copy = tmp_path / "改稿.docx"
    copy.write_bytes(word.saved())
    words = ["adopt", "节水", str(copy), "--content", str(setting.shared.content)]
    assert cli.main(words) == 0
    assert setting.path.read_text(encoding="utf-8") == PLAN
    said = capsys.readouterr().out
    assert said.endswith("没有写入。看过没有问题，再运行一次，加 WRITE=1（没有 make：--write）。\n")
    assert cli.main([*words, "--write"]) == 0
    assert setting.path.read_text(encoding="utf-8") == PLAN.replace("节: 重点任务", "节: 主要任务")
    assert capsys.readouterr().out.endswith("已写入 节水.yaml\n")
    assert cli.main([*words, "--only", "7"]) == 2
    assert capsys.readouterr().err == "--only：“7”不对，一处改动也没有\n"
    assert cli.main(["adopt", "", "", *words[3:]]) == 2
    assert "请写明哪一份和改稿" in capsys.readouterr().err
    (setting.path).write_text("文种: 通知\n标题: [\n", encoding="utf-8")
    assert cli.main(words) == 1
    assert capsys.readouterr().err.startswith("文稿现在排不出来，先改好再过录：\n")
