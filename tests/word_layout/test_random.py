"""Texts, tables and rosters that nobody chose: the file is as planned, whatever they hold."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats

from ..project import REGISTRY, with_looks
from .choices import WORD, Choices, otherwise
from .compared import differences
from .layout import Layout
from .plan import Document, made
from .reader import read

GIVEN = "伟芳秀英敏静磊洋勇艳杰娟涛明超"
PLAIN = (
    *("云溪市", "水务局", "河道", "清淤", "汛期前", "完成", "主城区", "三条", "2026年", "12个"),
    *("（试行）", "《云溪市河道管理办法》"),
)
WORDS = (
    *PLAIN,
    *("“放心水”", "，", "，", "。", "、", "；", "……", "——", "5.8万吨", "98%", "A级", "·"),
    *("落实", "责任", "统筹", "推进", "和", "对", "监督检查", "各区县"),
)


def sentence(least: int, most: int) -> st.SearchStrategy[str]:
    """Words in any order: a text begins and ends with a character, never with a stop."""
    words = st.lists(st.sampled_from(WORDS), min_size=least, max_size=most)
    return words.map(lambda some: f"按照部署{''.join(some)}抓好落实。")


NAME = st.builds(
    lambda family, given: family + "".join(given),
    st.sampled_from([*"王李张刘陈", "欧阳", "司马"]),
    st.lists(st.sampled_from(GIVEN), min_size=1, max_size=2),
)
POST = st.lists(
    st.sampled_from(
        ("市政府", "副市长", "市水务局", "党组书记、局长", "市教育局", "副局长", "调研员")
    ),
    min_size=1,
    max_size=6,
).map("".join)
PERSON = st.builds(lambda name, post: f"{name} {post}", NAME, POST)
CELL = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=12).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    columns = draw(st.integers(2, 5))
    rows = draw(
        st.lists(st.lists(CELL, min_size=columns, max_size=columns), min_size=1, max_size=12)
    )
    heads = [f"项目{number}" for number in range(1, columns + 1)]
    lines = ["- 表:", f"    列: [{', '.join(heads)}]", "    行:"]
    return lines + [f"    - [{', '.join(repr(cell) for cell in row)}]" for row in rows]


@st.composite
def rosters(draw: st.DrawFn) -> list[str]:
    people = draw(st.lists(PERSON, min_size=1, max_size=15, unique_by=lambda one: one.split()[0]))
    first, *others = people
    lines = ["- 名单:", f"  - {{角色: 组长, 人员: [{first!r}]}}"]
    if others:
        lines.append(f"  - {{角色: 成员, 人员: [{', '.join(map(repr, others))}]}}")
    return lines


PARAGRAPHS = sentence(0, 60).map(lambda text: [f"- {text!r}"])
SECTIONS = st.builds(
    lambda heading, texts: [f"- 节: {heading!r}", "  正文:", *(f"  - {each!r}" for each in texts)],
    st.sampled_from(("工作任务", "组织领导", "加强河道巡查和险情报告")),
    st.lists(sentence(0, 40), min_size=1, max_size=4),
)
ITEMS = st.lists(sentence(0, 25), min_size=1, max_size=4).map(
    lambda texts: ["- 条目:", *(f"  - {each!r}" for each in texts)]
)
BODIES = st.lists(
    st.one_of(PARAGRAPHS, PARAGRAPHS, SECTIONS, ITEMS, rosters()), min_size=1, max_size=9
)


@cache
def _shared() -> Shared:
    """A project for the run. Not a fixture: hypothesis would write it out where a test fails."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    root = with_looks(Path(folder.name))
    content = root / "content"
    content.mkdir()
    (content / "机构.yaml").write_text(REGISTRY, "utf-8")
    return Shared(root, content)


def documents_of(text: str) -> list[Document]:
    """What is made of a text."""
    shared = _shared()
    path = shared.content / "稿.yaml"
    path.write_text(text, "utf-8")
    outcome = process(Request(path, None, (formats()["docx"],)), shared)
    return list(made("稿", outcome, shared))


