"""The rules: each finds its wrong example and is silent on its right one."""
# ruff: noqa: E501  what is typed stands in one piece

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from gongwen import rules
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.document.parts import DRAFT_STAGES
from gongwen.document.read import read_document
from gongwen.kinds import kinds, required
from gongwen.problem import Level, Problem
from gongwen.registry.reader import load_registry
from gongwen.registry.units import Registry
from gongwen.rules import Context
from gongwen.source.parse import parse

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

UNITS = """\
- {全称: 云溪市人民政府办公室, 简称: 市政府办}
- {全称: 云溪市教育局, 简称: 市教育局}
- {全称: 云溪市卫生健康委员会, 简称: 市卫生健康委, 曾用名: [市卫生和计划生育委员会]}
- {全称: 云溪市科学技术协会, 简称: 市科协}
"""


def registry(text: str = UNITS) -> Registry:
    units, problems = load_registry(parse(text, "机构.yaml")[0], "机构.yaml")
    assert problems == []
    return units


def found(text: str, units: Registry | None = None, stage: str = "") -> list[Problem]:
    """What the rules find in a document; what it does not say itself is filled in."""
    for key, line in (
        ("文种", "文种: 通知"),
        ("标题", "标题: 关于读书节的通知"),
        ("正文", "正文: 略。"),
    ):
        if f"{key}:" not in text.split("\n- ", maxsplit=1)[0]:
            text = text.rstrip("\n") + f"\n{line}\n"
    data, problems = parse(text, "文.yaml")
    document, more = read_document(data, "文.yaml")
    assert [*problems, *more] == []
    assert document is not None
    asked = next(each for each in DRAFT_STAGES if each == (stage or document.draft_stage))
    kind = kinds()[document.kind]
    return rules.check(Context(document, asked, kind, units or registry(), {"文.yaml": text}))


def told(text: str, stage: str = "") -> list[str]:
    return [
        f"{p.line}:{p.column} {p.level} [{p.rule}] {p.message}|{p.hint}"
        for p in found(text, stage=stage)
    ]


@pytest.mark.parametrize("rule", rules.rules(), ids=lambda rule: rule.__name__.rpartition(".")[2])
def test_examples(rule: ModuleType) -> None:
    assert rule.__doc__
    assert isinstance(rule.LEVEL, Level)
    assert isinstance(rule.BASIS, str)
    assert rule.NAME in {problem.rule for problem in found(rule.WRONG)}
    assert found(rule.RIGHT) == []


def test_names_are_unique_and_every_file_is_a_rule() -> None:
    names = Counter(rule.NAME for rule in rules.rules())
    assert set(names.values()) == {1}
    folder = Path(rules.__file__).parent
    assert len(names) == len(list(folder.glob("*.py"))) - 1


def test_only_a_missing_element_of_a_final_text_refuses() -> None:
    (missing,) = [
        p
        for p in found("稿本: 印发稿\n" + FINAL.replace("成文日期: 2026-06-01\n", ""))
        if p.level is Level.ERROR
    ]
    assert (missing.rule, rules.refuses(missing)) == ("缺要素", True)
    assert missing.message == "通知的印发稿缺少“成文日期”"
    drafts = found("稿本: 送审稿\n")
    assert [(p.message, p.level, rules.refuses(p)) for p in drafts] == [
        ("送审稿没有写公开属性", Level.NOTICE, False),
        ("通知的送审稿缺少“主送”", Level.WARNING, False),
        ("通知的送审稿缺少“发文机关”", Level.WARNING, False),
    ]
    (number,) = found("稿本: 印发稿\n" + FINAL.replace("〔2026〕", "[2026]"))
    assert (number.rule, number.level, rules.refuses(number)) == ("发文字号", Level.ERROR, False)


