"""Replies as they come in: in mails and packed folders, from people and bodies that no registry
knows, about another document, of several units in one file.
"""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from gongwen.consultation.about import named_in, other_document
from gongwen.consultation.letter_reply import own_lines
from gongwen.consultation.reading import read_replies
from gongwen.consultation.replies import Reply
from gongwen.consultation.whose import unit_of
from gongwen.consultation.wording import several
from gongwen.importer.pieces import SourceParagraph
from gongwen.problem import Place
from gongwen.registry.units import Registry, Unit
from tests.consultation.office import ASKED
from tests.consultation.returned import letter, own_form, saved
from tests.consultation.test_careless import HEADS, Sent, read, sent, ties, told

__all__ = ["sent"]
LETTER = ("市水务局：", "对第三条（一），建议改为一半。", "云溪市财政局")


def replies(folder: Path, sent: Sent) -> list[Reply]:
    return [reply for _, reply in read_replies(folder, sent[0])]


def test_a_mail_and_what_is_attached_to_it(sent: Sent, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "市教育局 <jyj@yunxi.example>", "回复"
    mail.set_content("意见见附件。\n")
    mail.add_attachment(
        letter(*LETTER[:2]), maintype="application", subtype="octet-stream", filename="../意见.docx"
    )
    (tmp_path / "来信.eml").write_bytes(mail.as_bytes())
    body, attached = replies(tmp_path, sent)
    assert (body.file, body.comments, told(body)) == ("来信.eml/正文.txt", (), "")
    assert attached.file == "来信.eml/意见.docx"
    assert ties(attached, sent) == [("三、（一）", LETTER[1])]
    assert unit_of(attached, ASKED, sent[1])[0] == "市教育局"


def test_a_packed_folder(sent: Sent, tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("XXXXXX/YYYY.docx", letter(*LETTER[:2]))
        package.writestr("溪西区.pdf", b"%PDF-1.4")
    named = made.getvalue().replace(b"XXXXXX", "溪东区".encode("gb18030"))  # as Windows has it
    named = named.replace(b"YYYY", "反馈".encode("gb18030"))
    (tmp_path / "各区.zip").write_bytes(named)
    first, second = replies(tmp_path, sent)
    assert first.file == "各区.zip/溪东区/反馈.docx"
    assert unit_of(first, ASKED, sent[1])[0] == "溪东区政府"
    assert (second.sort, unit_of(second, ASKED, sent[1])[0]) == ("扫描件", "溪西区政府")
    (tmp_path / "各区.zip").write_bytes(made.getvalue()[:200])
    (broken,) = replies(tmp_path, sent)
    assert "请解压后再收" in told(broken)


@pytest.mark.parametrize(
    ("flag", "said"),
    [(1, "文件加了密码"), (0, "解不开：设了密码、用了别的压缩方法，或者文件坏了")],
    ids=["password", "method"],
)
def test_a_packed_folder_that_cannot_be_opened_is_told(
    sent: Sent, tmp_path: Path, flag: int, said: str
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("1.txt", "无意见")
    content = bytearray(made.getvalue())
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # flags, then how it is packed
        start = content.index(head)
        content[start + at] |= flag
        content[start + at + 2] = 0 if flag else 99
    (tmp_path / "密.zip").write_bytes(content)
    (reply,) = replies(tmp_path, sent)
    assert said in told(reply)


def test_an_attachment_with_a_strange_name(sent: Sent, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "1.zip", "w") as package:
        package.writestr(f"../../市教育局.{'x' * 300}", "无意见")
    (reply,) = replies(tmp_path, sent)
    assert reply.file.startswith("1.zip/市教育局.x")


def test_more_than_can_be_meant_is_not_unpacked(
    sent: Sent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongwen.consultation.packed._LARGEST", 100)
    with zipfile.ZipFile(tmp_path / "1.zip", "w") as package:
        package.writestr("1.txt", "无意见" * 100)
    (reply,) = replies(tmp_path, sent)
    assert told(reply) == " 解不开：里面的文件太多或者太大；请解压后再收"


def test_the_folder_of_a_unit(sent: Sent, tmp_path: Path) -> None:
    (tmp_path / "市民政局").mkdir()
    (tmp_path / "市民政局/反馈.docx").write_bytes(letter(*LETTER[:2]))
    (reply,) = replies(tmp_path, sent)
    assert unit_of(reply, ASKED, sent[1])[0] == "市民政局"


def test_the_header_and_the_footer_of_a_letter(sent: Sent, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(letter(*LETTER[:2])))
    document.sections[0].header.paragraphs[0].text = "云溪市教育局"
    document.sections[0].footer.paragraphs[0].text = "意见：二、（二）增加还田利用"
    reply = read(saved(document), "来函.docx", sent, tmp_path)
    assert unit_of(reply, ASKED, sent[1])[0] == "市教育局"
    assert [each.row for each in reply.comments] == ["第2段", "页脚"]
    assert ties(reply, sent)[1] == ("二、（二）", "意见：二、（二）增加还田利用")


def test_the_forms_of_two_units_in_one_file(sent: Sent, tmp_path: Path) -> None:
    document = docx.Document(
        io.BytesIO(
            own_form(HEADS, [("1", "三、（一）", "", "改为一半", "")], [("单位：市财政局",)])
        )
    )
    table = document.add_table(3, 5)
    for row, cells in enumerate((("单位：市教育局",), HEADS, ("1", "二、（二）", "", "无", ""))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    (tmp_path / "两家.docx").write_bytes(saved(document))
    first, second = replies(tmp_path, sent)
    units = [unit_of(each, ASKED, sent[1])[0] for each in (first, second)]
    assert units == ["市财政局", "市教育局"]
    assert ties(first, sent) == [("三、（一）", "改为一半")]
    assert (second.comments, second.none) == ((), True)


def test_a_row_that_was_struck_through(sent: Sent, tmp_path: Path) -> None:
    reply = read(own_form(HEADS, [("1", "/", "/", "/", "/")]), "1.docx", sent, tmp_path)
    assert reply.none
    assert "“修改意见”一格画了线，没有别的，按无意见收" in told(reply)


@pytest.mark.parametrize(
    ("name", "is_other"),
    [
        ("关于《云溪市婴幼儿托育服务实施方案（征求意见稿）》的反馈意见", True),
        ("对《云溪市校外培训管理办法》的修改意见", True),
        ("关于《云溪市社区老年食堂建设运营实施方案（征求意见稿）》的意见", False),
        ("关于《社区食堂方案》的反馈意见", False),
        ("关于《实施方案（征求意见稿）》的意见", False),
        ("关于《云溪市社区老年食堂建设与运营方案》的复函", False),
        ("根据《中华人民共和国食品安全法》，提出如下意见", False),
    ],
)
def test_another_document(name: str, is_other: bool) -> None:
    titles = [
        "云溪市人民政府办公室关于印发《云溪市社区老年食堂建设运营实施方案》的通知",
        "云溪市社区老年食堂建设运营实施方案",
    ]
    assert bool(other_document(named_in([name]), titles)) == is_other


@pytest.mark.parametrize(
    ("signed", "unit", "said"),
    [
        ("云溪市人力资源和社会保障居", "市人社局", "按最像的市人社局收"),
        ("人力资源和社会保障局", "市人社局", ""),
        ("市人力资源和社会保障局", "市人社局", ""),
        ("江州市人力资源和社会保障局", "", "不知道是哪个单位的"),
        ("云溪市第二中学", "云溪市第二中学", "照写的收"),
        ("桥西村村民委员会", "桥西村村民委员会", "照写的收"),
        ("李桂芳", "李桂芳", "照写的收"),
        ("市财政局、市人社局", "市财政局", "写了市财政局、市人社局，是联合答复，意见各记一份"),
    ],
)
def test_whose_it_is(signed: str, unit: str, said: str) -> None:
    known = Registry(
        tuple(
            Unit(full, short, (), (), "政府", (), "", at, Place(""))
            for at, (full, short) in enumerate(
                (
                    ("云溪市财政局", "市财政局"),
                    ("云溪市人力资源和社会保障局", "市人社局"),
                    ("云溪市第一中学", "市一中"),
                )
            )
        )
    )
    reply = Reply("1.docx", "复函", ((signed, "第9段（落款）"), ("反馈", "文件名")))
    found, told_of = unit_of(reply, ["市财政局", "市人社局"], known)
    assert found == unit
    assert said in told_of
    assert bool(said) == bool(told_of)


def test_the_mail_that_is_answered_is_left_out() -> None:
    lines = ("建议改为一半。", "市财政局", "------ 原始邮件 ------", "发件人: 市水务局", "请反馈")
    kept, faults = own_lines([SourceParagraph(text, at) for at, text in enumerate(lines, 1)])
    assert [each.text for each in kept] == ["建议改为一半。", "市财政局"]
    assert [(each.row, each.said) for each in faults] == [
        ("第3段", "从这里起是引用的来信，没有读进去")
    ]
    below = ["------ 原始邮件 ------", "请反馈", "建议改为一半。"]
    kept, faults = own_lines([SourceParagraph(text, at) for at, text in enumerate(below, 1)])
    assert (len(kept), faults) == (3, [])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("水价由财政补足；\n\n气价须经核准；\n\n建议电价另行明确。", 3),
        ("建议改为一半。\n理由：财力不足，需要市级承担。", 1),
        ("将“三条河道”\n改为四条", 1),
        ("由于资金不足，\n建议改为一半", 1),
    ],
)
def test_paragraphs_of_one_cell(text: str, count: int) -> None:
    assert len(several(text)) == count
