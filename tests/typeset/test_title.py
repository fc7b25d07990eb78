"""标题断行 (7.3.1): whole words, a trapezoid or a diamond, registered names kept whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongwen.kinds import kind_names
from gongwen.problem import as_text
from gongwen.typeset import Typeset, typeset
from gongwen.typeset.headline_width import headline_width as width
from gongwen.typeset.segmentation import Span, numbers, registered_names, trade_words, words
from gongwen.typeset.title import break_mark, break_title, torn_words
from gongwen.typeset.title_lines import title_problems, title_room

from ..typesetting import job_of, lines_of

ROOM = 20.0
NAMES = frozenset(
    (
        "云溪市人民政府",
        "云溪市人民政府办公室",
        "云溪市教育局",
        "云溪市财政局",
        "云溪市水利局",
        "云溪市科学技术局",
        "云溪市应急管理局",
        "中共云溪市委办公室",
        "市发展改革委",
        "云溪市生活垃圾分类工作领导小组",
        "云溪市生活垃圾分类工作领导小组办公室",
    )
)

TITLES = (
    "云溪市人民政府办公室关于印发|《云溪市适老化改造三年行动实施方案|（2026—2028年）》的通知",
    "云溪市人民政府办公室关于建立|城市内涝防治工作联席会议制度的通知",
    "云溪市生活垃圾分类工作领导小组办公室|关于征求《云溪市生活垃圾分类工作领导小组|工作规则》等5个文件意见的通知",
    "云溪市人民政府办公室关于印发《云溪市创建|国家节水型城市实施方案》的通知",
    "云溪市人民政府关于印发云溪市国民经济|和社会发展第十五个五年规划纲要的通知",
    "云溪市人民政府关于表彰2025年度|全市安全生产工作先进单位和先进个人的决定",
    "云溪市教育局、云溪市财政局|关于做好2026年义务教育阶段困难|学生资助工作的通知",
    "中共云溪市委办公室、云溪市人民政府办公室|关于进一步加强和改进新时代基层|社会治理工作的实施意见",
    "云溪市水利局关于申请|拨付2026年度防汛抗旱专项资金的请示",
    "云溪市人民政府关于同意|设立清河国家湿地公园管理委员会的批复",
    "云溪市科学技术局关于云溪市第三届|人民代表大会第五次会议第26号建议的答复",
    "云溪市人民政府办公室关于调整云溪市|全民节水行动工作领导小组组成人员的通知",
    "云溪市人民政府办公室转发市发展改革委|关于促进民营经济高质量发展若干措施的通知",
    "云溪市应急管理局关于开展|2026年“安全生产月”活动的通知",
    "云溪市人民政府关于2025年政府工作报告|重点任务完成情况的通报",
    "关于商请协助做好云溪至清河|高速公路沿线文物保护工作的函",
    "云溪市生活垃圾分类工作领导小组|成员单位联络员职责",
    "云溪市特殊困难老年人家庭适老化改造|工作流程和验收标准（试行）",
    "云溪市人民政府办公室|关于2026年部分节假日安排的通知",
    "云溪市人民政府关于划定|城市规划区内禁止燃放烟花爆竹区域的通告",
    "云溪市财政局关于报送2025年度|预算执行情况和2026年度预算草案的报告",
    "云溪市人民政府办公室关于成立|云溪市第四次全国农业普查领导小组的通知",
    "云溪市人民政府关于废止|部分行政规范性文件的决定",
    "《云溪市生活垃圾分类工作领导小组|工作规则》等5个文件（征求意见稿）",
    "云溪市人民政府办公室关于印发|《云溪市突发环境事件应急预案》|《云溪市重污染天气应急预案》的通知",
    "云溪市全民科学素质工作要点任务分解|及责任分工一览表",
    "云溪市人民政府办公室|关于全面推行“一件事一次办”|改革优化营商环境的实施意见",
    "云溪市老旧小区改造攻坚行动|工作专班第一次会议纪要",
    "云溪市2026年老旧小区改造|攻坚行动工作专班第一次会议纪要",
    "云溪市人民政府办公室关于全面推进|工程建设项目审批制度改革的通知",
    "云溪市人民政府办公室关于进一步加强|项目建设全过程管理的若干意见",
    "关于做好防汛工作的通知",
)


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_broken_as_a_person_would(title: str) -> None:
    expected = tuple(title.split("|"))
    assert break_title(title.replace("|", ""), NAMES, ROOM) == expected


@pytest.mark.parametrize("title", TITLES)
def test_the_shape_is_a_trapezoid_or_a_diamond(title: str) -> None:
    wide = [width(line) for line in title.split("|")]
    widest = wide.index(max(wide))
    assert wide[: widest + 1] == sorted(wide[: widest + 1])
    assert wide[widest:] == sorted(wide[widest:], reverse=True)


NEVER_TORN = (
    "云溪市人民政府",
    "市教育局",
    "（2026—2028年）",
    "2026年",
    "第二批",
    "实施方案",
    "工作要点",
)
parts = st.sampled_from(
    (
        *NEVER_TORN,
        "关于印发",
        "关于",
        "《",
        "》",
        "的通知",
        "和",
        "、",
        "推进",
        "城市",
        "龘",
        "A",
        "12",
    )
)
titles = st.lists(parts, min_size=1, max_size=14).map("".join) | st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4E30), min_size=1, max_size=60
)


@given(titles, st.sampled_from((8.0, 13.5, 20.0)))
def test_characters_are_kept_lines_fit_and_names_stay_whole(text: str, room: float) -> None:
    names = ("云溪市人民政府", "市教育局", "云溪市人民政府办公室")
    lines = break_title(text, names, room)
    assert "".join(lines) == text
    assert all(0 < width(line) <= room for line in lines)
    breaks = {len("".join(lines[:count])) for count in range(1, len(lines))}
    for name in registered_names(text, names):
        if width(text[name.start : name.end]) <= room:
            assert not breaks & set(range(name.start + 1, name.end))


@given(st.lists(st.sampled_from(NEVER_TORN), min_size=2, max_size=6).map("".join))
def test_words_numbers_and_brackets_stay_whole(text: str) -> None:
    for line in break_title(text, ("云溪市人民政府", "市教育局"), ROOM):
        rest = line
        for word in sorted(NEVER_TORN, key=len, reverse=True):
            rest = rest.replace(word, "")
        assert rest == ""


@given(
    st.lists(
        st.sampled_from(("城市", "管理", "工作方案", "居民", "服务业")), min_size=2, max_size=20
    )
)
def test_lines_widen_then_narrow(chosen: list[str]) -> None:
    wide = [width(line) for line in break_title("".join(chosen), (), 12.0)]
    widest = wide.index(max(wide))
    assert wide[: widest + 1] == sorted(wide[: widest + 1])
    assert wide[widest:] == sorted(wide[widest:], reverse=True)
    assert min(wide) > 2


@example("关于实施方案")
@given(titles)
def test_words_cover_the_text(text: str) -> None:
    spans = words(text, ("市教育局",))
    assert [span.start for span in spans] == [0, *(span.end for span in spans[:-1])]
    assert spans[-1].end == len(text)


def test_the_longest_name_goes_first() -> None:
    text = "云溪市人民政府办公室关于云溪市人民政府"
    names = ("云溪市人民政府", "云溪市人民政府办公室", "人民政府")
    assert registered_names(text, names) == [Span(0, 10), Span(12, 19)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2026年度止", ["2026年度"]),
        ("2021—2025年度第二批", ["2021—2025年度", "第二批"]),
        ("等五个文件", ["五个"]),
        ("一件", ["一件"]),
        ("一般", []),
    ],
)
def test_numbers_with_their_measure_words(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in numbers(text)] == expected


def test_the_words_of_the_trade_are_words() -> None:
    assert all(1 < len(word) <= 10 and word.strip() == word for word in trade_words())


LONG = "云溪市人民政府办公室关于建立城市内涝防治工作联席会议制度的通知"
BROKEN = "云溪市人民政府办公室关于建立↵城市内涝防治工作联席会议制度的通知"


def test_one_line_is_broken_and_typed_lines_win() -> None:
    assert lines_of(f"标题: {LONG}\n")[0] == f"标题|{BROKEN}"
    typed = "标题: [云溪市人民政府办公室, 关于建立城市内涝防治工作, 联席会议制度的通知]\n"
    assert lines_of(typed)[0].count("↵") == 2


def test_titles_of_parts_are_broken_too() -> None:
    lines = lines_of(
        f"印发件: {{标题: {LONG}, 正文: 一。}}\n"
        f"附件: [{{标题: {LONG}, 正文: 二。}}, "
        f"{{标题: 乙, 件: [{{标题: 甲, 正文: 三。}}, {{标题: {LONG}, 正文: 四。}}]}}]\n"
    )
    for style in ("印发件标题", "附件标题", "件标题"):
        assert f"{style}|{BROKEN}" in lines


def test_a_landscape_page_has_more_room() -> None:
    lines = lines_of(f"附件: [{{标题: {LONG[:28]}, 横排: 是, 正文: 二。}}]\n")
    assert f"附件标题|{LONG[:28]}" in lines
    lines = lines_of(f"印发件: {{标题: {LONG[:28]}, 横排: 是, 正文: 二。}}\n")
    assert f"印发件标题|{LONG[:28]}" in lines
    assert title_room(job_of("")) == ROOM


def test_typed_lines_that_do_not_fit_are_told() -> None:
    job = job_of(
        "标题:\n- 云溪市人民政府办公室关于印发\n- 《云溪市创建国家节水型城市实施方案》的通知\n"
    )
    assert [as_text(problem) for problem in title_problems(job)] == [
        "稿.yaml:4:1: 警告 [标题断行] 标题第2行有21个字宽，一行只排得下20个："
        "“《云溪市创建国家节水型城市实施方案》的通知”\n"
        "    依据：GB/T 9704-2012 7.3.1：标题回行要词意完整、排列对称\n"
        "    建议：换个地方分行；也可以把标题写成一行，由程序分行"
    ]
    assert list(title_problems(job_of(f"标题: {LONG}\n"))) == []


def test_the_title_of_the_core_properties_stays_one_line() -> None:
    made: Typeset = typeset(job_of(f"标题: {LONG}\n"))[0]
    assert made.composition.title == LONG


OFFICE = "云溪市优化营商环境工作领导小组办公室"


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("云溪市人民政府办公室文件", ["云溪市人民政府办公室文件"]),
        (f"{OFFICE}文件", ["云溪市优化营商环境", "工作领导小组办公室文件"]),
        (
            "云溪市生活垃圾分类工作领导小组办公室文件",
            ["云溪市生活垃圾分类", "工作领导小组办公室文件"],
        ),
        (
            "云溪市防汛抗旱指挥部办公室会议纪要",
            ["云溪市防汛抗旱指挥部", "办公室会议纪要"],
        ),
        (
            "中共云溪市委全面深化改革委员会办公室文件",
            ["中共云溪市委", "全面深化改革委员会办公室文件"],
        ),
    ],
)
def test_a_long_mark_is_broken_into_two_lines(mark: str, expected: list[str]) -> None:
    names = {OFFICE, "云溪市人民政府", "云溪市人民政府办公室", "中共云溪市委"}
    lines = break_mark(mark, names) if len(mark) > 16 else (mark,)
    assert list(lines) == expected


def marks_of(yaml: str) -> tuple[str, ...]:
    zone = typeset(job_of(yaml, "印发稿"))[0].composition.header_zone
    assert zone is not None
    return zone.marks


def test_a_mark_is_broken_unless_its_lines_are_typed() -> None:
    assert marks_of(f"发文机关: {OFFICE}\n") == ("云溪市优化营商环境", "工作领导小组办公室文件")
    assert marks_of("发文机关: 云溪市人民政府办公室\n") == ("云溪市人民政府办公室文件",)
    typed = f"发文机关: {OFFICE}\n发文机关标志: {OFFICE}文件\n"
    assert marks_of(typed) == (f"{OFFICE}文件",)


LONG_MARK = (
    "云溪市推进长江经济带生态环境保护和绿色发展领导小组办公室"
    "（长江经济带发展协调处综合联络与督查考核工作组）"
)


@pytest.mark.parametrize("typed", [False, True])
def test_a_mark_too_long_for_two_lines_has_three(typed: bool) -> None:
    yaml = f"文种: 函\n发文机关: {'云溪市水务局' if typed else LONG_MARK}\n"
    lines = marks_of(yaml + (f"发文机关标志: {LONG_MARK}\n" if typed else ""))
    assert len(lines) == 3
    assert "".join(lines) == LONG_MARK
    assert max(map(len, lines)) <= 25


@given(st.text("云溪市工作领导小组办公室A1（）《》", min_size=2, max_size=40))
def test_a_broken_mark_is_the_same_text(mark: str) -> None:
    first, second = break_mark(mark, {"云溪市"})
    assert first + second == mark
    assert first
    assert second


def test_a_long_note_under_a_title_is_broken() -> None:
    passed = "（2026年3月20日云溪市第五届人民代表大会常务委员会第十八次会议通过）"
    (line,) = [each for each in lines_of(f"题注: {passed}\n") if each.startswith("标题题注")]
    assert line == ("标题题注|（2026年3月20日云溪市第五届↵人民代表大会常务委员会第十八次会议通过）")
    short = "（2026年3月20日市人民政府第18次常务会议通过）"
    assert f"标题题注|{short}" in lines_of(f"题注: {short}\n")


def test_a_note_is_broken_where_a_blank_was_typed() -> None:
    note = "（2026年3月28日云溪市人民政府令第12号公布　自2026年5月1日起施行）"
    (line,) = [each for each in lines_of(f"题注: {note}\n") if each.startswith("标题题注")]
    assert line == ("标题题注|（2026年3月28日云溪市人民政府令第12号公布↵自2026年5月1日起施行）")


TITLE_WORDS = [*(name for name in kind_names() if len(name) == 2), "方案", "办法", "答复"]


@pytest.mark.parametrize("kind", TITLE_WORDS)
def test_every_word_that_titles_end_in_keeps_its_subject(kind: str) -> None:
    assert break_title(f"关于推进改革的{kind}", (), 8) == ("关于", f"推进改革的{kind}")


LISTED = tuple((Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").splitlines())
"""Titles as offices write them: years, numbers, Latin, brackets in quotation marks, forwarded ones.
"""
LINE = 442.25
"""Points of the type area."""
SIZE = 22.0


@pytest.mark.parametrize("names", [NAMES, frozenset[str]()])
@pytest.mark.parametrize("title", LISTED)
def test_titles_of_offices_are_whole(title: str, names: frozenset[str]) -> None:
    """No line of a character or two, none too wide in the widest face, no word parted."""
    lines = break_title(title, names, ROOM)
    assert "".join(lines) == title
    assert all(len(line) > 2 for line in lines)
    assert all(width(line) * SIZE <= LINE - 2 for line in lines)
    assert torn_words(title, lines, names, ROOM) == []
    wide = [width(line) for line in lines]
    widest = wide.index(max(wide))
    assert wide[: widest + 1] == sorted(wide[: widest + 1])
    assert wide[widest:] == sorted(wide[widest:], reverse=True)


phrases = st.sampled_from(
    (
        *("云溪市人民政府", "云溪市水利局", "市生态环境局等部门", "云溪市城乡建设委员会"),
        *("关于", "关于印发", "关于转发", "关于做好", "关于开展", "转发", "关于征求"),
        *("2026年", "2025年度", "2024—2026年", "2026年9月18日", "第12期", "“十五五”", "（试行）"),
        *(
            "《云溪市水土保持规划》",
            "《云溪市物业管理办法（草案）》",
            "“最美家庭”",
            "PM2.5",
            "5G网络",
        ),
        *("行政复议", "安全生产", "情况", "工作", "有关事项", "和", "、", "治理", "乡村振兴"),
        *("的通知", "的通报", "的报告", "的请示", "的函", "实施方案"),
    )
)


@given(st.lists(phrases, min_size=1, max_size=16).map("".join))
def test_no_title_ends_in_a_line_of_one_character(title: str) -> None:
    lines = break_title(title, NAMES, ROOM)
    assert "".join(lines) == title
    assert all(width(line) <= ROOM for line in lines)
    assert len(lines) == 1 or len(lines[-1]) > 1
    if torn_words(title, lines, NAMES, ROOM) == []:
        parted = {len("".join(lines[:count])) for count in range(1, len(lines))}
        assert parted <= {span.start for span in words(title, NAMES)}


def test_a_name_wider_than_a_line_is_broken_between_its_words() -> None:
    name = "云溪市推进长江经济带生态环境保护和绿色发展领导小组办公室"
    lines = break_title(f"{name}关于调度2026年度重点任务进展情况的函", {name}, 20)
    assert lines[0] == "云溪市推进长江经济带生态环境保护"


def test_a_word_wider_than_a_line_is_told() -> None:
    (problem,) = title_problems(job_of(f"标题: 关于{'A' * 40}的通知\n"))
    assert problem.message.startswith("标题里有一段太长，又没有可以分行的地方，断在了词的中间")
    assert list(title_problems(job_of("标题: 关于AAAA的通知\n"))) == []


def test_titles_of_landscape_attachments_are_looked_at_too() -> None:
    wide, narrow = "云" * 25, "云" * 40
    for typed, told in ((wide, 0), (narrow, 1)):
        job = job_of(f"附件: [{{标题: [{typed}, 水利], 横排: 是, 正文: 二。}}]\n")
        assert len(list(title_problems(job))) == told


def test_a_last_line_of_one_character_is_told() -> None:
    (problem,) = title_problems(job_of("标题: [关于做好防汛工作的通, 知]\n"))
    assert problem.message == "标题最后一行只有一个字：“知”"


def test_a_title_is_broken_at_a_blank_without_it() -> None:
    title = "云溪市教育局　云溪市人力资源和社会保障局　云溪市财政局关于调整收费标准的通知"
    expected = title.replace("　", "↵")
    assert f"标题|{expected}" in lines_of(f"标题: {title}\n")


def test_a_very_long_title_takes_no_time_to_speak_of() -> None:
    steps = break_title("关于做好二〇二六年防汛抗旱工作的通知" * 300, (), ROOM)
    assert all(width(line) <= ROOM for line in steps)
