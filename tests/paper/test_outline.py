"""Paper text read as headings, items and plain paragraphs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.paper.numbering import DEFAULT_SCHEME, PADDING, Scheme, parse_marker
from gongwen.paper.outline import OutlineHeading, OutlineItem, Plain, read, written_marker
from tests.steps import growth

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def scheme(*samples: str, continuous: tuple[int, ...] = ()) -> Scheme:
    markers = [parse_marker(sample) for sample in samples]
    return Scheme(tuple(marker for marker in markers if marker), frozenset(continuous))


def shape(text: str, its_scheme: Scheme = DEFAULT_SCHEME) -> str:
    """H1 = heading of level 1, R2 = run-in heading, I3 = item, P = plain."""
    shapes = []
    for line in read(text, its_scheme):
        if isinstance(line, OutlineHeading):
            shapes.append(f"{'R' if line.run_in else 'H'}{line.level}")
        else:
            shapes.append(f"I{line.level}" if isinstance(line, OutlineItem) else "P")
    return " ".join(shapes)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1.甲事，请办；\n2.乙事，请办。\n附件：1.2026年书目\n\u3000\u3000\u30002.报名表", [2, 3]),
        ("附件：\n1.书目\n2.报名表", [0, 1, 2]),
        ("附件1：书目\n附件2：报名表\n3.说明", [0, 1, 2]),
        ("附件：1.关于云溪市读书节\n的通知\n2.报名表", [0, 1, 2]),
        ("附件：1.书目\n云溪市教育局\n另段。\n2.报名要早，不得迟延。", [0, 1, 2]),
        ("附件：书目\n1.报名要早，不得迟延；\n2.报名要准，不得遗漏。", [0]),
    ],
)
def test_the_lines_of_an_attachment_note_keep_their_numbers(text: str, plain: list[int]) -> None:
    lines = read(text, DEFAULT_SCHEME)
    assert [line.index for line in lines if isinstance(line, Plain)] == plain
    typed = [line.strip(PADDING) for line in text.split("\n")]
    assert all(line.text == typed[line.index] for line in lines if isinstance(line, Plain))


def test_a_whole_text() -> None:
    text = (
        "为办好云溪市读书节，现制定本方案。\r\n"
        "\u3000\u3000一、总体要求\r\n"
        "\r\n"
        "\u3000\u3000坚持就近就便。\u3000\r\n"
        "二、重点任务\n"
        "（一）办好开幕式。市文旅局要选好场地，备好预案！各区配合。\n"
        "(二)建好书屋。每个社区一处。\n"
        "1．选址。\n"
        "2．布置。"
    )
    assert read(text, DEFAULT_SCHEME) == (
        Plain("为办好云溪市读书节，现制定本方案。", 0),
        OutlineHeading(1, "总体要求", "", 1, 1),
        Plain("坚持就近就便。", 3),
        OutlineHeading(1, "重点任务", "", 4, 2),
        OutlineHeading(2, "办好开幕式。", "市文旅局要选好场地，备好预案！各区配合。", 5, 1),
        OutlineHeading(2, "建好书屋。", "每个社区一处。", 6, 2),
        OutlineItem(3, "选址。", 7, 1),
        OutlineItem(3, "布置。", 8, 2),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("\n \u3000\n", ""),
        ("一、", "P"),
        ("2026年读书节定于8月9日开幕。", "P"),
        ("1.5亿元用于建设书屋。", "P"),
        ("一、二级市场统一管理。", "P"),
        ("一、总体要求", "H1"),
        # Sentences are a list, of whatever level.
        (
            "一、统筹协调各区和有关部门，落实读书节议定事项和工作部署。\n"
            "二、汇总起草读书节年度要点，向组委会报告重要事项。\n"
            "三、完成组委会交办的其他任务。",
            "I1 I1 I1",
        ),
        # One sentence among them makes a list of what would else be run-in headings.
        (
            "（一）抓好培训。每年办班两期。\n"
            "（二）会同市文旅局选定讲书人，分片安排进社区、进学校、进企业的宣讲场次并逐月通报。",
            "I2 I2",
        ),
        # A sentence with a deeper level right under it is a heading.
        (
            "（一）全面建好阵地，健全开放机制。\n1.建好书屋。\n（1）每个社区建一处，每周开放不少于四十小时。",
            "H2 H3 I4",
        ),
        # Two sentences outnumber one line that lost its stop.
        (
            "一、建好书屋\n二、会同各区分片包干，按月检查书屋开放情况，及时通报。\n"
            "三、汇总各区书单，按季度统一采购，及时配送到位。",
            "I1 I1 I1",
        ),
        # A title with its stop and the text below it.
        ("（一）指导思想。\n坚持就近就便。\n（二）工作目标。\n建成书屋百处。", "H2 P H2 P"),
        # What follows the last sibling may belong to the parent.
        ("（一）会议纪要。\n（二）领导讲话。\n以上文件由组长签发。", "I2 I2 P"),
        ("会议的主要内容是：\n1.研究部署工作；\n2.听取汇报。", "P I3 I3"),
        ("（一）会议的主要内容是：\n1.研究部署工作；\n2.听取汇报。", "I2 I3 I3"),
        ("一、会议时间：2026年8月9日上午9:00\n二、会议地点：市文化馆", "I1 I1"),
        # Short lines without stops: Chinese numerals are titles, digits a list of things.
        ("（一）部门委员\n（二）专家委员", "H2 H2"),
        ("1.身份证复印件\n2.户口簿复印件", "I3 I3"),
        ("1.开放书屋\n每周七天。\n2.配齐图书\n每处千册。", "H3 P H3 P"),
        # A label under a task makes no heading of it.
        (
            "（1）建成书屋百处。\n责任单位：市文旅局\n（2）配齐图书。\n责任单位：市图书馆",
            "I4 P I4 P",
        ),
        ("（1）建成书屋百处。责任单位：市文旅局", "I4"),
        ("（一）支持建设书屋。（市文旅局负责）\n（二）支持配齐图书。（市图书馆负责）", "I2 I2"),
        # Stops in quotes and brackets end no title.
        ("（一）落实“读书。明理”要求（含乡村。）。各区要照办。", "R2"),
        ("（一）宣传发动阶段（2026年8月—2026年12月）。各区要广泛发动。", "R2"),
        ("一、要不要办？要办。\n二、怎么办！照此办。", "R1 R1"),
        # A level may be skipped; ① continues the four.
        ("一、任务\n1.建好书屋。各区要选址。\n2.配齐图书。市图书馆统采。", "H1 R3 R3"),
        ("（1）下列场所：\n①社区；\n②学校。", "I4 I5 I5"),
        # Another list begins at 1 after a paragraph, and is judged by itself.
        (
            "市文旅局职责：\n1.牵头办好读书节各项活动，做好统筹协调；\n2.督促落实。\n"
            "市图书馆职责：\n1.荐书。每月一期。\n2.配书。每季一批。",
            "P I3 I3 P R3 R3",
        ),
    ],
)
def test_shapes(text: str, expected: str) -> None:
    assert shape(text) == expected


def test_chapters_are_headings_and_articles_items() -> None:
    text = (
        "第一章　总则\n第一条　为办好读书节，制定本办法。\n"
        "第二条　下列场所适用：\n（一）书屋；\n（二）学校。"
    )
    articles = scheme("第一章", "第一节", "第一条", "（一）", "1.")
    assert shape(text, articles) == "H1 I3 I3 I4 I4"


def test_a_continuous_level_is_judged_as_one_run() -> None:
    text = (
        "一、建设\n1.选址。就近选址。\n二、管理\n"
        "2.会同各区分片包干，按月检查书屋开放、图书更新和读者意见办理情况并予通报。"
    )
    assert shape(text, scheme("一、", "1.")) == "H1 R2 H1 I2"
    assert shape(text, scheme("一、", "1.", continuous=(2,))) == "H1 I2 H1 I2"


def test_the_marker_typed_exactly_decides_between_levels() -> None:
    both = scheme("1、", "1.")
    assert [
        line.level for line in read("1、甲组\n1.乙\n2.丙", both) if not isinstance(line, Plain)
    ] == [*(1, 2, 2)]


LINES = st.lists(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["", "\u3000\u3000", "\u00a0"]),
            st.sampled_from(
                ["", "一、", "二、", "（一）", "（二）", "(三)", "1.", "2．", "（1）", "①", "㈠"]
            ),
            st.text("书屋，。；：！“”（）《》1一、. \u3000责任单位", max_size=12),
        ),
    ),
    max_size=12,
).map("\n".join)


@given(st.text(max_size=80) | LINES, st.sampled_from([(), (1,), (2, 3)]))
def test_nothing_is_lost(text: str, continuous: tuple[int, ...]) -> None:
    its_scheme = Scheme(DEFAULT_SCHEME.levels, frozenset(continuous))
    lines = read(text, its_scheme)
    typed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [line.index for line in lines] == [
        i for i, raw in enumerate(typed) if raw.strip(PADDING)
    ]
    for line in lines:
        raw = typed[line.index].strip(PADDING)
        if isinstance(line, Plain):
            assert line.text == raw
            continue
        assert written_marker(raw, its_scheme.marker(line.level))  # one that touches digits too
        if isinstance(line, OutlineItem):
            assert raw.endswith(line.text)
        else:
            assert raw.endswith(line.run_in)
            assert (
                raw.removesuffix(line.run_in).rstrip(PADDING).endswith(line.title.rstrip(PADDING))
            )
            assert line.title


@pytest.mark.parametrize(
    "piece", ["（", "“", "一、甲。\n", "1.甲，乙；\n丙\n", "（一）甲。乙。\n1.丙\n"]
)
def test_work_grows_with_the_text(piece: str) -> None:
    assert growth(lambda count: lambda: read(piece * count, DEFAULT_SCHEME), 500) < 2.3


@pytest.mark.parametrize(
    ("name", "start", "its_scheme", "headings", "items"),
    [
        ("001", "一、总体要求", DEFAULT_SCHEME, 3 + 3 + 10 + 4, 0),
        ("002", "一、主要职责", DEFAULT_SCHEME, 4 + 2, 142),
        ("003", "一、指导思想", Scheme(DEFAULT_SCHEME.levels, frozenset({3, 4})), 29, 31),
        ("004", "一、深入", scheme("一、", "1.", continuous=(2,)), 4, 19),
    ],
)
def test_published_documents_read_like_their_yaml_form(
    name: str, start: str, its_scheme: Scheme, headings: int, items: int
) -> None:
    """The counts are those of 节, 阶段, 条目, 任务 and duties in shared/content."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("没有 shared/seeds，略过")
    text = next((SHARED / "seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    text = text[text.index(start) :].split("重点任务\n\n主要措施")[0]
    lines = read(text, its_scheme)
    assert sum(isinstance(line, OutlineHeading) for line in lines) == headings
    assert sum(isinstance(line, OutlineItem) for line in lines) == items


DECIMAL = scheme("1", "1.1", "1.1.1", "（1）")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 总则\n1.1 目的\n保障安全。\n1.1.1 依据\n依照规定。\n2 组织", "H1 H2 P H3 P H1"),
        ("1　总则\n１．１　目的\n1.1.1.依据\n2\u00a0组织", "H1 H2 H3 H1"),
        ("1总则\n1.1目的\n保障安全。\n1.2依据\n依照规定。\n2组织", "H1 H2 P H2 P H1"),
        ("1 总则\n1.1 分级\n（1）重大。影响大的。\n（2）一般。其他的。\n2 组织", "H1 H2 R4 R4 H1"),
        ("1 总则\n1.1 依据。依照规定。\n1.2 目的。保障安全。", "H1 R2 R2"),
        ("1 组织\n1.1 市防办牵头，各区县配合；\n1.2 市水务局负责抢险，随时待命。", "H1 I2 I2"),
        ("2 值守\n2.1 要求\n2.24小时专人值守。\n2.2 纪律", "H1 H2 P H2"),
        ("1 资金\n1.1 来源\n1.5亿元已到位。\n3 个月内拨付。\n24 小时值守。", "H1 H2 P P P"),
        ("1 宣传\n1.1 时机\n3.15晚会期间。\n12.4宪法日。\n2026年12月。", "H1 H2 P P P"),
        ("1 甲\n3.0时代要有新办法\n110 联动\n12345热线", "H1 P P P"),
    ],
)
def test_decimal_levels(text: str, expected: str) -> None:
    assert shape(text, DECIMAL) == expected


