"""引入 and 引自: what other files give, and how it goes wrong."""
# ruff: noqa: E501  what is typed stands in one piece

from pathlib import Path

import pytest
from openpyxl import Workbook

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.document.blocks import Prose
from gongwen.document.parts import Document, Numbered
from gongwen.document.read import read_document
from gongwen.document.tables import Figure, TableBlock
from gongwen.document.tree import elements_of
from gongwen.kinds import kinds
from gongwen.library.library import Library
from gongwen.library.references import resolve
from gongwen.problem import Level, Problem, in_order
from gongwen.registry.units import Registry
from gongwen.typeset import Job, typeset
from tests import pictures
from tests.project import ROOT
from tests.typesetting import MEASURES, shown

HEAD = "文种: 通知\n标题: 关于读书节的通知\n"


class Content:
    """A content root with files in it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        self.root.mkdir()

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name: str) -> tuple[Document | None, list[Problem]]:
        library = Library(self.root, self.root)
        path = self.root / name
        source = library.read(path)
        resolved = resolve(source.data, path, library)
        document, problems = read_document(resolved.data, name)
        return document, in_order([*source.problems, *resolved.problems, *problems])

    def made(self, name: str = "通知.yaml") -> Document:
        document, problems = self.read(name)
        assert problems == []
        assert document is not None
        return document

    def told(self, name: str = "通知.yaml") -> list[str]:
        _, problems = self.read(name)
        return [f"{p.file}:{p.line}:{p.column} {p.message}|{p.hint}" for p in problems]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path)


def texts(part: Numbered) -> list[str]:
    return [element.text for element in elements_of(part) if isinstance(element, Prose)]


PLAN = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市教育局
发文字号: 云教〔2026〕3号
成文日期: 2026-03-01
标题: 关于印发读书节方案的通知
主送: 各区
责任标注: 括注
正文: 请落实。
印发件:
  标题: 读书节方案
  正文: 办书屋。
  附件: {标题: 书目, 正文: 略。}
"""


def test_pieces_are_spliced_in(content: Content) -> None:
    content.write("_列表.yaml", "- 甲\n- {节: 乙, 正文: [{引入: _文.yaml}]}\n")
    content.write("_文.yaml", "丙\n")
    content.write("_块.yaml", "领句: 丁。\n接排: 戊。\n")
    content.write("通知.yaml", HEAD + "正文:\n- 起\n- 引入: _列表.yaml\n- 引入: _块.yaml\n- 止\n")
    document = content.made()
    assert texts(document) == ["起", "甲", "丙", "止"]
    assert [type(b).__name__ for b in document.body] == [
        "Prose",
        "Prose",
        "Section",
        "LeadSentence",
        "Prose",
    ]
    assert document.body[1].place().file == "_列表.yaml"
    content.write("通知.yaml", HEAD + "正文: {引入: _列表.yaml}\n")
    assert texts(content.made()) == ["甲", "丙"]


def test_the_text_of_another_document(content: Content) -> None:
    content.write("方案.yaml", PLAN)
    content.write("通知.yaml", HEAD + "正文: 征求意见。\n附件:\n- {引自: 方案.yaml, 取: 印发件}\n")
    attachment = content.made().attachments[0]
    assert (attachment.title, texts(attachment)) == ("读书节方案", ["办书屋。", "略。"])
    assert attachment.attachments[0].title == "书目"
    assert attachment.responsibility_form == "括注"
    assert attachment.place("标题").file == "方案.yaml"
    assert (attachment.document_number, attachment.draft_stage) == (None, None)


def test_keys_beside_win(content: Content) -> None:
    content.write("方案.yaml", PLAN)
    text = "印发件: {引自: 方案.yaml, 取: 印发件, 标题: 读书节方案（修订）, 稿本: 征求意见稿, 附件: []}\n"
    content.write("通知.yaml", HEAD + text)
    issued = content.made().issued_texts[0]
    assert (issued.title, issued.draft_stage, issued.attachments) == (
        "读书节方案（修订）",
        "征求意见稿",
        (),
    )


