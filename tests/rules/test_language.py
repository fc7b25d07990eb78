"""Errors of language by their mechanism, and what only looks so: sentences in words of our own."""

from __future__ import annotations

import pytest

from gongwen.lists import read_own_tables

from .sentences import messages, of_sentences, told_of

WRONG = {
    "句式缺字": [
        "应当自借出之日30日内归还图书。",
        "在全体馆员的共同努力，书展如期开幕。",
        "未经馆方同意，得转借他人。",
        "任何单位和个人得侵占书屋场地。",
        "由市教育局负组织实施。",
        "因工作需，调整开放时间。",
        "坚持以问题导向，改进服务。",
        "应当对借阅记录进行，发现差错及时更正。",
        "根据借阅规定和，制定本办法。",
    ],
    "介词残缺": ["馆员们勤奋工作，建设书香云溪而努力奋斗。"],
    "意思相反": [
        "逾期反馈的，视为无意见。",
        "避免了全年无一火灾。",
        "书架未经检验不合格不得使用。",
        "书目未经审核不通过的，不得上架。",
    ],
    "量词不当": ["新建大桥2条。", "5项学生参加朗诵。", "购买图书300座。", "一辆干部参加值班。"],
    "搭配不当": [
        "加强夜间巡查力度。",
        "强化基层治理水平。",
        "读者阅读意识不断完善。",
        "借阅规模逐年加强。",
        "导致全市经济稳步增长。",
        "提高群众负担。",
    ],
    "句式杂糅": [
        "缺少人手不足。",
        "提高了借阅效率的提高。",
        "会议由馆长主持会议。",
        "有效遏制了纠纷不发生。",
        "经市政府同意下，定于5月举办读书节。",
        "通过各校的大力支持下，活动顺利举办。",
        "按照统一部署下，各校开展自查。",
        "对弄虚作假的，给予以通报批评。",
        "对存在的问题，要加以进行整改。",
        "对先进集体予以给予表彰。",
        "存在的主要问题是由于经费不足，设施陈旧。",
        "最大的短板在于因为书目更新慢。",
        "现提出以下实施意见如下。",
        "现将下列事项通知如下：",
        "5月底前大部分全部落实到位。",
        "借阅系统基本上全部建成。",
        "凡所有破损的图书，一律下架。",
        "凡是一切借阅活动，都要登记。",
    ],
    "否定重复": [
        "坚决杜绝不瞒报。",
        "防止不泄露读者信息。",
        "避免不引起误会。",
        "整理不够不及时。",
        "尚未没有归还。",
    ],
    "界限重复": ["每月至少组织3次以上。", "借书超过500余册。"],
    "的地得": ["最大限度的满足读者需求。", "要逐步的扩大开放范围。"],
    "词组有误": ["充分发骨干带动作用。", "切实加馆藏保护。"],
}
RIGHT = {
    "句式缺字": [
        "应当自借出之日起30日内归还，自2026年5月1日起施行。",
        "在工作中得到馆员的支持，在市委的坚强领导下，进展顺利。",
        "未经同意，不得转借，取得同意方可进行。",
        "逾期反馈的，视为放弃。",
        "经市政府同意，按照市委统一部署，为书香云溪而努力奋斗。",
        "对此事的调查正在进行，总和、缓和。",
    ],
    "量词不当": [
        "新建大桥2座，参加活动50人，其中企业3人，走访企业20户。",
        "和干部一起，第一名单位，3家企业职工，公布一件学生作品。",
    ],
    "搭配不当": [
        "加大巡查力度，加强领导，提高水平，阅读意识不断增强。",
        "造成经济发展缓慢，导致成本增长。",
    ],
    "句式杂糅": [
        "缺乏经验，能力不足，由馆长主持会议，实现全年无一火灾。",
        "经市政府同意，在市教育局指导下，定于5月举办读书节。",
        "经济下行压力影响下，借阅减少；经费支持下，书屋建成。",
        "在按照规定程序批准的前提下，可以外借；通过两级支持下沉力量。",
        "给予以下奖励：给予以图书为主的物质奖励，正在进行开展的项目不受影响。",
        "主要问题是由于管理不善造成的图书丢失，这些问题是由于疏忽。",
        "18岁以下人员名单如下：",
        "不符合要求的部分全部退回，涉密部分一律不予公开，大部分所有权归集体。",
        "凡属公共场所的书屋，大多数书屋，非凡一切，但凡所有者。",
    ],
    "否定重复": [
        "杜绝不按规定操作，防止不合格图书流入。",
        "数量不够不能开馆，不大不小，不得不及时处理，未来没有困难，防止不形成合力。",
    ],
    "界限重复": ["至少一处占地面积1000平方米以上，借书超过500册。"],
    "的地得": ["最大限度的优惠，逐步扩大。"],
    "词组有误": ["及时报市政府，全面推行，充分发动读者。"],
}


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, each) for rule, several in WRONG.items() for each in several]
)
def test_is_found(rule: str, sentence: str) -> None:
    assert of_sentences(rule, sentence), sentence


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, each) for rule, several in RIGHT.items() for each in several]
)
def test_stands(rule: str, sentence: str) -> None:
    assert of_sentences(rule, sentence) == []


def test_each_measure() -> None:
    """Every noun of 量词 takes what stands there, before it and behind it, and no 艘 or 盏."""
    wrong, right = [], []
    for row in read_own_tables()["量词"]:
        fits = row["可用"].split("、")
        other = next(each for each in "艘盏" if each not in fits)
        wrong += [f"共有3{other}{row['名词']}。", f"共有{row['名词']}3{other}。"]
        right += [f"共有3{each}{row['名词']}。" for each in fits]
        right += [f"共有{row['名词']}3{each}。" for each in fits]
    assert told_of("量词不当", wrong) == wrong
    assert told_of("量词不当", right) == []


def test_phrase_over_two_paragraphs() -> None:
    """Half a phrase begins a paragraph: what is before it is another paragraph's."""
    assert messages("词组有误", "正文:\n- 发展地理信息产\n- 业发展规划另行印发。\n") == []
