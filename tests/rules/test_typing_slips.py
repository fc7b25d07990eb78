"""What a tired typist or a wrong copy leaves behind, and more that only looks so."""
# ruff: noqa: E501  many sentences to a line

from __future__ import annotations

import pytest

from .sentences import messages
from .test_words_and_numbers import sentences, told

WRONG = {
    "词组有误": """
要完善工作机置。|各单位要严格执形规定。|加强基础设失建设。|提高公共服物水平。|这项工作有重要义意。|优化营高环境。
请有关步门配合。|报人民府政批准。|切时加强管理。|做好宣转教育工作。|坚持统筹规戈。
""",
    "漏字": """
认真贯落实会议精神。|由领小组统一安排。|制定工方案。
""",
    "叠字": """
要加加强领导。|推进平台建设设。|组织织协调会议筹备。|要落落实责任。|请相相关人员参加。|按规定规范管理理。
""",
    "拼音残留": """
抓好工zuo落实。|加强guanli，提高水平。|各dan位要配合。|推进jianshe工作。|做好baozhang工作。
""",
    "缺量词": """
建设10以上科普基地。|新建30书屋。|培育5示范社区。|打造12特色品牌。|评选8先进单位。
""",
    "缺标点": """
实施全民阅读提升工程加强基层书屋基础设施建设。|开展节水宣传教育培训实施农村供水提质行动。|加大宣传引导力度加强与媒体的沟通联系。|完善应急预案体系健全会商研判机制。
强化经费保障各级政府要按规定安排预算。|抓好任务落实各部门要按照分工各负其责。
""",
    "词语重复": """
按照要求，按照要求，抓好落实。|请认真抓好落实。请认真抓好落实。|及时报送，及时报送。
""",
}
RIGHT = """
要完善工作机制和工作体系。|工作机会均等，工作方式灵活。|组织实验时做好记录。|这项工作方便群众。|由专人负责监督检测。|加强领班人员培训。|严格执法，公正司法。
各单位要抓好公共服装的采购。|有关部委印发了文件。|有关部队参加演练。|人民政协履行职能。|组织指导各地开展工作。|开展专项整改。|营商软环境持续向好。|财政部印发办法。
社会主体广泛参与。|社会保证金足额缴纳。|建立健康档案。|建立健身步道。|统筹推荐优秀作品。|加快推广新技术。|扎实推动落实。|充分发展特色产业。|高度重合的路段要调整。
基础设计已经完成。|责任落到实处。|信息公布及时。|资源共用，成果共有。|积极探讨新路子。|管理办公用房。|考核评定结果公布。|实施方法见附件。|重点项链生产企业。
群众利好不断。|因地制定政策。|全面完工后验收。|项目建设周期两年。|重要意见要及时反馈。|指导思路清晰。|安全生活用水。|市场监测到位。|总体规模适度。|政府采取措施。
贯彻全会精神，落实各项任务。|负责落实的单位。|继续落实政策。|抓落实、促发展。|压实责任，做到情况明、责任实。|有规定的从其规定。|国有资产管理。|大有可为。
推进公共设施建设设备更新。|省市市场监管部门参加。|各县县城建成区。|会议议程另发。|市委委员出席。|中小学学生参加。|开展演讲讲座活动。|确有有利条件的可以申报。
用好app、wifi等工具。|线路长3km。|功率5kw。|开设online课程。|登录www.example.cn查询。|发送至a@b.cn邮箱。|设备型号为x5。
建设10个以上科普基地。|新增书屋30家。|培育500强企业。|建成5G基站12个。|打造15分钟阅读圈。|建设110指挥中心。|创建4A级景区。|举办2026年科普活动。|培养25岁以下青年人才。
实施提升工程，加强设施建设。|支持社区开展活动。|通过实施工程加强能力建设。|开展加强管理的专项行动。|引导企业加强管理。|落实加强基层建设的要求。|建立健全协调机制。|组织各单位开展自查。
加大对农村地区的支持力度。|督促各地要按规定执行。|统筹安排各级政府预算。|发挥协会作用加强自律管理。
逐步推进，逐步完善。|一项一项抓落实。|一是学习，二是学习，三是实践。
"""


CASES = [(rule, each) for rule, text in WRONG.items() for each in sentences(text)]


@pytest.mark.parametrize(("rule", "sentence"), CASES)
def test_what_is_wrong_is_found(rule: str, sentence: str) -> None:
    assert rule in told(sentence)


@pytest.mark.parametrize("sentence", sentences(RIGHT))
def test_what_only_looks_wrong_is_let_stand(sentence: str) -> None:
    assert not told(sentence) & WRONG.keys()