FINAL = "发文机关: 市政府办\n发文字号: 云政办发〔2026〕8号\n标题: 市政府办关于读书节的通知\n主送: 市教育局\n成文日期: 2026-06-01\n印发: {机关: 市政府办, 日期: 2026-06-02}\n"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("云政办发〔2026〕8号", None),
        ("云政办发明电〔2026〕15号", None),
        ("云政办发（2026）第08号", "写成“云政办发〔2026〕8号”"),
        ("云政办发 〔2026〕 8号", "写成“云政办发〔2026〕8号”"),
        ("云政办发〔２０２６〕８号", "写成“云政办发〔2026〕8号”"),
        ("云政办发〔26〕8号", "写成“代字〔四位年份〕序号号”，年份用六角括号，序号前不加“第”和“0”"),
        ("云政办发8号", "写成“代字〔四位年份〕序号号”，年份用六角括号，序号前不加“第”和“0”"),
    ],
)
def test_document_numbers(number: str, expected: str | None) -> None:
    problems = found(f"发文字号: {number}\n")
    assert [p.hint for p in problems] == ([expected] if expected else [])


def test_the_year_of_the_number_is_that_of_the_date() -> None:
    assert told("稿本: 印发稿\n" + FINAL.replace("2026-06-01", "2025-12-31")) == [
        "3:7 错误 [发文字号] 发文字号的年份是2026年，成文日期是2025年12月31日|核对年份和成文日期"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊", []),
        ("一、甲\n二、乙\n四、丁\n五、戊", [(3, "四、", "三、")]),
        ("一、甲\n二、乙\n二、丙\n三、丁", [(3, "二、", "三、")]),
        ("一、甲\n三、乙\n二、丙\n四、丁", [(2, "三、", "二、"), (3, "二、", "三、")]),
        ("二、甲\n\n三、乙", [(1, "二、", "一、")]),
        ("一、甲\n（二）乙\n二、丙\n（二）丁", [(2, "（二）", "（一）"), (4, "（二）", "（一）")]),
        ("市教育局职责：\n1.一；\n2.二。\n市科协职责：\n1.一；\n3.二。", [(6, "3.", "2.")]),
        ("1.一；\n1.二；\n2.三。", [(2, "1.", "2.")]),
        ("一、甲\n某段。\n一、乙", [(3, "一、", "二、")]),
        ("（1）建书屋。\n责任单位：甲\n（2）配图书。\n责任单位：乙\n（4）办讲座。", [(5, "（4）", "（3）")]),
    ],
)  # fmt: skip
def test_typed_numbers(text: str, expected: list[tuple[int, str, str]]) -> None:
    lines = "".join(f"  {line}\n" for line in text.split("\n"))
    problems = found("标题: 甲\n文种: 通知\n正文: |\n" + lines)
    assert [(p.line - 3, p.message) for p in problems if p.rule == "层次序数"] == [
        (line, f"序数“{typed}”与前文接不上，应为“{right}”") for line, typed, right in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n三、乙\n四、丙\n四、丁", ["“三、”与前文接不上，应为“二、”", "“四、”写了两次，前一个也是“四、”"]),
        ("一、甲\n二、乙\n二、丙\n三、丁\n五、戊", ["“二、”与前文接不上，应为“三、”", "“五、”与前一个“三、”接不上"]),
        ("1、一；\n3．二；\n４.三。", ["“3．”与前文接不上，应为“2.”"]),
    ],
)  # fmt: skip
def test_coming_back_to_the_sequence_is_told_too(text: str, expected: list[str]) -> None:
    lines = "".join(f"  {line}\n" for line in text.split("\n"))
    problems = found("标题: 甲\n文种: 通知\n正文: |\n" + lines)
    told_of = [p.message.removeprefix("序数") for p in problems if p.rule == "层次序数"]
    assert told_of == expected


def test_numbers_go_on_across_texts_rosters_and_typed_sections() -> None:
    text = "正文:\n- 一、甲\n- 名单: [{角色: 组长, 人员: [张三 市长]}]\n- {节: 乙, 正文: 文}\n- 三、丙\n- 五、丁\n"
    assert [p.message for p in found(text) if p.rule == "层次序数"] == [
        "序数“五、”与前文接不上，应为“四、”"
    ]


