"""check FILE.docx: what is said of files from anywhere, and that none of them ends the program."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as NewDocx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st

from gongwen import cli
from gongwen.build.run import build
from gongwen.inspection.report import inspect
from gongwen.measure import rendering
from gongwen.measure.written import roles_of
from gongwen.pdf import finish
from gongwen.problem import Level, as_text
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from gongwen.word.refusal import RefusedError
from tests.project import outputs, project

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "各单位要严格落实值班制度，领导带班、专人值守，遇有险情立即报告，不得迟报漏报瞒报。"


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are of the structure; test_layout measures pages."""
    monkeypatch.setattr(rendering, "lacking", lambda _root: "没有 LibreOffice")


def foreign(path: Path, **faults: bool) -> Path:
    """A letter as an office makes it in Word, right in all that is looked at but its faults."""
    document = NewDocx()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = section._sectPr.makeelement(qn("w:docGrid"), {})
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), "579")
    if faults.get("margins"):
        section.left_margin = Mm(31.7)
    if faults.get("grid"):
        section._sectPr.remove(grid)
    if not faults.get("footer"):
        section.footer.is_linked_to_previous = False
        section.even_page_footer.is_linked_to_previous = False
        document.settings.odd_and_even_pages_header_footer = True
        for footer in (section.footer, section.even_page_footer):
            field = footer.paragraphs[0]._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})
            footer.paragraphs[0]._p.append(field)
    for name, face, size in (("Normal", "仿宋_GB2312", 16), ("Title", "方正小标宋简体", 22)):
        style = document.styles[name]
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), face)
    document.styles["Normal"].paragraph_format.line_spacing = Pt(28.95)
    title = document.add_paragraph("关于做好汛期值班工作的通知", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if faults.get("empty"):
        document.add_paragraph("")
    if faults.get("section"):
        document.add_section(WD_SECTION.CONTINUOUS)
    if faults.get("paper"):
        for node in section._sectPr.xpath("w:pgSz | w:pgMar"):
            section._sectPr.remove(node)
    document.add_paragraph("各县（区）人民政府：")
    document.add_paragraph(("　　" if faults.get("blanks") else "") + BODY)
    heading = document.add_paragraph()
    run = heading.add_run("一、落实责任")
    run.font.name = "黑体"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(
        qn("w:eastAsia"), "仿宋_GB2312" if faults.get("heading") else "黑体"
    )
    text = document.add_paragraph()
    run = text.add_run(BODY)
    if faults.get("size"):
        run.font.size = Pt(14)
    if faults.get("theme"):
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsiaTheme"), "minorEastAsia")
    if faults.get("pitch"):
        text.paragraph_format.line_spacing = 1.5
    document.save(str(path))
    return path


def found(path: Path) -> list[str]:
    """What is said of a file, but that its pages were not measured."""
    problems = inspect([path], path.parent)
    return [f"{p.rule}：{p.message}" for p in problems if p.rule != "没有实测"]


def test_a_right_file_has_nothing_said_of_it(tmp_path: Path) -> None:
    assert found(foreign(tmp_path / "通知.docx")) == []
    assert found(foreign(tmp_path / "两节.docx", section=True)) == []


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("margins", "页面设置：页边距左（订口）是31.7毫米，应为28毫米"),
        ("paper", "页面设置：没有设纸张大小和页边距，各种软件排出来不一样"),
        ("grid", "文档网格：没有设文档网格，排不准每页22行、每行28字"),
        ("footer", "页码：页脚里没有页码"),
        ("empty", "空段排版：用空段落空行：“关于做好汛期值班工作的通…”之后"),
        ("blanks", "空格排版：段首用空格空两字，字号、字体一变就不齐：“各单位要严格落实值班制度…”"),
        ("heading", "字体字号：一级标题用了仿宋_GB2312，一般用黑体：“一、落实责任”"),
        ("size", "字体字号：正文是14磅，应为三号（16磅）：“各单位要严格落实值班制度…”"),
        (
            "theme",
            "主题字体：中文用的是主题字体，换一台电脑或换主题就变：“各单位要严格落实值班制度…”",
        ),
        ("pitch", "行距：正文行距是1.5倍，排不准每页22行：“各单位要严格落实值班制度…”"),
    ],
)
def test_a_fault_is_said(fault: str, message: str, tmp_path: Path) -> None:
    assert found(foreign(tmp_path / "通知.docx", **{fault: True})) == [message]


