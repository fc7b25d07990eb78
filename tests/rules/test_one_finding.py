"""One fault, one finding: what another rule says of the same words in words that say less is left
out, also where the fuller one is waived.
"""

from __future__ import annotations

from graphlib import TopologicalSorter
from types import ModuleType

import pytest

from gongwen import rules

from .test_rules import found

ORDER = """\
文种: 命令
稿本: 印发稿
发文机关: 云溪市教育局
标题: 云溪市教育局令
正文:
- 现公布《云溪市供水办法》，自2027年1月1日起施行。
签署: {职务: 局长, 姓名: 张三}
成文日期: 2026-06-01
印发: {机关: 云溪市教育局, 日期: 2026-06-02}
"""
NOTICE = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
标题: 云溪市人民政府办公室关于做好防汛工作的通知
主送: 各县（区）人民政府
正文:
- 请认真落实。
公开属性: 主动公开
成文日期: 2026-06-01
印发: {机关: 云溪市人民政府办公室, 日期: 2026-06-02}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("标题: 关于举办读书节的通知的通知\n", ["标题重复"]),
        ("发文机关: 云溪市教育局基础教育科\n", ["内设机构"]),
        (f"{ORDER}发文字号: 第12号\n", ["缺要素"]),
        (f"{NOTICE}令号: 第12号\n", ["缺要素"]),
        (
            "正文:\n- 建白鹭湖书屋。\n- 白鹭湖书屋已开。\n- 白鹭湖有书。\n- 扩建鹭白湖书屋。\n",
            ["近似地名"],
        ),
        ("正文:\n- 截止目前，已建成书屋12家。\n", ["截止和截至"]),
        ("正文:\n- 截止目前布署了工作。\n", ["易错词", "截止和截至"]),
        ("忽略: {截止和截至: 原话}\n正文:\n- 截止目前，已建成书屋12家。\n", []),
        ("正文:\n- 学习”读书”精神，落实”藏书“要求。\n", ["标点不成对"]),
        (
            "正文: |\n  （一）加强领导\n  (2)加强宣传\n  （三）加强保障\n  按时报送。\n",
            ["层次序数"],
        ),
        (
            "正文: |\n  （一）选书\n  选好书。\n  （二）借书\n  借好书。\n  （三，还书\n"
            "  还好书。\n  （四）藏书\n  藏好书。\n",
            ["标点不成对"],
        ),
        ("正文:\n- 收入31.2亿元，比上年的34.6亿元增长9.1%。\n", ["同比"]),
        ("正文:\n- 用水量下降-6.8%。\n", ["同比"]),
        ("正文:\n- 改造书屋26家，惠及9830户。其中，东城12家、西城19家。\n", ["分项合计"]),
        ("正文:\n- 投入30万元，其中书架20万元、图书15万元，共30万元。\n", ["分项合计"]),
        ("正文:\n- 建立二个机制，配备俩名馆员。\n", ["二和两", "二和两"]),
        ("正文:\n- 要加强选书、宣传，借阅、督促等工作。\n", ["并列标点"]),
        (
            "正文:\n- 学习《书屋办法》，《借阅办法》、《藏书办法》，《还书办法》等。\n",
            ["引号间顿号"],
        ),
        ("正文:\n- 依照《安全生法》管理。\n", ["法律名称"]),
        ("正文:\n- 邮箱为yunxi＠example.cn。\n", ["网址邮箱"]),
        ("正文:\n- 推进书屋建设工zuo。\n", ["拼音残留"]),
        ("正文:\n- 报云溪市人民府办公室批准。\n", ["漏字"]),
        ("正文:\n- 20 28年建成，借阅量增长16%-21%。\n", ["数字混字母", "数值起止"]),
        ("正文:\n- 切忌不要走过场，加強宣传。\n", ["否定重复", "繁体字"]),
        ("正文:\n- 要认真贯彻落实会议精神。要认真贯彻落实会议精神。\n", ["词语重复"]),
        (
            "成文日期: 2026-07-03\n正文:\n- 请于2026年6月20日前将书目报市教育局。\n",
            ["文中日期"],
        ),
        (
            "正文:\n- 成立全市书屋建设工作领导小组。\n- 由馆长任组长，工作专班负责督促。\n",
            ["机构改称"],
        ),
        (
            "正文:\n- 任务: 办书展。\n  责任单位: 市教育局市水务局\n",
            ["单位连写"],
        ),
    ],
)
def test_one_finding(text: str, told: list[str]) -> None:
    assert [str(problem.rule) for problem in found(text)] == told


def test_only_rules_are_covered() -> None:
    names = {rule.NAME for rule in rules.rules()}
    covered = {name for rule in rules.rules() for name in getattr(rule, "COVERS", ())}
    assert covered
    assert covered <= names


@pytest.mark.parametrize("rule", rules.rules(), ids=lambda rule: rule.NAME)
def test_of_one_place_one_thing_is_told(rule: ModuleType) -> None:
    """In the example of each rule, by all of them; what stands at no words is of no one place."""
    places = [(each.line, each.column) for each in found(rule.WRONG) if each.column > 1]
    assert len(set(places)) == len(places)


def test_what_covers_is_not_covered_in_turn() -> None:
    covers = {rule.NAME: getattr(rule, "COVERS", ()) for rule in rules.rules()}
    assert list(TopologicalSorter(covers).static_order())
