"""发文办理: the facts of a document on its way, as they may be typed."""

from __future__ import annotations

import pytest

from gongwen.document.values import Moment
from tests.document.reading import made, told

HEAD = "文种: 通知\n标题: 关于读书节的通知\n正文: 略。\n"


@pytest.mark.parametrize(
    ("typed", "word", "reason"),
    [
        ("公开属性: 主动公开", "主动公开", None),
        ("公开方式: 主动公开", "主动公开", None),
        ("公开属性: {属性: 不予公开, 理由: 内部事项}", "不予公开", "内部事项"),
        ("公开方式: {属性: 依申请公开, 理由: 内部事项}", "依申请公开", "内部事项"),
    ],
)
def test_disclosure(typed: str, word: str, reason: str | None) -> None:
    document = made(f"{HEAD}{typed}\n")
    assert document.disclosure is not None
    assert (document.publicity, document.disclosure.reason) == (word, reason)
    assert document.has("公开属性")
    assert document.place("公开属性").line == 4


def test_disclosure_typed_under_both_names_is_told() -> None:
    assert told(after=HEAD, text="公开属性: 主动公开\n公开方式: 不予公开\n") == [
        "5:1 不认识“公开方式”这个项目|已经写了“公开属性”；两处合成一处，删掉这一行"
    ]


def test_a_disclosure_that_is_none_is_told() -> None:
    assert told(after=HEAD, text="公开属性: 主动\n") == [
        "4:7 “公开属性”只能写主动公开、依申请公开、不予公开，现在是“主动”|是不是“主动公开”"
    ]


def test_steps_may_be_a_name_alone_or_one_of_a_list() -> None:
    handling = made(
        HEAD + "办理: {拟稿: 周敏, 会签: [市财政局, {单位: 市教育局, 意见: 同意}],"
        " 签发: {姓名: 张三, 日期: 2026-04-20}}\n"
    ).handling
    assert handling is not None and handling.drafted is not None
    assert handling.drafted.name == "周敏"
    assert [(each.unit, each.opinion) for each in handling.countersigned] == [
        ("市财政局", None), ("市教育局", "同意"),
    ]  # fmt: skip
    assert [(each.name, each.date) for each in handling.signed] == [("张三", Moment(2026, 4, 20))]


def test_materials_and_meetings() -> None:
    document = made(
        HEAD + "审议: 市政府第32次常务会议\n材料:\n- 解读\n"
        "- {材料: 合法性审核, 文件: [甲.pdf, 乙.pdf]}\n"
    )
    assert [each.meeting for each in document.deliberations] == ["市政府第32次常务会议"]
    assert [(each.name, each.file_names) for each in document.materials] == [
        ("解读", ()), ("合法性审核", ("甲.pdf", "乙.pdf")),
    ]  # fmt: skip


def test_a_step_without_sense_is_told_at_its_place() -> None:
    assert told(
        after=HEAD, text="办理:\n  签发: {姓名: 张三, 日期: 四月}\n  会签:\n  - 意见: 同意\n"
    ) == [
        "5:20 “日期”不是日期：“四月”|日期照这样写：2026-08-09 或 2026年8月9日",
        "7:5 “会签”第1项缺少“单位”|加一行：单位: ……",
    ]