def checked(text: str) -> list[str]:
    """What differs in the files that are made of a text."""
    return [
        difference
        for document in documents_of(text)
        for difference in differences(document, read(document.content))
    ]


def layouts(text: str, choices: Choices) -> list[Layout]:
    return [read(document.content, choices) for document in documents_of(text)]


DRAFT = """\
文种: 通知
发文机关: 云溪市水务局
标题: 云溪市水务局关于开展河道清淤的通知
主送: 市教育局
忽略: {标点重复: 随机的文字, 标点不成对: 随机的文字, 词语重复: 随机的文字}
"""
FINAL = f"""\
{DRAFT}稿本: 印发稿
发文字号: 云水发〔2026〕12号
成文日期: 2026-04-03
印章: 加盖
"""
few = settings(suppress_health_check=list(HealthCheck))


@few
@given(BODIES, st.sampled_from((DRAFT, FINAL)))
def test_a_text_is_as_planned(body: list[list[str]], head: str) -> None:
    lines = [line for block in body for line in block]
    assert checked(f"{head}正文:\n" + "\n".join(lines) + "\n") == []


@few
@given(BODIES, st.lists(SECTIONS, min_size=1, max_size=12), st.booleans(), st.booleans())
def test_a_table_of_contents_is_as_planned(
    above: list[list[str]], sections: list[list[str]], apart: bool, landscape: bool
) -> None:
    """In an attachment, or in the text itself, where it stands below other paragraphs."""
    lines = [line for block in [*above, ["- 目录: 是"], *sections] for line in block]
    if not apart:
        assert checked(f"{FINAL}正文:\n" + "\n".join(lines) + "\n") == []
        return
    text = f"{FINAL}正文: 请抓好落实。\n附件:\n- 标题: 河道整治方案\n"
    text += "  横排: 是\n" if landscape else ""
    assert checked(f"{text}  正文:\n" + "\n".join(f"  {line}" for line in lines) + "\n") == []


@few
@given(BODIES, tables(), st.booleans())
def test_a_table_in_an_attachment_is_as_planned(
    body: list[list[str]], table: list[str], landscape: bool
) -> None:
    lines = "\n".join(f"    {line}" for block in [*body[:2], table] for line in block)
    text = f"{FINAL}正文: 请抓好落实。\n附件:\n- 标题: 河道名录\n"
    text += "  横排: 是\n" if landscape else ""
    assert checked(f"{text}  正文:\n{lines}\n") == []


@pytest.mark.parametrize("lines", [1, 5, 9])
def test_rows_longer_than_a_page_are_as_planned(lines: int) -> None:
    """Below other text, and one after another."""
    above = "".join(f"- 第{number}项按照部署抓好落实。\n" for number in range(lines))
    rows = "".join(
        f"    - [河道, {'各县区要加强巡查，发现险情立即处置。' * count}]\n"
        for count in (30 + lines, 3, 90, 60 - lines)
    )
    table = f"- 表:\n    列: [名称, 要求]\n    行:\n{rows}"
    assert checked(f"{FINAL}正文:\n{above}{table}- 请抓好落实。\n") == []


@pytest.mark.parametrize("choice", [WORD, otherwise()["行高不含线"]], ids=["Word", "行高不含线"])
@pytest.mark.parametrize("landscape", [False, True])
def test_no_page_is_empty_below_a_table(landscape: bool, choice: Choices) -> None:
    """Tables that fill their page to the last row, or nearly: what Word wants below begins none."""
    for above in range(3):
        for rows in range(12, 18) if landscape else range(38, 45):
            body = "".join(f"  - 第{number}段。\n" for number in range(above))
            lines = "      - [河道, 长度]\n" * rows
            text = f"{FINAL}正文: 请抓好落实。\n附件:\n- 标题: 河道名录\n"
            text += "  横排: 是\n" if landscape else ""
            text += f"  正文:\n{body}  - 表:\n      列: [名称, 长度]\n      行:\n{lines}"
            for layout in layouts(text, choice):
                held = {each.page for each in layout.rows} | {
                    each.page for each in layout.lines if each.text and each.zone == "body"
                }
                assert held == {page.number for page in layout.pages}, (above, rows)