def test_a_decimal_number_brings_those_above_it() -> None:
    lines = read("1 总则\n1.2 目的\n1.2.3 依据", DECIMAL)
    assert [(line.number, line.above) for line in lines if not isinstance(line, Plain)] == [
        (1, ()),
        (2, (1,)),
        (3, (1, 2)),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.落实人员。\n2.24小时专人值守。\n3.做好记录。", [1, 2, 3]),
        ("1.2025级、2026级学生；\n2.曾获奖的学生；\n3.110联动志愿者。", [1, 2, 3]),
        ("1.落实资金。\n2.5亿元由市财政局拨付。", [1, 2]),
        ("1.甲事。\n2.乙事。\n3.100家企业参加。\n4.丁事。", [1, 2, 3, 4]),
        ("1.甲事。\n2.乙事。\n3.5亿元由市财政局拨付。", [1, 2]),  # or the list has ended
        ("1.5亿元已经到位。\n各单位要用好。", []),
        ("2.5亿元已经到位。\n1.甲事，请办。\n2.乙事，请办。", [1, 2]),
        ("一、甲\n1.甲事。\n2.乙事。\n二、乙\n3.5万人受益。", [1, 1, 2, 2]),
        ("1.甲事。\n2.乙事。\n1.5倍以上的。", [1, 2]),
        ("⒈24小时值守。\n⒉5日一报。", [1, 2]),
        ("1、各县值班。\n2、3月底前报送。\n3、5家单位参加。", [1, 2, 3]),
        ("1、各县值班。\n2、3月底前报送。", [1, 2]),
        ("2、3月底前报送。\n各单位要落实。", []),
        ("一、二级市场\n（一）目标\n二、三级市场\n（一）目标", [1, 1, 2, 1]),
        ("一、工作目标\n二、三季度任务\n三、要求", [1, 2, 3]),
        ("一、二季度任务完成了。\n各单位要总结。", []),
        ("1.甲事。\n2.110、119联动。", [1, 2]),
        ("110、119联动。", []),
    ],
)
def test_a_number_that_touches_digits_goes_on_where_its_siblings_stand(
    text: str, numbers: list[int]
) -> None:
    lines = read(text, DEFAULT_SCHEME)
    assert [line.number for line in lines if not isinstance(line, Plain)] == numbers