def units(*names: str, body: str = "请抓好落实。") -> list[str]:
    typed = "、".join(names)
    return messages("单位连写", f"正文:\n- {body}\n- 任务: 办书展。\n  责任单位: {typed}\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("市财政局市审计局", "警告 “市财政局市审计局”像是两个单位，中间漏了“、”"),
        ("县督查办县委党校", "警告 “县督查办县委党校”像是两个单位，中间漏了“、”"),
        ("委宣传部", "警告 “委宣传部”前面漏了字"),
        ("委编办", "警告 “委编办”前面漏了字"),
        ("应急管理", "警告 “应急管理”后面漏了字"),
        ("市交通运输", "警告 “市交通运输”后面漏了字"),
        ("财政科协", "提示 “财政科协”像是几个单位连在一起，漏了字和“、”"),
        ("市水利农业农村卫健委", "提示 “市水利农业农村卫健委”像是几个单位连在一起，漏了字和“、”"),
    ],
)
def test_a_name_that_is_two_or_lacks_a_character(name: str, said: str) -> None:
    assert units("市教育局", name, "市科协") == [said]


@pytest.mark.parametrize(
    "name",
    [
        "国家税务总局云溪市税务局", "市委市政府", "市公安局交警支队", "市委办公室", "县教育科技局",
        "市文化和旅游局", "市总工会", "团市委", "市发展改革委", "市人民政府市长办公室", "市公安局市北分局",
    ],
)  # fmt: skip
def test_a_name_that_is_one(name: str) -> None:
    assert units("市教育局", name, "市科协") == []


def test_a_list_that_breaks_off() -> None:
    assert units("市教育局", "市科协", "") == ["警告 “市科协、”后面没有单位了"]


def test_a_name_with_one_character_more_elsewhere() -> None:
    assert units("东岭开区", "市科协", body="东岭经开区要先行一步。") == [
        "提示 “东岭开区”像是漏了字，别处写的是“东岭经开区”"
    ]
    assert units("东岭开区", "市科协", body="东岭山区要先行一步。") == []


def test_a_body_whose_city_is_left_out() -> None:
    said = units("节水工作领导小组", "市科协", body="市节水工作领导小组统筹协调。")
    assert said == ["提示 “节水工作领导小组”像是漏了字，别处写的是“市节水工作领导小组”"]
    assert units("节水工作领导小组", "市科协", body="节水工作领导小组统筹协调。") == []


@pytest.mark.parametrize("column", ["责任单位", "牵头部门"])
def test_the_units_of_a_table(column: str) -> None:
    table = f"正文:\n- 表:\n    列: [事项, {column}]\n    行:\n    - 书展｜市教育局、委宣传部\n"
    assert messages("单位连写", table) == ["警告 “委宣传部”前面漏了字"]
    assert messages("单位连写", table.replace(column, "备注")) == []


TITLE = "标题: 关于印发读书节实施方案的通知\n"


def test_a_text_that_calls_itself_another_kind() -> None:
    said = messages("自称有误", f"{TITLE}正文:\n- 按照本规划抓好落实。\n")
    assert said == ["警告 写的是“本规划”，标题里是方案"]


@pytest.mark.parametrize(
    "sentence",
    ["按照本方案抓好落实。", "这是一项根本制度。", "全民阅读规划（以下简称“本规划”）是本规划期的依据。", "衔接本地规划。"],
)  # fmt: skip
def test_a_text_that_calls_itself_what_it_is(sentence: str) -> None:
    assert messages("自称有误", f"{TITLE}正文:\n- {sentence}\n") == []


def test_a_cell_without_a_stop() -> None:
    row = "市教育局要办好书展。各校要组织师生有序参观展览并写出心得"
    table = f"正文:\n- 表:\n    列: [事项, 要求]\n    行:\n    - 书展｜{row}\n"
    assert len(messages("句末标点", table)) == 1
    assert messages("句末标点", table.replace("心得", "心得。")) == []


def of_sentence(rule: str, sentence: str) -> list[str]:
    return messages(rule, f"正文:\n- '{sentence}'\n- 请抓好落实。\n")


@pytest.mark.parametrize(
    ("sentence", "typed", "right"),
    [
        ("完善工作机置。", "工作机置", "工作机制"),
        ("完善工作几制。", "工作几制", "工作机制"),
        ("完善工作机，抓好落实。", "工作机", "工作机制"),
        ("加强基础施建设。", "基础施", "基础设施"),
        ("这有重要义意。", "重要义意", "重要意义"),
        ("认真贯落实精神。", "贯落实", "贯彻落实"),
        ("要贯册落实精神。", "贯册落实", "贯彻落实"),
        ("要管彻落实精神。", "管彻落实", "贯彻落实"),
        ("一要抓好，彻落实要求。", "彻落实", "贯彻落实"),
    ],
)
def test_what_a_phrase_was_meant_to_be(sentence: str, typed: str, right: str) -> None:
    said = of_sentence("词组有误", sentence)
    assert said == [f"警告 “{typed}”像是“{right}”错了、漏了字"]


