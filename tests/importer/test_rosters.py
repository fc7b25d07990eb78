"""名单 as offices type them: one person an entry, or the text as it was and a word about it."""

from __future__ import annotations

import pytest

from gongwen.importer.body import read_body
from gongwen.importer.pieces import Look, Source, SourceParagraph
from gongwen.importer.reading import read_content
from gongwen.importer.tree import Tree, noted, plain

SEVERAL = "一行写了几个人，改成一人一项"


def read(text: str) -> tuple[list[Tree], list[str]]:
    """The blocks of a text, and what was said of it."""
    source = Source("旧文.txt", "行")
    for number, line in enumerate(text.splitlines(), 1):
        source.pieces.append(SourceParagraph(line.strip(), number, Look()))
    blocks = plain(list(read_body(source.pieces, source).blocks))
    assert isinstance(blocks, list)
    return blocks, [problem.message for problem in source.problems]


def roles(text: str) -> tuple[dict[str, Tree], list[str]]:
    """The roles of a text that is one roster, and what was said."""
    (block,), said = read(text)
    assert isinstance(block, dict)
    found = block["名单"]
    assert isinstance(found, list)
    made: dict[str, Tree] = {}
    for role in found:
        assert isinstance(role, dict)
        word, *rest = role.values()
        made[str(word)] = rest[0] if len(rest) == 1 else rest
    return made, said


def test_several_on_a_line_by_blanks() -> None:
    assert roles(
        "组  长：赵  冰   钱保军\n副组长：孙  堃   李朝坤\n"
        "成  员：周  杨   吴  强   郑宪禹\n            王晓玉   冯  征   陈  茹"
    ) == (
        {
            "组长": ["赵冰", "钱保军"],
            "副组长": ["孙堃", "李朝坤"],
            "成员": ["周杨", "吴强", "郑宪禹", "王晓玉", "冯征", "陈茹"],
        },
        [f"第1行：从这里到第4行的名单，{SEVERAL}"],
    )


def test_brackets_posts_first_and_a_comma_are_told() -> None:
    assert roles(
        "组长：校长王刚\n副组长：李明（副校长）、张强（副校长）\n成员：赵敏，教务处主任"
    ) == (
        {
            "组长": ["王刚 校长"],
            "副组长": ["李明 副校长", "张强 副校长"],
            "成员": ["赵敏 教务处主任"],
        },
        [
            "第1行：从这里到第3行的名单，职务写在姓名前面，换到了后面；"
            f"{SEVERAL}；职务外面的括号或者前面的逗号去掉了"
        ],
    )


def test_several_roles_on_a_line() -> None:
    assert roles("组　长：王　刚　　副组长：李　明、张强；成员：各县（区）。") == (
        {"组长": ["王刚"], "副组长": ["李明", "张强"], "成员": "各县（区）"},
        [f"第1行：这里的名单，一行写了几个角色，改成一行一个；{SEVERAL}"],
    )


def test_without_a_colon() -> None:
    assert roles("组 长  王 刚\n副 组 长  李 明") == ({"组长": ["王刚"], "副组长": ["李明"]}, [])


def test_a_role_with_a_bracket_and_names_beneath() -> None:
    made, _ = roles("主任：王刚\n委员（以姓氏笔画为序）：\n王芳　　李娜　　孙立\n周涛　　吴强")
    assert made["委员（以姓氏笔画为序）"] == ["王芳", "李娜", "孙立", "周涛", "吴强"]


def test_a_remark_behind_the_colon() -> None:
    made, said = roles("主任：王刚\n委员：（以姓氏笔画为序）\n王芳　　李娜")
    assert made["委员（以姓氏笔画为序）"] == ["王芳", "李娜"]
    assert said == [f"第1行：从这里到第3行的名单，角色后面括号里的说明移到冒号前面；{SEVERAL}"]


def test_roles_of_a_body() -> None:
    made, _ = roles("领导小组组长：王刚\n领导小组成员：赵敏、钱进")
    assert made == {"领导小组组长": ["王刚"], "领导小组成员": ["赵敏", "钱进"]}


def test_a_numbered_roster_is_told() -> None:
    blocks, said = read("（一）组长：王刚\n（二）成员：李明、张强")
    assert blocks == [{"条目": ["组长：王刚", "成员：李明、张强"], "序号": "（一）"}]
    told = "像是带序数的名单，照原样留作文字"
    assert said == [f"第1行：{told}", f"第2行：{told}"]


def test_units_over_two_lines() -> None:
    assert roles("组长：王刚 副市长\n成员单位：市教育局、市科技局、\n市财政局。") == (
        {"组长": ["王刚 副市长"], "成员单位": "市教育局、市科技局、市财政局"},
        ["第1行：从这里到第2行的名单，分成两行的，接成了一行"],
    )


@pytest.mark.parametrize(
    "rest",
    [
        "李明、张强等同志",
        "张书记、李主任",
        "赵敏  钱进  各年级组长",
        "财务部、人事部、王刚",
        "王 小 明 李 刚",
    ],
)
def test_what_is_not_sure_stays_text_and_is_told(rest: str) -> None:
    blocks, said = read(f"组长：王刚\n副组长：李明\n成员：{rest}")
    assert isinstance(blocks[0], dict)
    assert blocks[1:] == [f"成员：{rest}"]
    assert said == ["第3行：“成员”后面是哪几个人认不准，照原样留作文字"]