def test_the_whole_of_a_document(content: Content) -> None:
    content.write("方案.yaml", PLAN)
    content.write("通知.yaml", HEAD + "印发件: {引自: 方案.yaml, 取: 全文}\n")
    whole, issued = content.made().issued_texts
    assert (whole.title, whole.recipients, whole.signature) == (
        "关于印发读书节方案的通知", "各区", "云溪市教育局"
    )  # fmt: skip
    assert (whole.document_number, str(whole.issue_date)) == ("云教〔2026〕3号", "2026年3月1日")
    assert issued.title == "读书节方案"
    content.write("方案.yaml", PLAN.replace("印发稿", "征求意见稿"))
    draft = content.made().issued_texts[0]
    assert (draft.document_number, draft.issue_date) == (None, None)


def test_several_texts_in_one_attachment_become_its_pieces(content: Content) -> None:
    content.write("方案.yaml", PLAN)
    quoted = "{引自: 方案.yaml, 取: 全文, 标题: 读书节文件}"
    for text in (f"附件: [{quoted}]\n", f"附件: {quoted}\n"):
        content.write("通知.yaml", HEAD + "正文: 征求意见。\n" + text)
        (attachment,) = content.made().attachments
        assert attachment.title == "读书节文件"
        assert [each.title for each in attachment.texts] == [
            "关于印发读书节方案的通知",
            "读书节方案",
        ]
        assert [each.title for each in attachment.attachments] == ["书目"]
    content.write("通知.yaml", HEAD + "正文: 略。\n附件: [{标题: 集, 件: [{引自: 方案.yaml}]}]\n")
    (attachment,) = content.made().attachments
    assert [each.title for each in attachment.texts] == ["读书节方案"]
    assert [each.title for each in attachment.attachments] == ["书目"]


def test_several_texts_cannot_share_a_title(content: Content) -> None:
    content.write("方案.yaml", PLAN)
    content.write("通知.yaml", HEAD + "印发件: {引自: 方案.yaml, 取: 全文, 标题: 甲}\n")
    assert content.told() == [
        "通知.yaml:3:27 “方案.yaml”取来2件，不能都用这一个“标题”|删掉这里的“标题”"
    ]


def test_a_quoted_document_refers_from_where_it_stands(content: Content) -> None:
    content.write(
        "专题/方案.yaml",
        HEAD
        + "印发件:\n  标题: 方案\n  正文:\n  - {引入: _段.yaml}\n  - 图: 甲.png\n  - 表: {列: [甲, 乙], 行: 数.csv}\n",
    )
    content.write("专题/_段.yaml", "段。\n")
    (content.root / "专题/甲.png").write_bytes(pictures.png())
    content.write("专题/数.csv", "甲,乙\n1,2\n3\n")
    content.write("通知.yaml", HEAD + "印发件: {引自: 专题\\方案.yaml}\n")
    issued = content.made().issued_texts[0]
    of = {type(element): element for element in elements_of(issued)}
    figure, table = of[Figure], of[TableBlock]
    assert isinstance(figure, Figure)
    assert isinstance(table, TableBlock)
    assert texts(issued) == ["段。"]
    assert figure.file == "专题/甲.png"
    assert table.grid.rows == (("1", "2"), ("3", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文:\n- 引入: _断.yaml\n", "通知.yaml:4:7 找不到被引用的文件“_断.yaml”|是不是“_段.yaml”"),
        ("正文:\n- 引入: _段\n", "通知.yaml:4:7 找不到被引用的文件“_段”|是不是“_段.yaml”"),
        ("正文:\n- 引入: ../外.yaml\n", "通知.yaml:4:7 “../外.yaml”在内容文件夹（content）外面|把它放进内容文件夹里再引用"),
        ("正文:\n- 引入: /etc/passwd\n", "通知.yaml:4:7 “/etc/passwd”在内容文件夹（content）外面|把它放进内容文件夹里再引用"),
        ("正文:\n- 引入: 链.yaml\n", "通知.yaml:4:7 “链.yaml”在内容文件夹（content）外面|把它放进内容文件夹里再引用"),
        ("正文:\n- 引入:\n", "通知.yaml:4:6 “引入”后面要写一个文件名|写成：引入: 某文.yaml"),
        ("正文:\n- {引入: _段.yaml, 节: 甲}\n", "通知.yaml:4:17 “引入”旁边不能写“节”|引入的内容照原样放在这里"),
        ("正文:\n- 引入: 通知.yaml\n", "通知.yaml:4:7 “通知.yaml”绕了一圈又引用到自己|去掉这一圈里的一处引用"),
        ("印发件: {引自: _段.yaml}\n", "通知.yaml:3:11 “_段.yaml”不是一份公文，不能引自它|清单、片段用“引入”"),
        ("印发件: {引自: 简.yaml, 取: 印发件}\n", "通知.yaml:3:22 “简.yaml”里没有印发件|改为 取: 全文"),
        ("印发件: {引自: 简.yaml, 取: 正文}\n", "通知.yaml:3:22 “取”只能写全文、印发件，现在是“正文”|"),
        ("印发件: {引自: [甲]}\n", "通知.yaml:3:11 “引自”后面要写一个文件名|写成：引自: 某文.yaml"),
        ("印发件: {引自: 简.yaml, 标体: 甲}\n", "通知.yaml:3:19 不认识“标体”这个项目|是不是“体例”"),
        ("正文:\n- 表: {列: [甲], 行: 无.csv}\n", "通知.yaml:4:18 找不到数据文件“无.csv”|是不是“数.csv”"),
        ("正文:\n- 表: {列: [甲], 行: 数.xls}\n", "通知.yaml:4:18 “数.xls”不是能读的数据文件|另存为 .xlsx 或 .csv"),
        ("正文:\n- 表: {列: [甲], 行: 坏.xlsx}\n", "通知.yaml:4:18 “坏.xlsx”读不出来：不是 .xlsx 文件（旧的 .xls 请另存为 .xlsx）|"),
        ("正文:\n- 表: {列: [甲], 行: 数.csv}\n", "通知.yaml:4:18 表的第1行（1｜2）有2格，表有1列|删掉多出来的格，或在“列”里补上列名"),
    ],
)  # fmt: skip
def test_references_that_lead_nowhere(content: Content, text: str, expected: str) -> None:
    content.write("_段.yaml", "- 段。\n")
    content.write("简.yaml", HEAD + "题注: 略\n正文: 略。\n")
    content.write("数.csv", "1,2\n")
    content.write("坏.xlsx", "坏")
    outside = content.root.parent / "外.yaml"
    outside.write_text("- 甲\n", encoding="utf-8")
    (content.root / "链.yaml").symlink_to(outside)
    (content.root / "圈.yaml").symlink_to(content.root / "圈.yaml")
    content.write("通知.yaml", HEAD + text)
    assert content.told() == [expected]


