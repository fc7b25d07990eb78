"""check takes files from anywhere: what is found stands at its place in that file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.pandoc import program
from tests.open_document import odt, paragraphs
from tests.word_files import paragraph, word_file

ROOT = Path(__file__).parents[2]
LINES = (
    "云溪市水务局文件",
    "云水发〔2026〕12号",
    "",
    "云溪市水务局关于做好清淤工作的通知",
    "",
    "各县（区）水务局：",
    "为了做好清淤工作,现通知如下。",
    "一、加强领导",
    "各单位要高度重视，，认真落实。",
    "三、抓紧清淤",
    "请于汛前完成。",
    "云溪市水务局",
    "2026年3月22日",
)
EXPECTED = {("半角标点", 7), ("标点重复", 9), ("序数不连续", 10)}

Check = Callable[..., tuple[int, list[dict[str, object]], str]]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """The exit code, the problems and what stood on stderr, of a check of files of `tmp_path`."""
    monkeypatch.chdir(tmp_path)

    def run(*names: str) -> tuple[int, list[dict[str, object]], str]:
        code = cli.run(["check", "--format", "json", "--content", str(ROOT / "content"), *names])
        said = capsys.readouterr()
        return code, json.loads(said.out or "[]"), said.err

    return run


def found(problems: list[dict[str, object]]) -> set[tuple[object, object]]:
    return {(each["rule"], each["line"]) for each in problems if each["level"] == "警告"}


def test_a_text_by_its_lines(check: Check, tmp_path: Path) -> None:
    (tmp_path / "旧文.txt").write_text("\n".join(LINES), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    code, problems, _ = check("旧文.txt")
    assert (code, found(problems)) == (0, EXPECTED)
    columns = {each["rule"]: each["column"] for each in problems}
    assert columns["半角标点"] == 9
    assert columns["标点重复"] == 9
    assert {each["file"] for each in problems} == {"旧文.txt"}
    assert set(problems[0]) == {
        *("rule", "level", "file", "line", "column", "message", "basis", "hint"),
    }  # fmt: skip
    assert sorted(tmp_path.rglob("*")) == before


def test_what_its_pages_say_is_told_too(check: Check, tmp_path: Path) -> None:
    title = ("云溪市水务局关于做好清淤", "工作、补齐短板和抓好汛前各项准备工作的通知")
    text = "\n".join((*title, "", "各县（区）水务局：", "请抓好落实。", *LINES[-2:]))
    (tmp_path / "旧文.txt").write_text(text, encoding="utf-8")
    assert ("标题断行", 1) in found(check("旧文.txt")[1])


def test_a_text_in_another_encoding_and_a_folder_of_its_own(check: Check, tmp_path: Path) -> None:
    (tmp_path / "甲 乙").mkdir()
    (tmp_path / "甲 乙" / "旧文.txt").write_bytes("\r\n".join(LINES).encode("gb18030"))
    assert found(check("甲 乙/旧文.txt")[1]) == EXPECTED


def test_a_page_by_the_lines_of_its_source(check: Check, tmp_path: Path) -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE html\n>\n<html><body>\n'
    page = head + "\n".join(f"<p>{line}</p>" for line in LINES)
    (tmp_path / "网页.html").write_text(page, encoding="utf-8")
    assert found(check("网页.html")[1]) == {(rule, line + 4) for rule, line in EXPECTED}


def test_markdown_whose_lines_run_on(check: Check, tmp_path: Path) -> None:
    text = "# 关于清淤的通知\n\n为了清淤工作\n抓紧,现通知如下。\n"
    (tmp_path / "旧文.md").write_text(text, encoding="utf-8")
    assert ("半角标点", 4) in found(check("旧文.md")[1])


def test_a_word_file_by_its_paragraphs_and_its_layout(check: Check, tmp_path: Path) -> None:
    (tmp_path / "旧文.docx").write_bytes(word_file("".join(map(paragraph, LINES))))
    code, problems, _ = check("旧文.docx")
    assert code == 0
    assert found(problems) >= EXPECTED
    assert ("页面设置", 0) in found(problems)
    messages = {each["rule"]: str(each["message"]) for each in problems}
    assert messages["标点重复"].startswith("第9段：")


@pytest.mark.parametrize("suffix", [".odt", ".rtf"])
def test_what_pandoc_reads(
    suffix: str, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "\\par ".join(LINES).encode("gb18030")
    content = odt(paragraphs(*LINES)) if suffix == ".odt" else b"{\\rtf1\\ansi " + body + b"}"
    (tmp_path / f"旧文{suffix}").write_bytes(content)
    assert found(check(f"旧文{suffix}")[1]) == EXPECTED
    monkeypatch.setattr(program, "find_pandoc", lambda: None)
    code, (problem,), _ = check(f"旧文{suffix}")
    assert code == 1
    assert "pandoc-setup" in str(problem["hint"])


def test_yaml_from_anywhere(check: Check, tmp_path: Path) -> None:
    text = "文种: 通知\n标题: 关于清淤的通知\n正文: 请抓紧,,落实。\n缺: 项\n"
    (tmp_path / "远处.yaml").write_text(text, encoding="utf-8")
    code, problems, _ = check("远处.yaml")
    assert code == 1
    assert ("不认识的项目", 4) in {(each["rule"], each["line"]) for each in problems}
    (tmp_path / "远处.yaml").write_text(text.replace("缺: 项\n", ""), encoding="utf-8")
    code, problems, _ = check("远处.yaml")
    assert code == 0
    assert ("标点重复", 3) in found(problems)
    assert {each["file"] for each in problems} == {"远处.yaml"}
    assert check("没有这份.yaml")[0] == 2
    assert check("没有这份.txt")[0] == 2


def test_yaml_from_anywhere_may_refer_to_its_own_folder_only(check: Check, tmp_path: Path) -> None:
    (tmp_path / "里").mkdir()
    (tmp_path / "_外.yaml").write_text("[外面的字]\n", encoding="utf-8")
    (tmp_path / "里" / "_内.yaml").write_text("[里面的字]\n", encoding="utf-8")
    for name, code in (("_内.yaml", 0), ("../_外.yaml", 1)):
        text = f"文种: 通知\n标题: 关于清淤的通知\n正文: [{{引入: {name}}}]\n"
        (tmp_path / "里" / "文.yaml").write_text(text, encoding="utf-8")
        assert check("里/文.yaml")[0] == code


def test_what_cannot_be_read_is_told(check: Check, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    code, (problem,), _ = check("空.txt")
    assert (code, problem["message"]) == (1, "文件里没有文字")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    code, (problem,), _ = check("坏.docx")
    assert (code, problem["rule"]) == (1, "不是docx")
    (tmp_path / "涉密.txt").write_text("机密★10年\n关于清淤的通知\n", encoding="utf-8")
    code, (problem,), _ = check("涉密.txt")
    assert (code, problem["rule"]) == (1, "涉密")
    assert "清淤" not in str(problem)


def test_elements_that_are_not_there(check: Check, tmp_path: Path) -> None:
    """What nothing could be is told lightly; what may be there after all is no error."""
    (tmp_path / "旧文.txt").write_text("关于清淤的通知\n请抓紧。\n", encoding="utf-8")
    code, problems, _ = check("旧文.txt")
    absent = [each for each in problems if each["rule"] == "缺要素"]
    assert code == 0
    assert {(each["level"], each["message"]) for each in absent} >= {
        ("提示", "没有“主送”"),
        ("提示", "没有“成文日期”"),
    }


def test_other_documents_beside_files(check: Check, tmp_path: Path) -> None:
    (tmp_path / "旧文.txt").write_text("\n".join(LINES), encoding="utf-8")
    code, problems, _ = check("旧文.txt", "节水型城市创建方案")
    assert code == 0
    assert found(problems) >= EXPECTED


def test_a_title_without_a_kind_is_not_held_against_the_one_that_was_picked(
    check: Check, tmp_path: Path
) -> None:
    page = tmp_path / "公示.txt"
    page.write_text(
        "云溪市民政局关于先进集体名单的公示\n经研究，拟表彰5个先进集体，现予公示。\n"
        "云溪市民政局\n2026年8月27日\n",
        encoding="utf-8",
    )
    _, problems, _ = check(page.name)
    assert {problem["rule"] for problem in problems} == {"导入存疑", "缺要素"}


def test_a_form_alone_lacks_nothing_and_its_rows_are_named(check: Check, tmp_path: Path) -> None:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 2 + "</w:tr>"
    head = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("姓名", "单位"))
    first = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("张三", "市文旅局"))
    table = f"<w:tbl><w:tr>{head}</w:tr><w:tr>{first}</w:tr>{row}</w:tbl>"
    path = tmp_path / "报名表.docx"
    path.write_bytes(word_file(paragraph("附件2") + paragraph("灯会报名表") + table))
    said = [str(each["message"]) for each in check("报名表.docx")[1]]
    assert not any(message.startswith("没有“") for message in said)
    assert any("表的第2行各格都是空的" in message for message in said)


def test_places_that_import_keeps_are_no_blanks_of_the_file(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "旧文.txt"
    path.write_text("各处室：\n请于月底前报送总结。\n", "utf-8")
    said = [str(each["message"]) for each in check("旧文.txt")[1]]
    assert any("没有找到标题" in message for message in said)
    assert not any("缺标题" in message for message in said)