def test_a_line_that_does_not_go_on_is_told() -> None:
    blocks, said = read("组长：王刚 副市长\n成员：李明 市教育局局长\n张强、赵敏")
    assert blocks[1:] == ["张强、赵敏"]
    assert said == ["第3行：“张强、赵敏”像是名单里的人，没有认准，照原样留作文字"]


@pytest.mark.parametrize(
    "text",
    [
        "组长：负责全面工作，协调各方。\n副组长：协助组长工作。",
        "活动宗旨：和谐、文明、平安\n活动原则：公平、公正",
        "联系人：王刚 13800000000",
        "负责人：王刚",
    ],
)
def test_what_is_no_roster(text: str) -> None:
    assert read(text) == (text.splitlines(), [])


def test_units_beneath_people() -> None:
    made, _ = roles("组长：王刚 副市长\n成员：李明 市教育局局长\n各县（市、区）政府主要负责同志")
    assert made["成员"] == [["李明 市教育局局长"], "各县（市、区）政府", "主要负责同志"]


def test_a_word_beneath_names_is_no_name() -> None:
    blocks, _ = read("组长：王刚\n成员：李明、张强\n时光\n抓好落实。")
    assert blocks[1:] == ["时光", "抓好落实。"]


def test_comments_stay_with_their_lines() -> None:
    source = Source("旧文.docx", "段")
    lines = ("组长：王刚  副组长：李明", "成员：", "张强 市教育局", "局长", "赵敏 市科技局局长")
    for number, line in enumerate(lines, 1):
        source.pieces.append(SourceParagraph(line, number, Look(), (f"批注{number}",)))
    (block,) = read_body(source.pieces, source).blocks
    assert isinstance(block, dict)
    roster = block["名单"]
    assert isinstance(roster, list)
    leader, _, member = roster
    assert leader == noted({"角色": "组长", "人员": ["王刚"]}, "批注1")
    people: list[Tree] = [
        noted("张强 市教育局局长", "批注3", "批注4"),
        noted("赵敏 市科技局局长", "批注5"),
    ]
    assert member == noted({"角色": "成员", "人员": people}, "批注2")


def test_lines_of_a_list_on_a_page() -> None:
    page = (
        "<html><body><p>关于成立小组的通知</p><p>各单位：</p><p>名单如下。</p><ul><li>组&nbsp;&nbsp;长："
        "王刚</li><li>成&nbsp;&nbsp;员：李明、张强</li></ul></body></html>"
    )
    source = read_content(page.encode(), ".html", "旧文.html")
    blocks = plain(list(read_body(source.pieces[3:], source).blocks))
    assert blocks == [
        {"名单": [{"角色": "组长", "人员": ["王刚"]}, {"角色": "成员", "人员": ["李明", "张强"]}]}
    ]


def page(rows: str) -> list[Tree]:
    """The blocks of a page with a table."""
    source = Source("旧文.html", "段")
    content = f"<html><body><p>名单如下。</p><table>{rows}</table></body></html>"
    source = read_content(content.encode(), ".html", "旧文.html")
    blocks = plain(list(read_body(source.pieces, source).blocks))
    assert isinstance(blocks, list)
    return [*blocks[1:], *(problem.message for problem in source.problems)]


def test_a_table_that_only_sets_the_page() -> None:
    assert page(
        "<tr><td>组&nbsp;&nbsp;长：</td><td>王&nbsp;&nbsp;刚</td><td>市政府副市长</td></tr>"
        "<tr><td>成&nbsp;&nbsp;员：</td><td>李&nbsp;&nbsp;明</td><td>市教育局局长</td></tr>"
        "<tr><td></td><td>张建国</td><td>市委常委、市科技局局长</td></tr>"
    ) == [
        {
            "名单": [
                {"角色": "组长", "人员": ["王刚 市政府副市长"]},
                {"角色": "成员", "人员": ["李明 市教育局局长", "张建国 市委常委、市科技局局长"]},
            ]
        },
        "第2段：用表排的名单，改成名单，一人一项",
    ]


def test_a_table_of_roles_has_no_head() -> None:
    block, said = page(
        "<tr><td>组长</td><td>王刚</td><td>市政府副市长</td></tr>"
        "<tr><td>成员</td><td>李明</td><td>市教育局局长</td></tr>"
    )
    assert isinstance(block, dict)
    assert isinstance(block["表"], dict)
    assert block["表"]["表头"] == "无"
    assert said == ("第2段：表的第一列是组长、成员这样的角色，没有表头，写成了没有表头的表")


def test_a_table_with_a_head_stays_one() -> None:
    (block,) = page(
        "<tr><td>职务</td><td>姓名</td><td>单位</td></tr>"
        "<tr><td>组长</td><td>王刚</td><td>市政府</td></tr>"
        "<tr><td>成员</td><td>李明</td><td>市教育局</td></tr>"
    )
    assert isinstance(block, dict)
    assert isinstance(block["表"], dict)
    assert block["表"]["列"] == ["职务", "姓名", "单位"]


def test_a_table_whose_people_are_not_sure_stays_one() -> None:
    block, *_ = page(
        "<tr><td>组长：</td><td>王刚</td></tr><tr><td>成员：</td><td>各年级组长、班主任</td></tr>"
    )
    assert isinstance(block, dict)
    assert isinstance(block["表"], dict)
    assert block["表"]["表头"] == "无"