def test_blanks_are_said_of_another_programs_file_though_the_room_below_was_taken_out(
    tmp_path: Path,
) -> None:
    document = NewDocx()
    document.add_paragraph(BODY)
    document.add_paragraph("")
    heading = document.add_heading("一、加强值班", 1)
    heading.paragraph_format.space_before = Pt(0)
    document.save(str(tmp_path / "来文.docx"))
    assert any("空段排版" in each for each in found(tmp_path / "来文.docx"))


def test_a_problem_names_the_file_the_clause_and_what_to_do(tmp_path: Path) -> None:
    path = foreign(tmp_path / "通知.docx", margins=True)
    assert [as_text(problem) for problem in inspect([path], tmp_path)] == [
        f"{path.as_posix()}: 警告 [页面设置] 页边距左（订口）是31.7毫米，应为28毫米\n"
        "    依据：GB/T 9704-2012 5.2.1\n"
        "    建议：布局—页边距—自定义：上37毫米、下35毫米、左28毫米、右26毫米",
        f"{path.as_posix()}: 提示 [没有实测] 只查了文件的设置，没有量版面：没有 LibreOffice\n"
        "    建议：要量版面，先运行 make pdf-setup",
    ]


def test_what_this_program_makes_has_nothing_said_of_it(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    made = [options.output / name for name in outputs(options)]
    assert len(made) == 2
    assert [message for path in made for message in found(path)] == []


def test_roles_are_guessed_from_words_and_look(tmp_path: Path) -> None:
    docx = open_package(foreign(tmp_path / "通知.docx").read_bytes())
    paragraphs = paragraphs_of(docx)
    told = {p.text[:4]: role for p, role in zip(paragraphs, roles_of(paragraphs), strict=True)}
    assert told == {
        "关于做好": "标题",
        "各县（区": "主送机关",
        "各单位要": "段落",
        "一、落实": "一级标题",
    }


def zipped(**parts: str | bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
)


def with_pictures(whole: bytes, megabytes: int) -> bytes:
    """A file with pictures of nothing, which pack to a thousandth."""
    opened = BytesIO(whole)
    with zipfile.ZipFile(opened, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(megabytes):
            archive.writestr(f"word/media/{number}.png", bytes(1024 * 1024))
    return opened.getvalue()


DAMAGED = "文件打不开：不是 .docx，或者已经损坏"
BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "文件是空的"),
    "text": (lambda _: "云溪市".encode(), DAMAGED),
    "truncated": (lambda whole: whole[: len(whole) // 2], DAMAGED),
    "old": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64,
        "这不是 .docx：是旧的 .doc 文件，或者加了打开密码",
    ),
    "another zip": (
        lambda _: zipped(other="<a/>"),
        "里面没有 Word 的正文（word/document.xml），不是 .docx",
    ),
    "malformed": (lambda _: zipped(document="<w:document>"), DAMAGED),
    "strict": (
        lambda _: zipped(
            document='<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
        ),
        "这是“严格的 Open XML”文档（Strict），标记和一般的 .docx 不同",
    ),
    "entities": (
        lambda _: zipped(document=ENTITIES),
        "文件里有正常 Word 文件没有的声明（DOCTYPE），可能有害",
    ),
    "large part": (
        lambda _: zipped(document=b"<a>" + b" " * (61 * 1024 * 1024) + b"</a>"),
        "文件里有一部分展开后大得不正常",
    ),
    "large pictures": (
        lambda whole: with_pictures(whole, 201),
        "文件展开后大得不正常",
    ),
    "many parts": (
        lambda _: zipped(document="<a/>", **{f"p{i}": "" for i in range(4000)}),
        "文件里有4001个部分，多得不正常",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_docx_is_told(name: str, tmp_path: Path) -> None:
    make, message = BROKEN[name]
    path = tmp_path / "来文.docx"
    path.write_bytes(make(foreign(tmp_path / "通知.docx").read_bytes()))
    (problem,) = inspect([path], tmp_path)
    assert (problem.rule, problem.level, problem.message) == ("不是docx", Level.ERROR, message)
    assert problem.hint


def test_a_file_without_styles_goes_to_libreoffice_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "lacking", lambda _root: "")
    monkeypatch.setattr(finish, "find_office", lambda: Path("soffice"))
    monkeypatch.setattr(finish, "convert_all", lambda drafts, *_: dict.fromkeys(drafts, b""))
    path = tmp_path / "来文.docx"
    text = f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>"
    document = f'<w:document xmlns:w="{W}"><w:body>{text}</w:body></w:document>'
    path.write_bytes(zipped(document=document))
    assert "没有实测" in [problem.rule for problem in inspect([path], tmp_path)]


def test_a_file_or_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert found(tmp_path / "没有.docx") == ["不是docx：没有这个文件"]
    (tmp_path / "夹.docx").mkdir()
    assert found(tmp_path / "夹.docx") == ["不是docx：这是文件夹，不是文件"]


@given(st.binary(max_size=400), st.integers(0, 10_000))
def test_no_damage_ends_the_program(damage: bytes, at: int) -> None:
    whole = bytearray(zipped(document=f'<w:document xmlns:w="{W}"><w:body/></w:document>'))
    at %= len(whole)
    whole[at : at + len(damage)] = damage
    try:
        paragraphs_of(open_package(bytes(whole)))
    except RefusedError as error:
        assert "" not in (error.reason, error.advice)


VALUES = st.sampled_from(("", "-1", "abc", "1e999", "nan", "99999999999999999999", "１６"))


@given(VALUES, VALUES, VALUES)
def test_odd_values_end_nothing(size: str, line: str, margin: str) -> None:
    document = (
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:pPr><w:spacing w:line="{line}"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>{BODY}</w:t></w:r></w:p>'
        f'<w:sectPr><w:pgSz w:w="{margin}" w:h="{margin}"/><w:pgMar w:top="{margin}"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{line}"/></w:sectPr></w:body></w:document>'
    )
    from gongwen.inspection.checks import findings
    from gongwen.inspection.finding import Docx

    docx = open_package(zipped(document=document))
    paragraphs = tuple(paragraphs_of(docx))
    assert all(f.message for f in findings(Docx(docx, paragraphs, tuple(roles_of(paragraphs)))))


def test_the_command_takes_files_and_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path)
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    path = foreign(tmp_path / "来文.docx", margins=True)
    assert cli.main(["check", str(path)]) == 0
    assert capsys.readouterr().out.endswith("检查了1份文稿，发现2个警告、5个提示。\n")
    assert cli.main(["check", "--strict", str(path), "值班"]) == 1
    assert capsys.readouterr().out.endswith("检查了2份文稿，发现2个警告、5个提示。\n")
    (tmp_path / "坏.docx").write_bytes(b"")
    assert cli.main(["check", "--format", "json", str(tmp_path / "坏.docx")]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["rule"], problem["line"], problem["message"]) == ("不是docx", 0, "文件是空的")
    cli.main(["check", "--format", "sarif", str(path)])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    found_rules = {result["ruleId"] for result in results}
    assert found_rules == {"页面设置", "没有实测", "缺要素", "文字重复"}


def test_long_paragraphs_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    path = tmp_path / "散排.docx"
    document = NewDocx()
    for line in (
        "关于冬季供暖的通知",
        "为做好2026年冬季供暖工作，各单位要提前检修设备，保证按时供暖、安全供暖。",
    ):
        document.add_paragraph().add_run(line).font.size = Pt(11)
    document.save(str(path))
    assert "字体字号：正文是11磅，应为三号（16磅）：“为做好2026年冬季供暖…”" in found(path)
