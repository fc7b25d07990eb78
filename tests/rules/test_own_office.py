"""What every office writes of itself: its sections and posts, its leaders, its level."""

from __future__ import annotations

import pytest

from .sentences import hints, messages, of_sentences, told_of


def test_an_office_names_its_own_office_without_the_place() -> None:
    own = ["方案经修改完善后，同时报局办公室备案。", "重大事项，同时报院党委研究。"]
    assert told_of("别字", own) == []
    assert told_of("别字", ["方案经修改完善后，同时报局市政府。"])


def test_posts_and_sections_have_duties_and_are_no_units_to_be_registered() -> None:
    duties = "正文:\n- 职责:\n" + "".join(
        f"  - {{单位: {name}, 内容: 负责日常工作。}}\n"
        for name in ("院长", "科主任", "住院医师", "医务科", "办公室", "云溪市护理协会")
    )
    assert messages("机构未登记", duties) == ["警告 机构名录里没有“云溪市护理协会”"]


def test_copies_go_to_the_leaders_of_the_office() -> None:
    assert messages("机构未登记", "抄送: 局领导，市教育局") == []


def test_parts_with_a_share_each_need_not_make_up_the_total() -> None:
    shares = "共有党员1126名，其中女党员247名，占21.9%；35岁以下党员318名，占28.2%。"
    assert of_sentences("分项合计", shares) == []
    assert of_sentences("分项合计", "共有党员1126名，其中在职党员247名、退休党员318名。")
    over = "共有党员1126名，其中女党员847名，占75.2%；男党员318名，占28.2%。"
    assert of_sentences("分项合计", over)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("周　宁　市委常委、常务副市长：负责市政府常务工作。", 0),
        ("李文清　市长：主持市政府全面工作。", 0),
        ("周宁　市委常委、副市长：负责　市政府常务工作。", 1),
        ("加强　安全管理工作：各单位要落实责任。", 1),
    ],
)
def test_a_name_and_a_post_that_begin_a_paragraph_are_parted(line: str, count: int) -> None:
    assert len(of_sentences("多余空格", line)) == count


def test_bullets_and_angles_pasted_from_word() -> None:
    pasted = ["●加强安全教育。", "● 开展隐患排查。", "发放<致家长的一封信>并留存回执。"]
    assert told_of("粘贴的记号", pasted) == [pasted[0], pasted[2]]  # of each kind the first
    assert told_of("粘贴的记号", ["○○年○月○日前报送。", "气温<5度、湿度>80%的，停止作业。"]) == []


def test_the_lines_to_be_signed_on_close_no_sentence() -> None:
    row = "正文:\n- 表:\n    表头: 无\n    行:\n    - [承诺, {文: ['%s', 签名：, 年　月　日]}]\n"
    assert messages("句末标点", row % "以上信息真实有效，如有虚假，愿意承担一切后果。") == []


@pytest.mark.parametrize(("issuer", "level"), [("青岚县教育局", "县"), ("云溪市市场监管局", "市")])
def test_consent_is_that_of_the_government_of_the_same_level(issuer: str, level: str) -> None:
    text = f"文种: 通知\n发文机关: {issuer}\n主送: 各乡镇人民政府\n正文: 请认真落实。"
    assert f"经{level}政府同意" in hints("向下行文", text)[0]
