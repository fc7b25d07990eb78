"""Lines that are 主送, known units or not, and those that are something else."""

from __future__ import annotations

import pytest

from gongwen.paper.recipients import are_addressed, is_recipients


@pytest.mark.parametrize(
    "text",
    [
        "市教育局，各县（区）：",
        "王超斌委员：",
        "各中小学、幼儿园，区少年宫：",
        "各二级学院、处（室）：",
        "全体教职工：",
        "各班级、各学生会组织：",
        "各镇街：",
        "云溪市第一中学：",
        "第三人民医院：",
        "各镇（街道）、村（社区）：",
        "有关省（自治区、直辖市）人民政府：",
        "各县（市、区）委，市委各部委，市直各党组（党委）：",
        "张明华局长：",
        "尊敬的各位家长：",
        "各位领导、各位来宾：",
        "市经济和信息化局，经开区管委会：",
        "市委政策研究室：",
        "各施工、监理单位：",
        "县城区各用水单位：",
        "市读书节工作领导小组各成员单位：",
        "全体工作人员:",
    ],
)
def test_names_of_units_and_people(text: str) -> None:
    assert are_addressed(text)
    assert is_recipients(text)


def test_a_name_that_nothing_tells_is_taken_for_one() -> None:
    assert is_recipients("王建国：")
    assert not are_addressed("王建国：")


@pytest.mark.parametrize(
    "text",
    [
        "现将有关事项通知如下：",
        "会议的主要内容是：",
        "市教育局",
        "为丰富校园文化生活，现将有关事项通知如下：",
        "经研究，决定：",
        "会议强调：",
        "会议议定以下事项：",
        "活动时间：",
        "一、活动时间：",
        "第一阶段：",
        "联系人：",
        "填报单位（盖章）：",
        "主办单位：",
        "成员单位：",
        "参会人员：",
        "组长：",
        "温馨提示：",
        "学校：",
        "班级（盖章）：",
        "各项要求：",
        "各单位职责：",
        "时间：5月6日，地点：",
        "请抓好落实。各县：",
        "：",
    ],
)
def test_labels_and_sentences(text: str) -> None:
    assert not is_recipients(text)
