"""A new document builds at once, says what to fill in, and never takes another file's place."""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import cli
from gongwen.build.run import build
from gongwen.kinds import Kind, kinds
from gongwen.library.document_name import BadNameError, new_path
from gongwen.library.offered_skeletons import fits, skeletons
from gongwen.library.skeleton import Fillings, Issuer, beginnings, new_document
from gongwen.problem import Level
from gongwen.registry.office import OwnOffice
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping, Sequence
from tests.project import project

MANY = [
    tuple(name for name in skeletons() if name not in beginnings(skeletons()) or name == first)
    for first in beginnings(skeletons())
]
SETS = [(), *((name,) for name in skeletons()), *MANY]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project(tmp_path)
    for path in (tmp_path / "content").glob("[!机]*.yaml"):
        path.unlink()
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.delenv("GONGWEN_STAMP", raising=False)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(list(words))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_every_kind_with_every_skeleton_builds_without_a_problem(tmp_path: Path) -> None:
    options = project(tmp_path)
    names = []
    for kind in kinds().values():
        for wanted in SETS:
            if not all(fits(each, kind.name) for each in wanted):
                continue
            name = f"{kind.name}{'和'.join(wanted)}"
            text = new_document(kind, wanted, Fillings(second_unit="市水务局"), "x.json")
            (options.content / f"{name}.yaml").write_text(text, encoding="utf-8")
            names.append(name)
    report = build(options, names)
    weighty = {each.rule for each in report.problems if each.level is not Level.NOTICE}
    assert weighty == {"没有填的空"}
    assert Level.ERROR not in {problem.level for problem in report.problems}
    told = Counter(Path(problem.file).stem for problem in report.problems)
    assert (set(told), report.refused) == (set(names), {})
    told_at_first = {told[each] for each in names if kind_of(each).first_stage == "征求意见稿"}
    assert 1 in told_at_first  # while the text is out for comment, one notice says it all
    assert len(report.built) >= len(names)


def kind_of(name: str) -> Kind:
    return next(each for each in kinds().values() if name.startswith(each.name))


def test_every_pair_of_skeletons_goes_together(tmp_path: Path) -> None:
    options = project(tmp_path)
    names = []
    for wanted in chain(combinations(skeletons(), 2), combinations(reversed(skeletons()), 2)):
        if len(beginnings(wanted)) > 1 or not all(fits(each, "通知") for each in wanted):
            continue
        text = new_document(kinds()["通知"], wanted, Fillings(second_unit="市水务局"), "x.json")
        names.append("".join(wanted))
        (options.content / f"{names[-1]}.yaml").write_text(text, encoding="utf-8")
    report = build(options, names)
    assert {problem.rule for problem in report.problems} == {"没有填的空", "公开属性"}
    assert (Level.ERROR in {each.level for each in report.problems}, report.refused) == (False, {})


def test_only_one_skeleton_can_begin_the_document(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "new", "通知", "甲", "--with", "方案,名单,办法") == (
        2,
        "",
        "方案、办法只能选一个，另一个请另写一份\n",
    )
    assert not (here / "content" / "甲.yaml").exists()
    run(capsys, "new", "通知", "甲", "--with", "名单,办法,名单")
    text = (here / "content" / "甲.yaml").read_text(encoding="utf-8")
    keys = [line for line in text.splitlines() if re.match(r"[^ #-].*?:|  标题|  - 名单", line)]
    assert keys == [
        "文种: 通知",
        "稿本: 征求意见稿              # 定稿后依次改成 送审稿、印发稿",
        "标题: 云溪市人民政府关于印发《（办法名称）》的通知",
        "正文:",
        "  - 名单:",
        "印发件:                       # 另起一页",
        "  标题: （办法名称）",
    ]


@pytest.mark.parametrize("kind", kinds())
def test_the_lines_offered_are_all_that_an_issued_document_needs(tmp_path: Path, kind: str) -> None:
    options = project(tmp_path)
    text = new_document(kinds()[kind], (), Fillings(Issuer("云溪市人民政府", ())), "x.json")
    lines = [re.sub(r"^# (?=\w+: )", "", line) for line in text.splitlines()]
    final = re.sub("稿本: (征求意见|送审)稿", "稿本: 印发稿", "\n".join(lines))
    (options.content / "定稿.yaml").write_text(final, encoding="utf-8")
    unread = build(options, ["定稿"])
    assert {problem.rule for problem in unread.problems} == {"没有填的空", "写法不对"}
    dated = final.replace("年-月-日", "2026-08-09")
    (options.content / "定稿.yaml").write_text(dated, encoding="utf-8")
    report = build(options, ["定稿"])
    assert report.problems  # what is still to be filled in is told, and nothing else is
    assert [problem for problem in report.problems if problem.rule != "没有填的空"] == []
    assert list(report.refused) == ["定稿.yaml"]