def test_continuous_levels_and_articles_are_counted_so() -> None:
    text = "编号: {层次: [一、, 1.], 连续: [2]}\n正文: |\n  一、甲\n  1.乙。\n  2.丙。\n  二、丁\n  3.戊。\n  5.己。\n"
    assert [(p.line, p.message) for p in found(text) if p.rule == "层次序数"] == [
        (8, "序数“5.”与前文接不上，应为“4.”")
    ]
    text = "体例: 条款\n正文: |\n  第一章 甲\n  第一条 乙。\n  第三章 丙\n  第二条 丁。\n  第四条 戊。\n"
    assert [p.message for p in found(text)] == [
        "序数“第三章”与前文接不上，应为“第二章”",
        "序数“第四条”与前文接不上，应为“第三条”",
    ]


def test_empty_content() -> None:
    text = """\
正文:
- 总的一段。
- 阶段: [{阶段: 发动}]
- 名单: [{角色: 组长}]
- 表: {列: [甲], 行: []}
- 责任分工表: {取自: 附件3}
- 责任分工表: {取自: 正文}
- 反馈说明: 是
附件:
- 标题: 书目
- {标题: 清单, 另附: 是}
"""
    assert [line.partition("|")[0] for line in told(text)] == [
        "3:13 警告 [空内容] “发动”没有内容",
        "4:13 警告 [空内容] “组长”下面没有人员，也没有单位",
        "5:18 错误 [空内容] 这张表没有一行",
        "10:7 警告 [空内容] “书目”没有正文",
        "6:15 错误 [空内容] 没有“附件3”，责任分工表无从取数",
        "7:15 错误 [空内容] “正文”里没有任务，责任分工表是空的",
        "8:3 警告 [空内容] 没有写“反馈”，反馈说明印不出来",
    ]


STRANGERS = "市林草局、市海洋局、市港口局、市热力公司、市盐务局、市畜牧局"


def test_a_document_from_elsewhere_is_told_once_of_its_units() -> None:
    text = f"发文机关: 长河市人民政府\n主送: 市教育局、{STRANGERS}\n"
    units = [problem for problem in found(text) if problem.rule == "机构未登记"]
    assert [problem.message for problem in units] == [
        "写到的机构有7个不在机构名录里：“市林草局”、“市海洋局”、“市港口局”、“市热力公司”、"
        "“市盐务局”、“市畜牧局”、“长河市人民政府”"
    ]


def test_a_document_of_ones_own_is_told_of_each_unit() -> None:
    known = "市教育局、市卫生健康委、市科协"
    text = f"发文机关: 云溪市人民政府办公室\n主送: {known}、{STRANGERS}\n抄送: {known}\n"
    told_of = [problem for problem in found(text) if problem.rule == "机构未登记"]
    assert len(told_of) == 6


def test_a_task_whose_own_words_say_who_does_it() -> None:
    text = """\
责任标注: （负责部门：{责任单位}）
正文:
- 任务: 疏浚河道。
  责任单位: 市教育局
- 任务: 巡查河道。（负责部门：市科协；适用范围：城区）
- 任务: 加固堤防（含涵闸）。
"""
    missing = [problem.message for problem in found(text) if problem.rule == "缺责任单位"]
    assert missing == ["“加固堤防（含涵闸）。”没有写责任单位"]


@pytest.mark.parametrize(
    ("kind", "number", "wrong"),
    [
        ("公告", "2026年第3号", False),
        ("通告", "第3号", False),
        ("通知", "2026年第3号", True),
        ("纪要", "〔2026〕第9次", False),
    ],
)
def test_numbers_without_a_code(kind: str, number: str, wrong: bool) -> None:
    text = f"文种: {kind}\n发文字号: {number}\n"
    assert any(problem.rule == "发文字号" for problem in found(text)) == wrong


