"""Rules at the edge of what they find: one step to either side."""

from __future__ import annotations

import pytest

from .sentences import messages

HEAD = "成文日期: 2026-06-15\n"


def said(rule: str, sentence: str, head: str = HEAD) -> list[str]:
    return messages(rule, f"{head}正文:\n- '{sentence}'\n- 请抓好落实。\n")


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("学习党的二十一大精神。", 0),
        ("学习党的二十二大精神。", 1),
        ("学习二十届五中全会精神。", 0),
        ("学习二十一届三中全会精神。", 0),
        ("学习二十二届三中全会精神。", 1),
        ("学习十九届七中全会精神。", 0),
        ("学习十九届八中全会精神。", 1),
        ("学习十届九中全会精神。", 0),
        ("学习十一届七中全会精神。", 0),
        ("学习十一届八中全会精神。", 1),
        ("1985年召开的党的十二届四中全会作出决定。", 0),
        ("1986年召开的党的十二届四中全会作出决定。", 1),
    ],
)
def test_sessions(sentence: str, count: int) -> None:
    assert len(said("会议届次", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "head", "count"),
    [
        ("34年底前完成。", HEAD, 0),
        ("18年底前完成。", HEAD, 1),
        ("17年底前完成。", HEAD, 0),
        ("21年底前完成。", "", 1),
        ("20年底前完成。", "", 0),
        ("20年底蕴深厚。", HEAD, 0),
        ("20年底色更亮。", HEAD, 0),
        ("2029年开工，22年底完成。", "", 1),
        ("2029年开工，20年底完成。", "", 0),
    ],
)
def test_years_cut_short(sentence: str, head: str, count: int) -> None:
    assert len(said("日期写法", sentence, head)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("覆盖率达到100%。", 0),
        ("覆盖率达到101%。", 1),
        ("三类经费分别占50%、30%、20.5%。", 0),
        ("三类经费分别占50%、30%、20.6%。", 1),
        ("三类工作分别为50%、30%、40%。", 0),
        ("甲占50%，乙占40%，丙占10.6%。", 1),
        ("甲占50%，乙占40%，丙占10.5%。", 0),
        ("甲占60%，乙占50%。", 0),
        ("种子、化肥分别占需求量的98%、95%。", 0),
        ("种子、化肥、农膜储备分别占需求量的105%、98%、110%。", 0),
        ("种子、化肥分别占储备量的98%、95%。", 1),
        ("安排任务3项，完成1项，完成率33%。", 0),
        ("安排任务3项，完成1项，完成率35%。", 1),
        ("安排资金1.5万元，完成0.5万元，完成率33%。", 0),
        ("安排任务0项，完成0项，完成率50%。", 0),
        ("由100家增加到120家，增长20%。", 0),
        ("由100家增加到120家，增长30%。", 1),
        ("达到120家，比上年增加20家，增长20%。", 0),
        ("达到120家，比上年增加20家，增长16%。", 1),
        ("达到80家，比上年减少20家，下降20%。", 0),
        ("共80家，其中农家书屋20家，占25%。", 0),
        ("共80家，其中农家书屋20家，占35%。", 1),
    ],
)
def test_percentages(sentence: str, count: int) -> None:
    assert len(said("百分数", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("请于2026年6月15日前报送。", 0),
        ("请于2026年6月14日前报送。", 1),
        ("请于2026年6月前报送。", 0),
        ("请于2026年5月前报送。", 1),
        ("请于2026年13月前报送。", 0),
        ("请于2025年前报送，务必于2025年前完成。", 2),
        ("截至2026年6月15日，已完成12项。", 0),
        ("截至2026年6月16日，已完成12项。", 1),
        ("截至2026年7月，已完成12项。", 1),
        ("截至2026年6月，已完成12项。", 0),
        ("截至2026年13月，已完成12项。", 0),
        ("截至2026年，已完成12项。", 0),
        ("截至2027年，已完成12项。", 1),
        ("截至2027年，力争已完成12项。", 0),
    ],
)
def test_dates_against_that_of_issue(sentence: str, count: int) -> None:
    assert len(said("文中日期", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("抓好以下两项：一是书展，二是讲座。", 0),
        ("抓好以下三项：一是书展，二是讲座。", 1),
        ("抓好以下三项：一是书展，三是讲座。", 0),
        ("抓好以下三项：二是书展，三是讲座。", 0),
        ("抓好以下三项：①书展②讲座。", 1),
        ("抓好以下三项：①书展③讲座。", 0),
        ("东城区、西城区三个区参加。", 1),
        ("东城区、西城区两个区参加。", 0),
        ("东城区、西城区等三个区参加。", 0),
        ("东城区、西城区和其他三个区参加。", 0),
        ("东城区和西城区三个区参加。", 0),
        ("东城区、西城区一个区参加。", 0),
        ("甲、很长很长的一个名字三个区参加。", 0),
    ],
)
def test_counted_things(sentence: str, count: int) -> None:
    assert len(said("项数不符", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("定于20 26年召开。", 1),
        ("定于20 2年召开。", 0),
        ("共20 26人参加。", 0),
        ("共12 人参加。", 1),
    ],
)
def test_blanks_in_numbers(sentence: str, count: int) -> None:
    assert len(said("数字混字母", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("自2026年3月1日至2026年3月1日。", 0),
        ("自2026年3月2日至2026年3月1日。", 1),
        ("2026年3月至5月，为期三个月。", 0),
        ("2026年3月至5月，为期两个月。", 0),
        ("2026年3月至5月，为期一个月。", 1),
        ("2026年3月1日至5月31日，为期两个月。", 1),
        ("2026年3月1日至3月10日，为期9天。", 1),
        ("2026年3月1日至3月10日，为期10天。", 0),
        ("2026年3月1日至3月10日，为期8天。", 1),
        ("2026年3月1日至3月10日，为期11天。", 1),
        ("2026年3月1日至3月14日，为期两周。", 0),
        ("2026年3月1日至3月14日，为期四周。", 1),
        ("2024年至2026年，为期三年。", 0),
        ("2024年至2026年，为期两年。", 0),
        ("2024年至2026年，为期四年。", 1),
        ("2024年至2026年，为期五个月。", 0),
        ("三年行动计划（2026—2028年）。", 0),
        ("三年行动计划（2026—2029年）。", 1),
        ("三年行动计划（2026—2027年）。", 1),
        ("2026—2026年的任务。", 0),
        ("2027—2026年的任务。", 1),
        ("工程于2026年3月开工，2026年3月竣工。", 0),
        ("工程于2026年4月开工，2026年3月竣工。", 1),
    ],
)
def test_spans_of_time(sentence: str, count: int) -> None:
    assert len(said("起止时间", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("上午9:00—9:00开会。", 0),
        ("上午10:00—3:00开会。", 0),
        ("上午10:00—9:00开会。", 1),
        ("下午15:30—15:00开会。", 1),
        ("上午9:30开会，下午2:30分组。", 0),
        ("夜间值班22：00—6：00。", 0),
        ("值班19：00—7：00。", 0),
        ("比例为1：75，画幅为16：90。", 0),
        ("用2时75分跑完全程。", 1),
        ("会议24：00结束。", 0),
        ("会议24：01结束。", 1),
    ],
)
def test_times_of_day(sentence: str, count: int) -> None:
    assert len(said("时刻", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("按照云政发〔2018〕5号文件。", 0),
        ("按照云政发〔18〕5号文件。", 1),
        ("按照云政发〔2108〕5号文件。", 1),
        ("按照云政发〔1948〕5号文件。", 1),
        ("按照云政发〔1949〕5号文件。", 0),
        ("按照云政发〔2027〕5号文件。", 1),
        ("住在东城（18）5号楼。", 0),
    ],
)
def test_years_of_cited_numbers(sentence: str, count: int) -> None:
    assert len(said("引用文号", sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("依照《关于住房管理的通知》（云住房管〔2025〕13号）办理。", 0),
        ("张某某，男，现住东城路18号3单元。", 1),
        ("当事人王某，女，住东城路18号。", 1),
        ("本人户籍在此，入住东城公寓18号楼的登记。", 0),
    ],
)
def test_homes_and_numbers_of_housing(sentence: str, count: int) -> None:
    assert len(said("个人信息", sentence)) == count


