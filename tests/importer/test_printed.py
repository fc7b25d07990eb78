"""import(build(x)) = printed(x): a built document, imported again, is what paper shows of it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.build.pipeline import Request, make, process
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import Tree, plain
from gongwen.importer.yaml_writer import write_yaml
from gongwen.problem import Level, Place
from gongwen.typeset import Job, measures_of

from ..printed import printed

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = [
    path for path in sorted((ROOT / "content").rglob("*.yaml")) if not path.stem.startswith("机构")
]


def both(path: Path, shared: Shared) -> tuple[Any, Any]:
    """The document built and imported, and what paper shows of it."""
    request = Request(path, None, (formats()["docx"],))
    checked, made = process(request, shared), make(request, shared)
    assert checked.document is not None
    assert checked.kind is not None
    assert not made.refused, [p.message for p in made.problems if p.level is Level.ERROR]
    sheet, _ = shared.sheet(checked.document.sheet, Place(""))
    assert sheet is not None
    job = Job(
        document=checked.document,
        stage=checked.stage,
        kind=checked.kind,
        registry=checked.registry,
        measures=measures_of(sheet),
        pictures={},
    )
    built = next(iter(made.outputs.values()))
    imported = assemble(read_content(built, ".docx", "文.docx"))
    found: Any = plain(imported.tree)
    found.pop("忽略", None)
    return without_files(found), printed(job)


def without_files(tree: Any) -> Any:
    """Without the names and the widths of pictures, which the importer gives them."""
    if isinstance(tree, list):
        return [without_files(item) for item in tree]
    if isinstance(tree, dict) and isinstance(tree.get("图"), str):
        return {key: value for key, value in tree.items() if key != "宽"} | {"图": ""}
    if isinstance(tree, dict):
        return {key: without_files(value) for key, value in tree.items()}
    return tree


def without_blank_rows(tree: Any) -> Any:
    """Without table rows to be filled in by hand: how many there are depends on the page."""
    if isinstance(tree, list):
        return [without_blank_rows(item) for item in tree]
    if isinstance(tree, dict):
        kept = {key: without_blank_rows(value) for key, value in tree.items()}
        if isinstance(kept.get("行"), list):
            kept["行"] = [
                row for row in kept["行"] if any(cell not in ("", "＜") for cell in row[1:])
            ]
        return kept
    return tree


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples(path: Path) -> None:
    found, wanted = both(path, Shared(ROOT, ROOT / "content"))
    assert without_blank_rows(found) == without_blank_rows(wanted)
    assert len(str(found)) > 1000


VARIANTS = [
    path
    for path in sorted((ROOT / "tests" / "variants").glob("*.yaml"))
    if not path.stem.startswith(("机构", "样式"))
    and "密级:" not in path.read_text(encoding="utf-8")  # refused outside 涉密环境
]


@pytest.mark.parametrize("path", VARIANTS, ids=lambda path: path.stem)
def test_every_format(path: Path) -> None:
    """文件, 信函, 命令 and 纪要 in all that the variants show."""
    found, wanted = both(path, Shared(ROOT, ROOT / "tests" / "variants"))
    if found["文种"] == "命令":
        assert "令" in found.pop("标题")  # not on paper, so the importer names the order itself
    if path.stem == "决定-条款体":
        assert found.pop("文种") == "通知"  # nothing on its pages says that it is a 决定
        del wanted["文种"]
    assert without_blanks(without_blank_rows(found)) == without_blanks(without_blank_rows(wanted))


def without_blanks(tree: Any) -> Any:
    """Notes under titles without blanks, for they are parted into lines there."""
    if isinstance(tree, list):
        return [without_blanks(item) for item in tree]
    if isinstance(tree, dict):
        kept = {key: without_blanks(value) for key, value in tree.items()}
        return kept | ({"题注": "".join(kept["题注"].split())} if "题注" in kept else {})
    return tree


SENTENCE = st.sampled_from(
    (
        "各单位要高度重视，抓好工作落实。",
        "疏浚主城区河道，清理沿河垃圾。落实管护人员，每月至少巡查1次。",
        "2026年6月底前，完成排水管网的普查，形成问题清单。",
        "按照“谁主管、谁负责”的原则，落实《云溪市河道管理办法》要求。",
    )
)
TITLE = st.sampled_from(
    ("总体要求", "加强组织领导", "完善排水设施", "强化督促检查", "落实资金保障")
)
UNITS = st.sampled_from(
    ("市水务局", "市水务局、市财政局", "市教育局，各县（区）", "市委宣传部，团市委等")
)
NAMES = st.sampled_from(("江晓 市政府副市长", "文林 市水务局局长", "努尔兰·哈孜 市财政局局长"))
WORDS = st.sampled_from(("疏浚", "加固堤防", "3.5公里", "市水务局", "长期坚持"))


def tasks() -> st.SearchStrategy[list[Any]]:
    task = st.fixed_dictionaries(
        {"任务": SENTENCE, "责任单位": UNITS},
        optional={"配合单位": UNITS, "时限": st.sampled_from(("2026年12月底前", "长期坚持"))},
    )
    with_lead = st.fixed_dictionaries({"任务": TITLE, "内容": SENTENCE, "责任单位": UNITS})
    return st.lists(st.one_of(task, with_lead), min_size=1, max_size=3)


def items() -> st.SearchStrategy[list[Any]]:
    deeper = st.fixed_dictionaries(
        {"文": SENTENCE, "条目": st.lists(SENTENCE, min_size=1, max_size=2)}
    )
    return st.lists(st.one_of(SENTENCE, deeper), min_size=1, max_size=3).map(
        lambda found: [{"条目": found}]
    )


def rosters() -> st.SearchStrategy[list[Any]]:
    def made(people: list[str], units: str, tail: str) -> list[Any]:
        return [
            {
                "名单": [
                    {"角色": "组长", "人员": people[:1]},
                    {"角色": "副组长", "人员": people[1:]},
                    {"角色": "成员", "单位": units, "后缀": tail},
                ]
            }
        ]

    tails = st.sampled_from(("等单位分管负责同志", "分管负责同志"))
    units = st.sampled_from(("市水务局、市财政局", "市教育局，市水务局"))
    return st.builds(made, st.lists(NAMES, min_size=2, max_size=4), units, tails)


def stages() -> st.SearchStrategy[list[Any]]:
    first = st.fixed_dictionaries(
        {"阶段": st.just("准备阶段"), "起": st.just("2026-03"), "止": st.just("2026-05")},
        optional={"接排": SENTENCE},
    )
    second = st.fixed_dictionaries(
        {"阶段": st.just("总结阶段"), "时间": st.just("汛期结束后1个月内"), "接排": SENTENCE}
    )
    return st.tuples(first.filter(lambda stage: "接排" in stage), second).map(
        lambda found: [{"阶段": list(found)}]
    )


def duties() -> st.SearchStrategy[list[Any]]:
    duty = st.fixed_dictionaries(
        {"单位": st.sampled_from(("市水务局", "市财政局", "团市委")), "内容": SENTENCE}
    )
    return st.lists(duty, min_size=2, max_size=3).map(lambda found: [{"职责": found}])


def tables() -> st.SearchStrategy[list[Any]]:
    rows = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4)
    return rows.map(lambda found: [{"表": {"列": ["序号", "任务", "单位"], "行": found}}])


def leads() -> st.SearchStrategy[list[Any]]:
    lead = st.fixed_dictionaries({"领句": TITLE, "接排": SENTENCE})
    return st.lists(lead, min_size=1, max_size=3).map(list)


def bodies(depth: int) -> st.SearchStrategy[list[Any]]:
    """Paragraphs, then one kind of structure: what paper alone can tell apart."""
    texts = st.lists(SENTENCE, max_size=2).map(list)
    last = [items(), tasks(), rosters(), duties(), tables(), leads(), st.just([])]
    if depth > 0:
        run_in = st.fixed_dictionaries({"节": TITLE, "接排": SENTENCE})
        whole = st.fixed_dictionaries({"节": TITLE, "正文": bodies(depth - 1)})
        sections = st.lists(st.one_of(run_in, whole), min_size=1, max_size=3)
        last += [sections.map(list), sections.map(list), stages()]
    found = st.tuples(texts, st.one_of(*last)).map(lambda pair: [*pair[0], *pair[1]])
    return found.filter(bool)


def parts() -> st.SearchStrategy[dict[str, Any]]:
    names = st.sampled_from(("云溪市河道清淤方案", "河道巡查工作规则", "重点任务清单"))
    return st.fixed_dictionaries({"标题": names, "正文": bodies(2)})


def articles() -> st.SearchStrategy[list[Any]]:
    """条款: with chapters or without, paragraphs and points in an article."""
    article = st.one_of(
        st.fixed_dictionaries({"条": SENTENCE}),
        st.fixed_dictionaries({"条": st.lists(SENTENCE, min_size=2, max_size=3)}),
        st.fixed_dictionaries(
            {
                "条": st.just("河道管理遵循下列原则："),
                "项": st.lists(
                    st.one_of(
                        st.sampled_from(("统一规划；", "防治结合；", "分级负责。")),
                        st.just({"文": "下列情形：", "条目": ["擅自取土；", "擅自采砂。"]}),
                    ),
                    min_size=1,
                    max_size=3,
                ),
            }
        ),
    )
    plain_articles = st.lists(article, min_size=2, max_size=4)
    chapter = st.fixed_dictionaries(
        {"章": st.sampled_from(("总则", "规划和建设", "附则")), "正文": plain_articles}
    )
    return st.one_of(plain_articles, st.lists(chapter, min_size=1, max_size=3)).map(list)


def regulations() -> st.SearchStrategy[dict[str, Any]]:
    names = st.sampled_from(("云溪市河道管理办法", "河道巡查工作规则"))
    return st.fixed_dictionaries({"标题": names, "体例": st.just("条款"), "正文": articles()})


def schemes() -> st.SearchStrategy[dict[str, Any]]:
    """A text with numbers of its own, on two levels, the second counting on or not."""
    levels = st.sampled_from((["第一章", "一、"], ["一、", "1."], ["（一）", "1."]))
    scheme = st.tuples(levels, st.booleans()).map(
        lambda pair: {"层次": pair[0]} | ({"连续": ["2"]} if pair[1] else {})
    )
    inner = st.lists(st.fixed_dictionaries({"节": TITLE, "接排": SENTENCE}), min_size=2, max_size=3)
    sections = st.lists(st.fixed_dictionaries({"节": TITLE, "正文": inner}), min_size=2, max_size=3)
    return st.fixed_dictionaries(
        {"标题": st.just("云溪市河道清淤方案"), "编号": scheme, "正文": sections}
    )


def several() -> st.SearchStrategy[dict[str, Any]]:
    """An attachment of several texts."""
    first, second = (
        st.fixed_dictionaries({"标题": st.just(title), "正文": bodies(1)})
        for title in ("河道巡查工作规则", "河道管护人员职责")
    )
    texts = st.tuples(first, second).map(list)
    return st.fixed_dictionaries({"标题": st.just("河道管理制度汇编"), "件": texts})


@st.composite
def heads(draw: st.DrawFn) -> dict[str, Any]:
    """Documents of the formats of chapter 10, and those that several units issue."""
    tree: dict[str, Any] = {
        "文种": "通知",
        "稿本": "印发稿",
        "发文机关": "云溪市人民政府",
        "标题": "云溪市人民政府关于做好河道清淤工作的通知",
        "正文": draw(bodies(1)),
        "成文日期": "2026-04-03",
    }
    form = draw(st.sampled_from(("命令", "纪要", "信函", "联合", "请示")))
    if form == "命令":
        tree |= {"文种": "命令", "令号": "第8号", "标题": "云溪市人民政府令第8号"}
        tree["签署"] = [{"职务": "市长", "姓名": draw(st.sampled_from(("江晓", "文林川")))}]
        if draw(st.booleans()):
            tree |= {"印发件": draw(regulations())}
            tree["标题"] = f"关于公布《{tree['印发件']['标题']}》的令"
    elif form == "纪要":
        tree |= {"文种": "纪要", "发文字号": "第18期", "标题": "研究河道清淤工作的会议纪要"}
        names = st.sampled_from(("市水务局江晓、文林，市财政局王刚", "各县（区）分管负责同志"))
        for key in ("出席", "请假", "列席"):
            if draw(st.booleans()):
                tree[key] = draw(names)
    else:
        tree |= {"主送": "市水务局、市财政局", "发文字号": "云政发〔2026〕12号"}
        if form == "信函":
            tree["格式"] = "信函"
        elif form == "联合":
            tree["发文机关"] = ["云溪市水务局", "云溪市财政局"]
            tree["标题"] = "关于做好河道清淤工作的通知"
            tree |= {"联合标志": "主办"} if draw(st.booleans()) else {}
        else:
            tree |= {"文种": "请示", "标题": "云溪市人民政府关于河道清淤资金的请示"}
            tree |= {"签发人": draw(st.sampled_from(("江晓", ["江晓", "文林川"])))}
            tree |= {"联系人": {"姓名": "王刚", "电话": "0999-1234567"}}
    return tree


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    final = draw(st.booleans())
    tree: dict[str, Any] = {
        "文种": "通知",
        "稿本": "印发稿" if final else draw(st.sampled_from(("征求意见稿", "送审稿"))),
        "发文机关": "云溪市人民政府办公室",
        "标题": "云溪市人民政府办公室关于做好河道清淤工作的通知",
        "主送": draw(UNITS.filter(lambda units: not units.endswith("等"))),
        "正文": draw(bodies(2)),
    }
    if final:
        tree |= {"发文字号": "云政办发〔2026〕12号", "成文日期": "2026-04-03"}
        if draw(st.booleans()):
            tree |= {"公开属性": "主动公开"}
        if draw(st.booleans()):
            printing: dict[str, Any] = {"机关": "云溪市人民政府办公室", "日期": "2026-04-05"}
            tree |= {"抄送": "市委办公室，市人大常委会办公室", "印发": printing}
    if draw(st.booleans()):
        tree["印发件"] = draw(st.one_of(parts(), regulations(), schemes()))
    elif draw(st.booleans()):
        part = st.one_of(parts(), regulations(), schemes(), several())
        attached = draw(st.lists(part, min_size=1, max_size=2))
        tree["附件"] = list(attached)
    return tree


@cache
def folder() -> tuple[tempfile.TemporaryDirectory[str], Shared]:
    """A scratch folder for the whole run, and its shared with the templates loaded."""
    scratch = tempfile.TemporaryDirectory()
    return scratch, Shared(ROOT, Path(scratch.name))


@given(documents())
def test_any_document(tree: dict[str, Tree]) -> None:
    _, shared = folder()
    path = shared.content / "文.yaml"
    path.write_text(write_yaml(tree), encoding="utf-8")
    found, wanted = both(path, shared)
    assert found == wanted


@given(heads())
def test_any_head(tree: dict[str, Tree]) -> None:
    _, shared = folder()
    path = shared.content / "文.yaml"
    path.write_text(write_yaml(tree), encoding="utf-8")
    found, wanted = both(path, shared)
    if tree["文种"] == "命令":
        assert found.pop("标题") == tree["标题"]
    assert found == wanted