@pytest.mark.parametrize("sign", ["｜", "1.", "（一）", "／ ／"])
def test_units_that_are_all_signs_break_no_rule(sign: str) -> None:
    """Every rule is asked, and each may say something or nothing."""
    head = f"文种: 通知\n标题: 关于读书节的通知\n主送: '{sign}'\n抄送: ['{sign}']\n"
    found(f"{head}正文:\n- 请抓好落实。\n- 任务: 办好读书节\n  责任单位: '{sign}'\n")


def test_units_in_general_are_no_names() -> None:
    assert found("主送: 各区人民政府，市政府各部门、有关单位\n抄送: 市科协，存档\n") == []
    assert told("主送: 市教育委员会\n") == [
        "1:5 警告 [机构未登记] 机构名录里没有“市教育委员会”|是不是“市教育局”；确有这个单位，就把它加进机构名录"
    ]


def test_whom_a_letter_answers_is_no_unit_to_be_registered() -> None:
    letter = "文种: 函\n标题: 关于收费问题的答复意见书\n"
    assert found(f"{letter}主送: 王小兰女士\n") == []
    assert [each.rule for each in found(f"{letter}抄送: 王小兰女士\n")] == ["机构未登记"]


def test_waivers() -> None:
    problems = "主送: 市甲局、市乙局\n"
    assert [p.message for p in found(problems)] == [
        "机构名录里没有“市甲局”",
        "机构名录里没有“市乙局”",
    ]
    assert found(problems + "忽略: {机构未登记: 新设}\n") == []
    finer = (
        problems
        + "忽略:\n  机构未登记:\n    市甲局: 新设\n    市丙局: 新设\n  空内容: 样张\n  层次序书: 照录\n  不认识的项目: 不管\n"
    )
    assert told(finer) == [
        "1:9 警告 [机构未登记] 机构名录里没有“市乙局”|确有这个单位，就把它加进机构名录",
        "5:5 提示 [忽略] 没有用到对“机构未登记”里“市丙局”的忽略|删掉它",
        "6:3 提示 [忽略] 没有用到对“空内容”的忽略|删掉它",
        "7:3 警告 [忽略] “忽略”里的“层次序书”不是能忽略的规则|是不是“层次序数”",
        "8:3 警告 [忽略] “忽略”里的“不认识的项目”不是能忽略的规则|能忽略的规则见 docs/规则.md",
    ]


def test_a_waiver_for_another_stage_is_not_unused() -> None:
    text = "稿本: 印发稿\n忽略: {缺要素: 原件未编号}\n"
    assert found(text) == []
    assert found(text, stage="征求意见稿") == []
    assert [p.rule for p in found(text.replace("印发稿", "征求意见稿"))] == ["忽略"]


IN_REAL_DOCUMENTS = {
    "咸宁科普联席会议": [
        ("职责对应", 23),
        ("角色未设", 29),
        ("半角标点", 36),
        ("缺标点", 44),
        ("机构未登记", 83),
    ],
    "常州工作要点": [
        ("缺要素", 2),
        ("标题写法", 9),
        ("多余空格", 44),
        ("引号间顿号", 46),
        ("数值起止", 68),
    ],
    "昌吉创建方案": [
        ("标题写法", 8),
        ("日期先后", 83),
        ("阶段时间", 90),
        ("规范简称", 92),
        ("引文不一", 106),
        ("角色未设", 227),
        ("角色未设", 229),
    ],
    "柳州征求意见": [
        ("标题写法", 6),
        ("半角标点", 12),
        ("半角标点", 18),
        ("近似词", 247),
        ("搭配不当", 249),
    ],
    "鄂州实施方案": [
        ("缺要素", 2),
        ("半角标点", 8),
        ("词语重复", 41),
        ("易错词", 113),
        ("自称有误", 122),
        ("缺标点", 131),
        ("缺标点", 137),
        ("单位连写", 141),
        ("单位连写", 141),
        ("缺量词", 143),
        ("单位连写", 144),
        ("句末标点", 146),
        ("缺标点", 149),
        ("单位连写", 150),
        ("句末标点", 158),
        ("单位连写", 162),
        ("单位连写", 162),
        ("句末标点", 164),
        ("单位连写", 165),
        ("单位连写", 167),
        ("句末标点", 170),
        ("单位连写", 174),
        ("缺标点", 176),
        ("单位连写", 177),
        ("单位连写", 183),
        ("句末标点", 185),
        ("单位连写", 186),
        ("单位连写", 186),
        ("词语重复", 187),
        ("单位连写", 192),
        ("标点不成对", 200),
        ("易错词", 200),
        ("单位连写", 201),
        ("缺标点", 203),
        ("单位连写", 204),
        ("单位连写", 204),
        ("自称有误", 206),
        ("句末标点", 206),
        ("单位连写", 207),
    ],
}
"""Each of them stands in the list of what a careful editor finds (seeds/defects.json); 缺要素 is the
imprint, which the pages they were copied from leave out.
"""


