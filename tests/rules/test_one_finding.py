"""One fault, one finding: what another rule says of the same words in words that say less is left
out, also where the fuller one is waived.
"""

from __future__ import annotations

import pytest

from gongwen import rules

from .test_rules import found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("标题: 关于举办读书节的通知的通知\n", ["标题重复"]),
        ("发文机关: 云溪市教育局基础教育科\n", ["内设机构"]),
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
