"""One fault, one finding: what another rule says of the same words in words that say less is left
out, also where the fuller one is waived.
"""

from __future__ import annotations

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
        ("正文:\n- 截止目前，已建成书屋12家。\n", ["截止和截至"]),
        ("正文:\n- 截止目前布署了工作。\n", ["易错词", "截止和截至"]),
        ("忽略: {截止和截至: 原话}\n正文:\n- 截止目前，已建成书屋12家。\n", []),
        ("正文:\n- 学习”读书”精神，落实”藏书“要求。\n", ["标点不成对"]),
        (
            "正文: |\n  （一）加强领导\n  (2)加强宣传\n  （三）加强保障\n  按时报送。\n",
            ["层次序数"],
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
