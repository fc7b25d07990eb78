"""People on one line: who they are, and what is not read because it is not sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.paper.people import Named, is_name, people_in

BARE = {
    "赵  冰   钱保军": ["赵冰", "钱保军"],
    "周  杨   吴  强   郑宪禹": ["周杨", "吴强", "郑宪禹"],
    "王晓玉   冯  征   陈  茹": ["王晓玉", "冯征", "陈茹"],
    "周 杨 吴 强 郑宪禹": ["周杨", "吴强", "郑宪禹"],
    "王 刚 李 明": ["王刚", "李明"],
    "王 小 明": ["王小明"],
    "王  小  明    李  刚": ["王小明", "李刚"],
    "赵福沛　钱少鸿　孙雨": ["赵福沛", "钱少鸿", "孙雨"],
    "司徒 美 琪 王刚": ["司徒美琪", "王刚"],
    "钱少鸿、孙雨、李剑荣": ["钱少鸿", "孙雨", "李剑荣"],
    "王刚；李明；张强。": ["王刚", "李明", "张强"],
    "王刚（女）、李明（兼）": ["王刚（女）", "李明（兼）"],
    "麦麦提·吐尔逊 王刚": ["麦麦提·吐尔逊", "王刚"],
    "王刚、李明、扎西": ["王刚", "李明", "扎西"],
    "林园、李会": ["林园", "李会"],
}
WITH_POSTS = {
    "王  刚   市政府副市长": [("王刚", "市政府副市长")],
    "王　刚　市教育局局长": [("王刚", "市教育局局长")],
    "杨 洋洋 市教育局局长": [("杨洋洋", "市教育局局长")],
    "王刚 局  长": [("王刚", "局长")],
    "海拉提   副市长": [("海拉提", "副市长")],
    "延  亮   市委常委、市委办主任": [("延亮", "市委常委、市委办主任")],
    "王刚 市委常委、常务副市长": [("王刚", "市委常委、常务副市长")],
    "王刚，市委常委、副市长": [("王刚", "市委常委、副市长")],
    "王刚，市教育局局长；李明，市科技局局长": [("王刚", "市教育局局长"), ("李明", "市科技局局长")],
    "王刚 市委常委、副市长、李明 市教育局局长": [
        ("王刚", "市委常委、副市长"),
        ("李明", "市教育局局长"),
    ],
    "王刚 副市长 李明 局长": [("王刚", "副市长"), ("李明", "局长")],
    "王刚（教务处）  李明（学生处）": [("王刚", "教务处"), ("李明", "学生处")],
    "王刚（校长）、李明": [("王刚", "校长"), ("李明", "")],
    "王刚（女，回族）市政府副市长": [("王刚（女，回族）", "市政府副市长")],
    "王刚局长、李明副局长": [("王刚", "局长"), ("李明", "副局长")],
    "王刚 市教育局局长（兼）": [("王刚", "市教育局局长（兼）")],
}
POSTS_FIRST = {
    "校长王刚、副校长李明": [("王刚", "校长"), ("李明", "副校长")],
    "市教育局局长 王刚": [("王刚", "市教育局局长")],
    "教务处 王刚": [("王刚", "教务处")],
    "党委书记、校长 王刚": [("王刚", "党委书记、校长")],
}
NOT_SURE = (
    *("王 小 明 李 刚", "高 山 安 平 和"),  # two ways to part them, and the room is the same
    *("王刚 扎西", "王刚 语文", "古丽  努尔", "王刚、李明 副局长", "校长 王刚、李明"),
    *("王刚、李明等", "王刚、李明等同志", "王刚、财务部", "王刚 13800000000", "组长：王刚"),
    *("市教育局、市科技局", "余杭区、萧山区", "江苏、安徽、云南", "安全、稳定", "各科室负责人"),
    *(
        "校长",
        *("钱进（主任）、孙立（主任）及年级组长", "钱进 主任、孙立 （主任）及年级组长"),
        *("钱进 德育主任、孙立及各年级组长", "钱进 主任、孙立 负责人以及年级组长"),
        "班主任",
        "张书记、李主任",
        "全体教师",
        "方案、计划",
        "",
        "、",
        "（王刚",
        "王刚负责。好",
    ),
)


@pytest.mark.parametrize("line", BARE)
def test_names_alone(line: str) -> None:
    assert people_in(line, among_people=True) == tuple(map(Named, BARE[line]))


@pytest.mark.parametrize("line", WITH_POSTS)
def test_names_and_posts(line: str) -> None:
    expected = tuple(Named(name, post) for name, post in WITH_POSTS[line])
    assert people_in(line, among_people=True) == expected


@pytest.mark.parametrize("line", POSTS_FIRST)
def test_posts_before_names(line: str) -> None:
    expected = tuple(Named(name, post, post_first=True) for name, post in POSTS_FIRST[line])
    assert people_in(line) == expected


@pytest.mark.parametrize("line", NOT_SURE)
def test_what_is_not_sure_is_not_read(line: str) -> None:
    assert people_in(line, among_people=True) == ()


@pytest.mark.parametrize("line", ["扎西", "海拉提 副市长", "王刚、李明、扎西"])
def test_an_unknown_surname_counts_among_people_only(line: str) -> None:
    assert people_in(line) == ()
    assert people_in(line, among_people=True)


@pytest.mark.parametrize("word", ["常务", "市教育局", "余杭区", "工程师", "张书记", "方案", "王"])
def test_no_names(word: str) -> None:
    assert not is_name(word)


NAME = st.sampled_from(("王刚", "李建国", "欧阳明", "赵敏", "买买提·艾力", "钱进", "孙丽华"))
BLANKS = st.sampled_from(("   ", "\u3000\u3000", "\t", "、", "，", "；"))


@given(st.lists(NAME, min_size=1, max_size=7), BLANKS, st.booleans())
def test_names_come_out_one_by_one(names: list[str], between: str, spread: bool) -> None:
    """However many, and however names of two characters are spread."""
    typed = [" ".join(name) if spread and len(name) == 2 else name for name in names]
    assert [each.name for each in people_in(between.join(typed))] == names


@given(st.text(alphabet="王李明刚赵 \u3000、，（）市局长主任副·等", max_size=24))
def test_no_character_is_made_or_lost(text: str) -> None:
    """What is read is made of the characters of the line, signs and blanks apart."""
    for each in (people := people_in(text, among_people=True)):
        assert each.name.strip() == each.name != ""
    kept = "".join(f"{each.name}{each.post}" for each in people)
    if people:
        signs = " \u3000、，；;,（）"
        bare = str.maketrans("", "", signs)
        assert sorted(kept.translate(bare)) == sorted(text.translate(bare))