def test_what_is_written_and_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "new", "通知", "专项/防汛 值班", "--with", "名单，征求意见") == (
        0,
        "已新建 content/专项/防汛 值班.yaml\n"
        "接下来：打开它，照“#”后面的说明填写，存盘；再运行\n"
        "  make DOC='专项/防汛 值班'（没有 make 的电脑：python build.py '专项/防汛 值班'）\n",
        "",
    )
    text = (here / "content/专项/防汛 值班.yaml").read_text(encoding="utf-8")
    first, *_ = text.splitlines()
    assert first == "# yaml-language-server: $schema=../../docs/schema/gongwen.json"
    assert "\n- 反馈说明: 是" in text
    assert "\n  - 名单:\n" in text
    assert "\n发文机关: 云溪市人民政府\n" in text  # the first of this registry
    code, out, err = run(capsys, "build")
    assert (code, out) == (
        0,
        "生成 output/专项/防汛 值班/防汛 值班（送审稿）.docx\n"
        "生成1个文件。发现9个警告、1个提示。\n",
    )
    said = "警告 [没有填的空] “（文件名称）”还没有填"
    assert err.startswith(f"content/专项/防汛 值班.yaml:9:17: {said}\n")


REGISTRY = """\
- 全称: 中共云溪市委老干部局
  简称: 市委老干部局
  类别: 党委
- {全称: 云溪市人民政府, 简称: 市政府, 类别: 政府, 代字: 云政发}
- {全称: 云溪市商务局, 简称: 市商务局, 类别: 政府, 代字: 云商发}
- {全称: 云溪市体育局, 简称: 市体育局, 类别: 政府}
"""


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            "通知",
            [
                "# 发文机关: 云溪市人民政府",
                "# 发文字号: 云政发〔2026〕（序号）号   # 年份用六角括号〔〕",
                "    责任单位: 市商务局",
                "    配合单位: 市体育局          # 没有就删掉这一行",
                "    责任单位: 市体育局",
            ],
        ),
        (
            "函",  # by letter: another 代字
            [
                "发文机关: 云溪市人民政府",
                "# 发文字号: 云政函〔2026〕（序号）号   # 年份用六角括号〔〕",
            ],
        ),
        (
            "请示",  # a department's
            [
                "标题: 云溪市商务局关于（请示事项）的请示    # 一文一事",
                "发文机关: 云溪市商务局",
                "# 发文字号: 云商发〔2026〕（序号）号   # 年份用六角括号〔〕",
            ],
        ),
        (
            "报告",
            [
                "标题: 云溪市商务局关于（报告事项）的报告    # 报告里不夹带请示事项",
                "发文机关: 云溪市商务局",
            ],
        ),
        ("纪要", ["# 发文字号: 第（几）期          # 期号", "# 出席: （出席人姓名）"]),
    ],
)
def test_units_and_codes_fit_the_kind(
    here: Path, capsys: pytest.CaptureFixture[str], kind: str, lines: list[str]
) -> None:
    (here / "content" / "机构.yaml").write_text(REGISTRY, encoding="utf-8")
    run(capsys, "new", kind, "甲", "--with", "任务")
    text = (here / "content" / "甲.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line not in text] == []
    assert [line for line in text if "老干部" in line] == []


OFFICE = """\
机关: 云溪市商务局
代字: [{字: 云商发, 用途: 文件}, {字: 云商函, 用途: 信函}]
印发机关: 云溪市商务局办公室
抄送: 市委办公室、市政府办公室
联系人: 张三（办公室）
电话: '0000-1234567, 7654321'
上级: [云溪市人民政府]
"""


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            "通知",
            [
                "标题: 云溪市商务局关于（事由）的通知      # 太长时写成列表，每项一行",
                "# 发文机关: 云溪市商务局",
                "# 发文字号: 云商发〔2026〕（序号）号   # 年份用六角括号〔〕",
                "# 抄送: 市委办公室、市政府办公室",
                "# 印发: {机关: 云溪市商务局办公室, 日期: 年-月-日}",
            ],
        ),
        (
            "函",
            [
                "发文机关: 云溪市商务局",
                "# 发文字号: 云商函〔2026〕（序号）号   # 年份用六角括号〔〕",
            ],
        ),
        (
            "请示",
            [
                "主送: 云溪市人民政府            "
                "# 几个单位写在一行，同类的用“、”，换一类用“，”；末尾的冒号不用写",
                "联系人: {姓名: 张三（办公室）, 电话: '0000-1234567, 7654321'}   "
                "# 印在附注里，上级机关好联系",
            ],
        ),
    ],
)
def test_what_the_office_says_of_itself_is_filled_in(
    here: Path, capsys: pytest.CaptureFixture[str], kind: str, lines: list[str]
) -> None:
    (here / "content" / "机构.yaml").write_text(REGISTRY, encoding="utf-8")
    (here / "content" / "本单位.yaml").write_text(OFFICE, encoding="utf-8")
    assert run(capsys, "new", kind, "甲")[2] == ""
    text = (here / "content" / "甲.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line not in text] == []
    said = run(capsys, "check", "甲")[1]
    assert "错误" not in said
    assert "机构未登记" not in said


@given(st.text(min_size=1, max_size=12).filter(lambda text: text.strip() and text.isprintable()))
def test_whatever_the_office_is_called_is_read_back(name: str) -> None:
    named = " ".join(name.split())
    fillings = Fillings(office=OwnOffice(contact=named, phone=named, copies_to=named))
    data, _ = parse(new_document(kinds()["请示"], (), fillings, "x.json"), "甲.yaml")
    assert isinstance(data, Mapping)
    assert data["联系人"] == {"姓名": named, "电话": named}


def test_tasks_of_a_plan_stand_in_it_and_in_one_table(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "new", "通知", "甲", "--with", "方案,任务,名单")
    text = (here / "content" / "甲.yaml").read_text(encoding="utf-8")
    data, _ = parse(text, "甲.yaml")
    assert isinstance(data, Mapping)
    assert "附件" not in data
    plan = data["印发件"]
    assert isinstance(plan, Mapping)
    body, attached = plan["正文"], plan["附件"]
    assert isinstance(body, Sequence)
    assert [each["节"] for each in body if isinstance(each, Mapping)] == [
        *("总体要求", "重点任务", "组成人员", "保障措施")
    ]
    assert isinstance(attached, Sequence)
    assert len(attached) == 1
    assert text.count("取自: 印发件") == 1
    assert text.count("- 任务:") == 2


def test_a_skeleton_for_another_kind_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "“复函”这个骨架用于：函；文种写的是“通知”\n"
    assert run(capsys, "new", "通知", "甲", "--with", "复函") == (2, "", said)
    assert not (here / "content" / "甲.yaml").exists()


def test_a_code_that_is_not_known_is_left_to_fill_in(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "new", "函", "甲")
    text = (here / "content" / "甲.yaml").read_text(encoding="utf-8")
    line = "# 发文字号: （代字）〔2026〕（序号）号   # 年份用六角括号〔〕\n"
    assert line in text
    (here / "content" / "甲.yaml").write_text(text.replace(line, line[2:]), encoding="utf-8")
    said = run(capsys, "check", "--stage", "印发稿", "甲")[1]
    assert "错误 [没有填的空]" in said
    assert "[发文字号]" not in said


def test_the_same_question_gives_the_same_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "new", "函", "甲")
    run(capsys, "new", "函", "乙.yaml")
    first, second = ((here / f"content/{name}.yaml").read_bytes() for name in "甲乙")
    assert first == second