def test_real_documents_raise_no_false_alarm() -> None:
    if not (SHARED / "content").is_dir():
        pytest.skip("没有 shared/content，略过")
    shared = Shared(Path(__file__).resolve().parents[2], SHARED / "content")
    told = {
        path.stem: [
            (problem.rule, problem.line)
            for problem in process(Request(path, None), shared).problems
        ]
        for path in (SHARED / "content").glob("[!机_]*.yaml")
    }
    assert told == IN_REAL_DOCUMENTS


def test_numbers_typed_in_blocks_are_compared_with_those_printed() -> None:
    text = """\
正文:
- 节: 一、总体要求
  正文: 办出特色。
- 节: 三、重点任务
  正文:
  - 条目: [1.书屋, 3.展览]
  - 任务: （一）开幕式
附件:
- {标题: 二、书目, 正文: 甲}
- {标题: 附件2：书屋, 正文: 乙}
"""
    assert [line for line in told(text) if "[层次序数]" in line] == [
        "4:3 警告 [层次序数] 序数“三、”与前文接不上，应为“二、”|核对是漏了内容，还是写错了号；印出来是“二、”",
        "6:16 警告 [层次序数] 序数“3.”与前文接不上，应为“2.”|核对是漏了内容，还是写错了号；印出来是“（二）”",
        "9:8 警告 [层次序数] 附件标题前写了序号2，它是第1个附件|核对附件的先后；序号由程序编，不用写",
    ]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (
            "王五、赵六、孙七",
            "“王五、赵六、孙七”像是3个人，会排成一个人的姓名|一人一项：[王五, 赵六, 孙七]",
        ),
        (
            "王五，赵六 市教育局干部",
            "“王五，赵六”像是2个人，会排成一个人的姓名|一人一项：[王五, 赵六]",
        ),
        ("市教育局局长 王刚", "“市教育局局长 王刚”的姓名和职务写反了|姓名在前：王刚 市教育局局长"),
        (
            "李明（市教育局局长）",
            "“李明（市教育局局长）”的职务写在括号里，会排成姓名的一部分|空一格写职务：李明 市教育局局长",
        ),
        (
            "王芳，市财政局局长",
            "“王芳，市财政局局长”的姓名和职务之间用了“，”，会排成一个人的姓名|空一格写职务：王芳 市财政局局长",
        ),
        (
            "王芳：市财政局局长",
            "“王芳：市财政局局长”的姓名和职务之间用了“：”，会排成一个人的姓名|空一格写职务：王芳 市财政局局长",
        ),
        (
            "王芳 市财政局局长、李四 市民政局局长",
            "“王芳”后面又写了“李四”，会排成一个人的职务|一人一项：- 王芳 市财政局局长，另起一行 - 李四 市民政局局长",
        ),
        (
            "周  杨   吴  强   郑宪禹",
            "“周杨 吴 强 郑宪禹”像是3个人|一人一项：- 周杨，另起一行 - 吴强，另起一行 - 郑宪禹",
        ),
        ("赵  冰   钱保军", "“赵冰 钱保军”像是2个人|一人一项：- 赵冰，另起一行 - 钱保军"),
        (
            "校长 王刚 副校长 李明",
            "“校长 王刚 副校长 李明”像是2个人|一人一项：- 王刚 校长，另起一行 - 李明 副校长",
        ),
        ("校长王刚", "“校长王刚”的职务写在姓名前面，会整个排成姓名|姓名在前：王刚 校长"),
        (
            "王刚 李明 副校长",
            "“王刚”后面又写了“李明”，会排成一个人的职务|一人一项，各写各的职务；是一个人的，职务中间不空格",
        ),
        ("王刚 高工", ""),
        ("王 小 明", ""),
        ("王芳 市委常委、副市长 市公安局局长", ""),
        ("王芳 市发展改革委副主任、市能源局 局长助理", ""),
        ("王 刚 市教育局局长", ""),
        ("王刚（女，回族） 市政府副市长", ""),
        ("王刚（女、回族）", ""),
        ("阿依古丽·买买提 市妇联主席", ""),
        ("王刚 市委常委、市教育局局长", ""),
    ],
)
def test_how_people_are_written(person: str, said: str) -> None:
    text = f"正文:\n- 名单:\n  - 角色: 组长\n    人员:\n    - {person}\n"
    assert [f"{p.message}|{p.hint}" for p in found(text) if p.rule == "人员写法"] == [said] * bool(
        said
    )


