"""The rules of 发文办理: what a 规范性文件 lacks, what its sentences say otherwise, signatures."""

from __future__ import annotations

import pytest

from tests.rules.sentences import messages
from tests.rules.test_rules import found

RULED = "规范性文件: 是\n施行日期: 2026-09-01\n有效期: 5年\n"
DONE = (
    "审议: 市政府第32次常务会议\n材料:\n- 征求意见情况\n- {材料: 合法性审核意见书, 结论: 合法}\n"
    "- {材料: 公平竞争审查表, 结论: 符合}\n- 政策解读\n"
)


def test_the_materials_of_a_regulatory_document() -> None:
    drafted = "稿本: 送审稿\n" + RULED
    missing = [f"提示 规范性文件还没有“{name}”的材料" for name in (
        "征求意见", "合法性审核", "公平竞争审查", "集体审议", "解读",
    )]  # fmt: skip
    assert messages("规范性文件", drafted) == missing
    assert messages("规范性文件", drafted + DONE) == []
    assert messages("规范性文件", "稿本: 征求意见稿\n" + RULED) == []
    assert messages("规范性文件", "稿本: 送审稿\n") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- {材料: 合法性审核, 结论: 不合法}", "警告 “合法性审核”的结论是“不合法”"),
        ("- {材料: 合法性审核, 单位: 市司法局}", "提示 “合法性审核”没有写结论"),
    ],
)
def test_conclusions(line: str, told: str) -> None:
    typed = f"稿本: 送审稿\n{RULED}材料:\n{line}\n"
    assert told in messages("规范性文件", typed)


@pytest.mark.parametrize(
    ("facts", "sentence", "told"),
    [
        ("施行日期: 2026-09-01", "本办法自2026年9月1日起施行。", ""),
        ("施行日期: 2026-09-01", "本办法自2026年10月1日起正式施行。", "2026年9月1日"),
        ("施行日期: 2026-09-01", "2021年5月1日起施行的《云溪市办法》同时废止。", ""),
        ("施行日期: 2026-06-01\n成文日期: 2026-06-01", "自印发之日起施行。", ""),
        ("施行日期: 2026-07-01\n成文日期: 2026-06-01", "自公布之日起施行。", "2026年7月1日"),
        ("施行日期: 2026-07-01\n成文日期: 2026-06-01", "自公布之日起30日后施行。", ""),
        ("有效期: 5年", "有效期五年。", ""),
        ("有效期: 5年", "有效期为3年。", "5年"),
        ("有效期: 60个月", "有效期5年。", ""),
        ("施行日期: 2026-09-01\n有效期: 5年", "有效期至2031年8月31日。", ""),
        ("施行日期: 2026-09-01\n有效期: 5年", "有效期至2030年8月31日。", "5年"),
        ("有效期: 2031-08-31", "有效期至2031年8月31日。", ""),
        ("审议: 市政府第32次常务会议", "已经市政府第三十二次常务会议审议通过。", ""),
        ("审议: 市政府第32次常务会议", "已经市政府第23次常务会议审议通过。", "第32次"),
        (
            "审议: {会议: 市政府第32次常务会议, 日期: 2026-05-08}",
            "经2026年5月9日市政府第32次常务会议审议通过。",
            "2026年5月8日",
        ),
    ],
)
def test_sentences_against_facts(facts: str, sentence: str, told: str) -> None:
    said = messages("事实对应", f"{facts}\n正文: {sentence}\n")
    assert len(said) == bool(told)
    assert all(told in each for each in said)


SIGNED = "稿本: 印发稿\n成文日期: 2026-06-01\n办理:\n"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  签发: {姓名: 张三, 日期: 2026-06-01}", []),
        ("  签发: 张三", ["警告 没有写签发人和签发日期"]),
        ("  核稿: 张三", ["警告 没有写签发人和签发日期"]),
        (
            "  签发: {姓名: 张三, 日期: 2026-06-02}",
            ["警告 成文日期是2026年6月1日，签发的日期是2026年6月2日"],
        ),
        (
            "  签发: {意见: 不同意, 姓名: 张三, 日期: 2026-06-01}",
            ["警告 签发意见是“不同意”"],
        ),
        (
            "  签发: {姓名: 张三, 日期: 2026-06-01}\n  会签: [市财政局]",
            ["警告 市财政局还没有会签"],
        ),
    ],
)
def test_signatures(typed: str, told: list[str]) -> None:
    assert messages("签发手续", f"{SIGNED}{typed}\n") == told


def test_signatures_are_asked_for_only_where_they_are_used() -> None:
    assert messages("签发手续", "稿本: 印发稿\n成文日期: 2026-06-01\n") == []


def test_joint_documents_have_several_signatures() -> None:
    joint = "发文机关: 市教育局、市财政局\n" + SIGNED
    one = joint + "  签发: {姓名: 张三, 日期: 2026-06-01}\n"
    assert messages("签发手续", one) == ["警告 联合行文有2个机关，签发的只有1个"]
    both = joint + "  签发: [{姓名: 张三, 日期: 2026-05-30}, {姓名: 李四, 日期: 2026-06-01}]\n"
    assert messages("签发手续", both) == []


def test_what_is_repealed_is_named_in_the_text() -> None:
    named = "废止: 云政发〔2021〕8号\n正文: 《云溪市办法》（云政发〔2021〕8号）同时废止。\n"
    assert messages("废止修改", named) == []
    silent = "修改: [云政发〔2021〕8号, 老办法]\n正文: 请落实。\n"
    assert messages("废止修改", silent) == [
        "警告 写了修改云政发〔2021〕8号，正文里没有提到",
        "警告 “修改”里的“老办法”不是发文字号",
    ]


def test_a_reason_is_asked_for_where_the_way_is_used() -> None:
    plain = "稿本: 送审稿\n公开属性: 不予公开\n"
    assert messages("公开属性", plain) == []
    assert messages("公开属性", plain + "办理: {拟稿: 周敏}\n") == ["提示 不予公开没有写理由"]


def test_the_former_name_of_a_rule_still_waives() -> None:
    told = [each.rule for each in found("稿本: 送审稿\n忽略: {公开方式: 还没有定}\n")]
    assert told == ["缺要素", "缺要素"]
