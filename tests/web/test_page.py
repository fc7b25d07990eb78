"""The web page: all words of the text, in order; semantic, accessible, without a script; and a
real browser shows and prints it. `python -m tests.web.audit` asks axe-core and html-validate too.
"""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from gongwen.build.pipeline import Outcome, Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Composition, PageSection, Paragraph, Run, Table
from gongwen.formats import formats
from gongwen.web.page import page
from tests.project import ROOT
from tests.typesetting import main_of
from tests.web.reading import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FACTS = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市教育局
发文字号: 云教发〔2026〕3号
标题: [云溪市教育局关于, 举办读书节的通知]
主送: 各学校
成文日期: 2026-03-22
网页:
  索引号: YX0301/2026-00012
  信息分类: 教育
  发布机构: 云溪市教育局
  发布日期: 2026-03-25
  有效性: 有效
正文:
- 目录: 是
- 节: 总体安排
  正文:
  - 节: 时间
    接排: 四月<全月>&五月。
  - 节: 地点
    正文: 各校“图书馆”。
- 表:
    列: [学校, {头: 册数, 下: [新书, 旧书]}]
    行:
    - [{文: 一中, 跨行: 2}, '1', '2']
    - ['', '3', '4']
  表题: 赠书表
  单位: 册
附件:
- 标题: 书目
  正文:
  - 节: 文学
    正文: 小说 Novels。
"""


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    folder = ROOT / "tests" / "variants"
    shared = Shared(ROOT, folder)
    paths = [path for path in sorted(folder.glob("*.yaml")) if not path.name.startswith("机构")]
    made = [process(Request(path, None, (formats()["html"],)), shared) for path in paths[::3]]
    return [each for each in made if each.outputs]  # of what is for the office only there is none


def words_of(composition: Composition) -> str:
    """What stands in the text on paper, without the page numbers of its contents."""
    found: list[str] = []
    for section in composition.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                text = block.text
                found.append(text.rpartition("\t")[0] or text if block.contents else text)
            else:
                found += ["".join(p.text for p in c.paragraphs) for row in block.rows for c in row]
    return "".join("".join(found).split())


def test_every_word_of_the_text_is_there_in_its_order(outcomes: list[Outcome]) -> None:
    assert len(outcomes) > 10
    for outcome in outcomes:
        for typeset, content in zip(outcome.pages, outcome.outputs.values(), strict=True):
            read = Page(content.decode())
            after = read.text.rpartition(words_of(typeset.composition)[:40])[1]
            assert after
            assert read.text.endswith(words_of(typeset.composition))


def test_pages_are_sound(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        for content in outcome.outputs.values():
            check_sound(content.decode())


def check_sound(text: str) -> None:
    read = Page(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert [attrs["lang"] for _, attrs, _ in read.all("html")] == ["zh-CN"]
    assert not read.all("script", "iframe", "link", "object", "form", "input")
    assert not [name for _, attrs, _ in read.tags for name in attrs if name.startswith("on")]
    assert not [value for _, attrs, _ in read.tags for value in attrs.values() if "//" in value]
    assert "url(" not in text.partition("</style>")[0]
    assert [len(read.all(name)) for name in ("main", "article", "h1", "title")] == [1, 1, 1, 1]
    levels = [int(tag[1]) for tag, _, _ in read.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [attrs["id"] for _, attrs, _ in read.tags if "id" in attrs]
    assert len(names) == len(set(names))
    assert {attrs["href"] for _, attrs, _ in read.all("a")} <= {f"#{name}" for name in names}
    assert all(attrs.get("alt") for _, attrs, _ in read.all("img"))
    assert all(attrs.get("scope") and text.strip() for _, attrs, text in read.all("th"))
    labels = [attrs["aria-label"] for _, attrs, _ in read.tags if "aria-label" in attrs]
    assert len(labels) == len(set(labels))


def test_what_stands_at_its_head() -> None:
    read = Page(page(main_of(FACTS)))
    names = [text for _, _, text in read.all("dt")]
    values = [text for _, _, text in read.all("dd")]
    assert dict(zip(names, values, strict=True)) == {
        "索引号": "YX0301/2026-00012",
        "信息分类": "教育",
        "发布机构": "云溪市教育局",
        "发文机关": "云溪市教育局",
        "成文日期": "2026年3月22日",
        "文件名称": "云溪市教育局关于举办读书节的通知",
        "发文字号": "云教发〔2026〕3号",
        "发布日期": "2026年3月25日",
        "有效性": "有效",
    }
    metas = {attrs["name"]: attrs["content"] for _, attrs, _ in read.all("meta") if "name" in attrs}
    assert metas["ArticleTitle"] == "云溪市教育局关于举办读书节的通知"
    assert metas["PubDate"] == "2026年3月25日"


def test_headings_tables_and_contents_say_what_they_are() -> None:
    text = page(main_of(FACTS))
    check_sound(text)
    read = Page(text)
    heads = [(tag, text) for tag, _, text in read.all("h1", "h2", "h3")]
    assert heads == [
        ("h1", "云溪市教育局关于举办读书节的通知"),
        ("h2", "一、总体安排"),
        ("h3", "（二）地点"),
        ("h2", "书目"),
        ("h3", "一、文学"),
    ]
    assert "<strong>（一）时间。</strong>四月&lt;全月&gt;&amp;五月。" in text
    assert "<caption>赠书表<br>单位：册</caption>" in text
    assert '<th scope="col" rowspan="2">学校</th><th scope="colgroup" colspan="2">册数</th>' in text
    assert '<td class="middle" rowspan="2">一中</td>' in text
    links = [text for _, _, text in read.all("a")]
    assert links == ["一、总体安排", "（一）时间", "（二）地点"]


def test_a_draft_has_no_number_and_an_order_has_a_heading() -> None:
    draft = Page(page(main_of(FACTS.replace("稿本: 印发稿", "稿本: 征求意见稿"))))
    assert "发文字号" not in draft.text
    assert "（征求意见稿）" in draft.text
    untitled = Composition("云溪市人民政府令", None, (), None)
    assert [text for _, _, text in Page(page(untitled)).all("h1")] == ["云溪市人民政府令"]


def test_hostile_text_stays_text() -> None:
    hostile = "\"><script>alert('x')</script>\x0b"
    blocks = (Paragraph("标题", (Run(hostile),)), Table((1,), 0, ((),)))
    text = page(Composition(hostile, None, (PageSection(blocks),), None, facts=((hostile,) * 2,)))
    assert "<script" not in text
    assert "\x0b" not in text
    assert Page(text).all("h1")[0][2] == hostile.replace("\x0b", "")


@pytest.mark.skipif(CHROMIUM is None, reason="没有 chromium（apt install chromium）")
def test_a_browser_prints_the_page(tmp_path: Path) -> None:
    """On A4 paper, the attachment on a page of its own; Latin words are looked for, as a machine
    may have no Chinese font.
    """
    file, pdf = tmp_path / "页.html", tmp_path / "页.pdf"
    file.write_text(page(main_of(FACTS)), encoding="utf-8")
    command = [
        *(str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu"),
        *(f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer"),
        *(f"--print-to-pdf={pdf}", file.as_uri()),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    document = pypdfium2.PdfDocument(pdf)
    pages = ["".join(each.get_textpage().get_text_range().split()) for each in document]
    size = document[0].get_size()
    document.close()
    assert (round(size[0]), round(size[1])) == (595, 842)
    assert "YX0301/2026-00012" in pages[0]
    assert ["Novels" in each for each in pages] == [False] * (len(pages) - 1) + [True]
    assert "YX0301" not in pages[-1]  # the attachment begins a page