def test_nothing_is_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = here / "content" / "Plan.yml"
    taken.write_text("文种: 函\n", encoding="utf-8")
    assert run(capsys, "new", "通知", "plan") == (
        2,
        "",
        "已经有 Plan.yml，没有动它；请换一个名称，或直接改那一份\n",
    )
    assert taken.read_text(encoding="utf-8") == "文种: 函\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("会议通知", "“会议通知”是可以先放上的部分：KIND=通知 WITH=会议通知"),
        ("复函", "“复函”是可以先放上的部分：KIND=函 WITH=复函"),
        (
            "工作要点",
            "“工作要点”不是单独的文种，由通知印发：文种写“通知”，“工作要点”写进“印发件”"
            "（新建时加 WITH=方案 或 WITH=办法，就有骨架）",
        ),
        ("公示", "是不是“公告”"),
        ("红头文件", ""),
    ],
)
def test_what_is_no_kind_of_document_is_told_what_it_is(
    here: Path, capsys: pytest.CaptureFixture[str], typed: str, said: str
) -> None:
    code, _, err = run(capsys, "new", typed, "甲")
    assert code == 2
    tail = f"；{said}" if said else ""
    assert err.splitlines()[-1] == f"没有“{typed}”这个文种{tail}（写法见上）"


def test_without_a_kind_the_choices_are_listed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "new", "通告告", "甲")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "没有“通告告”这个文种；是不是“通告”（写法见上）"
    assert f"文种有：{'、'.join(kinds())}\n" in err
    assert "  名单：领导小组、联席会议的组成人员\n" in err
    err = run(capsys, "new", "通知")[2]
    assert err.startswith("用法：make new KIND=通知 DOC=文件名")
    assert err.splitlines()[-1] == "没有写文件名：DOC=文件名（写法见上）"
    err = run(capsys, "new")[2]
    assert err.splitlines()[-1] == "没有写文种和文件名：KIND=通知 DOC=文件名（写法见上）"
    err = run(capsys, "new", "", "甲")[2]
    assert err.splitlines()[-1] == "没有写文种：KIND=通知（写法见上）"
    assert run(capsys, "new", "通知", "甲", "--with", "名册") == (
        2,
        "",
        f"没有“名册”这个骨架，可以写：{'、'.join(skeletons())}\n",
    )
    assert not (here / "content" / "甲.yaml").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../外面", "“../外面”指到了别处；只写文件名，或 子文件夹/文件名"),
        ("/外/甲", "“/外/甲”不是 content 文件夹里的名称；只写文件名，或 子文件夹/文件名"),
        ("C:\\甲", "“C:/甲”不是 content 文件夹里的名称；只写文件名，或 子文件夹/文件名"),
        ("甲:乙", "文件名里不能有“:”（Windows 不允许），请去掉或改用全角的"),
        ("甲\t乙", "文件名里不能有“U+0009”（Windows 不允许），请去掉或改用全角的"),
        ("什么?", "文件名里不能有“?”（Windows 不允许），请去掉或改用全角的"),
        ("nul", "“nul”是 Windows 的设备名，不能作文件名，请换一个"),
        ("Com1.方案", "“Com1.方案”是 Windows 的设备名，不能作文件名，请换一个"),
        ("_片段", "“_片段”以“_”开头，会当成片段，请换一个"),
        (".甲", "“.甲”以“.”开头，会当成隐藏文件，请换一个"),
        ("_专项/甲", "“_专项”以“_”开头，会当成片段，请换一个"),
        ("机构", "“机构”是程序留作别用的名称（机构名录、发文登记），请换一个"),
        ("机构-区县.yaml", "“机构-区县”是程序留作别用的名称（机构名录、发文登记），请换一个"),
        ("专项/发文登记", "“发文登记”是程序留作别用的名称（机构名录、发文登记），请换一个"),
        ("专项/", "“专项/”里少了文件名或文件夹名"),
        ("甲 /乙", "“甲 ”的开头或末尾有空格或句点，Windows 会丢掉它，请去掉"),
        ("甲.", "“甲.”的开头或末尾有空格或句点，Windows 会丢掉它，请去掉"),
        ("长" * 61, "文件名太长（61个字），请用简称，不超过60个字"),
    ],
)
def test_bad_names_are_refused(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    before = sorted(here.rglob("*"))
    assert run(capsys, "new", "--", "通知", name) == (2, "", message + "\n")
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize("name", ["机构改革方案", "通知（试行）", "a&b $x", "子\\孙", "长" * 60])
def test_good_names_are_taken(here: Path, name: str) -> None:
    path = new_path(name, here / "content")
    assert path == here / "content" / f"{name.replace(chr(92), '/')}.yaml"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_a_link_out_of_content_is_refused(here: Path) -> None:
    (here / "content" / "外").symlink_to(here.parent)
    with pytest.raises(BadNameError, match="“外/甲”指到了 content 文件夹外面"):
        new_path("外/甲", here / "content")


@given(st.text(min_size=1, max_size=20))
def test_an_accepted_name_is_a_document_below_content(name: str) -> None:
    content = Path("/云溪/content")
    try:
        path = new_path(name, content)
    except BadNameError as error:
        assert str(error)
        return
    inside = path.relative_to(content)
    assert ".." not in inside.parts
    assert path.suffix == ".yaml"
    assert all(0 < len(part.encode(errors="surrogatepass")) < 200 for part in inside.parts)