@pytest.mark.parametrize(
    "sentence",
    [
        "按有规定的办。",
        "法律、行政法规另有规定的，从其规定。",
        "参加教育实训。",
        "认真惯彻落实精神。",
        "开展规范运维。",
        "国有重项目。",
    ],
)
def test_a_phrase_that_is_another_or_told_elsewhere(sentence: str) -> None:
    assert of_sentence("词组有误", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["印发《加加强方案》。", "开展“加加强”行动。", "要加加加强。", "省省直机关。", "确有有利条件。", "要１１加强。"],
)  # fmt: skip
def test_a_character_that_may_stand_twice(sentence: str) -> None:
    assert of_sentence("叠字", sentence) == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("guanli工作要加强。", 1),
        ("加强guanli", 1),
        ("加强 guanli ok。", 0),
        ("见=guanli后的说明。", 0),
        ("介绍logo设计。", 0),
        ("推广xyz技术。", 0),
    ],
)
def test_letters_beside_characters(sentence: str, count: int) -> None:
    assert len(of_sentence("拼音残留", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("按照要求，按照要求。", 1),
        ("要求，要求，抓好。", 1),
        ("要求，要求。", 0),
        ("好，好，好，抓好。", 0),
        ("抓实，抓好，抓实。", 0),
        ("逐项逐项核对。", 0),
    ],
)
def test_a_clause_twice(sentence: str, count: int) -> None:
    assert len(of_sentence("词语重复", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("实施全民阅读提升工程加强基层书屋建设。", 1),
        ("实施全民阅读提升工程和加强基层书屋建设。", 0),
        ("实施支持社区阅读工程加强基层书屋建设。", 0),
        ("实施工程加强基层书屋基础建设。", 0),
    ],
)
def test_a_clause_that_goes_on(sentence: str, count: int) -> None:
    assert len(of_sentence("缺标点", sentence)) == count


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("办好书展。各校要组织师生参观写出心得", 0),
        ("市教育局要办好书展。各校要组织师生参观写心得", 1),
        ("市教育局要办好书展并且组织各校师生参观写心得", 0),
        ("市教育局要办好书展。各校要组织师生参观写心得2", 0),
    ],
)
def test_cells_of_one_sentence_and_of_several(cell: str, count: int) -> None:
    table = f"正文:\n- 表:\n    列: [事项, 要求]\n    行:\n    - 书展｜{cell}\n"
    assert len(messages("句末标点", table)) == count


def test_a_text_named_in_an_attachment() -> None:
    body = "正文:\n- 请抓好落实。\n附件:\n- 标题: 书目\n  正文:\n  - 本规划根本规划。\n"
    assert messages("自称有误", TITLE + body) == ["警告 写的是“本规划”，标题里是方案"]
    assert messages("自称有误", "标题: 关于读书节的通知\n" + body) == []


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["财政", "审计", "科技"], 0),
        (["财政", "市审计局", "市科技局"], 1),
        (["应急管理局", "市审计局"], 0),
        (["市教育科技局", "市审计局"], 0),
        (["市教育科技财政局", "市审计局"], 1),
        (["市教育科技协", "市审计局"], 0),
    ],
)
def test_names_without_their_end(names: list[str], count: int) -> None:
    assert len(units(*names)) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("- 请各单位抓好落实，按时报送", 1),
        ("- 请抓好落实，报送", 0),
        ("- 请各单位抓好：落实，按时报送", 0),
        ("- 条目: [办好书展，按时报送。, 办好讲座，按时报送]", 1),
        ("- 条目: [办好书展，按时报送, 办好讲座，按时报送]", 0),
        ("- 条目: [办好书展。, 办好讲座]", 0),
        ("- 条目: [办好书展；, 办好讲座。按时报送]", 1),
        ("- 请抓好落实。\n- 条目: [办好书展，按时报送]", 0),
    ],
)
def test_texts_and_items_without_a_stop(body: str, count: int) -> None:
    assert len(messages("句末标点", f"正文:\n{body}\n")) == count


def test_one_fault_in_a_phrase_is_told_once() -> None:
    assert of_sentence("词组有误", "认真贯册落实精神。") == [
        "警告 “认真贯册”像是“认真贯彻”错了、漏了字"
    ]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("约300人左右参加，超过90%以上。", 2),
        ("近300多人左右参加。", 1),
        ("300余人左右参加。", 1),
        ("约300多人参加。", 1),
        ("将近300人上下，约20余家。", 2),
        ("不超过5天以内。", 1),
        ("建成100多家，约半数以上左右。", 1),
    ],
)
def test_bounds_said_twice(sentence: str, count: int) -> None:
    assert len(of_sentence("界限重复", sentence)) == count


def test_a_phrase_that_a_cell_or_line_breaks_is_not_called_short() -> None:
    assert messages("词组有误", "正文:\n- 报市住房城乡建\n") == []