def test_the_rest_of_the_document_is_looked_at_too(content: Content) -> None:
    content.write(
        "通知.yaml", HEAD + "印发件: {引自: 没有.yaml}\n正文:\n- 引入: 也没有.yaml\n稿本: 印发\n"
    )
    assert content.told() == [
        "通知.yaml:3:11 找不到被引用的文件“没有.yaml”|文件名要写全（带后缀），放在本文件旁边或内容文件夹里",
        "通知.yaml:5:7 找不到被引用的文件“也没有.yaml”|文件名要写全（带后缀），放在本文件旁边或内容文件夹里",
        "通知.yaml:6:5 “稿本”只能写征求意见稿、送审稿、印发稿，现在是“印发”|是不是“印发稿”",
    ]


def test_a_piece_tells_its_own_problems_once(content: Content) -> None:
    content.write("_段.yaml", "- {节: 甲, 责任单為: 乙}\n")
    content.write("_错.yaml", "- 节： 甲\n- '未完\n")
    content.write(
        "通知.yaml",
        HEAD + "正文:\n- 引入: _段.yaml\n- 引入: _段.yaml\n- 引入: _错.yaml\n- 引入: _错.yaml\n",
    )
    _, problems = content.read("通知.yaml")
    assert [(p.file, p.line) for p in problems if p.level is Level.ERROR].count(
        ("_段.yaml", 1)
    ) == 1
    assert {p.file for p in problems} == {"_段.yaml", "_错.yaml"}
    assert len(problems) == len(set(problems))


