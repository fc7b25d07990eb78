"""Whatever a file says is read, or it is told that it was not: reader by reader, place by place."""

from __future__ import annotations

import pytest

from gongwen.importer.pieces import Source, SourceParagraph
from gongwen.importer.reading import read_content
from tests.word_files import W, paragraph, zipped

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = f"<w:r><w:pict><w:txbxContent>{paragraph('框里的字')}</w:txbxContent></w:pict></w:r>"
BOXED = f"<w:p>{BOX}</w:p>"
CONTROL = f"<w:sdt><w:sdtContent>{paragraph('控件里的字')}</w:sdtContent></w:sdt>"


def ruby(base: str, above: str) -> str:
    parts = f"<w:rt>{RUN.format(above)}</w:rt><w:rubyBase>{RUN.format(base)}</w:rubyBase>"
    return f"<w:p><w:r><w:ruby>{parts}</w:ruby></w:r></w:p>"


def either(new: str, old: str) -> str:
    """Two ways to say one thing, for new programs and for old ones."""
    choice = f"<mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<mc:AlternateContent {MC}>{choice}</mc:AlternateContent>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{each}</w:tc>" for each in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


INNER = f"{table((paragraph('里面的格'),))}{paragraph('外面的格')}"
WORD = {
    "拼音": ruby("清淤", "qīng yū"),
    "两种写法的段": either(paragraph("新的写法"), paragraph("旧的写法")),
    "两种写法的字": f"<w:p>{either(RUN.format('新的写法'), RUN.format('旧的写法'))}</w:p>",
    "不认识的段": f"<w:block>{paragraph('套着的段')}</w:block>",
    "不认识的字": f"<w:p><w:inline>{RUN.format('套着的字')}</w:inline></w:p>",
    "运行里的运行": f"<w:p><w:r><w:more>{RUN.format('里面的字')}</w:more></w:r></w:p>",
    "控件": CONTROL,
    "文本框": BOXED,
    "格里的文本框": table((BOXED, paragraph("甲处")), (paragraph("乙处"), BOXED)),
    "格里的控件": table((CONTROL, paragraph("甲处"))),
    "格里的表": table((INNER, paragraph("甲处"))),
    "链接": f"<w:p><w:hyperlink>{RUN.format('链接的字')}</w:hyperlink></w:p>",
    "域": f"<w:p><w:fldSimple>{RUN.format('域的字')}</w:fldSimple></w:p>",
}
GONE = {"旧的写法"}
"""What stands on paper where the new way is not understood."""


def told(source: Source) -> str:
    """All that is known of the file: what was read, and what was said to be left out."""
    found = [each.text for each in source.left_out]
    found += [problem.message for problem in source.problems]
    for piece in source.pieces:
        if isinstance(piece, SourceParagraph):
            found += [piece.text, *piece.remarks]
        else:
            found += [cell.text for row in piece.rows for cell in row]
    return "\n".join(found)


def words_of(xml: str) -> list[str]:
    found = [each.partition("</w:t>")[0].rpartition(">")[2] for each in xml.split("<w:t")[1:]]
    return [each for each in found if each and each not in GONE]


@pytest.mark.parametrize("inside", WORD.values(), ids=WORD)
def test_word(inside: str) -> None:
    body = f"{paragraph('关于值班的通知')}{inside}"
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    source = read_content(zipped({"word/document.xml": document}), ".docx", "文.docx")
    found = told(source)
    assert words_of(inside)
    for word in words_of(inside):
        assert word in found
        assert found.count(word) == inside.count(word), "read twice"


PAGE = {
    "公式": "<math><mi>面积公式</mi></math>",
    "图形": "<svg><text>图形里的字</text></svg>",
    "嵌入": "<object>换着看的字</object>",
    "没有脚本": "<noscript>请打开脚本</noscript>",
    "画布": "<canvas>画布里的字</canvas>",
    "视频": "<video>视频的说明</video>",
    "按钮": "<button>打印本页</button>",
    "选项": "<select><option>第一项</option></select>",
    "导航": "<nav>首页</nav>",
    "页脚": "<div class='footer'>版权所有</div>",
    "题注": "<figure><figcaption>图的说明</figcaption></figure>",
    "定义": "<dl><dt>名词</dt><dd>它的解释</dd></dl>",
    "上标": "<p>平方米<sup>注一</sup></p>",
    "注音": "<p><ruby>清<rt>qing</rt></ruby></p>",
    "细节": "<details><summary>点开看</summary>里面的字</details>",
    "不认识的": "<gov-text>自定的标签</gov-text>",
    "表题": "<table><caption>表的题目</caption><tr><td>甲格</td><td>乙格</td></tr>"
    "<tr><td>丙格</td><td>丁格</td></tr></table>",
    "表外": "<table>漏在外面<tr><td>甲格</td><td>乙格</td></tr>"
    "<tr><td>丙格</td><td>丁格</td></tr></table>",
}


@pytest.mark.parametrize("inside", PAGE.values(), ids=PAGE)
def test_page(inside: str) -> None:
    page = f"<html><body><h1>关于值班的通知</h1>{inside}<p>各单位：</p></body></html>"
    found = told(read_content(page.encode(), ".html", "文.html"))
    words = [each.partition("<")[0].strip() for each in inside.split(">")]
    assert any(words)
    for word in filter(None, words):
        assert word in found


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("![示意图](a.png)", "示意图"),
        ("[^1]: 脚注的字", "脚注的字"),
        ("正文[^1]", "正文"),
        ("<!-- 写给自己的 -->", "写给自己的"),
        ("<div>标签里的字</div>", "标签里的字"),
        ("> 引用的字", "引用的字"),
        ("```\n代码里的字\n```", "代码里的字"),
        ("    缩进的字", "缩进的字"),
        ("- [ ] 没有做的", "没有做的"),
        ("~~删掉的字~~", "删掉的字"),
        ("| 甲格 | 乙格 |\n|---|---|\n| 丙格 | 丁格 |", "丁格"),
        ("[链接]: http://a.cn 题目", "题目"),
        ("题目\n====", "===="),
        ("---", "---"),
        ("***", "***"),
    ],
)
def test_markdown_and_text(line: str, word: str) -> None:
    text = f"关于值班的通知\n\n各单位：\n\n{line}\n\n请落实。\n".encode()
    assert word in told(read_content(text, ".md", "文.md"))
    assert word in told(read_content(text, ".txt", "文.txt"))