@pytest.mark.parametrize(
    "text",
    ["1.5亿元到位。\n", "1.加强。\n2.24小时。\n", "1.1目的\n"],
)
def test_numbers_that_touch_their_text_take_time_in_proportion(text: str) -> None:
    assert growth(lambda count: lambda: read(text * count, DEFAULT_SCHEME), 200) < 2.3
    assert growth(lambda count: lambda: read(text * count, DECIMAL), 200) < 2.3


@pytest.mark.parametrize(
    ("text", "title", "run_in"),
    [
        ("总指挥：由市长担任。", "总指挥：", "由市长担任。"),
        (
            "总体目标：到2027年，建成10个。全部投用。",
            "总体目标：",
            "到2027年，建成10个。全部投用。",
        ),
        ("办理要求：如实填写，依次签字", "办理要求：", "如实填写，依次签字"),
        ("加强领导。一是：落实责任。", "加强领导。", "一是：落实责任。"),
        ("会议时间9:00开始。准时参加。", "会议时间9:00开始。", "准时参加。"),
        ("责任单位：市教育局", "责任单位：市教育局", ""),
    ],
)
def test_a_sentence_behind_a_colon_runs_in(text: str, title: str, run_in: str) -> None:
    found = read(f"一、{text}\n（一）下级\n甲。\n", DEFAULT_SCHEME)[0]
    assert isinstance(found, OutlineHeading)
    assert (found.title, found.run_in) == (title, run_in)
