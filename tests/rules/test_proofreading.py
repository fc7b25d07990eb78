"""The rules of running text: what they find, and above all what they let stand."""

from __future__ import annotations

import pytest

from gongwen import rules
from gongwen.document.read import read_document
from gongwen.kinds import kinds
from gongwen.registry.units import Registry
from gongwen.rules import Context
from gongwen.source.parse import parse


def found(text: str, head: str = "") -> list[str]:
    """The ids of what is found in a document of this one paragraph."""
    source = f"文种: 通知\n标题: 关于办好读书节的通知\n{head}正文:\n- '{text}'\n- 请抓好落实。\n"
    document, problems = read_document(parse(source, "文.yaml")[0], "文.yaml")
    assert problems == []
    assert document is not None
    context = Context(document, "征求意见稿", kinds()["通知"], Registry(), {"文.yaml": source})
    return [problem.rule for problem in rules.check(context)]


@pytest.mark.parametrize(
    "text",
    [
        "邮箱为 yunxi@example.cn，网址为 http://example.cn/a?b=1;c=2，电话0719-8888-6666。",
        "会议8:30开始，比分3:2，完成率98.5%，第1.2版。",
        "执行GB/T 9704-2012和“十四五”规划，时间为2026年1月1日—2028年12月31日。",
        "推广Python(3.11)和C++。",
        "一件一件抓落实，逐项逐项对照，支持建设建设银行网点。",
        "坚持“书香云溪”“阅读之城”双品牌，做到“读好书、好读书、读书好”。",
        "《云溪市书屋管理办法（试行）》自印发之日起施行。",
        "按照（云政办发〔2025〕8号）办理；（2025）云0102民初8号判决书另发。",
        "《中央办公厅 国务院办公厅关于加强阅读的意见》要求抓好落实。",
        "他说：“真好！”“真的吗？”……",
        "第三条　本办法自印发之日起施行，请抓好落实。",
        "张明远 市长",
        "1）建好书屋；2）配好图书。",
        "《云溪市读书节办法》附件3继续有效。",
        "该文件附件2同时废止。",
        "于2024年2月29日前完成。",
    ],
)
def test_nothing_is_wrong_with(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("请抓好落实,按时报送。", "半角标点"),
        ("请抓好落实.", "半角标点"),
        ("请按要求(见通知)报送。", "半角标点"),
        ("邮箱:yunxi@example.cn。", "半角标点"),
        ("完成率98%,居全省第一。", "半角标点"),
        ("2024年-2026年举办三届。", "半角标点"),
        ("共建书屋１２家。", "全角数字字母"),
        ("请抓好落实。。", "标点重复"),
        ("请抓好落实，。", "标点重复"),
        ("书屋建好了吗？。", "标点重复"),
        ("建设《云溪书屋。", "标点不成对"),
        ("建设“书香云溪”）。", "标点不成对"),
        ("建设 “书香云溪”，抓好落实。", "多余空格"),
        ("请各单位各单位抓好落实。", "词语重复"),
        ("请请各单位抓好落实。", "叠字"),
        ("按照云政办发【2025】8号文件办理。", "引用文号"),
        ("按照云政办发〔2025〕008号文件办理。", "引用文号"),
        ("按照云政办发〔2025〕第8号文件办理。", "引用文号"),
        ("任务分工详见附件。", "附件引用"),
        ("书目见附件二。", "附件引用"),
        ("名额按本通知附件分配。", "附件引用"),
        ("于2026年2月29日前完成。", "日期不存在"),
        ("请抓好落实。有关情况及时报送市教育局", "句末标点"),
    ],
)
def test_what_is_wrong_with(text: str, rule: str) -> None:
    assert found(text) == [rule]


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    text = "他说：“先办书屋。'\n- '“再办讲座。”"
    assert found(text) == []


def test_a_pair_may_hold_a_line_break() -> None:
    assert found("现印发《云溪市读书节'\n- '活动方案》，请抓好落实。") == ["段落断开"]