def test_circles_are_found_and_mutual_quotations_are_none(content: Content) -> None:
    content.write(
        "甲.yaml", HEAD + "印发件: {标题: 甲件, 正文: 甲文。}\n附件: {引自: 乙.yaml, 取: 印发件}\n"
    )
    content.write(
        "乙.yaml", HEAD + "印发件: {标题: 乙件, 正文: 乙文。}\n附件: {引自: 甲.yaml, 取: 印发件}\n"
    )
    assert content.made("甲.yaml").attachments[0].title == "乙件"
    assert content.made("乙.yaml").attachments[0].title == "甲件"
    content.write("甲.yaml", HEAD + "印发件: {引自: 乙.yaml, 取: 印发件}\n")
    content.write("乙.yaml", HEAD + "印发件: {引自: 甲.yaml, 取: 印发件}\n")
    assert content.told("甲.yaml") == [
        "甲.yaml:3:11 “乙.yaml”绕了一圈又引用到自己|去掉这一圈里的一处引用"
    ]
    content.write("甲.yaml", HEAD + "正文: [{引入: _一.yaml}]\n")
    content.write("_一.yaml", "- {引入: _二.yaml}\n")
    content.write("_二.yaml", "- {引入: _一.yaml}\n")
    assert content.told("甲.yaml") == [
        "_二.yaml:1:8 “_一.yaml”绕了一圈又引用到自己|去掉这一圈里的一处引用"
    ]


@pytest.mark.parametrize(
    "named", ["", "机构表:", "机构表: ''", "机构表: '  '", "机构表: [机构.yaml]"]
)
def test_where_no_registry_is_named_it_is_the_default_one(named: str, tmp_path: Path) -> None:
    (tmp_path / "机构.yaml").touch()
    (path := tmp_path / "文.yaml").write_text(f"文种: 通知\n{named}\n", encoding="utf-8")
    library = Library(tmp_path, tmp_path)
    found = resolve(library.read(path).data, path, library)
    assert found.registry == (tmp_path / "机构.yaml").resolve()
    assert found.problems == found.left_out == []


def test_the_files_that_a_document_depends_on(content: Content) -> None:
    path = content.write("通知.yaml", HEAD + "正文:\n- 引入: _段.yaml\n- 引入: _无.yaml\n")
    content.write("_段.yaml", "段。\n")
    library = Library(content.root, content.root)
    resolve(library.read(path).data, path, library)
    assert [each.name for each in library.files] == [
        "通知.yaml",
        "_段.yaml",
        "_无.yaml",
        "机构.yaml",
        "本单位.yaml",
    ]


OWN = """\
文种: 通知
标题: 关于印发读书节方案的通知
正文: 现印发给你们。
印发件:
  标题: 读书节方案
  正文:
  - 任务: 办好开幕式
    责任单位: 市教育局
  - 责任分工表: {取自: 印发件}
  - 反馈说明: 是
附件:
- 标题: 分工
  正文:
  - 责任分工表: {取自: 附件2}
- 标题: 展览
  正文:
  - 任务: 办好展览
    责任单位: 市科协
- {标题: 表, 表单: 意见反馈表}
反馈: {截止: 2026-05-01, 联系人: 甲某}
"""
ASKING = """\
文种: 通知
标题: 关于征求读书节方案意见的通知
正文:
- 任务: 征求意见
  责任单位: 市水利局
- 反馈说明: 是
反馈: {截止: 2026-04-01, 联系人: 乙某}
"""


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("印发件: {引自: 原稿.yaml, 取: 全文}", {"办好展览", "办好开幕式"}),
        ("印发件: {引自: 原稿.yaml, 取: 印发件}", {"办好开幕式"}),
        ("附件: [{标题: 稿件, 件: [{引自: 原稿.yaml, 取: 全文}]}]", {"办好展览", "办好开幕式"}),
    ],
)
def test_a_quoted_text_refers_to_its_own_document(
    content: Content, asked: str, kept: set[str]
) -> None:
    content.write("原稿.yaml", OWN)
    content.write("通知.yaml", f"{ASKING}{asked}\n")
    lines = printed(content)
    tables = {line.split("|")[2] for line in lines if line.startswith("表|1|")}
    assert {cell for cell in tables if cell.startswith("办好")} == kept
    notes = [line for line in lines if "反馈修改意见" in line]
    assert [name for line in notes for name in ("甲某", "乙某") if name in line] == ["乙某", "甲某"]
    forms = [line for line in lines if line.startswith("表|文件名称")]
    assert all("读书节方案" in line and "征求" not in line for line in forms)


