"""花脸稿: accepting everything gives the new document, rejecting everything the old one."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from openxml_audit.validator import OpenXmlValidator  # type: ignore[import-untyped]

from gongwen.composition import (
    Block,
    Cell,
    Composition,
    Geometry,
    Imprint,
    PageSection,
    Paragraph,
    Picture,
    Run,
    Table,
)
from gongwen.document.table_layout import lay_out
from gongwen.render.render import render
from gongwen.revision.redline import redline
from gongwen.typeset.table_cells import laid_cells
from gongwen.word.package import pack
from gongwen.word.wordml import DOCUMENT, parse
from tests.compositions import ALL, PIXEL, paragraph, template
from tests.document.test_table_layout import Rectangle, by_spans, tilings
from tests.tracked import W, form, resolve

READY = template()


def of(*blocks: Block) -> Composition:
    return Composition("试", None, (PageSection(blocks),), None)


def marked(
    old: Composition, new: Composition, author: str = "程一诺", date: str = ""
) -> etree._Element:
    """The redline of two compositions, both ways of resolving it checked."""
    before, after = render(old, READY), render(new, READY)
    parts = redline(before, after, author, date)
    root = parse(parts[DOCUMENT])
    assert form(resolve(root, accept=True), parts) == form(parse(after[DOCUMENT]), after)
    assert form(resolve(root, accept=False), parts) == form(parse(before[DOCUMENT]), before)
    return root


def shown(root: etree._Element) -> list[str]:
    """The paragraphs with a mark, [-gone-] {+come+} <-from-> <+to+>."""
    signs = {"del": "[-{}-]", "ins": "{{+{}+}}", "moveFrom": "<-{}->", "moveTo": "<+{}+>"}
    found = []
    for node in root.iter(W + "p"):
        text = ""
        for child in node:
            words = "".join(each.text or "" for each in child.iter(W + "t", W + "delText"))
            text += signs.get(str(child.tag).removeprefix(W), "{}").format(words)
        if any(sign in text for sign in ("[-", "{+", "<-", "<+")):
            found.append(text)
    return found


@pytest.mark.parametrize(("first", "second"), list(permutations(ALL, 2)))
def test_whole_documents(first: str, second: str) -> None:
    marked(ALL[first], ALL[second])


@pytest.mark.parametrize("name", ALL)
def test_no_change_leaves_no_mark(name: str) -> None:
    root = marked(ALL[name], ALL[name])
    assert not list(root.iter(W + "ins", W + "del", W + "pPrChange", W + "rPrChange"))


def test_words_are_marked() -> None:
    old = of(paragraph("一级标题", "一、工作目标"), paragraph("段落", "2026年底前完成25%的任务。"))
    new = of(paragraph("一级标题", "一、工作目标"), paragraph("段落", "2027年底前完成30%的任务。"))
    root = marked(old, new, "程一诺", "2026-04-03T09:00:00Z")
    assert shown(root) == ["[-2026-]{+2027+}年底前完成[-25%-]{+30%+}的任务。"]
    mark = next(root.iter(W + "ins"))
    assert (mark.get(W + "author"), mark.get(W + "date")) == ("程一诺", "2026-04-03T09:00:00Z")


def test_an_unsaved_copy_has_no_date() -> None:
    root = marked(of(paragraph("段落", "甲。")), of(paragraph("段落", "乙。")))
    assert {mark.get(W + "date") for mark in root.iter(W + "ins", W + "del")} == {None}


def test_a_moved_section_and_its_numbers() -> None:
    a = ("加强组织领导", "各单位要明确专人负责这项工作。")
    b = ("落实资金保障", "财政部门要把经费列入年度预算。")
    c = ("强化督促检查", "每季度开展一次专项督查并通报。")

    def document(*sections: tuple[str, str]) -> Composition:
        blocks: list[Block] = []
        for number, (title, text) in zip("一二三", sections, strict=True):
            blocks += [paragraph("一级标题", f"{number}、{title}"), paragraph("段落", text)]
        return of(*blocks, paragraph("段落", "本通知自印发之日起施行。"))

    root = marked(document(a, b, c), document(b, c, a))
    assert shown(root) == [
        "[-一、-]<-加强组织领导->",
        "<-各单位要明确专人负责这项工作。->",
        "[-二、-]{+一、+}落实资金保障",
        "[-三、-]{+二、+}强化督促检查",
        "{+三、+}<+加强组织领导+>",
        "<+各单位要明确专人负责这项工作。+>",
    ]
    names = [
        start.get(W + "name")
        for start in root.iter(W + "moveFromRangeStart", W + "moveToRangeStart")
    ]
    assert names == ["move1", "move1"]


def test_joined_and_parted_paragraphs_are_the_paragraph_mark() -> None:
    first, second = "各单位要明确专人负责这项工作。", "财政部门要把经费列入年度预算。"
    last = paragraph("段落", "本通知自印发之日起施行。")
    parted = of(paragraph("段落", first), paragraph("段落", second), last)
    whole = of(paragraph("段落", first + second), last)
    for old, new, mark in ((parted, whole, "del"), (whole, parted, "ins")):
        root = marked(old, new)
        assert shown(root) == []
        (end,) = root.findall(f".//{W}pPr/{W}rPr/*")
        assert end.tag == W + mark
    for old, new in ((of(*parted.sections[0].blocks[:2]), of(whole.sections[0].blocks[0])),):
        assert shown(marked(old, new)) == shown(marked(new, old)) == []


def test_a_section_that_moved_and_was_edited_shows_both() -> None:
    lines = (
        "各单位要明确专人负责这项工作。",
        "财政部门要把经费列入年度预算。",
        "每季度开展一次专项督查并通报。",
    )
    moved = [paragraph("一级标题", "组织领导"), *(paragraph("段落", line) for line in lines)]
    edited = list(moved)
    edited[2] = paragraph(
        "段落", "财政部门要统筹安排资金，把经费及时足额列入年度预算，并按月拨付到位。"
    )
    rest = [paragraph("段落", f"第{n}项要求由责任单位按时完成并报送情况。") for n in "一二三四五"]
    found = shown(marked(of(*moved, *rest), of(*rest, *edited)))
    assert found[2:4] == [f"<-{line}->" for line in lines[1:]]
    assert found[6].startswith(
        "<+财政部门要+>{+统筹安排资金，+}<+把经费+>{+及时足额+}<+列入年度预算+>"
    )
    assert len(found) == 8


def test_a_paragraph_added_at_the_end() -> None:
    first = paragraph("段落", "第一段说的是目标。")
    last = paragraph("条目", "（1）这一条是后来加的；")
    root = marked(of(first), of(first, last))
    assert shown(root) == ["{+（1）这一条是后来加的；+}"]
    root = marked(of(first, last), of(first))
    assert shown(root) == ["[-（1）这一条是后来加的；-]"]


def test_an_imprint_that_came_leaves_the_last_paragraph_alone() -> None:
    text = paragraph("段落", "本通知自印发之日起施行。")
    imprint = Imprint("", "市委办公室", "云溪市人民政府办公室", "2026年4月4日印发", "")
    root = marked(of(text), replace(of(text), imprint=imprint))
    assert [line for line in shown(root) if "施行" in line] == []


def test_rows_and_cells() -> None:
    def table(*rows: tuple[str, str]) -> Table:
        cells = [tuple(Cell((paragraph("表文", text),)) for text in row) for row in rows]
        return Table((4000, 4845), 1, tuple(cells))

    old = table(("任务", "单位"), ("修复老旧管网", "市水务局"), ("改造公共厕所", "市城管局"))
    new = table(
        ("任务", "单位"),
        ("修复老旧管网", "市住建局"),
        ("新建口袋公园", "市园林局"),
        ("改造公共厕所", "市城管局"),
    )
    root = marked(of(old), of(new))
    assert shown(root) == ["市[-水务局-]{+住建局+}", "{+新建口袋公园+}", "{+市园林局+}"]
    assert len(root.findall(f".//{W}trPr/{W}ins")) == 1


def _rows(*texts: str) -> Table:
    return Table((8845,), 0, tuple((Cell((paragraph("表文", text),)),) for text in texts))


def test_rows_that_moved() -> None:
    tasks = ("修复供水管网12公里", "新建街头口袋公园", "改造城区公共厕所", "整治易涝积水道路")
    root = marked(of(_rows(*tasks)), of(_rows(*tasks[1:], tasks[0].replace("12", "15"))))
    assert shown(root) == [
        "<-修复供水管网->[-12-]<-公里->",
        "<+修复供水管网+>{+15+}<+公里+>",
    ]
    assert len(root.findall(f".//{W}trPr/{W}del")) == len(root.findall(f".//{W}trPr/{W}ins")) == 1
    starts = root.iter(W + "moveFromRangeStart", W + "moveToRangeStart")
    assert [start.get(W + "name") for start in starts] == ["move1", "move1"]


def test_a_table_that_moved(tmp_path: Path) -> None:
    table = _rows("修复老旧供水管网", "新建街头口袋公园")
    texts = [paragraph("段落", f"第{n}季度要报送进展情况。") for n in "一二三"]
    old, new = of(table, *texts), of(*texts[:2], table, texts[2])
    root = marked(old, new)
    assert shown(root) == [
        "<-修复老旧供水管网->",
        "<-新建街头口袋公园->",
        "<+修复老旧供水管网+>",
        "<+新建街头口袋公园+>",
    ]
    assert_valid(
        redline(render(old, READY), render(new, READY), "程一诺"), tmp_path / "花脸稿.docx"
    )


def test_moves_have_names_of_their_own() -> None:
    """Those of a cell beside those of the text."""
    lines = [paragraph("表文", f"第{n}项要求按时完成报送") for n in "一二三"]
    texts = [paragraph("段落", f"第{n}季度要报送进展情况。") for n in "一二三"]

    def table(order: list[Paragraph]) -> Table:
        return Table((8845,), 0, ((Cell(tuple(order)),),))

    root = marked(
        of(*texts, table(lines), texts[0]), of(*texts[1:], texts[0], table([*lines[1:], lines[0]]))
    )
    names = [start.get(W + "name") for start in root.iter(W + "moveToRangeStart")]
    assert len(names) == len(set(names)) > 0


# ---- any pair ------------------------------------------------------------------------------

WORDS = st.text("一二，。甲乙丙1（）、\t\n A", min_size=1, max_size=14).filter(
    lambda text: text.strip() == text
)
NUMBERS = st.sampled_from(("", "一、", "（二）", "3.", "附件：1.\t"))
STYLES = st.sampled_from(("段落", "一级标题", "条目", "附件说明"))
GEOMETRY = st.sampled_from((None, None, Geometry(left=640), Geometry(640, None, -320)))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    style, text = draw(STYLES), draw(NUMBERS) + draw(WORDS)
    if style == "段落" and draw(st.booleans()):
        runs: tuple[Run, ...] = (Run(text, "二级接排"), Run(draw(WORDS)))
    else:
        runs = (Run(text),)
    return Paragraph(style, runs, draw(GEOMETRY))


PICTURES = st.sampled_from((360000, 180000)).map(
    lambda width: Paragraph("图", (), picture=Picture(PIXEL, "png", width, 180000, "示意"))
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    cell = st.lists(
        st.builds(lambda text: paragraph("表文", text), WORDS), min_size=1, max_size=2
    ).map(lambda each: Cell(tuple(each)))
    rows = draw(st.lists(st.tuples(*[cell] * columns), min_size=1, max_size=4))
    return Table(tuple([8845 // columns] * columns), draw(st.integers(0, 1)), tuple(rows))


BLOCKS = st.lists(st.one_of(paragraphs(), paragraphs(), tables(), PICTURES), min_size=1, max_size=7)


@st.composite
def changed(draw: st.DrawFn) -> tuple[list[Block], list[Block]]:
    """A document and what became of it: blocks taken out, put in, moved, written anew."""
    old = draw(BLOCKS)
    new = list(draw(st.permutations(old))) if draw(st.booleans()) else list(old)
    for extra in draw(st.lists(st.one_of(paragraphs(), tables()), max_size=3)):
        new.insert(draw(st.integers(0, len(new))), extra)
    return old, new[draw(st.integers(0, 2)) :] or old[:1]


@given(changed(), st.booleans())
def test_any_pair(pair: tuple[list[Block], list[Block]], landscape: bool) -> None:
    old, new = pair
    first = of(*old)
    second = of(*new)
    if landscape and len(new) > 1:
        parts = (PageSection(tuple(new[:1])), PageSection(tuple(new[1:]), landscape=True))
        second = replace(second, sections=parts)
    marked(first, second)


def assert_valid(parts: dict[str, bytes], target: Path) -> None:
    target.write_bytes(pack(parts))
    result = OpenXmlValidator().validate(target)
    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize(("first", "second"), [("全", "小"), ("小", "全"), ("上行", "全")])
def test_it_is_valid(first: str, second: str, tmp_path: Path) -> None:
    parts = redline(render(ALL[first], READY), render(ALL[second], READY), "程一诺")
    assert_valid(parts, tmp_path / "花脸稿.docx")


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(changed())
def test_any_pair_is_valid(tmp_path: Path, pair: tuple[list[Block], list[Block]]) -> None:
    parts = redline(render(of(*pair[0]), READY), render(of(*pair[1]), READY), "程一诺")
    assert_valid(parts, tmp_path / "花脸稿.docx")


def of_rectangles(tiling: tuple[int, int, list[Rectangle]]) -> Table:
    """A table of merged cells, each with a text of its own."""
    rows, columns, pieces = tiling
    layout, faults = lay_out(by_spans(rows, pieces), columns)
    assert faults == []
    made = laid_cells(
        layout,
        lambda placed, _: Cell(
            (paragraph("表文", placed.text),),
            placed.columns,
            "restart" if placed.rows > 1 else None,
        ),
    )
    return Table((8845 // columns,) * columns, 0, made)


@settings(deadline=None)
@given(tilings(), tilings())
def test_any_pair_of_tables_with_merged_cells(
    first: tuple[int, int, list[Rectangle]], second: tuple[int, int, list[Rectangle]]
) -> None:
    text = paragraph("段落", "本通知自印发之日起施行。")
    marked(of(of_rectangles(first), text), of(of_rectangles(second), text))


def test_cells_that_come_to_be_merged_are_rows_that_went_and_came() -> None:
    text = paragraph("段落", "本通知自印发之日起施行。")

    def table(*spans: int) -> Table:
        cells = [Cell((paragraph("表文", f"第{n}格内容"),), wide) for n, wide in enumerate(spans)]
        return Table((2000,) * 4, 0, (tuple(cells),))

    root = marked(of(table(1, 3), text), of(table(3, 1), text))
    assert len(root.findall(f".//{W}tr")) == 2


def test_tables_that_meet_are_kept_apart(tmp_path: Path) -> None:
    first = Table((8845,), 0, ((Cell((paragraph("表文", "甲乙丙丁"),)),),))
    second = Table((8845,), 0, ((Cell((paragraph("表文", "子丑寅卯"),)),),))
    text = paragraph("段落", "本通知自印发之日起施行。")
    root = marked(of(first, text), of(second, text))
    between = root.findall(f".//{W}pPr/{W}rPr")
    assert [[str(mark.tag).removeprefix(W) for mark in run] for run in between] == [
        *(["del"], ["ins", "del"], ["ins"])
    ]
    assert_valid(
        redline(render(of(first, text), READY), render(of(second, text), READY), "程一诺"),
        tmp_path / "花脸稿.docx",
    )