def test_levels_beyond_the_markers_are_told_once() -> None:
    inner = "".join(f"{'  ' * n}- 节: 甲\n{'  ' * n}  正文:\n" for n in range(8))
    text = f"正文:\n{inner}{'  ' * 8}- 略。\n"
    assert [line for line in told(text) if "层次太多" in line] == [
        "14:15 警告 [层次太多] 这里是第7层，序数只有6种，会和上一层印成一样|减少层次；或在“编号”的“层次”里把各层的序数都写上"
    ]


def test_an_unknown_element_of_a_rule_is_told_as_such() -> None:
    text = "忽略:\n  缺要素:\n    没有这个: 理由\n    发文字好: 理由\n  写了不印: {令号: 留档}\n"
    assert [line for line in told(text) if "[忽略]" in line] == [
        "3:5 警告 [忽略] “忽略”的“缺要素”里没有“没有这个”|可以写：标题、正文、主送、发文机关、发文字号、成文日期、署名、签发人、签署、令号、印发、印发机关、印发日期",
        "4:5 警告 [忽略] “忽略”的“缺要素”里没有“发文字好”|是不是“发文字号”",
        "5:10 提示 [忽略] 没有用到对“写了不印”里“令号”的忽略|删掉它",
    ]


@pytest.mark.parametrize(
    ("kind", "missed"),
    [("通知", ["标题没有写发文机关"]), ("决议", []), ("公告", [])],
)
def test_the_issuer_in_the_title_by_kind(kind: str, missed: list[str]) -> None:
    text = f"文种: {kind}\n标题: 关于读书节的{kind}\n发文机关: 云溪市教育局\n主送: 市科协\n"
    problems = found(text, stage="送审稿")
    assert [each.message for each in problems if each.rule == "标题写法"] == missed


def test_the_issuer_in_the_title_by_a_short_name() -> None:
    title = "云溪市卫生健康委关于爱国卫生月的通知"
    text = f"文种: 通知\n标题: {title}\n发文机关: 云溪市卫生健康委员会\n主送: 市科协\n"
    problems = [each for each in found(text, stage="送审稿") if each.rule == "标题写法"]
    said = "标题里的“云溪市卫生健康委”不是发文机关的名称“云溪市卫生健康委员会”"
    hint = "写成“云溪市卫生健康委员会关于爱国卫生……”"
    assert [(each.message, each.hint) for each in problems] == [(said, hint)]


