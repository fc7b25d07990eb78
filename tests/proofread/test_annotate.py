"""`check --annotate`: a copy with comments at the words, beside the file or among the outputs."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit.validator import OpenXmlValidator  # type: ignore[import-untyped]

from gongwen import cli
from gongwen.word.comments import comments_of
from gongwen.word.foreign_package import open_package
from gongwen.word.package import pack, unpack
from tests.proofread.folder import laid_down

from ..word_files import paragraph, word_file

TEXT = """\
文种: 通知
标题: 关于办好读书节的通知
主送: 市教育局
正文:
- 请抓好落实,按时报送，布署到位。
- 引入: _片段.yaml
- 表:
    列: [项目, 金额]
    行:
    - [场馆改造, 惯彻]
- 于2026年6月31日前
  报送方案。
附件:
- 标题: 责任表
  正文: 布署工作要帐目清楚。
"""
PIECE = "- 片段里的帐目要清楚，请报送。\n"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return laid_down(tmp_path, TEXT, PIECE, monkeypatch)


def _run(content: Path, *names: str) -> int:
    output = str(content.parent / "output")
    places = ["--content", str(content), "--output", output]
    return cli.run(["check", "--annotate", *places, *names])


def _hung(path: Path) -> list[tuple[str, str]]:
    said = comments_of(open_package(path.read_bytes()))
    assert {(each.author, each.date) for each in said} <= {("核稿", ""), ("王刚", "2026-04-03")}
    return [(each.about, each.lines[0].partition("：")[0]) for each in said]


def test_a_document_of_ours(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(content, "读书节") == 1
    copy = content.parent / "output/读书节/读书节（征求意见稿）（核稿）.docx"
    assert _hung(copy) == [
        (",", "警告（半角标点）"),
        ("布署", "错误（易错词）"),
        ("帐目", "警告（易错词）"),
        ("惯彻", "错误（易错词）"),
        ("2026年6月31日", "错误（日期不存在）"),
        ("布署", "错误（易错词）"),
        ("帐目", "警告（易错词）"),
    ]
    assert "批注 读书节（征求意见稿）（核稿）.docx：7处" in capsys.readouterr().err
    assert OpenXmlValidator().validate(copy).is_valid
    before = copy.read_bytes()
    _run(content, "读书节")
    assert copy.read_bytes() == before


def test_a_file_of_somebody_else(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongwen.inspection.report.inspect", lambda *_: [])  # the pages take long
    body = paragraph("关于办好读书节的通知") + paragraph("各县（区）人民政府：")
    body += "<w:p><w:r><w:t>请布</w:t></w:r><w:r><w:t>署到位,按时报送。</w:t></w:r></w:p>"
    own = '<w:comment w:id="0" w:author="王刚" w:date="2026-04-03T09:00:00Z"><w:p><w:r><w:t>好'
    plain = word_file(body, comments=f"{own}</w:t></w:r></w:p></w:comment>")
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    plain = pack({**unpack(plain), "[Content_Types].xml": types.encode()})
    file = content.parent / "旧文.docx"
    file.write_bytes(plain)
    _run(content, "旧文.docx")
    assert file.read_bytes() == plain
    copy = content.parent / "旧文（核稿）.docx"
    assert _hung(copy) == [("", "好"), ("布署", "错误（易错词）"), (",", "警告（半角标点）")]
    copy.write_bytes(b"worked on")
    _run(content, "旧文.docx")
    assert copy.read_bytes() == b"worked on"
    assert len(_hung(content.parent / "旧文（核稿2）.docx")) == 3
    (content.parent / "旧文.txt").write_text("关于读书节的通知\n\n请布署。\n", encoding="utf-8")
    capsys.readouterr()
    assert _run(content, "旧文.txt") == 1
    said = capsys.readouterr().err
    assert "旧文.txt 没有批注：批注只能写进 .docx；用 Word、WPS 另存为 .docx 再试" in said


def test_what_cannot_be_set_or_is_classified_has_no_copy(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "读书节.yaml").write_text(f"密级: 秘密\n{TEXT}", encoding="utf-8")
    assert _run(content, "读书节") == 1
    (content / "读书节.yaml").write_text(f"{TEXT}没有的: 项\n", encoding="utf-8")
    capsys.readouterr()
    assert _run(content, "读书节") == 1
    assert "读书节.yaml 没有批注：文稿还生成不了；先改好上面的错误" in capsys.readouterr().err
    assert not (content.parent / "output").exists()


def test_what_is_not_on_paper_hangs_on_the_first_line(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "读书节.yaml").write_text(
        "文种: 通知\n稿本: 送审稿\n标题: 关于办好读书节的通知\n正文: 请抓好落实。\n",
        encoding="utf-8",
    )
    _run(content, "读书节")
    said = _hung(content.parent / "output/读书节/读书节（送审稿）（核稿）.docx")
    assert {about for about, _ in said} == {"关于办好读书节的通知"}
    assert f"0处，另有{len(said)}处纸上没有，批在第一行" in capsys.readouterr().err