def test_a_text_typed_beside_a_quoted_title_is_one_s_own(content: Content) -> None:
    content.write("原稿.yaml", OWN)
    own = "附件: [{引自: 原稿.yaml, 取: 印发件, 正文: [{责任分工表: {取自: 正文}}]}]\n"
    content.write("通知.yaml", ASKING + own)
    assert [line for line in printed(content) if line.startswith("表|1|")] == [
        "表|1|征求意见|市水利局"
    ]


def printed(content: Content) -> list[str]:
    """The lines of 通知.yaml on paper, its tables too."""
    document = content.made()
    job = Job(document, "征求意见稿", kinds()["通知"], Registry(), MEASURES, {})
    return shown([b for s in typeset(job)[0].composition.sections for b in s.blocks])


def test_what_a_quoted_table_is_made_from_is_told_there(content: Content) -> None:
    content.write("原稿.yaml", OWN.replace("附件2", "附件7"))
    path = content.write(
        "通知.yaml",
        f"{ASKING}印发件: {{引自: 原稿.yaml, 取: 全文}}\n附件: [{{标题: 甲, 另附: 是}}]\n",
    )
    checked = process(Request(path, None), Shared(ROOT, content.root))
    said = [(p.file, p.line, p.message) for p in checked.problems if p.rule == "空内容"]
    assert said == [("原稿.yaml", 14, "没有“附件7”，责任分工表无从取数")]


@pytest.mark.parametrize(
    ("first", "wrong"),
    [
        ("项目,数量", False),
        ("数量,项目", True),
        ("项目,金额", True),
        ("书屋,10", False),
        ("项目,10", True),
    ],
)
def test_a_head_in_a_data_file_that_is_not_the_table_s(
    content: Content, first: str, *, wrong: bool
) -> None:
    content.write("数据.csv", f"{first}\n展览,2\n")
    content.write("通知.yaml", HEAD + "正文:\n- 表: {列: [项目, 数量], 行: 数据.csv}\n")
    shown = first.replace(",", "｜")
    said = (
        f"通知.yaml:4:23 “数据.csv”的第一行（{shown}）像是表头，与“列”不一样"
        "|两处改成一样：项目｜数量；或删掉文件里的这一行"
    )
    assert content.told() == [said] * wrong


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("编号,任务,部门,完成时间\n1,办展览,市文旅局,5月", True),  # names one column
        ("编号,事项,部门,完成时间\n1,办展览,市文旅局,5月\n2,办讲座,市教育局,6月", True),
        ("编号,事项,部门,完成时间\n1,办展览,市文旅局,5月", False),  # nothing tells
        ("一,办展览,市文旅局,5月\n二,办讲座,市教育局,6月", False),
        ("1,办展览,市文旅局,5月\n2,任务,市教育局,6月", False),
    ],
)
def test_what_may_be_a_head_in_a_data_file_is_told(
    content: Content, lines: str, *, wrong: bool
) -> None:
    content.write("数据.csv", f"{lines}\n")
    content.write(
        "通知.yaml", HEAD + "正文:\n- 表: {列: [序号, 任务, 责任单位, 时限], 行: 数据.csv}\n"
    )
    shown = lines.partition("\n")[0].replace(",", "｜")
    said = (
        f"通知.yaml:4:33 “数据.csv”的第一行（{shown}）像是表头，现在当作表里的一行"
        "|是表头，就改成与“列”一样：序号｜任务｜责任单位｜时限；或删掉文件里的这一行；是内容，不用改"
    )
    assert content.told() == [said] * wrong


def test_sheets_that_are_not_used_are_told(content: Content) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["项目", "数量"])
    book.create_sheet("空的")
    book.create_sheet("藏着的").append(["甲"])
    book["藏着的"].sheet_state = "hidden"
    book.save(content.root / "数据.xlsx")
    content.write("通知.yaml", HEAD + "正文:\n- 表: {列: [项目, 数量], 行: 数据.xlsx}\n")
    assert content.told() == []
    for name, first in (("五月", "甲"), ("六月", None)):
        book.create_sheet(name).append([first, None, "乙"])
    book.save(content.root / "数据.xlsx")
    assert content.told() == [
        "通知.yaml:4:23 “数据.xlsx”里不止一张工作表，只用了第一张，没有用“五月”“六月”"
        "|要用的不是第一张，就在 Excel 或 WPS 里把它移到最前面；几张都要用的，各存成一个文件"
    ]