DUTIES = """\
正文:
- 名单:
  - 角色: 成员
    单位: 市教育局、{}
- 职责:
  - {{单位: 市教育局, 内容: 办书展。}}
  - {{单位: {}, 内容: 办讲座。}}
"""


@pytest.mark.parametrize(
    ("listed", "charged", "count"),
    [
        ("东岭职业技术学院", "西岭职业技术学院", 1),
        ("东岭职业技术学院", "东岭职业技术学院", 0),
        ("东岭职业技术学院", "南山职业技工学院", 0),
        ("东岭职业技术学院", "东岭职业技术大学", 0),
        ("东岭学院", "西岭学院", 0),
        ("东岭职业技术学院", "东岭市职业技术学院", 0),
    ],
)
def test_units_of_two_places_with_nearly_one_name(listed: str, charged: str, count: int) -> None:
    assert len(messages("职责对应", DUTIES.format(listed, charged))) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("请于2026年6月12日前将方案报市科协。", 0),
        ("请于2026年6月13日前将方案报市科协。", 1),
        ("请于2026年6月14日前将意见反馈我办。", 1),
        ("请于6月14日前提交总结。", 1),
        ("请于2026年10月31日前报送。", 0),
        ("请于2026年5月1日前报送。", 1),
        ("请于2026年10月3日前报送。", 1),
        ("请于2026年6月31日前报送。", 0),
        ("2026年6月13日前已报送。", 0),
        ("请于2026年6月13日前完成改造。", 0),
    ],
)
def test_deadlines_on_days_off(sentence: str, count: int) -> None:
    assert len(said("休息日", sentence, "成文日期: 2026-04-01\n")) == count


def test_a_deadline_without_a_year_needs_the_date_of_issue() -> None:
    assert said("休息日", "请于6月14日前提交总结。", "") == []


@pytest.mark.parametrize(("day", "count"), [("2026-06-20", 1), ("2026-06-22", 0)])
def test_the_deadline_of_feedback(day: str, count: int) -> None:
    text = f"反馈: {{截止: {day}, 联系人: 张三, 电话: 0000-0000000}}\n正文:\n- 请抓好落实。\n"
    assert len(messages("休息日", text)) == count


@pytest.mark.parametrize(
    ("order", "hint"),
    [
        ("市政府、市政府办、市教育局、市水务局、市科协", None),
        ("市政府、市政府办、市科协、市教育局、市水务局", "市科协"),
        ("市科协、市政府、市政府办、市教育局、市水务局", "市科协"),
        ("市政府办、市教育局、市水务局、市政府、市科协", "市政府"),
        ("市科协、市水务局、市教育局、市政府办", None),
        ("市科协、市政府、市教育局", None),
        ("市科协、市政府，市教育局、市水务局", None),
        ("市科协、某局、市政府、市教育局", None),
    ],
)
def test_the_order_of_units(order: str, hint: str | None) -> None:
    found = messages("名次", f"主送: {order}\n正文:\n- 请抓好落实。\n")
    expected = [f"提示 “{hint}”的位置与机构名录的名次不一样"] if hint else []
    assert found == expected
