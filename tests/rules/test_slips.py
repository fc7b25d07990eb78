"""Slips that no list of mistakes has, words that only look like one, and mixed sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.lists import likeness

from .sentences import of_sentences

SLIPS = Path(likeness.__file__).parent / "slips"

WRONG = (
    ("别字", "要进一步压实责认，推动措施落地。"),
    ("别字", "加强对困难群众的救住帮扶。"),
    ("别字", "依法查除违法建设行为。"),
    ("别字", "各镇街要加强织组领导。"),
    ("别字", "要健全工作制机，强化督查。"),
    ("别字", "各单位要齐抓共关。"),
    ("别字", "做到令行静止。"),
    ("别字", "建立长效工作机智，巩固成果。"),
    ("别字", "各部门要精心组织实时，确保实效。"),
    ("关联词", "只有压实责任，就能做好工作。"),
    ("关联词", "虽然时间紧，所以要加班加点。"),
    ("关联词", "无论任务多重，但要按时完成。"),
    ("关联词", "既要抓进度，而且要抓质量。"),
    ("两面对一面", "能否压实责任，是做好防汛工作的关键。"),
    ("句式杂糅", "本着以服务群众为宗旨，开展工作。"),
    ("句式杂糅", "本办法的解释权由市教育局负责。"),
    ("句式杂糅", "防止类似事故不再发生。"),
    ("机构职务", "市政协主任出席会议。"),
    ("机构职务", "县检察院副院长作了说明。"),
    ("机构层级", "由省教育局会同市公安厅办理。"),
    ("法律名称", "依照《中华人民共和国环保法》处理。"),
    ("法律名称", "依照《安全生产发》处理。"),
    ("会议届次", "学习党的二十大三中全会精神。"),
    ("会议届次", "学习党的十九届六中、八中全会精神。"),
    ("的地得", "各单位要认真的组织学习。"),
    ("的地得", "工作取的了明显成效。"),
    ("称谓", "贵局要按照要求抓好落实。"),
    ("别字", "车辆停放在制定地点。"),
    ("别字", "房屋收到损害的，予以补偿。"),
    ("别字", "受灾群众墓本生活有保障。"),
    ("叠字", "报报告以前要核实。"),
    ("叠字", "建立管理制度度，及时处理。"),
    ("规范提法", "统筹推进“四位一体”总体布局。"),
)
RIGHT = (
    "各村组组织村民植树，年年有计划、月月有检查。",
    "持续提质增效，赋能基层，做到应改尽改、宜林则林。",
    "在指定地点停放，制定管理办法；因公受到表彰，收到材料清单。",
    "维修班班长、各医院院长、资源源头、运行行情和高标准准入都要核实，张佳佳参加。",
    "组织实时监测，会议议定事项由督查室跟踪督办。",
    "对反应迟缓的予以通报，及时反映群众诉求。",
    "只有压实责任，才能做好工作；只要齐心，就能做好。",
    "能否压实责任，是衡量工作成效的重要标准。",
    "市政协办公室主任、镇人大主席、市检察院检察长参加。",
    "省教育厅、市公安局、自治区教育厅联合印发。",
    "依照《土地管理法实施条例》《云溪市安全生产条例》办理。",
    "贯彻党的二十届三中、四中全会精神。",
    "要有有效的保障措施，认真的态度值得肯定。",
    "本办法由市教育局负责解释。",
)


@pytest.mark.parametrize(("rule", "sentence"), WRONG)
def test_wrong(rule: str, sentence: str) -> None:
    assert of_sentences(rule, sentence)


@pytest.mark.parametrize("sentence", RIGHT)
def test_right(sentence: str) -> None:
    for rule in {rule for rule, _ in WRONG}:
        assert of_sentences(rule, sentence) == []


@pytest.mark.parametrize("path", sorted(SLIPS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_table_names_its_source(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = " ".join(line for line in lines if line.startswith("#"))
    assert "MIT" in head or "自己" in head
    body = [line for line in lines if not line.startswith("#")]
    assert body and all(line == line.strip() for line in body)


def test_what_a_pair_is_meant_to_be() -> None:
    assert likeness.meant_by("责认")[0].word == "责任"
    assert likeness.meant_by("织组")[0].word == "组织"
    assert not likeness.meant_by("组织")
    assert likeness.distance("帐", "张") is not None
    assert likeness.distance("天", "地") is None