def test_elements_that_a_waiver_may_name_are_all_there() -> None:
    missing = next(rule for rule in rules.rules() if rule.NAME == "缺要素")
    names = {
        name
        for kind in kinds().values()
        for stage in DRAFT_STAGES
        for name in required(kind, stage)
    }
    assert names < set(missing.ELEMENTS)


def test_the_tail_of_a_pasted_text_is_told_with_the_keys_to_use() -> None:
    text = """\
发文机关: 云溪市教育局
正文: |
  各单位要抓好落实。
  第一章　总则
  第一条　为了办好读书节。
  一、办好开幕式
  （一）邀请读者
  请支持。
  市教育局
  二〇二六年四月八日
  （此件公开发布）
  抄送：市科协。
  市政府办  2026年4月9日印发
"""
    assert [line for line in told(text) if "[手写要素]" in line] == [
        "4:3 警告 [手写要素] “第一章”这样的章、条只在条款体例里编排，现在当作一段文字印出来|在这份文稿（或这个附件）的“标题”下面加一行：体例: 条款",
        "9:3 警告 [手写要素] 正文里有一段“市教育局”，是署名，应由程序排印|删掉这一段",
        "10:3 警告 [手写要素] 正文里有一段“二〇二六年四月八日”，是成文日期，应由程序排印|写：成文日期: 2026-04-08，删掉这一段",
        "11:3 警告 [手写要素] 正文里有一段“（此件公开发布）”，是附注，应由程序排印|写：附注: ……（或公开属性: 主动公开），删掉这一段",
        "12:3 警告 [手写要素] 正文里有一段“抄送：市科协。”，是抄送机关，应由程序排印|写：抄送: ……，删掉这一段",
        "13:3 警告 [手写要素] 正文里有一段“市政府办  2026年4月9……”，是印发机关和印发日期，应由程序排印|写：印发: {机关: 市政府办, 日期: ……}，删掉这一段",
    ]


def test_units_that_only_share_what_all_units_have_are_not_suggested() -> None:
    units = registry("- {全称: 云溪市政协}\n- {全称: 云溪市教育局, 简称: 市教育局}\n")
    assert [p.hint for p in found("主送: 市科协、市财政局、市教肓局\n", units)] == [
        "确有这个单位，就把它加进机构名录",
        "确有这个单位，就把它加进机构名录",
        "是不是“市教育局”；确有这个单位，就把它加进机构名录",
    ]


def test_a_number_left_open_needs_a_code() -> None:
    asked = "草稿文号: 空位\n主送: 市科协\n"
    message = "警告 [发文字号] 不知道发文机关的代字，空位文号印不出来"
    without = [line for line in told(asked, "送审稿") if "[发文字号]" in line]
    assert without == [f"1:7 {message}|加一行：发文机关: ……；或写上“发文字号”"]
    unknown = [
        line for line in told(f"{asked}发文机关: 云溪市教育局\n", "送审稿") if "[发文字号]" in line
    ]
    assert unknown == [f"1:7 {message}|在机构名录里给发文机关加一行“代字: ……”；或写上“发文字号”"]
    assert not [line for line in told(asked) if "[发文字号]" in line]


def test_the_office_that_prints_is_asked_for_where_it_cannot_be_told() -> None:
    printing = "印发: {日期: 2026-04-09}\n主送: 市科协\n"
    said = [
        line
        for issuer in ("", "发文机关: 云溪市教育局、市科协\n", "发文机关: 云溪市教育局\n")
        for line in told(printing + issuer, "送审稿")
        if "“机关”" in line
    ]
    assert said == [
        "1:5 警告 [缺要素] 没有写发文机关，“印发”里缺少“机关”|写成："
        "印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-09}（机关换成实际印发的）",
        "1:5 警告 [缺要素] 联合行文，“印发”里缺少“机关”|写成："
        "印发: {机关: 云溪市教育局, 日期: 2026-04-09}（机关换成实际印发的）",
    ]
